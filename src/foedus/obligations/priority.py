"""Which of two promises that clash goes before the other, by an article that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.model.answers import Cited, Conflict, Obligation, Prevails
from foedus.model.time import Truth
from foedus.world.precedence import Priority
from foedus.world.world import World


def decided(world: World, conflict: Conflict, owed: Sequence[Obligation]) -> Conflict:
    """The conflict, with every priority that agreements declare between the promises in it.

    Nothing is taken away: what gives way is still owed by its own text.
    """
    if not world.priorities:
        return conflict
    promises = [(cited, owed[i].beneficiary) for i in conflict.obligations if (cited := owed[i].provision)]
    foes = {foe for i in conflict.obligations for foe in owed[i].against}
    clashing = [(other, foe) for other in conflict.others for foe in sorted(foes)]
    pairs = [(one, other) for one in promises for other in clashing]
    if not conflict.others:
        pairs = [(one, other) for i, one in enumerate(promises) for other in promises[i + 1 :]]
    found = (each for one, other in pairs for each in _either(world, one, other))
    return replace(conflict, prevails=tuple(dict.fromkeys(found)))


_Promise = tuple[Cited, str]
"""An article, and to whom it promises something."""


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
