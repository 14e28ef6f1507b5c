"""Wikidata as proposed entries of one's own library: recognitions and offices, for a person to review.

A diplomatic relation implies recognition, so one with an entity whose statehood is contested becomes a row; others say
nothing that the library holds.  Offices are those that one person holds at a time.  What the library has stays: what it
says already is told, and what it says otherwise.
"""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.desk.promoting import Promoted, proposed_faults, shelf_of
from foedus.exchange.wikidata import RELATION, Dump, Told, read_dump
from foedus.model.actors import SINGLE_OFFICES
from foedus.model.ids import slug
from foedus.model.problems import DataError, Problem
from foedus.model.time import OPEN, Spell, bounds
from foedus.promotion import Finding, Proposal, Shelf

if TYPE_CHECKING:
    from foedus.desk.opening import Desk

ROWS, TENURES, PERSONS = "recognitions.yaml", "tenures.yaml", "actors/persons.yaml"
_ADDRESS = "https://www.wikidata.org/wiki/"
_REVIEW = "look the statement up, with its references, before you take it"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a dump would change in the user's library.

    read, facts: how many items were read, and how many statements on relations and offices these had.
    left: how many of these are on nobody or nothing that the library asks for.  problems: lines that were not read.
    """

    promoted: Promoted
    read: int
    facts: int
    left: int
    problems: tuple[Problem, ...]


def propose_wikidata(desk: Desk, place: str) -> Proposed:
    """What a dump (.json, .jsonl; .gz and .bz2 too) says that the library lacks; nothing is written.

    Raises DataError where the file cannot be read, LibraryError where the user's folder cannot be used.
    """
    with _lines(Path(place)) as lines:
        dump = read_dump(lines, place, lambda name: bool(office_of(name) or desk.gazetteer.resolve(name)))
    shelf = shelf_of(desk)
    making = _Making(desk, dump, shelf)
    findings = [found for each in dump.facts if (found := making.fact(each)) is not None]
    proposal = Proposal(tuple(findings), shelf.diff(), shelf.within(), shelf.changed, shelf.texts())
    promoted = Promoted(proposal, proposed_faults(desk, proposal))
    left = len(dump.facts) - len(findings)
    return Proposed(promoted, dump.items, len(dump.facts), left, tuple(dump.problems))


class _Making:
    """The entries that a dump's statements make, one after the other."""

    def __init__(self, desk: Desk, dump: Dump, shelf: Shelf) -> None:
        self._desk, self._dump, self._shelf = desk, dump, shelf
        library = desk.library
        self._contested = {row.recognised for row in library.recognitions}
        self._contested |= {row.subject for row in library.positions if row.about == "statehood"}
        self._pairs: dict[tuple[str, str], list[Spell]] = {}
        for row in library.recognitions:
            self._pairs.setdefault((row.recogniser, row.recognised), []).append(row.spell)
        self._held: dict[tuple[str, str, str], list[Spell]] = {}
        for tenure in library.tenures:
            self._held.setdefault((tenure.person, tenure.office, tenure.of), []).append(tenure.spell)
        self._done: set[tuple[str, ...]] = set()

    def fact(self, told: Told) -> Finding | None:
        """What becomes of a statement; None where it is on nobody or nothing that the library asks for."""
        return self._relation(told) if told.prop == RELATION else self._office(told)

    def _relation(self, told: Told) -> Finding | None:
        who, whom = self._actor(told.item), self._actor(told.value)
        if who is None or whom is None or who == whom or whom not in self._contested:
            return None
        fact = f"{self._desk.label(who)} has diplomatic relations with {self._desk.label(whom)}"
        have = self._pairs.get((who, whom), [])
        found = self._beside(told, fact, have, ROWS)
        if found is not None:
            return found
        key = self._cite(told)
        self._shelf.append(
            ROWS,
            ("recognitions",),
            {
                "recogniser": who,
                "recognised": whom,
                "start": told.start,
                **({} if told.end == OPEN else {"end": told.end}),
                "source": key,
                "confidence": "low",
                "note": f"diplomatic relations ({told.id}, {_references(told)}), which imply recognition",
            },
        )
        self._pairs.setdefault((who, whom), []).append(Spell(told.start, told.end))
        return Finding("proposed", (told.id,), fact, ROWS, _when(told), (_REVIEW,))

    def _office(self, told: Told) -> Finding | None:
        label = self._dump.labels.get(told.value, "")
        office = office_of(label)
        whose = told.of or self._dump.jurisdictions.get(told.value)
        of = self._actor(whose) if whose else None
        person = self._person(told.item)
        if office not in SINGLE_OFFICES or of is None or person is None:
            return None
        fact = f"{self._dump.labels[told.item]}, {label}"
        found = self._beside(told, fact, self._held.get((person, office, of), []), TENURES)
        if found is not None:
            return found
        todo = [_REVIEW, *self._new_person(person, told, of)]
        self._begin(TENURES, "tenures")
        self._shelf.append(
            TENURES,
            ("tenures",),
            {
                "person": person,
                "office": office,
                "of": of,
                "from": told.start,
                "to": told.end,
                "title": label,
                "note": f"statement {told.id}, {_references(told)}",
                "source": f"Wikidata <{_ADDRESS}{told.item}> (CC0)",
                "confidence": "low",
            },
        )
        self._held.setdefault((person, office, of), []).append(Spell(told.start, told.end))
        return Finding("proposed", (told.id,), fact, TENURES, _when(told), tuple(todo))

    def _beside(self, told: Told, fact: str, have: list[Spell], path: str) -> Finding | None:
        """What the library's own spells make of a statement: it has it, or it has it otherwise; None where neither."""
        if not have:
            return None
        has = "; ".join(f"{spell.start or '?'} to {'?' if spell.end is None else spell.end}" for spell in have)
        if any(_agrees(told, spell) for spell in have):
            more = told.start is not None and all(spell.start is None for spell in have)
            todo = (f"the library does not know since when; Wikidata has {told.start}: {_REVIEW}",) if more else ()
            return Finding("already", (told.id,), fact, path, f"the library has it: {has}", todo)
        why = f"the library has {has}; Wikidata has {_when(told)}"
        return Finding("conflict", (told.id,), fact, path, why, ("see which is right, and mend the row by hand",))

    def _actor(self, item: str) -> str | None:
        """The actor that an item is: by its ISO code, else by its name where that means one alone."""
        code = self._dump.codes.get(item)
        if code and code in self._desk.gazetteer.actors:
            return code
        keys = self._desk.gazetteer.resolve(self._dump.labels.get(item, ""))
        return keys[0] if len(keys) == 1 else None

    def _person(self, item: str) -> str | None:
        label = self._dump.labels.get(item)
        if not label:
            return None
        keys = self._desk.gazetteer.resolve(label)
        if len(keys) == 1:
            return keys[0] if self._desk.library.types.get(keys[0]) == "person" else None
        made = slug(label)
        return made if not keys and made.isascii() and made not in self._desk.gazetteer.actors else None

    def _new_person(self, person: str, told: Told, of: str) -> Iterator[str]:
        if person in self._desk.gazetteer.actors or ("person", person) in self._done:
            return
        self._done.add(("person", person))
        label = self._dump.labels[told.item]
        source = f"Wikidata <{_ADDRESS}{told.item}> (CC0)"
        self._begin(PERSONS, "actors")
        row = {"key": person, "type": "person", "label": label, "of": of, "source": source}
        self._shelf.append(PERSONS, ("actors",), row)
        yield f"{PERSONS}: see that {label!r} is nobody whom the library has under another name"

    def _begin(self, path: str, rows: str) -> None:
        if not self._shelf.is_own(path):
            self._shelf.start(path, f"source: Wikidata (CC0), each entry with its item\n{rows}: []\n")

    def _cite(self, told: Told) -> str:
        """The key of an item's source in the rows' file."""
        key = f"wikidata-{told.item.lower()}"
        self._shelf.take(ROWS)
        if key not in self._shelf.own(ROWS)["sources"]:
            title = f"Wikidata, {self._dump.labels.get(told.item, told.item)} (CC0), as in the user's dump"
            self._shelf.put(ROWS, ("sources", key), {"title": title, "address": f"{_ADDRESS}{told.item}"})
        return key


def _agrees(told: Told, spell: Spell) -> bool:
    """Whether a statement says nothing that a spell of the library does not."""
    return _same(told.start, spell.start) and (told.end in (OPEN, None) or _same(told.end, spell.end))


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None or OPEN in (one, other):
        return None in (one, other) or one == other
    (a, b), (c, d) = bounds(one), bounds(other)
    return a <= d and c <= b


def _when(told: Told) -> str:
    return f"{told.start or 'a day that is not known'} to {'a day that is not known' if told.end is None else told.end}"


def _references(told: Told) -> str:
    return f"{told.cited} reference{'' if told.cited == 1 else 's'}"


def office_of(label: str) -> str | None:
    """The contract's word for an office by its English name, as texts are read; None where it is none.

    >>> office_of("President of Russia"), office_of("Minister of Foreign Affairs of Belarus"), office_of("saint")
    ('president', 'foreign-minister', None)
    """
    from foedus.reading.lexicon import lexicon

    titles: dict[str, str] = lexicon("offices")["titles"]
    words = label.casefold().split()
    for end in range(len(words), 0, -1):
        whole = end == len(words) or words[end] == "of"
        if whole and (found := titles.get(" ".join(words[:end]))):
            return found
    return None


@contextmanager
def _lines(place: Path) -> Iterator[Iterator[str]]:
    """The lines of a dump, one in memory at a time."""
    openers: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open}
    try:
        with (
            openers.get(place.suffix, open)(place, "rb") as raw,
            io.TextIOWrapper(raw, encoding="utf-8", errors="replace") as lines,
        ):
            yield _told(lines, place)
    except OSError as error:
        raise _unreadable(place, error) from None


def _told(lines: Iterator[str], place: Path) -> Iterator[str]:
    try:
        yield from lines
    except (OSError, EOFError) as error:  # a compressed file that is damaged or cut off
        raise _unreadable(place, error) from None


def _unreadable(place: Path, error: Exception) -> DataError:
    why = getattr(error, "strerror", None) or error
    return DataError(f"{place}: it cannot be read ({why}); give a JSON dump of Wikidata, or a part of one")
