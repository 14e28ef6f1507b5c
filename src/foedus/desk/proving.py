"""One obligation proved, one actor explained, and what would flip whether it is bound."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from foedus.desk.asking import polity, told
from foedus.desk.declaring import spoken
from foedus.desk.opening import Desk
from foedus.model.answers import Answer, question
from foedus.model.situations import Declared, Situation
from foedus.world.world import World

HELP = ("defend", "attack", "aid")
"""The duties that a flip is about unless another is named: to fight for somebody or to help it."""


def explain(desk: Desk, given: Situation, what: str, known_on: date | datetime | None = None) -> dict[str, Any]:
    """The proof of one obligation by its number (from 1), or all that is said of one actor by its name.

    The object has `proofs` (that of a number with its `derivation`, every ground step), and `why_not` with every
    condition of the articles that do not bind the actor.
    known_on: by the commitments that the ledger held at that moment, or at the end of that day (UTC).

    Raises UsageError for a number that the answer does not have, UnknownName for a name that nobody is known by.
    """
    from foedus.obligations.prooftree import proof
    from foedus.obligations.whynot import why_not

    said = spoken(desk, given, known_on)
    if what.isdecimal():
        answer, world = desk.answers.checked(given, said)
        found = proof(answer, int(what) - 1).record()
        return {
            "question": told(desk, question(given)),
            "proofs": [found | {"derivation": _derivation(answer, world, said, int(what) - 1)}],
            "why_not": [],
        }
    actor = polity(desk, what)
    answer, world = desk.answers.checked(given if actor in given.ask else _asking(given, actor), said)
    proofs = [proof(answer, i) for i, owed in enumerate(answer.obligations) if owed.bearer == actor]
    return {
        "question": told(desk, question(given)),
        "proofs": [each.record() for each in proofs],
        "why_not": [each.record() for each in why_not(world, answer, actor)],
    }


def _derivation(answer: Answer, world: World, said: tuple[Declared, ...], number: int) -> list[dict[str, Any]]:
    from foedus.obligations.checker import proof_steps
    from foedus.obligations.checker.telling import ground_steps

    made = proof_steps(answer, world.library, said)
    goals = next(goals for label, goals in made.goals if label.startswith(f"obligation {number} "))
    return ground_steps(made.steps, made.facts, goals)


def _asking(given: Situation, actor: str) -> Situation:
    from dataclasses import replace

    return replace(given, ask=(*given.ask, actor))


def flip(desk: Desk, given: Situation, who: str, duties: tuple[str, ...] = HELP, most: int = 2) -> dict[str, Any]:
    """The smallest sets of facts whose change flips whether an actor is bound to one of the duties.

    Raises UnknownName for a name that nobody is known by.
    """
    from foedus.obligations.flips import Goal, flips

    found = flips(desk.texts_on(given.on), given, Goal(polity(desk, who), duties), most).record()
    return {**found, "question": told(desk, found["question"])}
