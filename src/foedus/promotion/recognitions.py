"""Recognition: a spell begins or ends, or somebody's position is that an entity is no state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from foedus.model.time import OPEN, Spell
from foedus.promotion.gaining import Told, gain
from foedus.promotion.shelf import Shelf, dated_row
from foedus.promotion.values import (
    Already,
    Backed,
    Conflict,
    Fact,
    Refused,
    Surroundings,
    ending,
    joined,
    known,
    same_day,
    stated,
    when,
)

Raw = Mapping[str, Any]

ROWS, POSITIONS = "recognitions.yaml", "viewpoints.yaml"
_CHANGES = {"recognises": "recognises", "withdraws": "withdraws its recognition of", None: "recognises"}


def recognition(backed: Backed, around: Surroundings) -> Fact:
    """A recognition, its withdrawal or its refusal, as an accepted claim tells it."""
    claim = stated(backed)
    one, other = claim.actors("recogniser"), claim.actors("recognised")
    if len(one) != 1 or len(other) != 1:
        raise Refused("it does not name one recogniser and one recognised", "correct the claim (--set role.NAME=ACTOR)")
    who = around.polity(one[0], None) or one[0]
    if who == other[0]:
        raise Refused("somebody's recognition of itself says nothing that the library holds")
    change = claim.attribute("change")
    if claim.polarity == "negated":
        told = f"{around.label(who)} does not recognise {around.label(other[0])}"
        return Fact("position", POSITIONS, ("position", who, other[0]), told, when(backed), (backed,))
    told = f"{around.label(who)} {_CHANGES.get(change, change)} {around.label(other[0])}"
    return Fact("recognition", ROWS, ("recognition", who, other[0], change), told, when(backed), (backed,))


def enter_recognition(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put a recognition's beginning or end into the user's rows."""
    _, who, whom, change = fact.about
    known([who, whom], around)
    rows = _of_pair(shelf, who, whom)
    spells = [Spell(row["start"], row.get("end", OPEN)) for row in rows]
    if change == "withdraws":
        return _withdraw(fact, who, whom, rows, shelf)
    for i, (row, spell) in enumerate(zip(rows, spells, strict=True)):
        has = _has(row)
        if fact.day.exact and spell.start is None and change == "recognises" and spell.end == OPEN:
            _change(fact, shelf, who, whom, i, "start")
            return ()
        if (spell.start and same_day(spell.start, fact.day.edtf)) or spell.on(fact.day.high).value != "no":
            if change == "recognises" and fact.day.exact and spell.start and not same_day(spell.start, fact.day.edtf):
                raise Conflict(has, "see which is right; reject the claim, or mend the row", where=("recognitions",))
            raise gain(fact, shelf, _told(shelf, i, row, spell.start, who, whom))
        if spell.begun(fact.day.high).value == "no":
            raise Conflict(has, "see which is right; reject the claim, or mend the row", where=("recognitions",))
    if not _pair(shelf.own(ROWS), who, whom):
        _borrow(shelf, who, whom)
    row = dated_row(fact, shelf.cite(ROWS, fact.backed), recogniser=who, recognised=whom, start=fact.day.edtf)
    shelf.append(ROWS, ("recognitions",), row)
    return ()


def _withdraw(fact: Fact, who: str, whom: str, rows: list[Any], shelf: Shelf) -> tuple[str, ...]:
    for i, row in enumerate(rows):
        end = row.get("end", OPEN)
        if end in (OPEN, None):
            ending(fact)
            _change(fact, shelf, who, whom, i, "end")
            return ()
        if same_day(end, fact.day.edtf):
            raise gain(fact, shelf, _told(shelf, i, row, end, who, whom))
    if rows:
        todo = "see which is right; reject the claim, or mend the row"
        raise Conflict(_has(rows[-1]), todo, where=("recognitions",))
    edges = {"start": None, "end": fact.day.edtf}
    row = dated_row(fact, shelf.cite(ROWS, fact.backed), recogniser=who, recognised=whom, **edges)
    shelf.append(ROWS, ("recognitions",), row)
    return ("when it began to recognise it: start is null, which is not known",)


def _of_pair(shelf: Shelf, who: str, whom: str) -> list[Any]:
    """What the user's rows say of two, else foedus's own; a de facto recognition is another matter."""
    for content in (shelf.own(ROWS), shelf.home(ROWS)):
        rows = [row for _, row in _pair(content, who, whom)]
        if rows:
            return rows
    return []


def _pair(content: Any, who: str, whom: str) -> list[tuple[int, Any]]:
    rows = content["recognitions"] if content else ()
    return [
        (i, row)
        for i, row in enumerate(rows)
        if (row["recogniser"], row["recognised"], row.get("kind", "de-jure")) == (who, whom, "de-jure")
    ]


def _borrow(shelf: Shelf, who: str, whom: str, changed: Mapping[int, Raw] = MappingProxyType({})) -> None:
    """Copy foedus's own rows on two, some with changes: the user's stand in the place of all of them."""
    for number, (_, row) in enumerate(_pair(shelf.home(ROWS), who, whom)):
        whole = {**row, "source": shelf.borrow(ROWS, row["source"]), **changed.get(number, {})}
        shelf.append(ROWS, ("recognitions",), whole)


def _change(fact: Fact, shelf: Shelf, who: str, whom: str, which: int, edge: str) -> None:
    """Give the user's row its beginning or its end."""
    told = "the beginning" if edge == "start" else "the end"
    row = _of_pair(shelf, who, whom)[which]
    source, others = shelf.cite(ROWS, fact.backed)
    note = joined(row.get("note"), f"{told} by {source}", fact.day.note, others)
    _write(shelf, who, whom, which, {edge: fact.day.edtf, "note": note})


def _write(shelf: Shelf, who: str, whom: str, which: int, changes: Raw) -> None:
    """Change one of the rows on two in the user's file; foedus's own are copied into it first."""
    own = [i for i, _ in _pair(shelf.own(ROWS), who, whom)]
    if not own:
        _borrow(shelf, who, whom, {which: changes})
    for key, value in changes.items() if own else ():
        shelf.put(ROWS, ("recognitions", own[which], key), value)


def _told(shelf: Shelf, which: int, row: Raw, day: str | None, who: str, whom: str) -> Told:
    """A row that the user or foedus has, whose note is given to it in the user's."""

    def note(told: str) -> None:
        _write(shelf, who, whom, which, {"note": told})

    content = shelf.own(ROWS) if _pair(shelf.own(ROWS), who, whom) else shelf.home(ROWS)
    return Told(_has(row), content, row, day, note)


def _has(row: Any) -> str:
    since = f"from {row['start']}" if row["start"] else "from a day that is not known"
    end = row.get("end", OPEN)
    until = "" if end == OPEN else f" until {end or 'a day that is not known'}"
    return f"it has {row['recogniser']} recognising {row['recognised']} {since}{until}"


def enter_position(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put among the user's positions that somebody holds an entity to be no state."""
    _, who, whom = fact.about
    known([who, whom], around)
    for row in _of_pair(shelf, who, whom):
        if Spell(row["start"], row.get("end", OPEN)).on(fact.day.high).value != "no":
            raise Conflict(_has(row), "see which is right; reject the claim, or mend the row")
    own, home = shelf.own(POSITIONS), shelf.home(POSITIONS)
    for content in filter(None, (own, home)):
        for i, each in enumerate(content["positions"]):
            about = each["about"] == "statehood" and each["subject"] == whom and who in each["holders"]
            if about and Spell(each["start"], each.get("end", OPEN)).on(fact.day.high).value != "no":
                has = (
                    f"it has {who} holding that {whom} is {'a' if each['holds'] else 'no'} state, from {each['start']}"
                )
                if not each["holds"] and content is home:
                    raise Already(has)  # a row of the user's would stand beside it, not in its place
                if not each["holds"]:
                    note = partial(shelf.put, POSITIONS, ("positions", i, "note"))
                    others = (who,) if each["holders"] != [who] else ()
                    raise gain(fact, shelf, Told(has, content, each, each["start"], note, others))
                raise Conflict(has, "see which is right; reject the claim, or mend the entry")
    row = dated_row(
        fact,
        shelf.cite(POSITIONS, fact.backed),
        holders=[who],
        about="statehood",
        subject=whom,
        holds=False,
        start=fact.day.edtf,
    )
    shelf.append(POSITIONS, ("positions",), row)
    return ()
