"""A second opinion: every obligation of an answer, proved anew from the library's own values.

What library and question give is read afresh, row by row, as facts; the law says what follows from what; a proof
applies it step by step, and :func:`~foedus.obligations.checker.core.shown` lets no step pass that no rule allows.  It
shares no code with the world and the evaluator, so that a mistake there, or a hand on an answer that was stored,
shows.  It asks whether the library bears out what is claimed; it does not look for obligations that an answer might
have left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foedus.library.values import Library
from foedus.model.answers import Answer
from foedus.model.problems import DataError
from foedus.model.situations import Declared
from foedus.model.time import bounds
from foedus.obligations.checker.claims import Claim, claims, given
from foedus.obligations.checker.core import Atom, Facts, Said, Shown, Step, shown
from foedus.obligations.checker.derive import Derivation
from foedus.obligations.checker.entangled import entangled
from foedus.obligations.checker.gathering import Given
from foedus.obligations.checker.law import LAW

__all__ = ["BadProofError", "Proofs", "check", "proof_steps", "verify"]


@dataclass(frozen=True, slots=True)
class Proofs:
    """The steps of an answer's proofs, what is given for them, and what they have to show, claim by claim.

    Anybody can check them with :func:`~foedus.obligations.checker.core.shown`, which needs nothing else but the law.
    """

    steps: tuple[Step, ...]
    facts: Facts
    goals: tuple[tuple[str, tuple[Atom, ...]], ...]


class BadProofError(DataError):
    """An answer claims what the library does not bear out; the message lists every claim that fails."""


def verify(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> None:
    """Passes in silence where the library bears an answer out; raises BadProofError with every failure otherwise."""
    if found := check(answer, library, declared):
        raise BadProofError("the answer does not follow from the library: " + "; ".join(found))


def check(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> tuple[str, ...]:
    """What in an answer the library does not bear out, a sentence each; empty where all of it does."""
    found = list(_checked(answer, library, declared))
    if answer.entanglement is not None:
        apart = replace(
            answer,
            situation=replace(answer.situation, retaliation="both"),
            obligations=answer.entanglement.obligations,
            conflicts=(),
            passages=(),
        )
        found += [f"entanglement, {what}" for what in _checked(apart, library, ())]
        found += [f"entanglement: {what}" for what in entangled(answer.entanglement)]
    return tuple(found)


def proof_steps(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> Proofs:
    """Every step of the proofs of what an answer claims, as far as there are any.

    >>> from foedus.model.situations import attack
    >>> from datetime import date
    >>> proof_steps(Answer(attack("RUS", "FIN", date(2024, 1, 1)), (), (), (), ()), Library()).steps
    ()
    """
    facts, made = _gathered(answer, library, declared)
    derivation, _ = _derived(facts, made)
    return Proofs(tuple(derivation.steps), facts.facts, tuple((claim.label, claim.goals) for claim in made))


def _gathered(answer: Answer, library: Library, declared: Sequence[Declared]) -> tuple[Given, list[Claim]]:
    asked = answer.situation
    facts = Given(library, asked.on, asked.viewpoint, asked.stated)
    given(answer, declared, facts)
    return facts, sorted(claims(answer), key=lambda claim: claim.owed.depth if claim.owed else 0)


def _derived(facts: Given, made: Sequence[Claim]) -> tuple[Derivation, dict[Atom, Shown]]:
    derivation = Derivation(LAW, facts.facts)
    for claim in made:
        for goal in claim.goals:
            derivation.prove(goal)
    known, steps = _shown(derivation, facts), len(derivation.steps)
    for claim in made:
        if claim.owed and not _borne_out(claim, known):
            derivation.anew(claim.goals, claim.told)  # perhaps the answer chose others of several reasons
    # Steps are only ever added, so that the same number of them shows the same.
    return derivation, known if len(derivation.steps) == steps else _shown(derivation, facts)


def _checked(answer: Answer, library: Library, declared: Sequence[Declared]) -> Iterator[str]:
    facts, made = _gathered(answer, library, declared)
    derivation, known = _derived(facts, made)
    for claim in made:
        yield from (f"{claim.label}: {what}" for what in dict.fromkeys(_faults(claim, known, facts, derivation)))


def _shown(derivation: Derivation, facts: Given) -> dict[Atom, Shown]:
    return {each.atom: each for each in shown(derivation.steps, LAW, facts.facts)}


def _borne_out(claim: Claim, known: dict[Atom, Shown]) -> bool:
    return all(goal in known for goal in claim.goals) and _reasons(claim, known) == claim.told


def _reasons(claim: Claim, known: dict[Atom, Shown]) -> frozenset[Said]:
    return frozenset(said for goal in claim.goals for said in known[goal].reasons)


def _faults(claim: Claim, known: dict[Atom, Shown], facts: Given, derivation: Derivation) -> Iterator[str]:
    yield from claim.faults
    for goal in claim.goals:
        if goal not in known:
            yield derivation.why_not(goal)
    if claim.owed is not None and all(goal in known for goal in claim.goals):
        told, reasons = claim.told, _reasons(claim, known)
        for _, said, source in sorted(reasons - told):
            yield f"among the reasons there is no {said!r} from {source!r}"
        for _, said, source in sorted(told - reasons):
            yield f"the library does not bear out {said!r} from {source!r}"
        starts = [facts.starts[said] for said in reasons if said in facts.starts]
        if claim.goals[0][0] == "stands":  # of a standing duty only the agreement's own first day is told
            starts = [facts.starts[said] for said in reasons if said in facts.starts and said[0] == "in-force"]
        if claim.owed.in_force_since != _latest(starts):
            yield "in_force_since is not its latest first day"


def _latest(starts: Sequence[str | None]) -> str | None:
    known = [start for start in starts if start is not None]
    return max(sorted(known), key=lambda start: bounds(start)[0]) if known and len(known) == len(starts) else None
