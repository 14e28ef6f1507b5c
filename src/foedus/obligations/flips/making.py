"""Which changes can bind an actor: at least one of them is part of every set that does.

An actor that is not bound fails a condition of every rule that might bind it, on every event that might set the rule
off.  Where the event happens, or follows already, a flip changes a fact that each failing condition hangs on.  Where it
does not, somebody has to fight or to help first who does not yet, and the same is asked of that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from foedus.model.agreements import ActorSet
from foedus.model.time import Truth
from foedus.obligations.events import Event, Key, given, performed
from foedus.obligations.flips import candidates
from foedus.obligations.flips.candidates import Scope
from foedus.obligations.flips.changes import Change
from foedus.obligations.flips.moves import Goal
from foedus.obligations.flips.state import State, rule_references
from foedus.obligations.kernel.program import members
from foedus.obligations.matching import stands, triggered
from foedus.world.groups import Group
from foedus.world.world import Instrument, Rule

_HARM = ("threat", "attack", "nuclear-attack")
_FIGHTS = ("defend", "attack")
_HELPS = (*_FIGHTS, "aid")
_LATER = (-1, -1, "", "", "", 0)
"""The duty that an event comes after which nothing gives yet."""

Fixes = frozenset[Change]
"""The changes that may make one failing condition hold; none where nothing can."""


def making(state: State, within: Scope, goal: Goal, budget: int) -> frozenset[Change]:
    """The changes of which one at least is part of any set of `budget` changes that binds an actor."""
    search = _Making(state, within, budget)
    search.bind(goal)
    return frozenset(search.found)


class _Making:
    """One search under way: what has been found, and who has been asked about."""

    def __init__(self, state: State, within: Scope, budget: int) -> None:
        self.state, self.within, self.budget = state, within, budget
        self.found: set[Change] = set()
        self.seen: set[Goal] = set()
        self.standing: dict[int, list[Fixes]] = {}

    def bind(self, goal: Goal) -> None:
        """Adds what may bind an actor."""
        if goal in self.seen:
            return
        self.seen.add(goal)
        for instrument in self.state.world.instruments:
            for rule in instrument.rules:
                asked = rule.helps and rule.provision.duty in goal.duties and goal.agreement in (None, rule.agreement)
                if asked and _Try(self, instrument, rule, goal.actor).possible:
                    _Try(self, instrument, rule, goal.actor).events()

    def mend(self, failing: list[Fixes]) -> bool:
        """Adds what mends failing conditions, where anything can; says whether none fails.

        The last change has to mend all of them, an earlier one any one: the one that the fewest changes mend.
        """
        if failing and all(failing):
            self.found |= failing[0].intersection(*failing) if self.budget == 1 else min(failing, key=len)
        return not failing

    def mended(self, failing: list[Fixes]) -> bool:
        """Whether nothing that may mend conditions that fail in any case, and others besides, is wanting any more."""
        if self.budget == 1:
            return bool(failing) and self.found >= failing[0].intersection(*failing)
        return any(each <= self.found for each in failing)

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, Sequence[Event]]]:
        """What happens and what follows possibly, by kind of event and by victim, whatever it follows from."""
        state = self.state
        first = [*given(state.situation, state.situation.viewpoint)]
        provoked = {event.at: event.provoked for event in first}
        found = {event.alike: event for event in first}
        for key, duty in self.followed():
            event = Event("", "", "", state.situation.acts[key[5]], at=key[5], provoked=provoked[key[5]])
            for each in performed(key, duty, event, state.situation.retaliation):
                found.setdefault(each.alike, each)
        kinds: dict[str, dict[str, list[Event]]] = {"attack": {}, "war": {}, "performance": {}}
        for each in found.values():
            kinds[each.kind].setdefault(each.victim, []).append(each)
        return kinds

    def followed(self) -> Iterator[tuple[Key, str]]:
        """Every duty that follows possibly, once for all that sets off the same: of wars only who fights whom."""
        state, seen = self.state, set[tuple[str | int, ...]]()
        program = state.program(Truth.UNKNOWN)
        for firings in state.rounds(Truth.UNKNOWN):
            for rule, beneficiary, adversary, act, bearers in firings:
                duty, names = program.heads[rule].duty, program.actors
                helped = self.helped is None or names[beneficiary] in self.helped
                if duty in _HELPS and (helped or duty in _FIGHTS):
                    what = (duty, beneficiary, adversary, act) if helped else (adversary, act)
                    for bearer in members(bearers):
                        if (bearer, *what) not in seen:
                            seen.add((bearer, *what))
                            yield (0, 0, names[bearer], names[beneficiary], names[adversary], act), duty

    @cached_property
    def helped(self) -> frozenset[str] | None:
        """Help to whom any rule may wait for; None for help to anybody."""
        found = set[str]()
        for instrument in self.state.world.instruments:
            for rule in instrument.rules:
                trigger = rule.provision.trigger
                if trigger is not None and trigger.act == "performance":
                    if rule.protected.rest is not Truth.NO or _movable(trigger.protected):
                        return None
                    found.update(rule.protected.possible())
        return frozenset(found)

    @cached_property
    def fighting(self) -> frozenset[str]:
        """Everybody who is at war already."""
        return frozenset(self.known["war"])

    @cached_property
    def everybody(self) -> tuple[str, ...]:
        """Everybody who may ever owe anything."""
        found = set(self.within.actors)
        for instrument in self.state.world.instruments:
            found.update(instrument.members)
            found.update(actor for rule in instrument.rules for actor in rule.obliged.listed)
        return tuple(sorted(found))


class _Try:
    """A rule that may bind an actor."""

    def __init__(self, search: _Making, instrument: Instrument, rule: Rule, actor: str) -> None:
        self.search, self.instrument, self.rule, self.actor = search, instrument, rule, actor
        self.state, self.within = search.state, search.within
        trigger = rule.provision.trigger
        assert trigger is not None  # noqa: S101 - only rules that an event sets off are tried
        self.trigger = trigger
        self.kind = "attack" if trigger.act in _HARM else trigger.act
        spared = [each for e in rule.provision.exemptions for each in (e.attackers,) if each]
        foes = [trigger.attackers, *spared, *([trigger.excluded] if trigger.excluded else [])]
        self.foes_move = any(map(_movable, [*foes, *([trigger.conflict.enemies] if trigger.conflict else [])]))

    @cached_property
    def movable(self) -> frozenset[str]:
        """Everybody whose being a party may be changed in an agreement of which the rule speaks."""
        agreements = self.state.library.agreement
        named = {self.instrument.agreement.id, *rule_references(self.rule.provision)}
        members = (agreements[name].members() for name in named if name in agreements)
        return self.within.actors.union(*members)

    @property
    def possible(self) -> bool:
        """Whether the rule obliges the actor, or may after some change."""
        return self.among(self.rule.obliged, _movable(self.rule.provision.obliged), self.actor)

    def among(self, group: Group, moves: bool, actor: str) -> bool:
        """Whether somebody belongs to a set, or may after some change."""
        return group.has(actor) is not Truth.NO or (moves and actor in self.movable)

    def events(self) -> None:
        """Tries what happens or follows already, and what somebody would add who does not fight or help yet."""
        ever = [*self.standing, *self.own]
        if not all(ever):
            return
        for event in self.near():
            if self.search.mended(ever):
                break
            self.search.mend([*ever, *self.on(event), *self.aside(event)])
        if ever and self.search.mended(ever):
            return  # nobody who fights or helps first would have anything else mended
        if self.kind == "performance":
            self.performers()
        elif self.kind == "war" or self.state.situation.retaliation != "none":
            self.victims()

    def near(self) -> Iterator[Event]:
        """What happens or follows already and may set the rule off, perhaps after some change."""
        victims, foes = _movable(self.trigger.protected), self.foes_move
        for victim, events in self.search.known[self.kind].items():
            if self.among(self.rule.protected, victims, victim):
                yield from (event for event in events if self.among(self.rule.attackers, foes, event.adversary))

    @property
    def standing(self) -> list[Fixes]:
        """What of the rule alone fails."""
        known = self.search.standing.get(id(self.rule))
        if known is None:
            failing = [c.code for c in stands(self.state.world, self.instrument, self.rule) if c.truth is not Truth.YES]
            known = [self.force | (self.stances if code == "rejected" else frozenset()) for code in failing]
            self.search.standing[id(self.rule)] = known
        return known

    @cached_property
    def force(self) -> Fixes:
        """The agreement's own force, with which come its parties and its wording."""
        return frozenset(c for c in candidates.force(self.state, self.instrument) if c.kind == "in-force")

    @property
    def stances(self) -> Fixes:
        return frozenset(candidates.stances(self.state, self.within, self.instrument))

    def moved(self, actor: str) -> Fixes:
        """Changes by which somebody may come to belong to a set of the rule, or to belong to it no longer."""
        found = candidates.named(self.state, self.within, self.instrument, self.rule, (actor,))
        return self.force | {change for change in found if change.kind != "suspended"}

    @cached_property
    def own(self) -> list[Fixes]:
        """What fails of the actor's own part: being a party, obliged, and not exempt."""
        members, group = self.instrument.members, self.rule.obliged
        party = members[self.actor][0] if self.actor in members else Truth.of(group.rest is Truth.NO)
        sure = party is Truth.YES and group.has(self.actor) is Truth.YES
        spared = any((who.has(self.actor) & truth) is not Truth.NO for who, truth, _ in self.rule.exempt)
        return [] if sure and not spared else [self.moved(self.actor)]

    def on(self, event: Event, *, foe: bool = True) -> Iterator[Fixes]:
        """What fails of an event; foe: whether it is known against whom it is."""
        number = self.state.situation.acts.index(event.act)
        for at, check in enumerate(triggered(self.state.world, self.instrument, self.rule, event)):
            if check.truth is Truth.YES or (at == _ADVERSARY and not foe):
                continue
            if at == _VICTIM:
                yield self.moved(event.victim) if _movable(self.trigger.protected) else frozenset()
            elif at == _PERFORMER:
                who = self.trigger.performers
                right = event.duty in self.trigger.performing
                yield self.moved(event.performer or "") if who and right and _movable(who) else frozenset()
            elif at == _ADVERSARY:
                yield self.moved(event.adversary) if self.foes_move else frozenset()
            elif check.code == "provoked":
                yield frozenset(candidates.provocation(self.state, event))
            elif at > _ADVERSARY and (check.code == "out-of-region" or self.rule.through is not None):
                found = candidates.places(self.state, self.rule, event)
                yield frozenset(found) | (self.moved_through(number) if self.rule.through is not None else frozenset())
            else:
                yield frozenset()

    def moved_through(self, number: int) -> Fixes:
        places = self.state.situation.acts[number].through
        return frozenset(change for place in places for change in self.moved(place))

    def aside(self, event: Event) -> list[Fixes]:
        """Whether the actor is on one of the sides, which nothing can mend."""
        act, actor = event.act, self.actor
        first = event.victim == act.target and actor == act.attacker
        pair = event.after is not None and {actor, event.adversary} == {act.attacker, act.target}
        return [frozenset()] if actor in (event.victim, event.adversary) or first or pair else []

    def performers(self) -> None:
        """Asks whoever may be the one whose help the rule waits for."""
        who = self.rule.performers
        moves = self.trigger.performers is not None and _movable(self.trigger.performers)
        duties = self.trigger.performing if who is not None else _HELPS
        for helper in self.search.everybody:
            if who is None or self.among(who, moves, helper):
                sure = who is None or who.has(helper) is Truth.YES
                if self.search.mend([*self.standing, *self.own, *([] if sure else [self.moved(helper)])]):
                    self.search.bind(Goal(helper, tuple(each for each in duties if each in _HELPS)))

    def victims(self) -> None:
        """Asks whoever may be attacked or at war by fighting, and those who may then attack or fight it."""
        moves, both = _movable(self.trigger.protected), self.kind == "war" or self.state.situation.retaliation == "both"
        for victim in self.search.everybody:
            if victim != self.actor and self.among(self.rule.protected, moves, victim):
                failing = [list(self.on(event, foe=False)) for event in self.later(victim)]
                least = min(failing, key=len, default=[])
                if len(failing) > 1 and least:
                    for each in failing:
                        self.search.mend([*self.standing, *self.own, *each])
                elif self.search.mend([*self.standing, *self.own, *least]):
                    self.search.bind(Goal(victim, _FIGHTS))
                    if both and victim in self.search.fighting:
                        self.against()

    def later(self, victim: str) -> Iterator[Event]:
        """What would happen if somebody joined whom nobody fights yet, for each of the acts."""
        for at, event in enumerate(given(self.state.situation, self.state.situation.viewpoint)):
            if event.kind == "attack":
                yield Event(self.kind, victim, "", event.act, after=_LATER, at=at, provoked=event.provoked)

    def against(self) -> None:
        for foe in self.search.everybody:
            if foe != self.actor and self.among(self.rule.attackers, self.foes_move, foe):
                self.search.bind(Goal(foe, _FIGHTS))


_VICTIM, _PERFORMER, _ADVERSARY = 0, 2, 3
"""The places of three of the checks on an event, each of which is always made."""


def _movable(who: ActorSet) -> bool:
    """Whether a membership decides on whom an expression means."""
    return who.kind not in ("named", "anyone", "states") or any(_movable(part) for part in who.parts)
