"""The facts that a rule's application hangs on, and the changes by which each would be otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foedus.model.agreements import Agreement
from foedus.model.time import Truth, bounds
from foedus.model.viewpoints import DE_FACTO
from foedus.obligations.events import Event
from foedus.obligations.flips.changes import Change
from foedus.obligations.flips.state import State, rule_references
from foedus.world.places import belongs
from foedus.world.stances import statehood
from foedus.world.world import Instrument, Rule


@dataclass(frozen=True, slots=True)
class Scope:
    """Who may be moved: the one asked about, the sides, the viewpoint, whoever is bound already or waited for.

    In an agreement its own parties, past, present and to come, may be moved besides: a flip in which a stranger
    to the whole case signs a treaty is none that anybody asks for.
    """

    actors: frozenset[str]

    def holds(self, agreement: Agreement, actor: str) -> bool:
        """Whether an actor's being a party is a fact that may be changed."""
        return actor in self.actors or actor in agreement.members()


def scope(state: State, actor: str) -> Scope:
    """Who may be moved when an actor is asked about."""
    bearers = state.bearers
    view = state.situation.viewpoint
    holder = {view} if view and view != DE_FACTO else set()
    sides = (state.situation.attackers | state.situation.targets) - {"any"}
    return Scope(frozenset({actor, *sides, *bearers, *holder, *_awaited(state, actor)}))


def _awaited(state: State, actor: str) -> Iterator[str]:
    """Whose help or war a rule names that may oblige the actor."""
    for instrument in state.world.instruments:
        for rule in instrument.rules:
            trigger = rule.provision.trigger
            if trigger is not None and rule.helps and rule.obliged.has(actor) is not Truth.NO:
                if trigger.act == "war":
                    yield from rule.protected.possible()
                elif trigger.act == "performance" and rule.performers:
                    yield from rule.performers.possible()


def force(state: State, instrument: Instrument) -> Iterator[Change]:
    """An agreement's being in force on the day, as far as the library knows; one that nobody had begun is left out."""
    now = instrument.in_force if instrument.covered or instrument.in_force is Truth.NO else Truth.UNKNOWN
    name = instrument.agreement.id
    if now is not Truth.YES and _begun(instrument.agreement, state.situation.on):
        yield Change("in-force", name)
    if now is not Truth.NO:
        yield Change("suspended", name)


def _begun(agreement: Agreement, day: date) -> bool:
    dates = [stage.date for stage in agreement.stages]
    dates += [agreement.in_force.start] if agreement.in_force.start else []
    return any(bounds(edtf)[0] <= day for edtf in dates) or not dates


def _turned(now: Truth, true: Change, false: Change) -> Iterator[Change]:
    if now is not Truth.YES:
        yield true
    if now is not Truth.NO:
        yield false


def parties(state: State, within: Scope, names: Iterable[str], actors: Iterable[str]) -> Iterator[Change]:
    """Each actor's being a party to each agreement."""
    instruments = {each.agreement.id: each for each in state.world.instruments}
    who = sorted(set(actors) - {"any"})
    for name in sorted(set(names) & set(instruments)):
        instrument = instruments[name]
        for actor in who:
            if within.holds(instrument.agreement, actor):
                now = instrument.members[actor][0] if actor in instrument.members else Truth.NO
                yield from _turned(now, Change("accession", name, actor), Change("withdrawal", name, actor))


def stances(state: State, within: Scope, instrument: Instrument) -> Iterator[Change]:
    """What the viewpoint holds of an agreement and of the statehood that it rests on."""
    view, agreement, day = state.world.view, instrument.agreement, state.situation.on
    if view is None:
        return
    if view.holder == DE_FACTO:
        for entity in agreement.rests_on:
            ruled = any(
                c.territory == entity == c.by and c.spell.on(day) is not Truth.NO for c in state.library.control
            )
            yield Change("no-self-rule" if ruled else "self-rule", other=entity)
        return
    for kind in ("valid", "invalid"):
        own = [p for p in agreement.positions if p.holder == view.holder and p.spell.on(day) is Truth.YES]
        if not own or own[0].accepts is not (kind == "valid"):
            yield Change(kind, agreement.id, view.holder)
    if view.holder not in agreement.members():
        yield from parties(state, within, (agreement.id,), (view.holder,))
    for entity in agreement.rests_on:
        if entity != view.holder:
            yield from _turned(
                statehood(state.library, entity, day, view).truth,
                Change("recognised", actor=view.holder, other=entity),
                Change("unrecognised", actor=view.holder, other=entity),
            )


def provocation(state: State, event: Event) -> Iterator[Change]:
    """Whether the target struck first."""
    number = state.situation.acts.index(event.act)
    yield Change("provoked" if event.provoked is Truth.NO else "unprovoked", actor=event.act.target, act=number)


def places(state: State, rule: Rule, event: Event) -> Iterator[Change]:
    """Where the target was struck, whose that is, and through where."""
    act, number = event.act, state.situation.acts.index(event.act)
    if act.territory is not None:
        yield Change("home", actor=act.target, act=number)
        yield from _owner(state, act.territory, act.target, number)
    yield from _elsewhere(state, act.target, act.territory, number)
    wanted = sorted(rule.through.possible()) if rule.through else []
    yield from (Change("through", actor=act.target, other=place, act=number)
                for place in wanted if place not in act.through)  # fmt: skip
    if rule.through is not None:
        yield from (Change("not-through", actor=act.target, other=place, act=number) for place in act.through)


def _owner(state: State, territory: str, target: str, number: int) -> Iterator[Change]:
    view = state.world.view
    if territory == target or view is None:
        return
    now = belongs(state.library, territory, target, state.situation.on, view).truth
    if view.holder == DE_FACTO:
        yield from _turned(
            now,
            Change("control", actor=target, other=territory, act=number),
            Change("no-control", actor=target, other=territory, act=number),
        )
    else:
        yield from _turned(
            now,
            Change("part-of", actor=view.holder, other=territory, act=number),
            Change("not-part-of", actor=view.holder, other=territory, act=number),
        )


def _elsewhere(state: State, target: str, territory: str | None, number: int) -> Iterator[Change]:
    day = state.situation.on
    own = {each.id for each in state.library.territories if each.of == target and each.spell.on(day) is Truth.YES}
    for place in sorted(own - {territory, target}):
        yield Change("place", actor=target, other=place, act=number)


def named(state: State, within: Scope, instrument: Instrument, rule: Rule, roles: Iterable[str]) -> Iterator[Change]:
    """The memberships on which a rule's sets hang, for those who have a part in it."""
    names = {instrument.agreement.id, *rule_references(rule.provision)}
    for each in state.world.instruments:
        if each.agreement.id in names and each is not instrument:
            yield from force(state, each)  # its parties come with it
    yield from parties(state, within, names, roles)
