"""Which of two promises that clash goes before the other, by an article that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from foedus.model.answers import Cited, Conflict, Obligation, Prevails
from foedus.model.time import Truth
from foedus.obligations.promises import NEUTRAL, PEACE, Promises
from foedus.world.precedence import Priority
from foedus.world.world import World


def decided(world: World, conflict: Conflict, owed: Sequence[Obligation], promises: Promises) -> Conflict:
    """The conflict, with every priority that agreements declare between the promises in it.

    Nothing is taken away: what gives way is still owed by its own text.
    """
    if not world.priorities:
        return conflict
    pairs = list(_clashing(promises, conflict, owed) if conflict.others else _each_other(conflict, owed))
    found = (each for one, other in pairs for each in _either(world, one, other))
    return replace(conflict, prevails=tuple(dict.fromkeys(found)))


_Promise = tuple[Cited, str]
"""An article, and to whom it promises something."""


def _each_other(conflict: Conflict, owed: Sequence[Obligation]) -> Iterator[tuple[_Promise, _Promise]]:
    promises = [(cited, owed[i].beneficiary) for i in conflict.obligations if (cited := owed[i].provision)]
    return combinations(promises, 2)


def _clashing(
    promises: Promises, conflict: Conflict, owed: Sequence[Obligation]
) -> Iterator[tuple[_Promise, _Promise]]:
    """Each duty with each promise that performing it would break, and to whom that was made."""
    for one in (owed[i] for i in conflict.obligations):
        kinds = PEACE if one.duty in ("defend", "attack") else NEUTRAL
        for foe in one.against if one.provision else ():
            broken = set(promises.to(one.bearer, foe, one.duty, kinds))
            for other in conflict.others:
                if other in broken and one.provision:
                    yield (one.provision, one.beneficiary), (other, foe)


def _either(world: World, one: _Promise, other: _Promise) -> Iterator[Prevails]:
    for first, (second, beneficiary) in ((one[0], other), (other[0], one)):
        for priority in world.priorities:
            if priority.covers(first, second) and _among(world, priority, beneficiary):
                yield Prevails(first, second, priority.rule, priority.text, priority.source)


def _among(world: World, priority: Priority, beneficiary: str) -> bool:
    if priority.among is None:
        return True
    for instrument in world.instruments:
        if instrument.agreement.id == priority.among:
            held = instrument.members.get(beneficiary)
            return instrument.binding is Truth.YES and held is not None and held[0] is Truth.YES
    return False
