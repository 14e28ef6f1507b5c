"""Membership: a party's spell begins or ends."""

from __future__ import annotations

from functools import partial
from typing import Any

from foedus.library.values import agreement
from foedus.model.agreements import Party
from foedus.model.time import OPEN, Spell, bounds
from foedus.promotion.gaining import Told, gain
from foedus.promotion.shelf import Shelf, dated_row
from foedus.promotion.stages import enter_stage
from foedus.promotion.values import (
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

_CHANGES = {"joins": "joins", "leaves": "leaves", "suspends": "suspends its membership in", None: "is a member of"}


def membership(backed: Backed, around: Surroundings) -> Fact:
    """A membership that begins, ends or holds, as an accepted claim tells it."""
    claim = stated(backed)
    members, organisations = claim.actors("member"), claim.actors("organisation")
    if claim.polarity == "negated":
        raise Refused("it says that this is not so; the library holds spells of membership, and silence is no denial")
    if len(members) != 1 or len(organisations) != 1:
        raise Refused("it does not name one member and one organisation", "correct the claim (--set role.member=NAME)")
    change = claim.attribute("change")
    key = around.agreement or organisations[0]
    if key not in around.agreements:
        raise Refused(
            f"the library keeps membership with an agreement's parties, and {key} is none of its agreements",
            *_near(key, around),
        )
    member = around.polity(members[0], None) or members[0]
    told = f"{around.label(member)} {_CHANGES.get(change, change)} {around.label(key)}"
    return Fact("membership", f"agreements/{key}.yaml", ("party", key, member, change), told, when(backed), (backed,))


def _near(key: str, around: Surroundings) -> tuple[str, ...]:
    return (f"say which of them founds it: --agreement {' or --agreement '.join(around.near(key)[:3]) or 'ID'}",)


def enter_membership(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put a spell's beginning or end among the parties of an agreement."""
    raw, (_, key, member, change) = shelf.content(fact.path), fact.about
    known([member], around)
    spells = [each for each in agreement(raw).parties if each.actor == member]
    if change == "leaves":
        return _leave(fact, raw, member, spells, shelf)
    if change == "suspends":
        declared = Fact(fact.kind, fact.path, ("stage", key, "declared"), fact.told, fact.day, fact.backed, (member,))
        enter_stage(declared, shelf, around)
        return ("it changes no answer: a state's word on its membership ends no spell unless the treaty says so",)
    _join(fact, raw, spells, shelf)
    row = dated_row(fact, shelf.cite(fact.path, fact.backed), actors=[member], start=fact.day.edtf)
    shelf.append(fact.path, ("parties",), row)
    return ()


def _join(fact: Fact, raw: Any, spells: list[Party], shelf: Shelf) -> None:
    """See that the library does not have it, or otherwise."""
    high, (_, _, member, change) = fact.day.high, fact.about
    for number, each in enumerate(spells):
        begun = each.spell.start
        has = f"it has {member} as a party from {begun or 'a day that is not known'}{_until(each.spell)}"
        if (begun and same_day(begun, fact.day.edtf)) or (change is None and each.spell.on(high).value != "no"):
            raise gain(fact, shelf, _told(fact, raw, number, begun, has, shelf))
        ended = each.spell.end not in (OPEN, None) and bounds(str(each.spell.end))[0] <= high
        if not ended:
            row = dated_row(fact, ("SOURCE", None), actors=[member], start=fact.day.edtf)
            todo = "see which is right; reject the claim, or mend the entry"
            raise Conflict(has, todo, where=("parties",), entry=row)


def _told(fact: Fact, raw: Any, number: int, day: str | None, has: str, shelf: Shelf) -> Told:
    """A spell of a member that the library has, with the row in which it stands."""
    member = fact.about[2]
    i, row = [(i, each) for i, each in enumerate(raw["parties"]) if member in each["actors"]][number]
    note = partial(shelf.put, fact.path, ("parties", i, "note"))
    return Told(has, raw, row, day, note, (member,) if row["actors"] != [member] else ())


def _until(spell: Spell) -> str:
    return "" if spell.end == OPEN else f" until {spell.end or 'a day that is not known'}"


def _leave(fact: Fact, raw: Any, member: str, spells: list[Party], shelf: Shelf) -> tuple[str, ...]:
    if not spells:
        raise Refused(f"it does not have {member} as a party, so there is no spell to end", "promote the joining first")
    last = spells[-1]
    has = f"it has {member} as a party until {last.spell.end or 'a day that is not known'}"
    if last.spell.end not in (OPEN, None) and not _expiry(raw, last.spell):
        if same_day(str(last.spell.end), fact.day.edtf):
            raise gain(fact, shelf, _told(fact, raw, -1, str(last.spell.end), has, shelf))
        raise Conflict(has, "see which is right; reject the claim, or mend the entry", where=("parties",))
    ending(fact)
    i = max(i for i, each in enumerate(raw["parties"]) if member in each["actors"])
    source, others = shelf.cite(fact.path, fact.backed)
    row = dict(shelf.own(fact.path)["parties"][i])
    note = joined(row.get("note"), f"the end by {source}", fact.day.note, others)
    if row["actors"] == [member]:
        shelf.put(fact.path, ("parties", i, "end"), fact.day.edtf)
        shelf.put(fact.path, ("parties", i, "note"), note)
        return ()
    shelf.put(fact.path, ("parties", i, "actors"), [each for each in row["actors"] if each != member])
    row |= {"actors": [member], "end": fact.day.edtf, "note": note}
    shelf.append(fact.path, ("parties",), row)
    return ()


def _expiry(raw: Any, spell: Spell) -> bool:
    """Whether a spell's end is only that of the agreement."""
    return bool(spell.end == raw["in_force"].get("end", OPEN))
