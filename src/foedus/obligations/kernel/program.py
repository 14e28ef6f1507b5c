"""Programs: a day's rules as bit sets, for one world or for many side by side.

A set of actors is an integer with a bit for each actor.  A set of actors *in worlds* has ``width`` bits for each
actor, one for each world, so that one operation on integers works for every viewpoint at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.model.problems import UsageError
from foedus.model.situations import Act
from foedus.model.time import Truth

HARM = {"threat": 0, "attack": 1, "nuclear-attack": 2}
"""The acts that harm, by degree: whoever does the worse has done the lesser too."""
MOST_WORLDS = 64

Owed = Literal["victim", "performer", "listed"]


@dataclass(frozen=True, slots=True)
class Head:
    """What of a rule is no set of actors.

    place: numbers of instrument and rule, which order the rules.
    act: what sets it off.  performing: the duties whose performance does; None for any that helps.
    owed_to: the victim, the performer, or those listed in beneficiaries (numbers of actors; surely: the sure ones).
    adversaries: the least number of attackers.  unprovoked: whether a provoked act leaves it alone.
    through: whether the attack must pass somewhere.
    """

    agreement: str
    article: str
    place: tuple[int, int]
    duty: str
    act: str
    owed_to: Owed = "victim"
    beneficiaries: tuple[int, ...] = ()
    surely: tuple[int, ...] = ()
    performing: frozenset[str] | None = None
    adversaries: int = 1
    unprovoked: bool = False
    through: bool = False


@dataclass(frozen=True, slots=True)
class Masks:
    """The sets of one rule, at one degree of certainty.

    obliged: who owes the duty, exemptions settled, in the worlds in which the rule stands (actors in worlds).
    protected: whose harm or war sets it off.  home: those of them whom an attack hits within its region on their own
    ground.  attackers: against whom it runs.  performers: whose performance sets it off; None for anybody's.
    """

    obliged: int
    protected: int
    attackers: int
    home: int
    performers: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule's masks at one degree of certainty, and which rules each actor's fate may set off.

    harmed, warring, helped: for each actor the numbers of the rules that an attack on it, a war of its, or help to it
    may set off.  struck: those that an attack in retaliation may, an ordinary one on its own ground.
    """

    masks: tuple[Masks, ...]
    harmed: tuple[tuple[int, ...], ...]
    warring: tuple[tuple[int, ...], ...]
    helped: tuple[tuple[int, ...], ...]
    struck: tuple[tuple[int, ...], ...]


Conditions = Callable[[int, int, Act, bool], Truth]
"""Whether a rule's conditions on places are met in a world by an act; the last says whether for an attack."""


@dataclass(frozen=True, slots=True)
class Program:
    """Rules over interned actors, evaluated in every world at once.

    actors: sorted, so that numbers compare like keys.  worlds: what each world is called (its viewpoint).
    sure, possible: the rules as far as they surely, or possibly, apply.
    everybody: every actor, in the first world.
    conditions: settles what an act that names places meets; None where the rules know of no places.
    """

    actors: tuple[str, ...]
    number: dict[str, int]
    worlds: tuple[str | None, ...]
    heads: tuple[Head, ...]
    sure: Rules
    possible: Rules
    everybody: int
    conditions: Conditions | None = None

    @property
    def width(self) -> int:
        """How many worlds stand side by side."""
        return len(self.worlds)

    @property
    def everywhere(self) -> int:
        """Every world, for one actor."""
        return (1 << self.width) - 1

    def intern(self, actor: str) -> int:
        """The number of an actor.

        Raises UsageError for one that the program was not compiled with.
        """
        if actor not in self.number:
            raise UsageError(f"the program has no actor {actor!r}: name it among the actors when it is compiled")
        return self.number[actor]

    def rules(self, least: Truth) -> Rules:
        """The rules that surely apply, or with ``UNKNOWN`` those that possibly do."""
        return self.sure if least is Truth.YES else self.possible


def build(
    actors: Sequence[str],
    worlds: Sequence[str | None],
    heads: Sequence[Head],
    sure: Sequence[Masks],
    possible: Sequence[Masks],
    conditions: Conditions | None = None,
) -> Program:
    """A program with its look-up tables.

    Raises UsageError for more worlds than a machine word has bits, and for none.
    """
    if not 1 <= len(worlds) <= MOST_WORLDS:
        raise UsageError(f"a program holds 1 to {MOST_WORLDS} worlds, not {len(worlds)}: compile several programs")
    return Program(
        actors=tuple(actors),
        number={actor: i for i, actor in enumerate(actors)},
        worlds=tuple(worlds),
        heads=tuple(heads),
        sure=indexed(heads, sure, len(actors)),
        possible=indexed(heads, possible, len(actors)),
        everybody=spread((1 << len(actors)) - 1, len(worlds), 1),
        conditions=conditions,
    )


def indexed(heads: Sequence[Head], masks: Sequence[Masks], count: int) -> Rules:
    """Masks with what each actor's fate may set off."""
    harmed: list[list[int]] = [[] for _ in range(count)]
    warring: list[list[int]] = [[] for _ in range(count)]
    helped: list[list[int]] = [[] for _ in range(count)]
    for number, (head, mask) in enumerate(zip(heads, masks, strict=True)):
        if mask.obliged and mask.attackers:
            table = harmed if head.act in HARM else warring if head.act == "war" else helped
            for actor in members(mask.protected):
                table[actor].append(number)
    struck = [
        [n for n in numbers if heads[n].act != "nuclear-attack" and masks[n].home >> actor & 1]
        for actor, numbers in enumerate(harmed)
    ]
    return Rules(tuple(masks), *(tuple(map(tuple, table)) for table in (harmed, warring, helped, struck)))


def members(mask: int) -> Iterator[int]:
    """The numbers in a set, ascending.

    >>> list(members(0b1010))
    [1, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def spread(mask: int, width: int, worlds: int) -> int:
    """A set of actors as the same set in each of some worlds.

    >>> bin(spread(0b101, 2, 0b10))
    '0b100010'
    """
    if width == 1:
        return mask if worlds else 0
    return sum(worlds << (actor * width) for actor in members(mask))
