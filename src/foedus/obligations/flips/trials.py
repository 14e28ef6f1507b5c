"""Trying changes with the kernel: what follows in the question as it was asked is not worked out anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.model.situations import Act
from foedus.model.time import Truth
from foedus.obligations.flips.moves import Goal
from foedus.obligations.flips.state import State
from foedus.obligations.kernel.evaluate import Firing
from foedus.obligations.kernel.program import Program


def owed(state: State, goal: Goal, least: Truth) -> bool:
    """Whether what is asked about is owed in a state, surely or possibly.

    Most changes that may bind somebody only add to what follows, so that evaluation takes up where that of the first
    state ended; whatever else they change, the whole is evaluated.
    """
    base = state.root.base(least)
    held, before = state.library, base.world.library
    places = (held.positions, held.control) == (before.positions, before.control)
    same = state.situation == base.situation and (places or not any(map(_placed, state.situation.acts)))
    if not same or state.world is base.world:
        return _any(goal, state.program(least), state.rounds(least))
    variant = base.variant(state.world)
    if not variant.wider:
        return _any(goal, variant.program, state.rounds(least))
    return _any(goal, base.program, [base.end[1]]) or _any(goal, variant.program, variant.rounds())


def _any(goal: Goal, program: Program, rounds: Iterable[Sequence[Firing]]) -> bool:
    return any(goal.worlds(program, firings) for firings in rounds)


def _placed(act: Act) -> bool:
    return bool(act.territory or act.through or act.objects)
