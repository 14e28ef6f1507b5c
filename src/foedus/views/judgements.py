"""Judgements as rows and flat records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.views.claims import gist
from foedus.views.table import Label, Record, Table

if TYPE_CHECKING:
    from typing import Protocol

    from foedus.model.judgements import Judged, Judgement

    class Listed(Protocol):
        """A judgement, and whether it stands."""

        @property
        def judgement(self) -> Judgement: ...
        @property
        def stands(self) -> bool: ...


JUDGEMENT_COLUMNS = ("id", "verdict", "target", "other", "by", "at", "reason", "claim", "stands")


def judgement_record(listed: Listed) -> Record:
    """A judgement as a JSON object, with whether it stands."""
    return {**listed.judgement.record(), "stands": listed.stands}


def judgements_table(listed: Iterable[Listed], label: Label) -> Table:
    """Judgements for people: who holds what of what, why, and whether it stands."""
    rows = tuple(
        (
            f"{each.judgement.by}\n{each.judgement.at:%Y-%m-%d}",
            f"{_held(each.judgement, label)}{'' if each.stands else ' (withdrawn)'}\n{each.judgement.id}",
            each.judgement.reason,
        )
        for each in listed
    )
    return Table("Judgements", ("who", "judgement", "reason"), rows)


def verdict(judged: Judged) -> str:
    """What stands on a claim, in a few words; empty where nobody judged it.

    A retraction comes first: what was taken back no longer counts, whoever accepted it.
    """
    words = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "retract": "retracted"}
    return "; ".join(
        f"{words[each.verdict]} by {each.by}: {each.reason}" for each in (judged.retracted, judged.verdict) if each
    )


def _held(judgement: Judgement, label: Label) -> str:
    if judgement.other:
        return f"{label(judgement.target)} {judgement.verdict.replace('-', ' ')} {label(judgement.other)}"
    said = f"\n{gist(judgement.claim.record(), label)}" if judgement.claim else ""
    return f"{judgement.verdict} {judgement.target}{said}"
