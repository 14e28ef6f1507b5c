"""What the library holds of some actors and agreements on a day, as a JSON object that can be compared with another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.library import Library
from foedus.model.agreements import Agreement
from foedus.model.time import OPEN, Spell, Truth

Label = Callable[[str], str]
Fact = tuple[set[str] | frozenset[str], tuple[str, ...], str, str, Truth | None]
"""Whom and what it concerns, what it is about (its type first), in words, its value, and whether it holds that day."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What is watched: keys of actors, and ids of agreements."""

    actors: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()


def facts(library: Library, topics: Topics, day: date, label: Label) -> dict[str, Any]:
    """Every fact of the library on the topics: by a key that stays, its type, words, value, and whether it holds.

    A fact that the library tells in several spells (a recognition that was withdrawn and given again) is one.
    """
    found: dict[str, Any] = {}
    watched = topics.actors | topics.agreements
    for concerns, about, told, value, holds in _facts(library, topics, day, label):
        key, truth = "|".join(about), holds and holds.value
        fact = {"type": about[0], "told": told, "value": value, "holds": truth, "topics": sorted(watched & concerns)}
        known = found.setdefault(key, fact)
        if known["value"] != value:
            known["value"] = "; ".join(sorted({*known["value"].split("; "), value}))
            known["holds"] = _either(known["holds"], truth)
    return found


def _either(one: str | None, other: str | None) -> str | None:
    return None if one is None or other is None else (Truth(one) | Truth(other)).value


def _facts(library: Library, topics: Topics, day: date, label: Label) -> Iterator[Fact]:
    for agreement in library.agreements:
        whole = agreement.id in topics.agreements
        if whole or topics.actors & set(agreement.members()):
            yield from _of_agreement(agreement, topics.actors, whole, day, label)
    for row in library.recognitions:
        if topics.actors & (both := {row.recogniser, row.recognised}):
            kind = "" if row.kind == "de-jure" else " de facto"
            told = f"{label(row.recogniser)} recognises {label(row.recognised)}{kind}"
            about = ("recognition", row.recogniser, row.recognised, row.kind)
            yield both, about, told, span(row.spell), row.spell.on(day)
    for each in library.positions:
        if topics.actors & (both := {each.holder, each.subject}):
            what = f"part of {label(each.of)}" if each.of else "a state"
            told = f"{label(each.holder)} holds that {label(each.subject)} is{'' if each.holds else ' not'} {what}"
            key = ("position", each.holder, each.about, each.subject, each.of or "", str(each.holds))
            yield both, key, told, span(each.spell), each.spell.on(day)
    for tenure in library.tenures:
        if topics.actors & (both := {tenure.person, tenure.of}):
            told = f"{label(tenure.person)} is {tenure.office} of {label(tenure.of)}"
            about = ("office", tenure.person, tenure.office, tenure.of)
            yield both, about, told, span(tenure.spell), tenure.spell.on(day)
    for control in library.control:
        if topics.actors & (both := {control.territory, control.by}):
            told = f"{label(control.by)} controls {label(control.territory)}"
            yield both, ("control", control.territory, control.by), told, span(control.spell), control.spell.on(day)


def _of_agreement(one: Agreement, actors: frozenset[str], whole: bool, day: date, label: Label) -> Iterator[Fact]:
    """What an agreement's entry says: all of it, or what concerns some actors."""
    name, everybody = label(one.id), {one.id, *one.members()}
    yield everybody, ("in-force", one.id), f"{name} is in force", span(one.in_force), one.in_force.on(day)
    yield everybody, ("checked", one.id), f"{name} was looked at until", one.checked, None
    for stage in one.stages:
        if whole or not stage.actors or actors & set(stage.actors):
            who = f" by {_listed(stage.actors, label)}" if stage.actors else ""
            about, told = ("stage", one.id, stage.stage, *sorted(stage.actors)), f"{name}: {stage.stage}{who}"
            yield {one.id, *stage.actors} if stage.actors else everybody, about, told, stage.date, None
    for party in one.parties:
        if whole or party.actor in actors:
            told = f"{label(party.actor)} is a party to {name}"
            about = ("party", one.id, party.actor)
            yield {one.id, party.actor}, about, told, span(party.spell), party.spell.on(day)
    for each in one.suspensions:
        concerned = {*each.actors, *(each.towards or ())}
        if whole or not concerned or actors & concerned:
            who = f" for {_listed(each.actors, label)}" if each.actors else ""
            about, told = ("suspension", one.id, *each.actors), f"{name} is suspended{who}"
            yield {one.id, *concerned} if concerned else everybody, about, told, span(each.spell), each.spell.on(day)
    for position in one.positions:
        if whole or position.holder in actors:
            told = f"{label(position.holder)} {'accepts' if position.accepts else 'rejects'} {name}"
            about = ("validity", one.id, position.holder, str(position.accepts))
            yield {one.id, position.holder}, about, told, span(position.spell), position.spell.on(day)
    for rule in one.provisions if whole else ():
        told = f"article {rule.article} of {name}: {rule.duty}, {rule.strength}"
        value = f"{rule.text} ({span(rule.spell)})"
        yield {one.id}, ("provision", one.id, str(rule.article), rule.duty), told, value, rule.spell.on(day)


def span(spell: Spell) -> str:
    """A spell in words.

    >>> span(Spell("2009-12-16", "2026-03-02")), span(Spell(None))
    ('2009-12-16 to 2026-03-02', 'since a day that is not known')
    """
    start = spell.start or "a day that is not known"
    return f"since {start}" if spell.end == OPEN else f"{start} to {spell.end or 'a day that is not known'}"


def _listed(keys: Iterable[str], label: Label) -> str:
    return ", ".join(map(label, keys))
