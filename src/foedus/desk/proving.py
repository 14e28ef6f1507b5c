"""One obligation proved, one actor explained, and what would flip whether it is bound."""

from __future__ import annotations

from typing import Any

from foedus.desk.asking import declared, polity, told
from foedus.desk.opening import Desk
from foedus.model.answers import Answer, question
from foedus.model.situations import Situation
from foedus.world.world import World

HELP = ("defend", "attack", "aid")
"""The duties that a flip is about unless another is named: to fight for somebody or to help it."""


def explain(desk: Desk, given: Situation, what: str) -> dict[str, Any]:
    """The proof of one obligation by its number (from 1), or all that is said of one actor by its name.

    The object has `proofs` (that of a number with its `derivation`, every ground step), and `why_not` with every
    condition of the articles that do not bind the actor.

    Raises UsageError for a number that the answer does not have, UnknownName for a name that nobody is known by.
    """
    from foedus.obligations.prooftree import proof
    from foedus.obligations.whynot import why_not

    if what.isdecimal():
        answer, world = _answered(desk, given)
        found = proof(answer, int(what) - 1).record()
        return {
            "question": told(desk, question(given)),
            "proofs": [found | {"derivation": _derivation(answer, world, int(what) - 1)}],
            "why_not": [],
        }
    actor = polity(desk, what)
    answer, world = _answered(desk, given if actor in given.ask else _asking(given, actor))
    proofs = [proof(answer, i) for i, owed in enumerate(answer.obligations) if owed.bearer == actor]
    return {
        "question": told(desk, question(given)),
        "proofs": [each.record() for each in proofs],
        "why_not": [each.record() for each in why_not(world, answer, actor)],
    }


def _derivation(answer: Answer, world: World, number: int) -> list[dict[str, Any]]:
    from foedus.obligations.checker import proof_steps
    from foedus.obligations.checker.telling import ground_steps

    made = proof_steps(answer, world.library)
    goals = next(goals for label, goals in made.goals if label.startswith(f"obligation {number} "))
    return ground_steps(made.steps, made.facts, goals)


def _asking(given: Situation, actor: str) -> Situation:
    from dataclasses import replace

    return replace(given, ask=(*given.ask, actor))


def _answered(desk: Desk, given: Situation) -> tuple[Answer, World]:
    from foedus.obligations import answer
    from foedus.obligations.checker import verify
    from foedus.world import compile_world

    promised = tuple(declared(desk)) if given.basis != "text" else ()
    library = desk.texts_on(given.on)
    world = compile_world(library, given.on, given.viewpoint, promised, given.stated)
    found = answer(given, world)
    verify(found, library, promised)
    return found, world


def flip(desk: Desk, given: Situation, who: str, duties: tuple[str, ...] = HELP, most: int = 2) -> dict[str, Any]:
    """The smallest sets of facts whose change flips whether an actor is bound to one of the duties.

    Raises UnknownName for a name that nobody is known by.
    """
    from foedus.obligations.flips import Goal, flips

    found = flips(desk.texts_on(given.on), given, Goal(polity(desk, who), duties), most).record()
    return {**found, "question": told(desk, found["question"])}
