"""Answers: who is bound, who is not and why, what conflicts, what is not known; the contract's JSON objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model.situations import Situation

FAILED = (
    "not-party",
    "not-in-force",
    "rejected",
    "trigger-unmet",
    "wrong-adversary",
    "provoked",
    "out-of-region",
    "no-duty",
)
GIVEN = "the question"
"""The source of what a question gives."""
ASSUMED = "assumption"
"""The source of what an answer assumes and says so."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One premise of a proof and where it comes from.

    kind: ``in-force``, ``party``, ``wording``, ``act``, ``place``, ``request``, ``condition``, ``viewpoint``,
    ``performance`` or ``declared``.
    """

    kind: str
    fact: str
    source: str
    confidence: str = "high"

    def record(self) -> dict[str, str]:
        """The fact as the contract's JSON object."""
        return {"fact": self.fact, "source": self.source, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Cited:
    """An agreement's article."""

    agreement: str
    article: str

    def record(self) -> dict[str, str]:
        """The citation as the contract's JSON object."""
        return {"agreement": self.agreement, "article": self.article}


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty that the situation sets off, with what proves it.

    against: whom performing it would set the bearer against.
    after: numbers of the obligations whose performance it presupposes; empty at depth 1.
    claim: for a declared one, the claim that is its source.
    wording_since: the first day of the wording that is applied.
    """

    bearer: str
    beneficiary: str
    duty: str
    strength: str
    level: str
    depth: int
    provision: Cited | None
    in_force_since: str | None
    disputed_by: tuple[str, ...]
    because: tuple[Fact, ...]
    against: tuple[str, ...] = ()
    after: tuple[int, ...] = ()
    wording_since: str | None = None
    claim: str | None = None
    said_by: str | None = None
    speaks_for: str | None = None

    @property
    def confidence(self) -> str:
        """The confidence of the weakest fact that it rests on."""
        return min((fact.confidence for fact in self.because), key=("low", "medium", "high").index, default="low")

    def record(self) -> dict[str, Any]:
        """The obligation as the contract's JSON object."""
        record: dict[str, Any] = {
            "bearer": self.bearer,
            "beneficiary": self.beneficiary,
            "duty": self.duty,
            "strength": self.strength,
            "level": self.level,
            "depth": self.depth,
            "provision": self.provision and self.provision.record(),
            "in_force_since": self.in_force_since,
            "wording_since": self.wording_since,
            "disputed_by": list(self.disputed_by),
            "because": [fact.record() for fact in self.because],
            "against": list(self.against),
            "after": list(self.after),
            "confidence": self.confidence,
        }
        if self.level == "declared":
            record |= {"claim": self.claim, "said_by": self.said_by, "speaks_for": self.speaks_for}
        return record


@dataclass(frozen=True, slots=True)
class NotBound:
    """Why not: an actor, the article that might have bound it, and the condition that failed."""

    actor: str
    provision: Cited | None
    failed_code: str
    failed: str

    def record(self) -> dict[str, Any]:
        """The entry as the contract's JSON object."""
        return {
            "actor": self.actor,
            "provision": self.provision and self.provision.record(),
            "failed_code": self.failed_code,
            "failed": self.failed,
        }


@dataclass(frozen=True, slots=True)
class Prevails:
    """One promise goes before another: by which rule, in the words of which source."""

    first: Cited
    gives_way: Cited
    rule: Cited
    text: str
    source: str

    def record(self) -> dict[str, Any]:
        """The priority as a JSON object."""
        return {
            "provision": self.first.record(),
            "gives_way": self.gives_way.record(),
            "rule": self.rule.record(),
            "text": self.text,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """An actor that cannot keep all its promises: obligations by number, and other articles in force.

    prevails: which of them goes before which, where an agreement says so; all of them are owed all the same.
    """

    actor: str
    obligations: tuple[int, ...]
    others: tuple[Cited, ...]
    prevails: tuple[Prevails, ...] = ()

    def record(self) -> dict[str, Any]:
        """The conflict as the contract's JSON object."""
        return {
            "actor": self.actor,
            "obligations": list(self.obligations),
            "with": [other.record() for other in self.others],
            "prevails": [each.record() for each in self.prevails],
        }


@dataclass(frozen=True, slots=True)
class NotKnown:
    """What the data do not cover, which is neither yes nor no."""

    actor: str
    why: str
    provision: Cited | None = None

    def record(self) -> dict[str, Any]:
        """The entry as the contract's JSON object."""
        return {"actor": self.actor, "why": self.why, "provision": self.provision and self.provision.record()}


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from a situation, with proofs; numbers in `after` and in conflicts count `obligations`."""

    situation: Situation
    obligations: tuple[Obligation, ...]
    not_bound: tuple[NotBound, ...]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[NotKnown, ...]

    def record(self) -> dict[str, Any]:
        """The answer as the contract's JSON object."""
        return {
            "question": question(self.situation),
            "obligations": [obligation.record() for obligation in self.obligations],
            "not_bound": [entry.record() for entry in self.not_bound],
            "conflicts": [conflict.record() for conflict in self.conflicts],
            "unknown": [entry.record() for entry in self.unknown],
        }


def question(situation: Situation) -> dict[str, Any]:
    """The situation as the contract's question; its first act stands for it, further ones are in `acts`."""
    first = situation.acts[0]
    record: dict[str, Any] = {
        "attacker": first.attacker,
        "target": first.target,
        "territory": first.territory,
        "through": list(first.through),
        "on": situation.on.isoformat(),
        "viewpoint": situation.viewpoint,
        "provoked": first.provoked,
        "basis": situation.basis,
    }
    if len(situation.acts) > 1:
        record["acts"] = [
            {
                "attacker": act.attacker,
                "target": act.target,
                "territory": act.territory,
                "through": list(act.through),
                "provoked": act.provoked,
                "kind": act.kind,
            }
            for act in situation.acts
        ]
    return record
