"""What follows from a situation, and everything that happens then: what is given and what performing duties adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived, closure
from foedus.obligations.events import Event, Key, given, performed
from foedus.world.world import Rule, World

if TYPE_CHECKING:
    from foedus.obligations.kernel.program import Program

NEAREST = 4
"""So many of the events that befall somebody are looked at for why an article does not bind: those that come first."""


def consequences(
    world: World, situation: Situation, least: Truth, program: Program | None = None
) -> Mapping[Key, Derived]:
    """Every duty that follows: by the reference, or where half the world may follow by the kernel, which says the same.

    least: ``YES`` for what is sure, ``UNKNOWN`` for what is possible as well.
    program: the world's rules as the kernel has them, where they have been compiled already.
    """
    if situation.retaliation == "none":
        return closure(world, situation, least)
    from foedus.obligations.kernel.derived import derived  # only here, since most questions ask for no retaliation

    return derived(world, situation, least, program=program)


def both(world: World, situation: Situation) -> tuple[Mapping[Key, Derived], Mapping[Key, Derived]]:
    """What surely follows, and what possibly does; the kernel, where it is needed, gets its rules ready once."""
    program = None
    if situation.retaliation != "none":
        from foedus.obligations.kernel.seam import compile_program

        program = compile_program([world], situation.attackers | situation.targets)
    sure, possible = (consequences(world, situation, least, program) for least in (Truth.YES, Truth.UNKNOWN))
    return sure, possible


@dataclass(frozen=True, slots=True)
class Happening:
    """The events of a situation: those given, and of the others by kind and victim the first few."""

    given: tuple[Event, ...]
    added: Mapping[tuple[str, str], tuple[Event, ...]]

    def concerning(self, rule: Rule) -> Iterator[Event]:
        """Events of the kind that a rule waits for: what is given, and what else befalls those whom it protects."""
        act = rule.provision.trigger.act if rule.provision.trigger else ""
        kind = act if act in ("war", "performance") else "attack"
        yield from (event for event in self.given if event.kind == kind)
        for (what, victim), events in self.added.items():
            if what == kind and rule.protected.has(victim) is not Truth.NO:
                yield from events


def happening(world: World, situation: Situation, found: Mapping[Key, Derived]) -> Happening:
    """What happens in a situation if the duties found are performed."""
    first = tuple(given(situation, world.view.holder if world.view else None))
    added: dict[tuple[str, str], dict[tuple[object, ...], Event]] = {}
    for event in _added(world, situation, found.values()):
        near = added.setdefault((event.kind, event.victim), {})
        what = event.adversary, event.at, event.performer, event.duty
        if len(near) < NEAREST and what not in near:
            near[what] = event
    return Happening(first, {key: tuple(events.values()) for key, events in added.items()})


def _added(world: World, situation: Situation, found: Iterable[Derived]) -> Iterator[Event]:
    for each in sorted(found, key=lambda one: one.round):
        duty = world.instruments[each.key[0]].rules[each.key[1]].provision.duty
        yield from performed(each.key, duty, each.event, situation.retaliation)
