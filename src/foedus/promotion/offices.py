"""Offices: who held which, as far as a text says."""

from __future__ import annotations

import re
from typing import Any

from foedus.model.actors import SINGLE_OFFICES
from foedus.model.time import OPEN, Spell, bounds
from foedus.promotion.shelf import Shelf
from foedus.promotion.sources import cited, confidence
from foedus.promotion.values import (
    Already,
    Backed,
    Fact,
    Refused,
    Surroundings,
    entry,
    joined,
    known,
    stated,
    when,
)

TENURES, PERSONS = "tenures.yaml", "actors/persons.yaml"


def office(backed: Backed, around: Surroundings) -> Fact:
    """An office that an accepted claim tells."""
    claim = stated(backed)
    persons, of = claim.actors("person"), claim.actors("of")
    if claim.polarity == "negated":
        raise Refused("it says that the office is not held so, and the library holds who held it")
    if len(persons) != 1 or len(of) != 1:
        raise Refused("it does not name one person and whose office it is", "correct the claim (--set role.of=ACTOR)")
    name, former = claim.attribute("office"), bool(claim.attribute("former"))
    told = f"{around.label(persons[0])}, {'former ' if former else ''}{name} of {around.label(of[0])}"
    about = ("office", persons[0], name, of[0], former)
    return Fact("office", TENURES, about, told, when(backed), (backed,))


def enter_office(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put a tenure into the user's file; the days on which it began and ended are a person's to say."""
    _, person, name, of, former = fact.about
    known([of], around)
    day, todo = fact.day.high, []
    for row in _tenures(shelf):
        spell = Spell(row["from"], row["to"])
        if (row["person"], row["office"], row["of"]) == (person, name, of):
            _see_own(row, spell, fact, former)
        elif not former and _is_sole(row, name, of) and spell.on(day).value == "yes":
            until = "with no end" if row["to"] == OPEN else f"until {row['to']}"
            todo.append(f"it has {row['person']} in that office then, {until}: end that tenure if this one followed it")
    if person not in around.types:
        todo += _person(fact, person, of, shelf)
    held = f"held the office {'before' if former else 'on'} {fact.day.edtf}" if fact.day.exact else None
    titles = [each.claim.attribute("title") for each in fact.backed]
    shelf.append(
        TENURES,
        ("tenures",),
        entry(
            person=person,
            office=name,
            of=of,
            from_=None,
            to=None,
            title=next((each for each in titles if each and len(each) > 1), None),
            note=joined(held or _by(fact, former), "TO FILL: from and to, which are null where they are not known"),
            source=cited(fact.backed),
            confidence=confidence(fact.backed),
        ),
    )
    return ("the days on which it began and ended: from and to are null, which is not known", *todo)


def _is_sole(row: Any, name: str, of: str) -> bool:
    """Whether a tenure is of this office, and of one that only one person holds at a time."""
    return name in SINGLE_OFFICES and (row["office"], row["of"]) == (name, of)


def _by(fact: Fact, former: bool) -> str:
    return f"named as holding it {'formerly ' if former else ''}by a text of {bounds(fact.day.edtf)[1]}"


def _see_own(row: Any, spell: Spell, fact: Fact, former: bool) -> None:
    since, until = row["from"] or "a day that is not known", row["to"] or "a day that is not known"
    has = f"it has {row['person']} in that office from {since}{'' if until == OPEN else f' until {until}'}"
    held = spell.on(fact.day.high).value
    if not former and held == "no":
        return
    if former and held == "yes":
        raise Refused(has, f"give its end by hand: {TENURES}, `to`; the claim does not say when it ended")
    raise Already(has)


def _tenures(shelf: Shelf) -> list[Any]:
    """The user's tenures, and foedus's own of persons and offices of which the user's say nothing."""
    own = (shelf.own(TENURES) or {}).get("tenures", [])
    told = {(row["person"], row["office"], row["of"]) for row in own}
    home = (shelf.home(TENURES) or {}).get("tenures", [])
    return [*own, *(row for row in home if (row["person"], row["office"], row["of"]) not in told)]


def _person(fact: Fact, key: str, of: str, shelf: Shelf) -> list[str]:
    """Begin an entry of somebody who is not known yet."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise Refused(f"the key {key!r} is none that an actor can have", "correct the claim (--set role.person=NAME)")
    own = shelf.own(PERSONS) or {"actors": []}
    if any(each["key"] == key for each in own["actors"]):
        return []
    label = max((mention.text for each in fact.backed for mention in each.claim.role("person")), key=len)
    row = {"key": key, "type": "person", "label": " ".join(label.split()), "of": of, "source": cited(fact.backed)}
    shelf.append(PERSONS, ("actors",), row)
    return [f"{PERSONS}: see that {row['label']!r} is the whole name"]
