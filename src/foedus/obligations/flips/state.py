"""A question with some facts changed, evaluated: what is sure in it, and what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import or_

from foedus.library.values import Library
from foedus.model.agreements import ActorSet, Agreement, Provision
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived, closure
from foedus.obligations.events import Key
from foedus.obligations.flips.changes import Change, changed
from foedus.obligations.kernel import Program, compile_program
from foedus.obligations.kernel.derived import derived
from foedus.obligations.kernel.evaluate import Firing, each_round
from foedus.obligations.kernel.program import members
from foedus.world.world import Rule, World, compile_world


@dataclass(frozen=True)
class State:
    """Library and situation after some changes, with the duties that follow.

    Not slotted, because what follows is worked out once, on first use.
    """

    library: Library
    situation: Situation
    world: World
    named: Mapping[str, frozenset[str]]

    @cached_property
    def sure(self) -> Mapping[Key, Derived]:
        """Every duty that surely follows."""
        return closure(self.world, self.situation, Truth.YES)

    @cached_property
    def possible(self) -> Mapping[Key, Derived]:
        """Every duty that possibly follows."""
        return closure(self.world, self.situation, Truth.UNKNOWN)

    @property
    def struck_back(self) -> bool:
        """Whether those who are struck strike back, so that half the world may follow."""
        return self.situation.retaliation != "none"

    def rounds(self, least: Truth) -> Iterator[tuple[Firing, ...]]:
        """What follows, surely or possibly, round by round and without its proofs."""
        return each_round(self.program, self.situation, least, self.situation.retaliation)

    @cached_property
    def program(self) -> Program:
        """The rules as the kernel has them."""
        return compile_program([self.world], self.situation.attackers | self.situation.targets)

    @cached_property
    def bearers(self) -> frozenset[str]:
        """Everybody who possibly owes anything."""
        if not self.struck_back:
            return frozenset(key[2] for key in self.possible)
        found = reduce(or_, (firing.bearers for firings in self.rounds(Truth.UNKNOWN) for firing in firings), 0)
        return frozenset(self.program.actors[bit] for bit in members(found))

    def surely(self) -> Mapping[Key, Derived]:
        """Every duty that surely follows, with its proof."""
        return derived(self.world, self.situation, Truth.YES, program=self.program) if self.struck_back else self.sure

    def upto(self, rounds: int) -> Mapping[Key, Derived]:
        """Every duty that possibly follows within so many rounds, at least."""
        if not self.struck_back:
            return self.possible
        return derived(self.world, self.situation, Truth.UNKNOWN, checked=False, rounds=rounds, program=self.program)

    def rule(self, key: Key) -> Rule:
        """The rule that a derived duty comes from."""
        return self.world.instruments[key[0]].rules[key[1]]


def first_state(library: Library, situation: Situation) -> State:
    """The question as it was asked."""
    named = {each.id: references(each) for each in library.agreements}
    world = compile_world(library, situation.on, situation.viewpoint, stated=situation.stated)
    return State(library, situation, world, named)


def after(state: State, change: Change) -> State:
    """The question after one change more; only the agreements that it touches are compiled anew."""
    library, situation = changed(state.library, state.situation, (change,))
    if library is state.library:
        return State(library, situation, state.world, state.named)
    old = state.world
    near = {each.id for each in library.agreements if _touches(change, each, state.named[each.id])}
    wanted = near.union(*(state.named[each] for each in near))
    part = library.altered(
        agreements=tuple(each for each in library.agreements if each.id in wanted),
        viewpoints=(old.view,) if old.view else (),
    )
    compiled = compile_world(part, old.day, situation.viewpoint, stated=situation.stated)
    fresh = {each.agreement.id: each for each in compiled.instruments}
    instruments = tuple(fresh[each.agreement.id] if each.agreement.id in near else each for each in old.instruments)
    return State(library, situation, replace(old, library=library, instruments=instruments), state.named)


def _touches(change: Change, agreement: Agreement, named: frozenset[str]) -> bool:
    if change.agreement:
        return agreement.id == change.agreement or change.agreement in named
    return change.other in agreement.rests_on


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
