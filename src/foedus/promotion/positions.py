"""Validity: who holds that an agreement binds, or that it does not."""

from __future__ import annotations

from functools import partial

from foedus.model.time import OPEN, Spell
from foedus.promotion.gaining import Told, gain
from foedus.promotion.shelf import Shelf, dated_row
from foedus.promotion.stages import file_of
from foedus.promotion.values import (
    Backed,
    Conflict,
    Fact,
    Refused,
    Surroundings,
    known,
    stated,
    when,
)


def validity(backed: Backed, around: Surroundings) -> Fact:
    """A position on an agreement that an accepted claim tells."""
    claim = stated(backed)
    holders = claim.actors("holder")
    if len(holders) != 1:
        raise Refused("it does not name one holder", "correct the claim (--set role.holder=ACTOR)")
    key, path = file_of(backed, around)
    who = around.polity(holders[0], None) or holders[0]
    accepts = claim.polarity == "affirmed"
    told = f"{around.label(who)} {'accepts' if accepts else 'does not accept'} {around.label(key)} as binding"
    return Fact("validity", path, ("validity", key, who, accepts), told, when(backed), (backed,))


def enter_validity(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put a position among those of the agreement."""
    raw, (_, _, who, accepts) = shelf.content(fact.path), fact.about
    known([who], around)
    for i, each in enumerate(raw.get("positions", ())):
        spell = Spell(each.get("start"), each.get("end", OPEN))
        if who in each["holders"] and spell.on(fact.day.high).value != "no":
            has = f"it has {who} {'accepting' if each['accepts'] else 'rejecting'} it from {each.get('start')}"
            if each["accepts"] is accepts:
                note = partial(shelf.put, fact.path, ("positions", i, "note"))
                whom = (who,) if each["holders"] != [who] else ()
                raise gain(fact, shelf, Told(has, raw, each, each.get("start"), note, whom))
            raise Conflict(has, "see which is right; reject the claim, or end the entry", where=("positions",))
    cited = shelf.cite(fact.path, fact.backed)
    row = dated_row(fact, cited, holders=[who], accepts=accepts, start=fact.day.edtf)
    shelf.append(fact.path, ("positions",), row)
    return ()
