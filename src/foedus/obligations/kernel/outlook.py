"""How far a cascade reaches, told by bit sets alone, before any duty of it is worked out with its proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.conflicts import FIGHTS, SIDES
from foedus.obligations.kernel.evaluate import Firing, each_round
from foedus.obligations.kernel.program import Program, members


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would follow from a situation if both sides struck back.

    enough: the rounds within which everybody who is drawn into the fight is, and both sides have whoever is on both.
    both_sides: who would be bound to fight for and against the same.
    """

    enough: int
    both_sides: tuple[str, ...]


def outlook(program: Program, situation: Situation) -> Outlook:
    """How far the cascade of a situation reaches in the one world of a program, with retaliation on both sides."""
    fighting = sum(1 << program.intern(actor) for actor in situation.attackers | situation.targets)
    opposed = _Opposed()
    enough, torn = 1, 0
    for depth, firings in enumerate(each_round(program, situation, Truth.YES, "both"), start=1):
        now, sides = fighting, opposed.after(program, firings)
        for firing in firings:
            if program.heads[firing.rule].duty in FIGHTS:
                now |= firing.bearers
        if now != fighting or sides != torn:
            enough, fighting, torn = depth, now, sides
    return Outlook(enough, tuple(program.actors[number] for number in members(torn)))


class _Opposed:
    """Who owes what for whom and against whom, as bearers by beneficiary and by adversary, while rounds go by."""

    def __init__(self) -> None:
        self.helping: dict[int, int] = defaultdict(int)
        self.fighting: dict[int, int] = defaultdict(int)
        self.opposing: dict[int, int] = defaultdict(int)
        self.attacking: dict[int, int] = defaultdict(int)

    def after(self, program: Program, firings: Iterable[Firing]) -> int:
        """Everybody who is bound to fight somebody and to help the same, after one round more."""
        for firing in firings:
            duty = program.heads[firing.rule].duty
            if duty in SIDES:
                self.helping[firing.beneficiary] |= firing.bearers
                self.opposing[firing.adversary] |= firing.bearers
            if duty in FIGHTS:
                self.fighting[firing.beneficiary] |= firing.bearers
                self.attacking[firing.adversary] |= firing.bearers
        found = 0
        for actor in self.helping.keys() & self.opposing.keys():
            found |= self.fighting[actor] & self.opposing[actor] | self.helping[actor] & self.attacking[actor]
        return found
