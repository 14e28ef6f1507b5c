"""The smallest sets of facts whose change flips whether an actor is bound: exact for one change and for two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedus.library.values import Library
from foedus.model.agreements import HELP
from foedus.model.answers import Obligation, question
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.flips.candidates import Scope, scope
from foedus.obligations.flips.changes import Change
from foedus.obligations.flips.making import making
from foedus.obligations.flips.moves import Goal, freeing
from foedus.obligations.flips.state import State, after, first_state
from foedus.obligations.flips.trials import owed
from foedus.obligations.kernel.evaluate import Firing
from foedus.obligations.kernel.nearest import nearest
from foedus.obligations.proofs import obligations

MOST = 2
"""Sets of more changes than this are not looked for."""
EFFORT = 2000
"""After so much a search ends.  One is about a millisecond: a world tried where little follows."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A set of changes that flips the answer, with the duties of the actor that follow after them.

    Where those who are struck strike back, these are the nearest: half the world may follow from them in turn.
    """

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

    looked: the largest number of changes in one set that was asked for.  tried: how many sets were tried.
    complete: whether every set up to that size that might flip the answer was, up to the size of those found.
    """

    situation: Situation
    goal: Goal
    bound: Truth
    flips: tuple[Flip, ...]
    looked: int = MOST
    complete: bool = True
    tried: int = 0

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
            "tried": self.tried,
            "complete": self.complete,
        }


def flips(library: Library, situation: Situation, goal: Goal, most: int = MOST) -> Flips:
    """The smallest sets of facts whose change binds an actor that is not, or frees one that is.

    Every set returned has been tried: what follows was worked out anew with its facts changed.  No smaller set
    of the facts that proofs and failed conditions name does the same.  Who is neither surely bound nor surely free is
    asked about both ways.  Only texts in force are looked at, not declared commitments.  A search that takes too long
    ends before it has looked at every set, and says so.
    """
    start = first_state(library, situation, goal.actor)
    within = scope(start, goal.actor)
    now = standing(start, goal)
    found: list[Flip] = []
    tried, complete = 0, True
    for binds in (True, False):
        if now is not Truth.of(binds):
            search = _Search(start, within, goal, binds)
            found += search.smallest(most)
            tried, complete = tried + search.tried, complete and search.complete
    return Flips(situation, goal, now, tuple(found), most, complete, tried)


def standing(state: State, goal: Goal) -> Truth:
    """Whether the actor is bound in that way."""
    if goal.among(state, Truth.YES):
        return Truth.YES
    return Truth.UNKNOWN if goal.among(state, Truth.UNKNOWN) else Truth.NO


_Changes = tuple[Change, ...]


class _Search:
    """One search under way, for sets that bind or for sets that free: what it has tried and how much is left to it."""

    def __init__(self, start: State, within: Scope, goal: Goal, binds: bool) -> None:
        self.start, self.within, self.goal, self.binds = start, within, goal, binds
        self.tried = self.effort = 0
        self.complete = True
        self.least = Truth.YES if binds else Truth.UNKNOWN
        self.follows = len(start.root.base(self.least).end[1])

    def smallest(self, most: int) -> Iterator[Flip]:
        """The flips of the least size at which there are any."""
        for size in range(1, most + 1):
            found = dict[_Changes, State]()
            for changes, then in self.sets(self.start, size, (), set()):
                self.tried += 1
                if owed(then, self.goal, self.least) is self.binds:
                    found[tuple(sorted(changes))] = then
            yield from (self.told(changes, found[changes]) for changes in sorted(found))
            if found or not self.complete:
                return

    def sets(
        self, state: State, size: int, before: _Changes, seen: set[frozenset[Change]]
    ) -> Iterator[tuple[_Changes, State]]:
        """Every set of so many changes that may flip the answer, with the state after it."""
        look, effort = (making, 10 + self.follows // 20) if self.binds else (freeing, 10)
        self.effort += effort
        for change in sorted(look(state, self.within, self.goal, size)):
            changes = (*before, change)
            if frozenset(changes) in seen or _undone(change, before):
                continue
            seen.add(frozenset(changes))
            if self.effort > EFFORT:
                self.complete = False
                return
            then = after(state, change)
            self.effort += 1 + self.follows // 1000
            if size == 1:
                yield changes, then
            else:
                yield from self.sets(then, size - 1, changes, seen)

    def told(self, changes: _Changes, then: State) -> Flip:
        """The flip with what the actor owes after it."""
        actor = self.goal.actor
        if not then.struck_back:
            whole = obligations(then.world, then.upto(None, Truth.YES, actor))
            return Flip(changes, self.binds, tuple(each for each in whole if each.bearer == actor))
        wanted = Goal(actor, self.goal.duties if self.binds else HELP)
        program = then.program(Truth.YES)

        def asked(firing: Firing) -> bool:
            return wanted.asked(program, firing)

        found = nearest(program, then.situation, then.rounds(Truth.YES), actor, asked)
        after_it = obligations(then.world, found)
        return Flip(changes, self.binds, tuple(each for each in after_it if each.bearer == actor))


def _undone(change: Change, before: tuple[Change, ...]) -> bool:
    """Whether a change is about the very fact that one before it has changed."""
    return any(
        (each.agreement, each.actor, each.other, each.act) == (change.agreement, change.actor, change.other, change.act)
        for each in before
    )
