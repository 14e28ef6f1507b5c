"""Change days: on which of all days what bears on a situation may change; between two of them nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any

from foedus.library.values import Library
from foedus.model.agreements import HELP, ActorSet, Agreement, Party
from foedus.model.problems import BadDate
from foedus.model.situations import ANY, Situation
from foedus.model.time import OPEN, Spell, bounds
from foedus.world.lives import covered

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A day, and the keys of what changes on it: agreements, and actors and places about which positions change."""

    day: date
    about: tuple[str, ...]


def change_days(library: Library, given: Situation, uttered: Iterable[str | None] = ()) -> tuple[Change, ...]:
    """The days on which something that may bear on a situation's answer changes, in their order.

    given: its own day means nothing here.  uttered: when commitments were declared that the answer may rest on (EDTF).
    On days between two neighbours the obligations are the same.  It is not said that they differ from one to the next:
    what begins may bind nobody in the case.
    """
    agreements = bearing(library, given)
    entities = _sides(given) | {key for agreement in agreements for key in agreement.rests_on}
    return _gathered(
        chain(
            ((day, each.id) for each in agreements for day in _of_agreement(each, given)),
            _turning(_positions(library, given, entities)),
            ((day, "declared") for edtf in uttered if edtf for day in _days(edtf)),
        )
    )


def spell_changes(told: Iterable[tuple[str, Spell]]) -> tuple[Change, ...]:
    """The days on which one of some spells may begin or end, in their order; each spell with whom it is about.

    >>> told = spell_changes([("VUT", Spell("2011-05", "..")), ("NRU", Spell(None, "2011-05-31"))])
    >>> [(change.day.isoformat(), change.about) for change in told]
    [('2011-05-01', ('VUT',)), ('2011-05-31', ('NRU', 'VUT'))]
    """
    return _gathered(_turning(told))


def _turning(told: Iterable[tuple[str, Spell]]) -> Iterator[tuple[date, str]]:
    yield from ((day, key) for key, spell in told for day in _turns(spell))


def _gathered(found: Iterable[tuple[date, str]]) -> tuple[Change, ...]:
    about: dict[date, set[str]] = {}
    for day, key in found:
        about.setdefault(day, set()).add(key)
    return tuple(Change(day, tuple(sorted(about[day]))) for day in sorted(about))


def bearing(library: Library, given: Situation) -> tuple[Agreement, ...]:
    """The agreements that may bear on a situation on any day.

    Those that name a side or a place of it; and, where performing a duty may set off another's, those that name whoever
    they oblige while they are in force, and so on.
    """
    reached = {key: [(date.min, date.max)] for key in _sides(given)}
    found: dict[str, Agreement] = {}
    rest = list(library.agreements)
    while True:
        near = [each for each in rest if (not found or _chained(each, given)) and _meets(each, reached)]
        if not near:
            return tuple(found[key] for key in sorted(found))
        found |= {each.id: each for each in near}
        rest = [each for each in rest if each.id not in found]
        for each in near:
            for key in _named(each) if _helps(each) and not each.universal else ():
                reached.setdefault(key, []).append(_life(each))


def _meets(agreement: Agreement, reached: Mapping[str, Sequence[tuple[date, date]]]) -> bool:
    """Whether it names somebody whom another obliged while it was in force itself."""
    first, last = _life(agreement)
    return any(low <= last and first <= high for key in _named(agreement) for low, high in reached.get(key, ()))


def _life(agreement: Agreement) -> tuple[date, date]:
    """From the first day on which it may have been in force, or applied provisionally, to the last."""
    spells = (agreement.in_force, *(party.spell for party in agreement.parties))
    starts = [bounds(spell.start)[0] if spell.start else date.min for spell in spells]
    end = agreement.in_force.end
    return min(starts), date.max if end is None or end == OPEN else bounds(end)[1]


def _sides(given: Situation) -> set[str]:
    places = {key for act in given.acts for key in (act.territory, *act.through) if key}
    return (set(given.attackers) | set(given.targets) | places | set(given.ask)) - {ANY}


def _helps(agreement: Agreement) -> bool:
    return any(provision.duty in HELP for provision in agreement.provisions)


def _chained(agreement: Agreement, given: Situation) -> bool:
    """Whether its articles may be set off by what others perform."""
    if given.retaliation != "none":
        return _helps(agreement)
    acts = {provision.trigger.act for provision in agreement.provisions if provision.trigger}
    return not acts.isdisjoint(("war", "performance"))


@lru_cache(512)
def _named(agreement: Agreement) -> frozenset[str]:
    """Everybody whom an agreement names: its parties, and who else stands in its articles."""
    inside = (names for each in _inside(agreement, ActorSet) for names in each.names)
    return frozenset((*agreement.members(), *inside))


def _of_agreement(agreement: Agreement, given: Situation) -> Iterator[date]:
    """The days of one agreement; of one of nearly all states, only those of the situation's sides."""
    sides = _sides(given)
    hit = given.targets | {act.territory for act in given.acts if act.territory}
    every = not agreement.universal and (given.retaliation != "none" or not hit.isdisjoint(_named(agreement)))
    for party in agreement.parties:
        if every or party.actor in sides:
            yield from _turns(party.spell)
    yield from _own_days(agreement)


@lru_cache(512)
def _own_days(agreement: Agreement) -> tuple[date, ...]:
    parts = (getattr(agreement, field.name) for field in fields(agreement) if field.name != "parties")
    days = {day for part in parts for spell in _inside(part, Spell) for day in _turns(spell)}
    if agreement.terms and agreement.terms.first:
        days |= set(_days(agreement.terms.first)[1:])
    after = bounds(agreement.checked)[0] + _DAY
    return tuple(days) if covered(agreement, after) else (*days, after)


def _inside(value: Any, kind: type[Any]) -> Iterator[Any]:
    """Every value of a kind in another."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for each in value:
            yield from _inside(each, kind)
    elif is_dataclass(value) and not isinstance(value, (Party, Spell)):
        for field in fields(value):
            yield from _inside(getattr(value, field.name), kind)


def _positions(library: Library, given: Situation, about: set[str]) -> Iterator[tuple[str, Spell]]:
    """Spells of what is held of entities and places, and of who governs them."""
    yield from ((each.subject, each.spell) for each in library.positions if each.subject in about)
    yield from ((each.territory, each.spell) for each in library.control if each.territory in about)
    yield from ((each.id, each.spell) for each in library.territories if each.id in about)
    for each in library.recognitions:
        if each.recogniser == given.viewpoint and each.recognised in about:
            yield each.recognised, each.spell


def _turns(spell: Spell) -> Iterator[date]:
    """The days on which it may begin or end, and on which that has become sure."""
    for edtf in (spell.start, spell.end):
        if edtf is not None and edtf != OPEN:
            yield from _days(edtf)


def _days(edtf: str) -> tuple[date, ...]:
    try:
        low, high = bounds(edtf)
    except BadDate:
        return ()
    return tuple(day for day in dict.fromkeys((low, high)) if day not in (date.min, date.max))
