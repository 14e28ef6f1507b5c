"""Whether a rule binds a bearer on an event: the conditions one by one, each with its code and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.model.agreements import Trigger
from foedus.model.situations import ABROAD, Act
from foedus.model.time import OPEN, Truth
from foedus.obligations.events import Event
from foedus.world.lives import paused
from foedus.world.places import belongs
from foedus.world.stances import Stance
from foedus.world.world import Instrument, Rule, World

_HARM = {"threat": 0, "attack": 1, "nuclear-attack": 2}


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: whether it is met, the code of its failing, and the sentence that says what failed."""

    truth: Truth
    code: str
    why: str


MET = Check(Truth.YES, "", "")


def verdict(checks: Iterable[Check]) -> Check:
    """The first condition that fails, else the first that is unknown, else that all are met."""
    unknown = MET
    for check in checks:
        if check.truth is Truth.NO:
            return check
        if check.truth is Truth.UNKNOWN and unknown is MET:
            unknown = check
    return unknown


def stands(world: World, instrument: Instrument, rule: Rule) -> Iterator[Check]:
    """Conditions on the rule alone: in force, this wording, accepted by the viewpoint, facts checked so far."""
    agreement = instrument.agreement
    if instrument.in_force is not Truth.YES:
        yield Check(instrument.in_force, "not-in-force", _not_in_force(world, instrument))
    if rule.wording is not Truth.YES:
        spell = rule.provision.spell
        until = "" if spell.end == OPEN else f" to {spell.end or 'a day that is not known'}"
        why = f"article {rule.provision.article} of {agreement.id} has this wording from {spell.start}{until}"
        yield Check(rule.wording, "not-in-force", why)
    for condition in rule.settled:
        if condition.truth is not Truth.YES:
            yield Check(condition.truth, condition.code, condition.why)
    if instrument.stance.truth is not Truth.YES:
        yield Check(instrument.stance.truth, "rejected", f"{agreement.id} is rejected: {instrument.stance.why}")
    if not instrument.covered:
        yield Check(
            Truth.UNKNOWN, "not-in-force", f"the library's facts of {agreement.id} reach to {agreement.checked} only"
        )


def _not_in_force(world: World, instrument: Instrument) -> str:
    agreement, spell = instrument.agreement, instrument.agreement.in_force
    if instrument.force.why:
        return instrument.force.why
    if instrument.in_force is Truth.UNKNOWN:
        until = "" if spell.end == OPEN else f" to {spell.end or 'a day that is not known'}"
        return f"{agreement.id} is in force from {spell.start or 'a day that is not known'}{until}: the day is not sure"
    if spell.ended(world.day) is Truth.YES:
        return f"{agreement.id} ended on {spell.end}"
    signed = next((stage.date for stage in agreement.stages if stage.stage == "signed"), None)
    return f"{agreement.id} is not in force before {spell.start}" + (f" (signed {signed})" if signed else "")


def triggered(world: World, instrument: Instrument, rule: Rule, event: Event) -> Iterator[Check]:
    """Conditions on the event: who is hit, what is done, by whom, where, through where, on whose provocation."""
    trigger = rule.provision.trigger
    if trigger is None:
        yield Check(Truth.NO, "no-duty", f"article {rule.provision.article} is not set off by an attack")
        return
    yield _victim(world, instrument, rule, event)
    yield _act(trigger, rule, event)
    yield _performance(trigger, rule, event)
    yield _adversary(rule, event)
    if event.number < trigger.adversaries:
        yield Check(
            Truth.NO, "trigger-unmet", f"article {rule.provision.article} needs {trigger.adversaries} attackers"
        )
    if trigger.unprovoked and event.provoked is not Truth.NO:
        yield _provoked(rule, event)
    yield from where(world, rule, event)
    for condition in trigger.conditions:
        if condition.treat == "unknown":
            yield Check(Truth.UNKNOWN, "trigger-unmet", f"the question does not say whether: {condition.text}")


def _provoked(rule: Rule, event: Event) -> Check:
    covers, target = f"article {rule.provision.article} covers unprovoked attacks", event.act.target
    if event.provoked is Truth.YES:
        return Check(Truth.NO, "provoked", f"{covers}, and {target} struck first")
    say = ", ".join(account.holder for account in event.act.accounts if account.provoked)
    why = f"{covers}, and by the account of {say} {target} struck first: whose account counts is not settled"
    return Check(Truth.UNKNOWN, "provoked", why)


def where(world: World, rule: Rule, event: Event) -> Iterator[Check]:
    """Conditions on places alone: what is hit and in which region, and through where the attack passes."""
    if rule.provision.trigger is not None:
        yield from _place(world, rule.provision.trigger, rule, event)
    if rule.through is not None:
        passes = Truth.NO
        for place in event.act.through:
            passes |= rule.through.has(place)
        yield Check(
            passes, "trigger-unmet", f"the attack does not pass through what article {rule.provision.article} names"
        )


def _victim(world: World, instrument: Instrument, rule: Rule, event: Event) -> Check:
    truth = rule.protected.has(event.victim)
    if truth is Truth.YES:
        return MET
    known = instrument.members.get(event.victim)
    if known is None or known[0] is not Truth.YES:
        return Check(truth, "not-party", membership(world, instrument, event.victim))
    left_out = next((why for group, _, why in rule.unprotected if group.has(event.victim) is not Truth.NO), None)
    why = f"article {rule.provision.article} of {instrument.agreement.id} does not protect {event.victim}"
    return Check(truth, "trigger-unmet", f"{why}: {left_out}" if left_out else why)


def membership(world: World, instrument: Instrument, actor: str) -> str:
    """Why an actor is no party on the day, in a sentence."""
    name = instrument.agreement.id
    if actor not in instrument.members:
        return f"{actor} is not a party to {name}"
    truth, party = instrument.members[actor]
    if pause := paused(instrument.agreement, actor, world.day):
        return pause
    if truth is Truth.UNKNOWN:
        return f"whether {actor} was then a party to {name} is not known ({party.spell.start} to {party.spell.end})"
    past = [
        p.spell.end for p in instrument.agreement.parties if p.actor == actor and p.spell.ended(world.day) is Truth.YES
    ]
    if past:
        notice = next((d.date for d in instrument.agreement.denunciations if actor in d.actors and not d.withdrawn), "")
        told = f" (it gave notice on {notice})" if notice else ""
        return f"{actor} is not a party to {name}: it left on {past[-1]}{told}"
    return f"{actor} is not a party to {name} before {party.spell.start}"


def _act(trigger: Trigger, rule: Rule, event: Event) -> Check:
    article = rule.provision.article
    if trigger.act in _HARM:
        done = event.act.kind if event.after is None else "attack"
        met = event.kind == "attack" and _HARM[done] >= _HARM[trigger.act]
        if event.kind != "attack":
            return Check(Truth.NO, "trigger-unmet", f"{event.victim} is not itself attacked, as article {article} asks")
        needs, only = (f"{'an' if act == 'attack' else 'a'} {act.replace('-', ' ')}" for act in (trigger.act, done))
        return Check(
            Truth.of(met),
            "trigger-unmet",
            f"article {article} needs {needs}, and this is no more than {only}",
        )
    met = event.kind == trigger.act
    return Check(Truth.of(met), "trigger-unmet", f"article {article} is set off by a {trigger.act}, which is not given")


def _performance(trigger: Trigger, rule: Rule, event: Event) -> Check:
    if rule.performers is None or event.performer is None:
        return MET
    truth = rule.performers.has(event.performer) & Truth.of(event.duty in trigger.performing)
    return Check(
        truth, "trigger-unmet", f"{event.performer} is not the one whose help article {rule.provision.article} names"
    )


def _adversary(rule: Rule, event: Event) -> Check:
    why = f"article {rule.provision.article} is not directed against {event.adversary}"
    for group, truth, text in rule.not_against:
        excluded = group.has(event.adversary) & truth
        if excluded is not Truth.NO:
            return Check(~excluded, "wrong-adversary", f"{why}: {text}")
    return Check(rule.attackers.has(event.adversary), "wrong-adversary", why)


def _place(world: World, trigger: Trigger, rule: Rule, event: Event) -> Iterator[Check]:
    if event.kind != "attack":
        return
    act, article = event.act, rule.provision.article
    if event.after is not None:  # who retaliates does so on the other's own ground, for all that is known
        act = Act(event.adversary, event.victim)
    territory, target = act.territory, act.target
    if territory is not None:
        home = belongs(world.library, territory, target, world.day, world.view)
        yield _hit(trigger, article, act, home)
    elif act.abroad:
        yield _hit(trigger, article, act, Stance(Truth.UNKNOWN, f"the question does not say where {_whose(act)} are"))
    elif trigger.objects and not {"territory", *act.objects} & set(trigger.objects):
        hit = ", ".join(act.objects) or "territory"
        why = f"article {article} covers {', '.join(trigger.objects)}, and the attack is on {hit}"
        yield Check(Truth.NO, "out-of-region", why)
    if trigger.region is not None and territory is None and act.abroad:
        region = world.library.region[trigger.region].title
        why = f"article {article} covers {region} only, and the question does not say where {_whose(act)} are"
        yield Check(Truth.UNKNOWN, "out-of-region", why)
    elif trigger.region is not None:
        yield _within(world, trigger.region, article, target, territory)


def _hit(trigger: Trigger, article: str, act: Act, home: Stance) -> Check:
    # On its own ground its territory is hit too; elsewhere its forces or people are, which a text may leave open.
    covered = set(trigger.objects)
    elsewhere = ABROAD & set(act.objects) if act.objects else ABROAD
    at_home = Truth.of(not covered or bool({"territory", *act.objects} & covered))
    if covered:
        abroad = Truth.of(bool(elsewhere & covered))
        said = f"article {article} covers {', '.join(trigger.objects)} only, and {home.why or act.territory}"
    else:
        abroad = Truth.UNKNOWN if elsewhere else Truth.NO
        there = f"in {act.territory}" if act.territory else "outside its territory"
        said = f"article {article} does not say whether {_whose(act)} {there} are covered"
    # Where the text covers both, whose ground it is does not matter: a dispute about that leaves nothing open.
    truth = (home.truth & at_home) | (~home.truth & abroad) | (at_home & abroad)
    return Check(truth, "out-of-region", said if home.truth is Truth.NO else home.why)


def _whose(act: Act) -> str:
    hit = [each if each != "nationals" else "people" for each in act.objects if each in ABROAD]
    return f"{act.target}'s {' and '.join(hit) or 'forces or people'}"


def _within(world: World, name: str, article: str, target: str, territory: str | None) -> Check:
    region = world.library.region[name]
    place = territory or target
    if place in region.homelands or place in region.inside:
        return MET
    if place in region.outside or (place.isupper() and place not in region.partly):
        return Check(Truth.NO, "out-of-region", f"article {article}: {place} lies outside {region.title}")
    why = f"article {article}: the library does not say whether {place} lies in {region.title}"
    if place in region.partly:
        why = f"article {article}: {place} lies partly in {region.title}, and the question names no territory"
    return Check(Truth.UNKNOWN, "out-of-region", why)


def bound(world: World, instrument: Instrument, rule: Rule, event: Event, bearer: str) -> Iterator[Check]:
    """Conditions on the bearer: a party on the day, among the obliged, not exempt, neither victim nor adversary."""
    article, name = rule.provision.article, instrument.agreement.id
    if bearer in instrument.members:
        truth = instrument.members[bearer][0]
        if truth is not Truth.YES:
            yield Check(truth, "not-party", membership(world, instrument, bearer))
    if bearer == event.victim:
        yield Check(Truth.NO, "trigger-unmet", f"{bearer} is the one attacked")
    if bearer == event.adversary or bearer in _attackers_of(event):
        yield Check(Truth.NO, "no-duty", f"{bearer} is itself the attacker")
    if event.after is not None and {bearer, event.adversary} == {event.act.attacker, event.act.target}:
        yield Check(Truth.NO, "no-duty", f"{bearer} and {event.adversary} are at war already")
    yield from spared(instrument, rule, bearer)
    yield Check(rule.obliged.has(bearer), "no-duty", f"article {article} of {name} does not oblige {bearer}")


def spared(instrument: Instrument, rule: Rule, bearer: str) -> Iterator[Check]:
    """What may exempt a bearer whom the article obliges."""
    for group, truth, text in rule.exempt:
        exempt = group.has(bearer) & truth
        if exempt is not Truth.NO:
            yield Check(~exempt, "no-duty", f"article {rule.provision.article} of {instrument.agreement.id}: {text}")


def _attackers_of(event: Event) -> tuple[str, ...]:
    return (event.act.attacker,) if event.victim == event.act.target else ()
