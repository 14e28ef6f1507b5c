"""A question with some facts changed, evaluated: what is sure in it, and what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_

from foedus.library.values import Library
from foedus.model.agreements import ActorSet, Agreement, Provision
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Key
from foedus.obligations.flips.changes import Change, changed
from foedus.obligations.kernel.derived import derived
from foedus.obligations.kernel.evaluate import Firing, each_round
from foedus.obligations.kernel.program import Program, members
from foedus.obligations.kernel.seam import Sheet
from foedus.obligations.kernel.variants import Base
from foedus.world.world import Rule, World, compile_world


@dataclass(frozen=True)
class Root:
    """The question as it was asked, read once for the kernel, from which all others are told."""

    sheet: Sheet
    world: World
    situation: Situation
    bases: dict[Truth, Base]

    def base(self, least: Truth) -> Base:
        """What surely, or possibly, follows from it."""
        if least not in self.bases:
            self.bases[least] = Base(self.sheet, self.world, self.situation, least)
        return self.bases[least]


@dataclass(frozen=True)
class State:
    """Library and situation after some changes, with the duties that follow.

    Not slotted, because what follows is worked out once, on first use.
    """

    library: Library
    situation: Situation
    world: World
    named: Mapping[str, frozenset[str]]
    root: Root
    programs: dict[Truth, Program] = field(default_factory=dict, compare=False)

    @property
    def struck_back(self) -> bool:
        """Whether those who are struck strike back, so that half the world may follow."""
        return self.situation.retaliation != "none"

    def rounds(self, least: Truth) -> Iterator[tuple[Firing, ...]]:
        """What follows, surely or possibly, round by round and without its proofs."""
        return each_round(self.program(least), self.situation, least, self.situation.retaliation)

    def program(self, least: Truth) -> Program:
        """The rules as the kernel has them, as far as they surely or possibly apply."""
        base = self.root.base(least)
        if self.world is base.world:
            return base.program
        if least not in self.programs:
            self.programs[least] = base.variant(self.world).program
        return self.programs[least]

    @cached_property
    def bearers(self) -> frozenset[str]:
        """Everybody who possibly owes anything."""
        found = reduce(or_, (firing.bearers for firings in self.rounds(Truth.UNKNOWN) for firing in firings), 0)
        return frozenset(self.root.sheet.actors[bit] for bit in members(found))

    def upto(self, rounds: int | None, least: Truth, bearer: str) -> Mapping[Key, Derived]:
        """What follows, with its traces; within so many rounds, and of the last of them what a bearer owes."""
        return derived(
            self.world,
            self.situation,
            least,
            checked=False,
            rounds=rounds,
            program=self.program(least),
            last=bearer,
        )

    def rule(self, key: Key) -> Rule:
        """The rule that a derived duty comes from."""
        return self.world.instruments[key[0]].rules[key[1]]


def first_state(library: Library, situation: Situation, *actors: str) -> State:
    """The question as it was asked; actors: who is asked about, or is moved, besides those whom the library names."""
    named = {each.id: references(each) for each in library.agreements}
    world = compile_world(library, situation.on, situation.viewpoint, stated=situation.stated)
    view = (situation.viewpoint,) if situation.viewpoint else ()
    sheet = Sheet(world, (*actors, *view, *situation.attackers, *situation.targets))
    return State(library, situation, world, named, Root(sheet, world, situation, {}))


def after(state: State, change: Change) -> State:
    """The question after one change more; only the agreements that it touches are compiled anew."""
    library, situation = changed(state.library, state.situation, (change,))
    if library is state.library:
        return replace(state, situation=situation)
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
    return replace(
        state,
        library=library,
        situation=situation,
        programs={},
        world=replace(old, library=library, instruments=instruments),
    )


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
