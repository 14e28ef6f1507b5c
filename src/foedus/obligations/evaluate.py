"""Evaluation: the least fixpoint of the day's rules over a situation, in synchronous rounds.

A duty derived in round n depends on events of rounds below n only, so the round is the depth, and the event that it
came from is its whole trace.  Nothing derived is ever tested for absence, so the fixpoint is monotone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.events import Alike, Event, Key, Retaliation, given, performed
from foedus.obligations.matching import Check, bound, stands, triggered, verdict
from foedus.world.world import Instrument, Rule, World


@dataclass(frozen=True, slots=True)
class Derived:
    """A duty with its trace: the round in which it came, the event that set it off, and what of it is not sure."""

    key: Key
    round: int
    event: Event
    check: Check


def closure(
    world: World, situation: Situation, least: Truth, retaliation: Retaliation | None = None
) -> Mapping[Key, Derived]:
    """Every duty that follows, in the order of rounds.

    least: ``YES`` for what is sure, ``UNKNOWN`` for what is possible as well.
    retaliation: who counts as attacked besides those whom the situation names; as the situation says without it.
    """
    strikes = situation.retaliation if retaliation is None else retaliation
    rules = list(_live(world, least))
    found: dict[Key, Derived] = {}
    seen: set[Alike] = set()
    fresh = _distinct(given(situation, world.view.holder if world.view else None), seen)
    turn = 0
    while fresh:
        turn += 1
        new: dict[Key, Derived] = {}
        for derived in _round(world, rules, fresh, least, turn):
            if derived.key not in found:
                # Where several events give the same duty in one round, which one is its trace must not be chance.
                rival = new.get(derived.key)
                new[derived.key] = min(derived, rival, key=_precedence) if rival else derived
        found.update(new)
        added = (
            event
            for key, derived in new.items()
            for event in performed(key, _rule(world, key).provision.duty, derived.event, strikes)
        )
        fresh = _distinct(added, seen)
    return MappingProxyType(found)


def _distinct(events: Iterable[Event], seen: set[Alike]) -> list[Event]:
    """Of events that set off the same, the one whose trace goes first; none of what has been seen before."""
    found: dict[Alike, Event] = {}
    for event in events:
        alike = event.alike
        if alike not in seen and (alike not in found or (event.after or ()) < (found[alike].after or ())):
            found[alike] = event
    seen.update(found)
    return list(found.values())


def _precedence(derived: Derived) -> tuple[object, ...]:
    event = derived.event
    return event.after or (), event.kind, event.victim, event.performer or ""


_Live = tuple[int, int, Instrument, Rule, Check]


def _live(world: World, least: Truth) -> Iterator[_Live]:
    for i, instrument in enumerate(world.instruments):
        if instrument.binding is Truth.NO:
            continue
        for j, rule in enumerate(instrument.rules):
            if rule.helps:
                check = verdict(stands(world, instrument, rule))
                if enough(check.truth, least):
                    yield i, j, instrument, rule, check


def enough(truth: Truth, least: Truth) -> bool:
    """Whether a truth value is at least another."""
    return truth is Truth.YES or (truth is Truth.UNKNOWN and least is Truth.UNKNOWN)


def _rule(world: World, key: Key) -> Rule:
    return world.instruments[key[0]].rules[key[1]]


def _round(world: World, rules: list[_Live], events: list[Event], least: Truth, turn: int) -> Iterator[Derived]:
    hits: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        hits.setdefault(event.kind, {}).setdefault(event.victim, []).append(event)
    for i, j, instrument, rule, standing in rules:
        # Most rules and events part here, before any sentence is made.
        victims = hits.get(kind_of(rule), {})
        near = (each for who, several in victims.items() if rule.protected.has(who) is not Truth.NO for each in several)
        for event in near:
            trigger = verdict(triggered(world, instrument, rule, event))
            if not enough(trigger.truth, least):
                continue
            for bearer in candidates(instrument, rule):
                own = verdict(bound(world, instrument, rule, event, bearer))
                if enough(own.truth, least):
                    check = verdict((standing, trigger, own))
                    for beneficiary in beneficiaries(rule, event, bearer, least):
                        yield Derived((i, j, bearer, beneficiary, event.adversary, event.at), turn, event, check)


def kind_of(rule: Rule) -> str:
    """The kind of event that may set a rule off; empty for one that nothing does."""
    trigger = rule.provision.trigger
    act = trigger.act if trigger else ""
    return act if act in ("", "war", "performance") else "attack"


def candidates(instrument: Instrument, rule: Rule) -> tuple[str, ...]:
    """Who may be a bearer: the obliged where they can be listed, else the parties among them."""
    if rule.obliged.rest is Truth.NO:
        return rule.obliged.possible()
    return tuple(actor for actor in instrument.members if rule.obliged.has(actor) is not Truth.NO)


def beneficiaries(rule: Rule, event: Event, bearer: str, least: Truth) -> tuple[str, ...]:
    """To whom the duty is owed: the one attacked or helped, the one who helps, or those whom the article names.

    least: whether those count whom it names but possibly.
    """
    kind = rule.provision.beneficiary.kind
    if kind == "performer" and event.performer is not None:
        owed: tuple[str, ...] = (event.performer,)
    elif kind in ("attacked", "anyone", "performer"):
        owed = (event.victim,)
    else:
        listed = rule.beneficiary.listed.items()
        owed = tuple(actor for actor, truth in listed if enough(truth, least) and actor != event.adversary)
    return tuple(actor for actor in owed if actor != bearer)
