"""Entanglement: what would follow if everybody performed and everybody who is fought struck back.

It stands apart from the answer, because on real data it draws in half the world: nobody is bound by it to anything
unless each link before is performed and answered by force.  Of the tens of thousands of duties that may follow only
those are worked out on which hangs what is told: who is drawn in, by which chain, and who into both sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from foedus.model.answers import Drawn, Entanglement, Obligation
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.conflicts import FIGHTS, SIDES
from foedus.obligations.evaluate import Derived
from foedus.obligations.proofs import Group, grouped, numbered, presupposed
from foedus.world.world import World

_Groups = Mapping[Group, Sequence[Derived]]


def entanglement(world: World, situation: Situation) -> Entanglement:
    """Who would be drawn in beyond those bound by the situation itself, through whom, and who into both sides."""
    # Only here, since most questions ask for no entanglement.
    from foedus.obligations.kernel.derived import derived
    from foedus.obligations.kernel.outlook import outlook
    from foedus.obligations.kernel.seam import compile_program

    program = compile_program([world], situation.attackers | situation.targets)
    ahead = outlook(program, situation)
    found = derived(world, situation, Truth.YES, "both", rounds=ahead.enough, program=program)
    groups = grouped(world, found)
    nearest = _nearest(world, groups, situation.attackers | situation.targets)
    torn = {actor: _opposed(world, groups, actor) for actor in ahead.both_sides}
    wanted = presupposed([*nearest.values(), *(group for pair in torn.values() for group in pair)], groups, found)
    told = {group: each for group, each in groups.items() if group in wanted}
    number = {group: i for i, group in enumerate(told)}
    owed = numbered(world, told, found)
    last = [number[group] for group in nearest.values()]
    deepest = max((owed[i].depth for i in last), default=0)
    longest = {_bearers(owed, chain_of(owed, i)) for i in last if owed[i].depth == deepest}
    return Entanglement(
        obligations=owed,
        drawn=tuple(sorted((_drawn(owed, i) for i in last), key=lambda each: (each.depth, each.actor))),
        longest=tuple(sorted(longest)),
        both_sides=tuple(sorted(torn)),
    )


def _nearest(world: World, groups: _Groups, sides: Collection[str]) -> dict[str, Group]:
    """For everybody whom only others' duties draw into the fight, the nearest of the duties to fight that it has."""
    found: dict[str, Group] = {}
    for group in groups:
        if _duty(world, group) in FIGHTS and group[2] not in sides:
            found.setdefault(group[2], group)
    return {bearer: group for bearer, group in found.items() if group[4] > 1}


def _opposed(world: World, groups: _Groups, actor: str) -> tuple[Group, ...]:
    """The first two duties that set an actor on both sides."""
    mine = [group for group in groups if group[2] == actor and _duty(world, group) in SIDES]
    against: dict[str, list[Group]] = {}
    for group in mine:
        for foe in {each.key[4] for each in groups[group]}:
            against.setdefault(foe, []).append(group)
    for group in mine:
        for other in against.get(group[3], ()):
            if _duty(world, group) in FIGHTS or _duty(world, other) in FIGHTS:
                return group, other
    return ()


def _duty(world: World, group: Group) -> str:
    return world.instruments[group[0]].rules[group[1]].provision.duty


def chain_of(owed: Sequence[Obligation], number: int) -> tuple[int, ...]:
    """The obligations from the situation to one, each set off by the one before; of several ways the first."""
    chain = [number]
    while owed[chain[-1]].after:
        chain.append(owed[chain[-1]].after[0])
    return tuple(reversed(chain))


def _bearers(owed: Sequence[Obligation], chain: Iterable[int]) -> tuple[str, ...]:
    return tuple(owed[i].bearer for i in chain)


def _drawn(owed: Sequence[Obligation], number: int) -> Drawn:
    last, chain = owed[number], chain_of(owed, number)
    return Drawn(last.bearer, last.depth, chain, _bearers(owed, chain[:-1]), last.against)
