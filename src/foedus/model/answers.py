"""Answers: who is bound, who is not and why, what conflicts, what is not known; the contract's JSON objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model.situations import Act, Situation

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
class Ground:
    """What set a duty off: an event, the given act that it comes from, and the duty that it presupposes.

    event: ``attack``, ``war`` or ``performance``.  victim: who is attacked, at war or helped; adversary: by or against
    whom.  act: the act's number in the situation.  after: number of the obligation whose performance brings it about;
    None where the act itself does.
    """

    event: str
    victim: str
    adversary: str
    act: int
    after: int | None = None

    def record(self) -> dict[str, Any]:
        """The ground as a JSON object."""
        return {
            "event": self.event,
            "victim": self.victim,
            "adversary": self.adversary,
            "act": self.act,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty that the situation sets off, with what proves it.

    against: whom performing it would set the bearer against.
    grounds: what set it off; nothing for a declared or a standing duty.
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
    grounds: tuple[Ground, ...] = ()

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
            "grounds": [ground.record() for ground in self.grounds],
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

    kind: ``both-sides`` (bound to both), ``neutrality`` (a duty against a promise to stay neutral), ``promise`` (a duty
    against another promise) or ``own-act`` (the attacker's own broken promise, to whomever it attacks).
    act: for an own act, its number in the situation.
    prevails: which of them goes before which, where an agreement says so; all of them are owed all the same.
    """

    actor: str
    obligations: tuple[int, ...]
    others: tuple[Cited, ...]
    kind: str = "promise"
    act: int | None = None
    prevails: tuple[Prevails, ...] = ()

    def record(self) -> dict[str, Any]:
        """The conflict as the contract's JSON object."""
        return {
            "actor": self.actor,
            "obligations": list(self.obligations),
            "with": [other.record() for other in self.others],
            "kind": self.kind,
            "act": self.act,
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
class Passage:
    """What the texts say of a place through which an attack passes, or in which the forces that are hit are stationed.

    role: ``through`` or ``stationed``.  host: whose place it is; guest: whose forces they are.  act: number of the act.
    hosting: the host's standing duties to have the guest's forces.
    host_breaks: the host's promises to the one attacked that letting the attack pass would break.
    guest_breaks: the attacker's promises to the host that passing without its leave would break.
    """

    act: int
    role: str
    place: str
    host: str
    guest: str
    hosting: tuple[Obligation, ...] = ()
    host_breaks: tuple[Cited, ...] = ()
    guest_breaks: tuple[Cited, ...] = ()
    unknown: tuple[NotKnown, ...] = ()

    def record(self) -> dict[str, Any]:
        """The passage as a JSON object."""
        return {
            "act": self.act,
            "role": self.role,
            "place": self.place,
            "host": self.host,
            "guest": self.guest,
            "hosting": [owed.record() for owed in self.hosting],
            "host_breaks": [cited.record() for cited in self.host_breaks],
            "guest_breaks": [cited.record() for cited in self.guest_breaks],
            "unknown": [entry.record() for entry in self.unknown],
        }


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody whom only the performance of others' duties would draw in: how deep, by which chain, against whom.

    chain: numbers of the obligations from the situation to this one, counted in the entanglement.
    through: who bears them, nearest to the situation first, itself left out.
    """

    actor: str
    depth: int
    chain: tuple[int, ...]
    through: tuple[str, ...]
    against: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Who is drawn in, as a JSON object."""
        return {
            "actor": self.actor,
            "depth": self.depth,
            "through": list(self.through),
            "chain": list(self.chain),
            "against": list(self.against),
        }


@dataclass(frozen=True, slots=True)
class Entanglement:
    """What would follow if everybody performed and everybody who is fought struck back: apart from the answer.

    obligations: those on which the rest hangs, with proofs.  drawn: everybody who is drawn in at depth 2 or more,
    nearest first.
    longest: the longest chains of bearers.  both_sides: who would be bound to fight for and against the same.
    """

    obligations: tuple[Obligation, ...]
    drawn: tuple[Drawn, ...]
    longest: tuple[tuple[str, ...], ...]
    both_sides: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The entanglement as a JSON object; numbers count its own obligations."""
        return {
            "retaliation": "both",
            "drawn": [each.record() for each in self.drawn],
            "longest": [list(chain) for chain in self.longest],
            "both_sides": list(self.both_sides),
            "obligations": [owed.record() for owed in self.obligations],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from a situation, with proofs; numbers in `after` and in conflicts count `obligations`.

    passages: who hosts whose forces where an attack passes or hits forces abroad.
    entanglement: None unless the situation asks for it.
    """

    situation: Situation
    obligations: tuple[Obligation, ...]
    not_bound: tuple[NotBound, ...]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[NotKnown, ...]
    passages: tuple[Passage, ...] = ()
    entanglement: Entanglement | None = None

    def record(self) -> dict[str, Any]:
        """The answer as the contract's JSON object."""
        return {
            "question": question(self.situation),
            "obligations": [obligation.record() for obligation in self.obligations],
            "not_bound": [entry.record() for entry in self.not_bound],
            "conflicts": [conflict.record() for conflict in self.conflicts],
            "unknown": [entry.record() for entry in self.unknown],
            "passages": [passage.record() for passage in self.passages],
            "entanglement": self.entanglement and self.entanglement.record(),
        }


def question(situation: Situation) -> dict[str, Any]:
    """The situation as the contract's question; its first act stands for it, all are in `acts`."""
    first = act_record(situation.acts[0])
    return {
        "attacker": first["attacker"],
        "target": first["target"],
        "territory": first["territory"],
        "through": first["through"],
        "on": situation.on.isoformat(),
        "viewpoint": situation.viewpoint,
        "provoked": first["provoked"],
        "basis": situation.basis,
        "retaliation": situation.retaliation,
        "acts": [act_record(act) for act in situation.acts],
        "stated": [{"agreement": each.agreement, "key": each.key, "holds": each.holds} for each in situation.stated],
    }


def act_record(act: Act) -> dict[str, Any]:
    """An act as a JSON object."""
    return {
        "attacker": act.attacker,
        "target": act.target,
        "territory": act.territory,
        "through": list(act.through),
        "provoked": act.provoked,
        "kind": act.kind,
        "objects": list(act.objects),
        "accounts": [{"holder": account.holder, "provoked": account.provoked} for account in act.accounts],
        "step": act.step,
        "on": act.on and act.on.isoformat(),
    }
