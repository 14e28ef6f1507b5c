"""From derived duties to obligations: numbers, dates, disputes, and the facts that prove each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from foedus.model.agreements import Trigger
from foedus.model.answers import ASSUMED, GIVEN, Fact, Ground, Obligation
from foedus.model.situations import ANY, Act
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Event, Key
from foedus.world.places import belongs
from foedus.world.world import Rule, World, latest, standing_facts

Group = tuple[int, int, str, str, int]
"""Numbers of instrument and rule, bearer, beneficiary, round."""


def obligations(world: World, found: Mapping[Key, Derived]) -> tuple[Obligation, ...]:
    """Derived duties as numbered obligations, nearest first; one for each rule, bearer, beneficiary and depth.

    A duty that several acts set off is told where it is nearest, and again deeper only where something hangs on that.
    """
    return numbered(world, grouped(world, found), found)


def grouped(world: World, found: Mapping[Key, Derived]) -> dict[Group, list[Derived]]:
    """Derived duties as they are told together, in the order in which obligations are numbered."""
    groups: dict[Group, list[Derived]] = {}
    for derived in sorted(_told(found), key=lambda each: each.key):
        groups.setdefault(group_of(derived), []).append(derived)
    return {group: groups[group] for group in sorted(groups, key=lambda group: _sort_key(world, group))}


def numbered(
    world: World, groups: Mapping[Group, Sequence[Derived]], found: Mapping[Key, Derived]
) -> tuple[Obligation, ...]:
    """Groups of derived duties as obligations with their proofs; what any of them presupposes must be among them."""
    number = {group: i for i, group in enumerate(groups)}
    grounds = [tuple(sorted(_grounds(each, found, number), key=_place)) for each in groups.values()]
    return tuple(_obligation(world, group, groups[group], grounds[i]) for group, i in number.items())


def presupposed(
    first: Iterable[Group], groups: Mapping[Group, Sequence[Derived]], found: Mapping[Key, Derived]
) -> set[Group]:
    """Some groups with all those whose performance they presuppose."""
    wanted, todo = set[Group](), list(first)
    while todo:
        group = todo.pop()
        if group not in wanted:
            wanted.add(group)
            todo += [group_of(found[each.event.after]) for each in groups[group] if each.event.after is not None]
    return wanted


def _told(found: Mapping[Key, Derived]) -> Iterable[Derived]:
    nearest: dict[tuple[object, ...], int] = {}
    for key, derived in found.items():
        duty = key[:5]
        nearest[duty] = min(derived.round, nearest.get(duty, derived.round))
    told = {key: each for key, each in found.items() if each.round == nearest[key[:5]]}
    todo = list(told.values())
    while todo:
        after = todo.pop().event.after
        if after is not None and after not in told:
            told[after] = found[after]
            todo.append(found[after])
    return told.values()


def group_of(derived: Derived) -> Group:
    """The obligation as which a derived duty is told."""
    return (*derived.key[:4], derived.round)


def _sort_key(world: World, group: Group) -> tuple[int, str, str, str, str, int]:
    instrument, rule, bearer, beneficiary, depth = group
    cited = world.instruments[instrument].rules[rule].cited
    return depth, bearer, cited.agreement, cited.article, beneficiary, rule


def _grounds(derived: Iterable[Derived], found: Mapping[Key, Derived], number: Mapping[Group, int]) -> Iterator[Ground]:
    for each in derived:
        event = each.event
        after = None if event.after is None else number[group_of(found[event.after])]
        yield Ground(event.kind, event.victim, event.adversary, event.at, after)


def _place(ground: Ground) -> tuple[object, ...]:
    return ground.adversary, ground.act, -1 if ground.after is None else ground.after


def _obligation(world: World, group: Group, derived: Sequence[Derived], grounds: tuple[Ground, ...]) -> Obligation:
    instrument = world.instruments[group[0]]
    rule = instrument.rules[group[1]]
    _, _, bearer, beneficiary, depth = group
    parties = [bearer, *dict.fromkeys((beneficiary, *(each.event.victim for each in derived)))]
    known = [instrument.members[actor] for actor in parties if actor in instrument.members]
    spells = [party.spell for truth, party in known if truth is Truth.YES]
    facts = standing_facts(instrument, rule, parties)
    facts += tuple(dict.fromkeys(fact for each in derived for fact in _event_facts(world, rule, each.event)))
    return Obligation(
        bearer=bearer,
        beneficiary=beneficiary,
        duty=rule.provision.duty,
        strength=rule.provision.strength,
        level="de-jure",
        depth=depth,
        provision=rule.cited,
        in_force_since=latest([instrument.since, *(spell.start for spell in spells)]),
        wording_since=rule.provision.spell.start,
        disputed_by=instrument.disputed_by,
        because=facts,
        against=tuple(sorted({ground.adversary for ground in grounds})),
        after=tuple(sorted({ground.after for ground in grounds if ground.after is not None})),
        grounds=grounds,
    )


def _event_facts(world: World, rule: Rule, event: Event) -> Iterator[Fact]:
    act, article = event.act, rule.provision.article
    yield act_fact(world, act)
    if event.after is not None:
        instrument = world.instruments[event.after[0]]
        cited = instrument.rules[event.after[1]].cited
        does = "helps" if event.kind == "performance" else "fights beside"
        performer, helped = event.after[2], event.after[3]
        said = f"assumed: {performer} {does} {helped}, as {cited.agreement} article {cited.article} obliges it"
        yield Fact("performance", said, ASSUMED)
        if event.kind == "attack":
            yield Fact("performance", f"assumed: {event.adversary} attacks {event.victim} in return", ASSUMED)
    trigger = rule.provision.trigger
    if trigger is None:
        return
    if event.kind == "attack":
        yield from _place_facts(
            world, rule, trigger, act if event.after is None else Act(event.adversary, event.victim)
        )
        if rule.through is not None:
            passes = ", ".join(act.through)
            yield Fact("place", f"the attack passes through {passes}, as article {article} asks", GIVEN)
    if trigger.unprovoked:
        denies = any(account.provoked for account in act.accounts)
        holder = f"{world.view.holder} holds that " if denies and world.view else ""
        yield Fact("condition", f"{holder}{act.target} did not provoke it", GIVEN)
    if trigger.on_request:
        said = f"assumed: {event.victim} asks for help, as article {article} requires; the question does not deny it"
        yield Fact("request", said, ASSUMED)
    for condition in trigger.conditions:
        yield Fact("condition", f"assumed, as article {article} requires: {condition.text}", ASSUMED)


def act_fact(world: World, act: Act) -> Fact:
    """The given act in a sentence."""
    who = "an unnamed third state, party to nothing," if act.attacker == ANY else act.attacker
    does = {"threat": "threatens", "attack": "attacks", "nuclear-attack": "attacks with nuclear weapons"}[act.kind]
    hit = f"the {' and '.join(act.objects)} of " if act.objects else ""
    where = f" in {act.territory}" if act.territory else ""
    by = f" through {', '.join(act.through)}" if act.through else ""
    return Fact("act", f"{who} {does} {hit}{act.target}{where}{by} on {(act.on or world.day).isoformat()}", GIVEN)


def _place_facts(world: World, rule: Rule, trigger: Trigger, act: Act) -> Iterator[Fact]:
    article = rule.provision.article
    if act.territory is not None:
        yield from belongs(world.library, act.territory, act.target, world.day, world.view).facts
    if trigger.region is not None:
        region = world.library.region[trigger.region]
        yield Fact("place", f"{act.territory or act.target} lies in {region.title}", region.source)
    if act.through:
        passes = ", ".join(act.through)
        if rule.through is None:
            said = f"article {article} sets no condition on the way through {passes}"
            yield Fact("place", said, world.library.agreement[rule.agreement].cite(rule.provision.source))
