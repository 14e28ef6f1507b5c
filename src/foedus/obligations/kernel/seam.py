"""The seam to the world: the one place where the kernel reads its compiled values.

It asks of an instrument's rules whether they stand (:func:`foedus.obligations.matching.stands`), who belongs to their
groups, and whether the conditions on places are met (:func:`foedus.obligations.matching.where`).  Everything else
of an answer follows from the program alone.  A new field of a trigger or a rule must be taught here; a test holds
:data:`FIELDS` against the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from foedus.model.problems import UsageError
from foedus.model.situations import ANY, Act
from foedus.model.time import Truth
from foedus.obligations.events import Event
from foedus.obligations.kernel.program import HARM, MOST_WORLDS, Head, Masks, Owed, Program, build, spread
from foedus.obligations.matching import stands, verdict, where
from foedus.world.groups import Group
from foedus.world.world import Instrument, Rule, World

FIELDS = {
    "Trigger": ("act", "attackers", "protected", "objects", "region", "through", "unprovoked", "on_request",
                "adversaries", "performers", "performing", "conditions", "excluded", "conflict"),
    "Rule": ("agreement", "provision", "wording", "obliged", "attackers", "protected", "beneficiary", "through",
             "performers", "exempt", "not_against", "unprotected", "settled", "facts"),
    "Act": ("attacker", "target", "territory", "through", "provoked", "kind", "objects", "accounts", "step", "on"),
}  # fmt: skip
"""What the seam knows how to read."""

_Pair = tuple[int, int]
"""Of a three-valued set: who surely belongs, who possibly."""


class Line(NamedTuple):
    """One rule as the kernel has it, in a world of its own: surely and possibly, and the rule for what places ask."""

    head: Head
    sure: Masks
    possible: Masks
    rule: Rule


class Sheet:
    """Actors by number, and the lines of instruments that many worlds share, each read once.

    actors: besides those whom the world's rules name, whoever any of the worlds and situations may.
    """

    def __init__(self, world: World, actors: Iterable[str]) -> None:
        named = (name for each in _distinct([world]) for name in each.names())
        self.actors = tuple(sorted({ANY, *actors, *named}))
        self._people = _People(self.actors, world)
        self._known: dict[int, tuple[Instrument, tuple[Line, ...]]] = {}

    def lines(self, world: World, number: int) -> tuple[Line, ...]:
        """The lines of a world's instrument, by its number, as far as they possibly stand."""
        instrument = world.instruments[number]
        known = self._known.get(id(instrument))
        if known is None:  # the instrument is kept with its lines, so that no other comes to have its id
            known = self._known[id(instrument)] = instrument, tuple(self._read(world, number, instrument))
        return known[1]

    def _read(self, world: World, number: int, instrument: Instrument) -> Iterator[Line]:
        for j, rule in enumerate(instrument.rules):
            if rule.helps:
                found = _Found((number, j), world, instrument, rule)
                found.stands(0, world, instrument, rule)
                sure, possible = found.masks(self._people, 1)
                if possible.obliged:
                    yield Line(found.head(self._people), sure, possible, rule)


def compile_program(worlds: Sequence[World], actors: Iterable[str] = ()) -> Program:
    """The rules that an attack can set off, in worlds of one day side by side.

    worlds: of one day, seen by different viewpoints or compiled from different libraries; actors: besides those whom
    the libraries name, whoever a situation may.

    Raises UsageError for worlds of several days, for none, and for more than a machine word has bits.
    """
    if not 1 <= len(worlds) <= MOST_WORLDS:
        raise UsageError(f"a program holds 1 to {MOST_WORLDS} worlds, not {len(worlds)}: compile several programs")
    if len({world.day for world in worlds}) > 1:
        raise UsageError("the worlds of a program are of one day; compile a program for each day")
    found = _distinct(worlds)
    names = sorted({ANY, *actors}.union(*(each.names() for each in found)))
    people = _People(names, worlds[0])
    heads, sure, possible = [], [], []
    for each in found:
        if not each.possibly:
            continue  # most rules of a library stand on no one day
        known, maybe = each.masks(people, len(worlds))
        if maybe.obliged:
            heads.append(each.head(people))
            sure.append(known)
            possible.append(maybe)
            each.kept = True
    kept = [each for each in found if each.kept]

    def conditions(number: int, world: int, act: Act, attacked: bool) -> Truth:
        event = Event("attack" if attacked else "war", act.target, act.attacker, act)
        return verdict(where(worlds[world], kept[number].rule, event)).truth

    holders = [world.view.holder if world.view else None for world in worlds]
    return build(names, holders, heads, sure, possible, conditions)


class _Found:
    """A rule, and the worlds in which it surely, or possibly, stands."""

    def __init__(self, place: tuple[int, int], world: World, instrument: Instrument, rule: Rule) -> None:
        self.place, self.world, self.instrument, self.rule = place, world, instrument, rule
        self.surely = self.possibly = 0
        self.kept = False

    def like(self, rule: Rule, world: World) -> bool:
        return self.rule == rule and self.world.library.regions == world.library.regions

    def stands(self, number: int, world: World, instrument: Instrument, rule: Rule) -> None:
        truth = verdict(stands(world, instrument, rule)).truth
        self.surely |= (truth is Truth.YES) << number
        self.possibly |= (truth is not Truth.NO) << number

    def names(self) -> set[str]:
        rule = self.rule
        groups = [rule.obliged, rule.protected, rule.attackers, rule.beneficiary]
        groups += [rule.performers] if rule.performers else []
        groups += [group for group, _, _ in (*rule.exempt, *rule.not_against)]
        return set(self.instrument.members).union(*(group.listed for group in groups))

    def head(self, people: _People) -> Head:
        provision, rule = self.rule.provision, self.rule
        trigger, kind = provision.trigger, provision.beneficiary.kind
        assert trigger is not None  # noqa: S101 - only rules that an attack may set off are compiled
        performer = kind == "performer" and trigger.act == "performance"
        victim = kind in ("attacked", "anyone", "performer")
        owed_to: Owed = "performer" if performer else "victim" if victim else "listed"
        return Head(
            agreement=rule.agreement,
            article=provision.article,
            place=self.place,
            duty=provision.duty,
            act=trigger.act,
            owed_to=owed_to,
            beneficiaries=() if victim else people.listed(rule.beneficiary, Truth.UNKNOWN),
            surely=() if victim else people.listed(rule.beneficiary, Truth.YES),
            performing=frozenset(trigger.performing) if rule.performers is not None else None,
            adversaries=trigger.adversaries,
            unprovoked=trigger.unprovoked,
            through=rule.through is not None,
        )

    def masks(self, people: _People, width: int) -> tuple[Masks, Masks]:
        rule, trigger = self.rule, self.rule.provision.trigger
        protected, attackers = people.among(rule.protected), people.against(rule)
        obliged = people.obliged(self.instrument, rule)
        home = people.at_home(self.world, rule, protected)
        performers = people.among(rule.performers) if rule.performers is not None else (None, None)
        open_ = trigger is not None and any(condition.treat == "unknown" for condition in trigger.conditions)
        standing = (0 if open_ else self.surely, self.possibly)
        sure, possible = (
            Masks(spread(obliged[i], width, standing[i]), protected[i], attackers[i], home[i], performers[i])
            for i in (0, 1)
        )
        return sure, possible


def _distinct(worlds: Sequence[World]) -> list[_Found]:
    found: dict[tuple[int, int], list[_Found]] = {}
    places: dict[str, int] = {}
    for number, world in enumerate(worlds):
        same = world.library is worlds[0].library  # of one library and one day: nothing but standing may differ
        for instrument in world.instruments:
            i = places.setdefault(instrument.agreement.id, len(places))
            for j, rule in enumerate(instrument.rules):
                if rule.helps:
                    twins = found.setdefault((i, j), [])
                    twin = next((each for each in twins if same or each.like(rule, world)), None)
                    if twin is None:
                        twin = _Found((i, j), world, instrument, rule)
                        twins.append(twin)
                    twin.stands(number, world, instrument, rule)
    return [each for place in sorted(found) for each in found[place]]


class _People:
    """Actors by number, and the sets of them that groups mean."""

    def __init__(self, names: Sequence[str], world: World) -> None:
        self.names, self.world = names, world
        self.number = {name: i for i, name in enumerate(names)}
        self.all = (1 << len(names)) - 1
        states = Group({}, Truth.YES, states=True)
        self.stateless = sum(1 << i for i, name in enumerate(names) if states.has(name) is not Truth.YES)

    def listed(self, group: Group, least: Truth) -> tuple[int, ...]:
        """Those listed who belong to a group, surely or possibly."""
        found = (name for name, truth in group.listed.items() if truth in (Truth.YES, least))
        return tuple(sorted(self.number[name] for name in found))

    def among(self, group: Group) -> _Pair:
        """Who surely, and who possibly, belongs to a group."""
        sure = self.all if group.rest is Truth.YES else 0
        maybe = 0 if group.rest is Truth.NO else self.all
        if group.states:
            sure, maybe = sure & ~self.stateless, maybe | self.stateless
        for name, truth in group.listed.items():
            bit = 1 << self.number[name]
            sure = sure | bit if truth is Truth.YES else sure & ~bit
            maybe = maybe & ~bit if truth is Truth.NO else maybe | bit
        return sure, maybe

    def against(self, rule: Rule) -> _Pair:
        """Against whom a rule runs: the first exclusion that may apply decides, as in the reference."""
        maybe, open_ = 0, self.all
        for group, truth, _ in rule.not_against:
            excluded, perhaps = self.among(group)
            if truth is Truth.UNKNOWN:
                excluded = 0
            maybe |= open_ & perhaps & ~excluded
            open_ &= ~perhaps
        known, possibly = self.among(rule.attackers)
        return open_ & known, maybe | open_ & possibly

    def obliged(self, instrument: Instrument, rule: Rule) -> _Pair:
        """Who is obliged, parties on the day where they are listed as such, and not exempt."""
        sure, maybe = self.among(rule.obliged)
        parties, perhaps = self.among(Group({name: truth for name, (truth, _) in instrument.members.items()}))
        listed = sum(1 << self.number[name] for name in instrument.members)
        if rule.obliged.rest is not Truth.NO:
            sure, maybe = sure & listed, maybe & listed
        else:
            named = sum(1 << self.number[name] for name in rule.obliged.listed)
            sure, maybe = sure & named, maybe & named
        sure, maybe = sure & (parties | ~listed), maybe & (perhaps | ~listed)
        for group, truth, _ in rule.exempt:
            exempt, possibly = self.among(group)
            sure &= ~possibly
            maybe &= ~(exempt if truth is Truth.YES else 0)
        return sure, maybe

    def at_home(self, world: World, rule: Rule, protected: _Pair) -> _Pair:
        """Of the protected, those whom an attack on their own ground hits as the rule asks."""
        trigger = rule.provision.trigger
        if trigger is None or trigger.act not in HARM or not (trigger.region or trigger.objects):
            return protected
        anywhere = replace(rule, through=None)  # what it passes is the act's matter
        sure = maybe = 0
        for name, i in self.number.items():
            if protected[1] >> i & 1:
                act = Act(ANY, name)
                truth = verdict(where(world, anywhere, Event("attack", name, ANY, act))).truth
                sure |= (truth is Truth.YES) << i
                maybe |= (truth is not Truth.NO) << i
        return sure & protected[0], maybe & protected[1]
