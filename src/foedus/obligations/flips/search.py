"""The smallest sets of facts whose change flips whether an actor is bound: exact for one change and for two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedus.library.values import Library
from foedus.model.answers import Obligation, question
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.flips.candidates import Scope, scope
from foedus.obligations.flips.changes import Change, changed
from foedus.obligations.flips.making import making
from foedus.obligations.flips.moves import Goal, freeing
from foedus.obligations.flips.state import State, after, first_state
from foedus.obligations.proofs import obligations

MOST = 2
"""Sets of more changes than this are not looked for."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A set of changes that flips the answer, with the duties of the actor that follow after them."""

    changes: tuple[Change, ...]
    binds: bool
    obligations: tuple[Obligation, ...]

    def record(self) -> dict[str, Any]:
        """The flip as a JSON object."""
        return {
            "changes": [change.record() for change in self.changes],
            "then": "bound" if self.binds else "not-bound",
            "obligations": [each.record() for each in self.obligations],
        }


@dataclass(frozen=True, slots=True)
class Flips:
    """Whether an actor is bound, and the smallest sets of changes after which that is otherwise.

    looked: the largest number of changes in one set that was tried.
    """

    situation: Situation
    goal: Goal
    bound: Truth
    flips: tuple[Flip, ...]
    looked: int = MOST

    def record(self) -> dict[str, Any]:
        """The flips as a JSON object."""
        asked = self.goal
        return {
            "question": question(self.situation),
            "actor": asked.actor,
            "duties": list(asked.duties),
            "beneficiary": asked.beneficiary,
            "agreement": asked.agreement,
            "bound": self.bound.value,
            "flips": [flip.record() for flip in self.flips],
            "looked": self.looked,
        }


def flips(library: Library, situation: Situation, goal: Goal, most: int = MOST) -> Flips:
    """The smallest sets of facts whose change binds an actor that is not, or frees one that is.

    Every set returned has been tried: the whole answer was worked out anew with its facts changed.  No smaller set
    of the facts that proofs and failed conditions name does the same.  Who is neither surely bound nor surely free is
    asked about both ways.  Only texts in force are looked at, not declared commitments.
    """
    start = first_state(library, situation)
    within = scope(start, goal.actor)
    now = standing(start, goal)
    found: list[Flip] = []
    for binds in (True, False):
        if now is not Truth.of(binds):
            found += _smallest(start, within, goal, binds, most)
    return Flips(situation, goal, now, tuple(found), most)


def standing(state: State, goal: Goal) -> Truth:
    """Whether the actor is bound in that way."""
    if goal.among(state, Truth.YES):
        return Truth.YES
    return Truth.UNKNOWN if goal.among(state, Truth.UNKNOWN) else Truth.NO


def _flipped(state: State, goal: Goal, binds: bool) -> bool:
    return goal.among(state, Truth.YES if binds else Truth.UNKNOWN) is binds


def _smallest(start: State, within: Scope, goal: Goal, binds: bool, most: int) -> Iterator[Flip]:
    for size in range(1, most + 1):
        tried: set[frozenset[Change]] = set()
        sets = _sets(start, within, goal, binds, size, (), tried)
        found = sorted({tuple(sorted(each)) for each in sets})
        proven = [flip for flip in (_proven(start, goal, binds, each) for each in found) if flip is not None]
        if proven:
            yield from proven
            return


def _sets(
    state: State,
    within: Scope,
    goal: Goal,
    binds: bool,
    budget: int,
    before: tuple[Change, ...],
    tried: set[frozenset[Change]],
) -> Iterator[tuple[Change, ...]]:
    for change in sorted(_moves(state, within, goal, binds, budget)):
        changes = (*before, change)
        if frozenset(changes) in tried or _undone(change, before):
            continue
        tried.add(frozenset(changes))
        then = after(state, change)
        if budget == 1:
            if _flipped(then, goal, binds):
                yield changes
        else:
            yield from _sets(then, within, goal, binds, budget - 1, changes, tried)


def _undone(change: Change, before: tuple[Change, ...]) -> bool:
    """Whether a change is about the very fact that one before it has changed."""
    return any(
        (each.agreement, each.actor, each.other, each.act) == (change.agreement, change.actor, change.other, change.act)
        for each in before
    )


def _moves(state: State, within: Scope, goal: Goal, binds: bool, budget: int) -> frozenset[Change]:
    return (making if binds else freeing)(state, within, goal, budget)


def _proven(start: State, goal: Goal, binds: bool, changes: tuple[Change, ...]) -> Flip | None:
    """The flip with its proofs, from a world compiled anew as a whole; None where it does not flip after all."""
    state = first_state(*changed(start.library, start.situation, changes))
    if not _flipped(state, goal, binds):
        return None
    owed = obligations(state.world, state.surely())
    return Flip(changes, binds, tuple(each for each in owed if each.bearer == goal.actor))
