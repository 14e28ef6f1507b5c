"""Why not, and what is not known: everybody on whom the case bears and who is not bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foedus.model.answers import Cited, NotBound, NotKnown
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.consequences import Happening, happening
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Event, Key
from foedus.obligations.matching import Check, bound, membership, stands, triggered, verdict
from foedus.world.world import Instrument, Rule, World

_STRONG = ("defend", "attack", "aid")


def explain(
    world: World, situation: Situation, sure: Mapping[Key, Derived], possible: Mapping[Key, Derived]
) -> Iterator[NotBound | NotKnown]:
    """An entry for each actor, agreement and article that might have bound and does not, or not surely."""
    for key, derived in possible.items():
        if key not in sure:
            rule = world.instruments[key[0]].rules[key[1]]
            yield NotKnown(key[2], _uncertain(world, derived, sure), rule.cited)
    bound_by = {(key[2], world.instruments[key[0]].rules[key[1]].cited) for key in possible}
    mentioned = {actor for actor, _ in bound_by}
    events = happening(world, situation, sure)
    for actor, instrument in _population(world, situation, sure):
        for entry in _entries(world, situation, events, instrument, actor):
            mentioned.add(actor)
            if (actor, entry.provision) not in bound_by:
                yield entry
    for actor in (*situation.ask, *sorted(situation.targets)):
        if actor not in mentioned:
            yield from _unlinked(world, situation, actor)


def _uncertain(world: World, derived: Derived, sure: Mapping[Key, Derived]) -> str:
    if derived.check.truth is Truth.UNKNOWN:
        return derived.check.why
    # The rule itself is sure; what it builds on is not.
    before = derived.event.after
    if before is None or before in sure:
        return f"whether it is owed to {derived.key[3]} is not known"
    return f"it presupposes {before[2]}'s duty to {before[3]}, which is itself not known"


def _population(world: World, situation: Situation, sure: Mapping[Key, Derived]) -> Iterator[tuple[str, Instrument]]:
    hit = situation.targets | {act.territory for act in situation.acts if act.territory}
    bearers = {key[2] for key in sure}
    sides = situation.attackers | bearers
    for instrument in world.instruments:
        members = instrument.members
        near = not hit.isdisjoint(members) and not instrument.agreement.universal
        far = instrument.in_force is not Truth.NO and not sides.isdisjoint(members) and _may_help(instrument)
        for actor in members:
            if actor in situation.targets or (actor in situation.attackers and actor not in situation.ask):
                continue
            ally = far and members[actor][0] is not Truth.NO and actor not in bearers
            asked = actor in situation.ask and not instrument.agreement.universal
            if near or ally or asked:
                yield actor, instrument


def _may_help(instrument: Instrument) -> bool:
    return any(rule.helps for rule in instrument.rules)


def _entries(
    world: World, situation: Situation, events: Happening, instrument: Instrument, actor: str
) -> Iterator[NotBound | NotKnown]:
    rules = _telling(world, instrument)
    if not rules:
        yield _no_help(world, situation, instrument, actor)
        return
    for article in dict.fromkeys(rule.provision.article for rule in rules):
        same = [rule for rule in rules if rule.provision.article == article]
        rule = _nearest(situation, same, actor)
        yield _entry(actor, rule.cited, _why_not(world, events, instrument, rule, actor))


def _nearest(situation: Situation, same: list[Rule], actor: str) -> Rule:
    """Of an article's rules the one that comes nearest: it obliges the actor, and protects somebody attacked."""
    owing = [rule for rule in same if rule.obliged.has(actor) is not Truth.NO] or same
    protecting = (r for r in owing if any(r.protected.has(target) is not Truth.NO for target in situation.targets))
    return next(protecting, owing[0])


def _entry(actor: str, cited: Cited | None, check: Check) -> NotBound | NotKnown:
    if check.truth is Truth.UNKNOWN:
        return NotKnown(actor, check.why, cited)
    return NotBound(actor, cited, check.code, check.why)


def _telling(world: World, instrument: Instrument) -> list[Rule]:
    """The rules that an answer about this agreement speaks of: the strongest help it has, in the day's wording."""
    helping = [rule for rule in instrument.rules if rule.helps]
    helping = [rule for rule in helping if rule.provision.duty in _STRONG] or helping
    current = [rule for rule in helping if rule.wording is not Truth.NO]
    gone = {rule.provision.article for rule in current}
    return current + [rule for rule in helping if rule.wording is Truth.NO and rule.provision.article not in gone]


_NEAREST = (Truth.YES, Truth.UNKNOWN, Truth.NO)


def _why_not(world: World, events: Happening, instrument: Instrument, rule: Rule, actor: str) -> Check:
    standing = verdict(stands(world, instrument, rule))
    if standing.truth is Truth.NO or (standing.truth is Truth.UNKNOWN and not instrument.covered):
        return standing
    checks = (
        verdict((*_own(world, instrument, rule, event, actor), *triggered(world, instrument, rule, event)))
        for event in _telling_events(events, rule)
    )
    # Whom one event surely does not bind another may: in which order they are told must mean nothing.
    best = min(checks, key=lambda check: (_NEAREST.index(check.truth), check.code == "not-party"), default=None)
    if best is None or best.truth is Truth.YES:
        why = f"article {rule.provision.article} waits for another duty to be performed, and none that it names is"
        return Check(Truth.NO, "trigger-unmet", why)
    return best


def _telling_events(events: Happening, rule: Rule) -> list[Event]:
    # What befalls somebody whom an article protects says more than that it does not protect somebody else.
    found = list(events.concerning(rule))
    return [event for event in found if rule.protected.has(event.victim) is not Truth.NO] or found


def _own(world: World, instrument: Instrument, rule: Rule, event: Event, actor: str) -> Iterator[Check]:
    # The victim's not being a party says more than the bearer's part in an article that cannot apply.
    victim = instrument.members.get(event.victim)
    if victim is None or victim[0] is Truth.NO or event.victim == event.act.target:
        yield from (check for check in triggered(world, instrument, rule, event) if check.code == "not-party")
    yield from bound(world, instrument, rule, event, actor)


def _no_help(world: World, situation: Situation, instrument: Instrument, actor: str) -> NotBound | NotKnown:
    owing = [rule for rule in instrument.rules if rule.obliged.has(actor) is not Truth.NO] or list(instrument.rules)
    cited = owing[0].cited if owing else None
    for rule in owing[:1]:
        check = verdict(stands(world, instrument, rule))
        # A day that is not sure leaves nothing open where no article would bind in any case.
        if check.truth is Truth.NO or not instrument.covered:
            return _entry(actor, cited, check)
    for party in (actor, *sorted(situation.targets)):
        truth = instrument.members[party][0] if party in instrument.members else Truth.NO
        if truth is Truth.NO:
            return _entry(actor, cited, Check(truth, "not-party", membership(world, instrument, party)))
    return NotBound(actor, cited, "no-duty", f"{instrument.agreement.id} holds no duty that an attack sets off")


def _unlinked(world: World, situation: Situation, actor: str) -> Iterator[NotBound | NotKnown]:
    if any(actor in instrument.members and not instrument.agreement.universal for instrument in world.instruments):
        if actor in situation.ask:
            hit = ", ".join(sorted(situation.targets))
            yield NotBound(actor, None, "no-duty", f"no agreement in the library ties {actor} to {hit}")
    else:
        yield NotKnown(actor, f"the library holds no agreement of {actor}")
