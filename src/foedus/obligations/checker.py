"""A second opinion: every obligation of an answer, derived anew from the library's own values.

A step of a proof passes where every condition of an article holds, each looked up for itself, no needed fact is
wanting, and none is named that the library or the question does not bear out.  It shares no code with the world and
the evaluator, so that a mistake there, or a hand on an answer that was stored, shows.  It asks whether the library
bears out what is claimed; it does not look for obligations that an answer might have left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.library.values import Library
from foedus.model.answers import Answer, Obligation
from foedus.model.problems import DataError
from foedus.model.situations import Declared
from foedus.obligations.checker_events import Case, cases, conditions
from foedus.obligations.checker_facts import Sight
from foedus.obligations.checker_promises import conflict, entangled, passage
from foedus.obligations.checker_said import judged, known, needed


class BadProofError(DataError):
    """An answer claims what the library does not bear out; the message lists every claim that fails."""


def verify(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> None:
    """Passes in silence where the library bears an answer out; raises BadProofError with every failure otherwise."""
    if found := check(answer, library, declared):
        raise BadProofError("the answer does not follow from the library: " + "; ".join(found))


def check(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> tuple[str, ...]:
    """What in an answer the library does not bear out, a sentence each; empty where all of it does."""
    sight = Sight(library, answer.situation.on, answer.situation.viewpoint)
    found = list(_obligations(answer, sight, declared))
    found += [f"passage {i}: {what}" for i, each in enumerate(answer.passages) for what in passage(answer, each, sight)]
    found += [
        f"conflict {i}: {what}" for i, each in enumerate(answer.conflicts) for what in conflict(answer, each, sight)
    ]
    if answer.entanglement is not None:
        apart = replace(
            answer,
            situation=replace(answer.situation, retaliation="both"),
            obligations=answer.entanglement.obligations,
        )
        found += [f"entanglement, {what}" for what in _obligations(apart, sight, ())]
        found += [f"entanglement: {what}" for what in entangled(answer.entanglement)]
    return tuple(found)


def _obligations(answer: Answer, sight: Sight, declared: Sequence[Declared]) -> Iterator[str]:
    for i, owed in enumerate(answer.obligations):
        faults = _declared(owed, declared) if owed.level == "declared" else _text(answer, owed, sight)
        yield from (f"obligation {i} ({owed.bearer} for {owed.beneficiary}): {what}" for what in faults)


def _declared(owed: Obligation, declared: Sequence[Declared]) -> Iterator[str]:
    said = next((d for d in declared if d.claim.id == owed.claim), None)
    if said is None:
        yield f"no claim {owed.claim} was given"
        return
    claimed = (owed.duty, owed.said_by, owed.speaks_for, owed.in_force_since)
    words = (said.claim.attribute("duty") or "aid", said.speaker, said.speaks_for, said.uttered)
    affirmed = said.claim.polarity == "affirmed" and said.claim.status in ("actual", "conditional")
    if claimed != words or owed.bearer not in said.claim.actors("debtor") or not affirmed or not said.speaks_for:
        yield f"the claim {owed.claim} does not say so"


def _text(answer: Answer, owed: Obligation, sight: Sight) -> Iterator[str]:
    """One step of a proof: some article says so, its conditions hold, no fact is wanting and none is made up."""
    tried = [list(_unproved(case)) for case in cases(answer, owed, sight)]
    yield from min(
        tried, key=len, default=["no article in force on that day says so, or it cites no agreement of the library"]
    )


def _unproved(case: Case) -> Iterator[str]:
    told = {(fact.kind, fact.fact, fact.source) for fact in case.owed.because}
    yield from dict.fromkeys(denial for holds, denial in conditions(case) if not holds)
    yield from (
        f"among the reasons there is no {fact!r} from {source!r}" for _, fact, source in sorted(needed(case) - told)
    )
    yield from (
        f"the library does not bear out {fact!r} from {source!r}" for _, fact, source in sorted(told - known(case))
    )
    if judged(case) and not any(kind == "viewpoint" for kind, _, _ in told):
        yield f"no reason says why viewpoint {case.sight.view} accepts {case.agreement.id}"
