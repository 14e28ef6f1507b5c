"""Judgements: what a named person holds of a claim, a document or two names, and why; each can be withdrawn.

A judgement is a record like any other: signed, dated, with its reason, and never changed.  What stands is worked out
from all of them: one that a standing withdrawal withdraws does not stand, and of those that answer one question
(is this claim right? are these two the same?) the latest standing one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from foedus.model.claims import Claim
from foedus.model.ids import record_id

VERDICTS = ("accept", "reject", "correct", "same-as", "not-same-as", "retract", "withdraw")
"""accept, reject, correct: of a claim.  same-as, not-same-as: of two actors, claims or documents.  retract: who
published a claim or a document takes it back.  withdraw: of an earlier judgement."""

ON_A_CLAIM = ("accept", "reject", "correct")
ON_A_PAIR = ("same-as", "not-same-as")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody holds, and why.

    target: the id of the claim, document or judgement, or the key of the actor, that is judged.
    by: the name of who judges.  at: when, with a time zone.  other: for a pair, the second of it.
    claim: for ``correct``, what should stand instead.
    held_as: its id where words in it were erased from a ledger, so that it cannot be worked out any more.
    """

    verdict: str
    target: str
    by: str
    at: datetime
    reason: str
    other: str | None = None
    claim: Claim | None = None
    held_as: str | None = None

    @property
    def id(self) -> str:
        """``judgement:`` and the hash of all of it."""
        return self.held_as or record_id(
            "judgement",
            self.verdict,
            self.target,
            self.other,
            self.claim and self.claim.record(),
            self.by,
            self.at.isoformat(),
            self.reason,
        )

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {
            "type": "judgement",
            "id": self.id,
            "verdict": self.verdict,
            "target": self.target,
            "other": self.other,
            "by": self.by,
            "at": self.at.isoformat(),
            "reason": self.reason,
            "claim": self.claim and self.claim.record(),
        }

    @staticmethod
    def from_record(record: Mapping[str, Any]) -> Judgement:
        """The judgement that a record was made of."""
        return Judgement(
            record["verdict"],
            record["target"],
            record["by"],
            datetime.fromisoformat(record["at"]),
            record["reason"],
            record["other"],
            Claim.from_record(record["claim"]) if record["claim"] else None,
            record.get("held_as"),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands on one claim: the latest verdict on it, and the latest retraction of it or of its document."""

    verdict: Judgement | None = None
    retracted: Judgement | None = None

    def effective(self, claim: Claim) -> Claim | None:
        """The claim as it counts: itself, its correction, or None where it was rejected or retracted."""
        if self.retracted or (self.verdict and self.verdict.verdict == "reject"):
            return None
        return (self.verdict and self.verdict.claim) or claim

    def record(self) -> dict[str, Any] | None:
        """What stands as a JSON object; None where nobody judged."""
        held = {"verdict": self.verdict, "retracted": self.retracted}
        return {name: each and each.record() for name, each in held.items()} if self != UNJUDGED else None


UNJUDGED = Judged()
"""What stands where nobody judged."""


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that no standing withdrawal withdraws, in their order, which is that of recording.

    A withdrawal only ever reaches back, so going from the last to the first settles each in turn; withdrawing a
    withdrawal lets what it withdrew stand again.
    """
    withdrawn: set[str] = set()
    kept = []
    for judgement in reversed(tuple(judgements)):
        if judgement.id in withdrawn:
            continue
        if judgement.verdict == "withdraw":
            withdrawn.add(judgement.target)
        kept.append(judgement)
    return tuple(reversed(kept))


def judged(claim: Claim, judgements: Iterable[Judgement]) -> Judged:
    """What stands on a claim, of the standing judgements on it and on its document."""
    found = UNJUDGED
    for each in judgements:
        if each.verdict in ON_A_CLAIM and each.target == claim.id:
            found = replace(found, verdict=each)
        elif each.verdict == "retract" and each.target in (claim.id, claim.document):
            found = replace(found, retracted=each)
    return found


@dataclass(frozen=True, slots=True)
class Sameness:
    """Which names mean one thing, by the standing judgements.

    groups: each the keys that are one, sorted; only groups of two and more.
    torn: pairs that are held not to be the same although others join them: for a person to look at.
    apart: every pair that is held not to be the same.
    """

    groups: tuple[tuple[str, ...], ...]
    torn: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...] = ()

    def of(self, key: str) -> tuple[str, ...]:
        """All that is the same as this, itself included."""
        return next((group for group in self.groups if key in group), (key,))

    def names(self, is_known: Callable[[str], bool] = lambda key: False) -> dict[str, str]:
        """For each key of a group but one the key that stands for it: the first that is known, else the first."""
        found = {}
        for group in self.groups:
            chosen = next((key for key in group if is_known(key)), group[0])
            found.update({key: chosen for key in group if key != chosen})
        return found


def sameness(judgements: Iterable[Judgement]) -> Sameness:
    """The groups that standing judgements on pairs make; of each pair the latest counts.

    >>> from datetime import UTC, datetime
    >>> now = datetime(2024, 5, 1, tzinfo=UTC)
    >>> told = [Judgement("same-as", "a-bibilov", "N. N.", now, "one man", "anatoly-bibilov")]
    >>> sameness(told).of("a-bibilov")
    ('a-bibilov', 'anatoly-bibilov')
    """
    pairs = {
        (min(each.target, each.other), max(each.target, each.other)): each.verdict
        for each in judgements
        if each.verdict in ON_A_PAIR and each.other
    }
    group: dict[str, set[str]] = {}
    for one, other in sorted(pair for pair, verdict in pairs.items() if verdict == "same-as"):
        joined = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(joined, joined))
    groups = sorted({tuple(sorted(each)) for each in group.values()})
    apart = sorted(pair for pair, verdict in pairs.items() if verdict == "not-same-as")
    torn = tuple(pair for pair in apart if pair[1] in group.get(pair[0], ()))
    return Sameness(tuple(groups), torn, tuple(apart))
