"""Wikidata's JSON dumps: diplomatic relations (P530) and offices (P39) with their times, out of a stream of entities.

A dump is an array with an entity a line, or JSON lines, or what the API answers for some entities.  One pass collects
what is said of whom by item numbers, and the names of items; who these are is looked up when all of it is read, since
an item may stand after what refers to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from foedus.model.problems import Problem
from foedus.model.time import OPEN

RELATION, OFFICE = "P530", "P39"
_START, _END, _OF = "P580", "P582", "P642"
_CODE, _JURISDICTION, _COUNTRY = "P298", "P1001", "P17"
_PART_OF_A_DUMP = ("[", "]", "")
_TOLD = 50
"""Lines that cannot be read of which each is told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement: an item, another, from when until when, as EDTF.

    prop: ``P530`` or ``P39``.  start, end: None where that is not known, end ``..`` where nothing says that it ended.
    of: whose office, where the statement itself says so.  id: the statement's own.  cited: how many references it has.
    """

    item: str
    prop: str
    value: str
    start: str | None
    end: str | None
    of: str | None
    id: str
    cited: int


@dataclass(slots=True)
class Dump:
    """What a dump says, by items' numbers.

    labels: English names.  codes: ISO codes of three letters.  jurisdictions: whose an office is.
    facts: in the order of the dump.  items: how many were read.  deprecated: statements that Wikidata itself holds to
    be wrong, which are left out.
    """

    labels: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    jurisdictions: dict[str, str] = field(default_factory=dict)
    facts: list[Told] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    items: int = 0
    deprecated: int = 0


def read_dump(lines: Iterable[str], where: str, known: Callable[[str], bool] = lambda name: True) -> Dump:
    """What a dump says; a line that is no entity is a problem, and the rest is read.

    known: whether a name may be asked for, an actor's or an office's; others are not kept, since a dump has millions.
    """
    found = Dump()
    broken = 0
    for number, line in enumerate(lines, start=1):
        text = line.strip().lstrip("\ufeff").removesuffix(",")
        if text in _PART_OF_A_DUMP:
            continue
        try:
            for entity in _entities(json.loads(text)):
                _take(entity, found, known)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            broken += 1
            if broken <= _TOLD:
                why = f"{type(error).__name__}: {error}"[:200]
                found.problems.append(Problem("wikidata", "a line is no entity", f"{where}:{number}", why, ""))
    if broken > _TOLD:
        what = f"{broken - _TOLD:,} more lines are no entities"
        found.problems.append(Problem("wikidata", what, where, "", "give a JSON dump of Wikidata, an entity a line"))
    if not found.items and not found.problems:
        found.problems.append(Problem("empty", "no entities in it", where, "", "give a JSON dump of Wikidata"))
    return found


def _entities(whole: Any) -> Iterator[Any]:
    if isinstance(whole, list):
        yield from whole
    elif isinstance(whole.get("entities"), dict):
        yield from whole["entities"].values()
    else:
        yield whole


def _take(entity: Any, found: Dump, known: Callable[[str], bool]) -> None:
    item, claims = entity["id"], entity.get("claims") or {}
    found.items += 1
    label = (entity.get("labels") or {}).get("en", {}).get("value")
    if label and (OFFICE in claims or _CODE in claims or known(label)):
        found.labels[item] = label
        whose = _items(claims, _JURISDICTION) or _items(claims, _COUNTRY)
        if whose:
            found.jurisdictions[item] = whose[0]
    codes = [_value(each) for each in claims.get(_CODE, ()) if each.get("rank") != "deprecated"]
    if codes and isinstance(codes[0], str):
        found.codes[item] = codes[0]
    for prop in (RELATION, OFFICE):
        for statement in claims.get(prop, ()):
            if statement.get("rank") == "deprecated":
                found.deprecated += 1
            elif told := _told(item, prop, statement):
                found.facts.append(told)


def _told(item: str, prop: str, statement: Any) -> Told | None:
    value = _item(_value(statement))
    if value is None:
        return None  # somebody unknown, or nobody
    qualifiers = statement.get("qualifiers") or {}
    starts, ends = (_times(qualifiers.get(name, ())) for name in (_START, _END))
    of = next((found for each in qualifiers.get(_OF, ()) if (found := _item(_snak(each)))), None)
    return Told(
        item,
        prop,
        value,
        starts[0] if starts else None,
        ends[0] if ends else OPEN,
        of,
        str(statement.get("id", "")),
        len(statement.get("references") or ()),
    )


def _items(claims: Any, prop: str) -> list[str]:
    return [
        found
        for each in claims.get(prop, ())
        if each.get("rank") != "deprecated" and (found := _item(_value(each))) is not None
    ]


def _value(statement: Any) -> Any:
    return _snak(statement["mainsnak"])


def _snak(snak: Any) -> Any:
    return snak["datavalue"]["value"] if snak.get("snaktype") == "value" else None


def _item(value: Any) -> str | None:
    return value.get("id") or f"Q{value['numeric-id']}" if isinstance(value, dict) and "time" not in value else None


def _times(snaks: Iterable[Any]) -> list[str | None]:
    """Times as EDTF; one that is said to be unknown, or that cannot be put so, is None; one that there is not, open."""
    return [OPEN if each.get("snaktype") == "novalue" else edtf(_snak(each)) for each in snaks]


_JULIAN = "Q1985786"


def edtf(value: Any) -> str | None:
    """A time of Wikidata as an EDTF date with the precision that it has; None where the library has no such date.

    >>> edtf({"time": "+2008-08-26T00:00:00Z", "precision": 11})
    '2008-08-26'
    >>> edtf({"time": "+2014-11-00T00:00:00Z", "precision": 10})
    '2014-11'
    """
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return None
    day, precision = value["time"][1:11], value.get("precision", 0)
    if len(value["time"]) != 21 or precision < 9:
        return None  # beyond year 9999, or a decade and more
    if precision >= 10 and str(value.get("calendarmodel", "")).endswith(_JULIAN):
        return str(day[:4])  # a day of another calendar; its year is the same but for the last days
    return str({9: day[:4], 10: day[:7]}.get(precision, day))
