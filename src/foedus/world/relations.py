"""Between whom a rule runs: reservations, objections and suspensions between some parties, settled into plain rules.

A rule that runs between some pairs and not between others is split until its sets alone say so; evaluation knows of
no reservations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from foedus.model.agreements import Agreement, Reservation
from foedus.model.answers import Fact
from foedus.model.time import Truth
from foedus.world.groups import Group
from foedus.world.lives import suspended
from foedus.world.rules import Rule

_VICTIMS = ("attacked", "performer", "anyone")
_EVERYBODY = Group({}, Truth.YES)


@dataclass(frozen=True, slots=True)
class Cut:
    """Bearers who owe some others nothing, and why; articles: of which rules, all where there are none."""

    bearers: Group
    towards: Group
    why: str
    articles: tuple[str, ...] = ()


def cuts(agreement: Agreement, day: date) -> Iterator[Cut]:
    """Every pair of parties between whom some or all rules do not run on the day."""
    for pause in agreement.suspensions:
        held = pause.spell.on(day)
        if pause.towards is not None and held is not Truth.NO:
            freed, others, why = _named(*pause.actors), _named(*pause.towards), suspended(agreement, pause)
            yield Cut(freed, others.given(held), why)
            if pause.mutual:
                yield Cut(others, freed.given(held), why)
    for reserved in agreement.reservations:
        author, held = _named(reserved.actor), reserved.spell.on(day)
        if held is not Truth.NO:
            why = reservation(agreement, reserved)
            yield from _both_ways(author, affected(reserved, day), held, why, reserved.articles)
        for objection in reserved.objections:
            held = objection.spell.on(day)
            if objection.no_relations and held is not Truth.NO:
                why = f"{', '.join(objection.actors)} denies that {agreement.id} binds it and {reserved.actor}"
                yield from _both_ways(author, _named(*objection.actors), held, why)


def affected(reserved: Reservation, day: date) -> Group:
    """Towards whom a reservation works: everybody, or everybody who has not objected."""
    objecting = Group({})
    if reserved.towards == "not-objecting":
        for objection in reserved.objections:
            objecting = objecting.or_else(_named(*objection.actors).given(objection.spell.on(day)))
    return objecting.but()


def reservation(agreement: Agreement, reserved: Reservation) -> str:
    """A reservation in a sentence."""
    since = reserved.spell.start or "a day that is not known"
    return f"{reserved.actor}'s reservation to {agreement.id} since {since}: {reserved.text}"


def _named(*actors: str) -> Group:
    return Group(dict.fromkeys(actors, Truth.YES))


def _both_ways(one: Group, other: Group, held: Truth, why: str, articles: tuple[str, ...] = ()) -> Iterator[Cut]:
    # What is not sure goes with those who are owed: a bearer stays sure of what it owes to everybody else.
    yield Cut(one, other.given(held), why, articles)
    yield Cut(other, one.given(held), why, articles)


def without(rules: list[Rule], cut: Cut) -> list[Rule]:
    """The rules, none of which runs between the pairs of a cut any more."""
    found = []
    for rule in rules:
        if cut.articles and rule.provision.article not in cut.articles:
            found.append(rule)
        else:
            found += _split(rule, cut)
    return found


def _split(rule: Rule, cut: Cut) -> Iterator[Rule]:
    inside = _towards(
        replace(rule, obliged=rule.obliged.both(cut.bearers)), cut.towards.but(), (cut.towards, Truth.YES, cut.why)
    )
    outside = replace(rule, obliged=rule.obliged.both(cut.bearers.but()))
    if _idle(inside):  # nobody is left to whom those bearers owe it
        yield replace(outside, exempt=(*rule.exempt, (cut.bearers, Truth.YES, cut.why)))
        return
    if not _idle(outside):
        yield outside
    yield inside


def _towards(rule: Rule, those: Group, reason: tuple[Group, Truth, str]) -> Rule:
    if rule.provision.trigger is not None and rule.provision.beneficiary.kind in _VICTIMS:
        return replace(rule, protected=rule.protected.both(those), unprotected=(*rule.unprotected, reason))
    return replace(rule, beneficiary=rule.beneficiary.both(those))


def _idle(rule: Rule) -> bool:
    victims = rule.provision.trigger is not None and rule.protected.empty
    return rule.obliged.empty or rule.beneficiary.empty or victims


def instead(agreement: Agreement, reserved: Reservation, rule: Rule, day: date) -> Iterator[Rule]:
    """A modified rule as it runs between the reserving party and those towards whom its reservation works."""
    held, others = reserved.spell.on(day), affected(reserved, day)
    if held is Truth.NO:
        return
    said = reservation(agreement, reserved)
    fact = Fact("wording", said, agreement.cite(reserved.source), reserved.confidence)
    author = _named(reserved.actor)
    for bearers, towards in ((author, others), (others.both(author.but()), author)):
        narrowed = replace(
            rule, obliged=rule.obliged.both(bearers), wording=rule.wording & held, facts=(*rule.facts, fact)
        )
        if not _idle(found := _towards(narrowed, towards, (towards.but(), Truth.YES, said))):
            yield found
