"""Validity: who holds that an agreement binds, or that it does not."""

from __future__ import annotations

from foedus.model.time import OPEN, Spell
from foedus.promotion.shelf import Shelf
from foedus.promotion.sources import confidence
from foedus.promotion.stages import file_of
from foedus.promotion.values import (
    Already,
    Backed,
    Conflict,
    Fact,
    Refused,
    Surroundings,
    entry,
    joined,
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
    for each in raw.get("positions", ()):
        spell = Spell(each.get("start"), each.get("end", OPEN))
        if who in each["holders"] and spell.on(fact.day.high).value != "no":
            has = f"it has {who} {'accepting' if each['accepts'] else 'rejecting'} it from {each.get('start')}"
            if each["accepts"] is accepts:
                raise Already(has)
            raise Conflict(has, "see which is right; reject the claim, or end the entry", where=("positions",))
    source, others = shelf.cite(fact.path, fact.backed)
    row = entry(
        holders=[who],
        accepts=accepts,
        start=fact.day.edtf,
        source=source,
        confidence=confidence(fact.backed),
        note=joined(fact.day.note, others),
    )
    shelf.append(fact.path, ("positions",), row)
    return ()
