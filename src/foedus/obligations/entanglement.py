"""Entanglement: what would follow if everybody performed and everybody who is fought struck back.

It stands apart from the answer, because on real data it draws in half the world: nobody is bound by it to anything
unless each link before is performed and answered by force.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.model.answers import Drawn, Entanglement, Obligation
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.conflicts import both_sides
from foedus.obligations.proofs import obligations
from foedus.world.world import World

_FIGHTS = ("defend", "attack")


def entanglement(world: World, situation: Situation) -> Entanglement:
    """Who would be drawn in beyond those bound by the situation itself, through whom, and who into both sides."""
    from foedus.obligations.kernel.derived import derived  # only here, since most questions ask for no entanglement

    owed = obligations(world, derived(world, situation, Truth.YES, "both"))
    sides = situation.attackers | situation.targets
    fights = [i for i, each in enumerate(owed) if each.duty in _FIGHTS and each.bearer not in sides]
    nearest: dict[str, int] = {}
    for i in sorted(fights, key=lambda i: owed[i].depth):
        nearest.setdefault(owed[i].bearer, i)
    drawn = [_drawn(owed, i) for i in nearest.values() if owed[i].depth > 1]
    deepest = max((owed[i].depth for i in nearest.values()), default=0)
    longest = {_bearers(owed, chain_of(owed, i)) for i in nearest.values() if owed[i].depth == deepest > 1}
    return Entanglement(
        obligations=owed,
        drawn=tuple(sorted(drawn, key=lambda each: (each.depth, each.actor))),
        longest=tuple(sorted(longest)),
        both_sides=tuple(sorted({conflict.actor for conflict in both_sides(owed)})),
    )


def chain_of(owed: Sequence[Obligation], number: int) -> tuple[int, ...]:
    """The obligations from the situation to one, each set off by the one before; of several ways the first."""
    chain = [number]
    while owed[chain[-1]].after:
        chain.append(owed[chain[-1]].after[0])
    return tuple(reversed(chain))


def _bearers(owed: Sequence[Obligation], chain: Sequence[int]) -> tuple[str, ...]:
    return tuple(owed[i].bearer for i in chain)


def _drawn(owed: Sequence[Obligation], number: int) -> Drawn:
    last, chain = owed[number], chain_of(owed, number)
    return Drawn(last.bearer, last.depth, chain, _bearers(owed, chain[:-1]), last.against)
