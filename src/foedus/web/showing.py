"""A claim as the reader's list and its own page show it, with what people held of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.desk.articles import chain
from foedus.model.claims import STATUSES
from foedus.model.ids import slug
from foedus.model.judgements import ON_A_CLAIM
from foedus.views.claims import gist, manner, who_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

    from foedus.desk.judging import Listed
    from foedus.ledger import RecordedClaim
    from foedus.model.claims import Claim
    from foedus.model.documents import Document
    from foedus.web.naming import Names

_HELD = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "retract": "retracted"}


@dataclass(frozen=True, slots=True)
class Held:
    """A judgement in words. says: what should stand instead, of a correction."""

    id: str
    by: str
    on: str
    verdict: str
    reason: str
    stands: bool
    says: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim.

    judged: what stands on it, as one word of a judgement, or empty; told: the same in words.
    seen: the id of the verdict that stands, by which it is seen whether somebody judged meanwhile.
    """

    id: str
    kind: str
    says: Markup
    manner: str
    chain: tuple[Markup, ...]
    who: str
    sure: float
    judged: str
    told: str
    seen: str
    history: tuple[Held, ...] = ()


def shown(document: Document, each: RecordedClaim, names: Names, history: Sequence[Listed] = ()) -> Shown:
    """A claim of a document, in words, with names that lead to their pages; history: the judgements on it."""
    label = names.label
    record = each.claim.record()
    by = {slug(label(key)): key for key in reversed(chain(document, each))}  # an outlet's name and its slug are one
    stands = each.judged.retracted or each.judged.verdict
    return Shown(
        id=each.claim.id,
        kind=each.claim.kind,
        says=names.rich(gist(record, names.mark)),
        manner=manner(record),
        chain=tuple(names.link(names.key(key), label(key)) for key in by.values())[::-1],
        who=who_said(each.statement.record(), label) if each.statement else "the document",
        sure=each.claim.confidence,
        judged=stands.verdict if stands else "",
        told=_told(stands.verdict, stands.by, stands.reason) if stands else "",
        seen=each.judged.verdict.id if each.judged.verdict else "",
        history=tuple(_held(one, label) for one in history),
    )


def _told(verdict: str, by: str, reason: str) -> str:
    return f"{_HELD[verdict]} by {by}: {reason}"


def _held(one: Listed, label: Callable[[str], str]) -> Held:
    given = one.judgement
    says = gist(given.claim.record(), label) if given.claim else ""
    verdict = _HELD.get(given.verdict, "took the one before back")
    return Held(given.id, given.by, f"{given.at:%Y-%m-%d %H:%M}", verdict, given.reason, one.stands, says)


@dataclass(frozen=True, slots=True)
class Field:
    """Something of a claim that a correction may say otherwise; options: the only values, where they are few."""

    name: str
    label: str
    value: str
    options: tuple[str, ...] = ()
    hint: str = ""


def fields(claim: Claim) -> Iterator[Field]:
    """What of a claim may be corrected, with what it says: polarity, status, time, roles and plain attributes."""
    yield Field("polarity", "Polarity", claim.polarity, ("affirmed", "negated"))
    yield Field("status", "Status", claim.status, STATUSES)
    yield Field("time", "Time", claim.time.edtf if claim.time else "", hint="2022-02-20, 2022-02, 2022/2024")
    for role, fillers in claim.roles:
        keys = ", ".join(dict.fromkeys(each.actor for each in fillers))
        yield Field(
            f"role.{role}", role.replace("_", " ").capitalize(), keys, hint="names or keys, a comma between them"
        )
    for name, value in claim.record()["attributes"].items():
        if isinstance(value, str):
            yield Field(name, name.replace("_", " ").capitalize(), value)


def changes(claim: Claim, given: dict[str, str]) -> tuple[str, ...]:
    """What a form says otherwise than a claim, as ``FIELD=VALUE`` each."""
    return tuple(
        f"{each.name}={given[each.name].strip()}"
        for each in fields(claim)
        if each.name in given and given[each.name].strip() != each.value
    )


VERDICTS = (*ON_A_CLAIM, "withdraw")
"""What a page offers on a claim."""
