"""A question with some facts changed, evaluated: what is sure in it, and what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from foedus.library.values import Library
from foedus.model.agreements import ActorSet, Agreement, Provision
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived, closure
from foedus.obligations.events import Key
from foedus.obligations.flips.changes import Change, changed
from foedus.world.world import Rule, World, compile_world


@dataclass(frozen=True, slots=True)
class State:
    """Library and situation after some changes, with the duties that follow."""

    library: Library
    situation: Situation
    world: World
    sure: Mapping[Key, Derived]
    possible: Mapping[Key, Derived]

    def rule(self, key: Key) -> Rule:
        """The rule that a derived duty comes from."""
        return self.world.instruments[key[0]].rules[key[1]]


def first_state(library: Library, situation: Situation) -> State:
    """The question as it was asked."""
    return _state(
        library, situation, compile_world(library, situation.on, situation.viewpoint, stated=situation.stated)
    )


def after(state: State, change: Change) -> State:
    """The question after one change more; only the agreements that it touches are compiled anew."""
    library, situation = changed(state.library, state.situation, (change,))
    if library is state.library:
        return _state(library, situation, state.world)
    old = state.world
    near = {each.id for each in library.agreements if _touches(change, each)}
    part = replace(
        library,
        agreements=tuple(each for each in library.agreements if each.id in _with_references(library, near)),
        viewpoints=(old.view,) if old.view else (),
    )
    compiled = compile_world(part, old.day, situation.viewpoint, stated=situation.stated)
    fresh = {each.agreement.id: each for each in compiled.instruments}
    instruments = tuple(fresh[each.agreement.id] if each.agreement.id in near else each for each in old.instruments)
    return _state(library, situation, replace(old, library=library, instruments=instruments))


def _state(library: Library, situation: Situation, world: World) -> State:
    return State(
        library,
        situation,
        world,
        closure(world, situation, Truth.YES),
        closure(world, situation, Truth.UNKNOWN),
    )


def _touches(change: Change, agreement: Agreement) -> bool:
    if change.agreement:
        return agreement.id == change.agreement or change.agreement in references(agreement)
    return change.other in agreement.rests_on


def _with_references(library: Library, near: set[str]) -> set[str]:
    known = library.agreement
    return near | {name for each in near for name in references(known[each]) if name in known}


def references(agreement: Agreement) -> frozenset[str]:
    """The agreements whose parties its rules speak of."""
    instead = (rule for reserved in agreement.reservations for rule in reserved.instead)
    return frozenset(name for rule in (*agreement.provisions, *instead) for name in rule_references(rule))


def rule_references(rule: Provision) -> frozenset[str]:
    """The agreements whose parties one rule speaks of."""
    sets = [rule.obliged, rule.beneficiary]
    if rule.trigger is not None:
        asked = rule.trigger
        sets += [each for each in (asked.attackers, asked.protected, asked.through, asked.performers) if each]
        sets += [asked.excluded] if asked.excluded else []
        sets += [asked.conflict.enemies] if asked.conflict else []
    sets += [each for spared in rule.exemptions for each in (spared.bearers, spared.attackers) if each]
    return frozenset(name for each in sets for name in _names(each))


def _names(who: ActorSet) -> Iterator[str]:
    if who.kind == "members-of":
        yield from who.names
    for part in who.parts:
        yield from _names(part)
