"""What the checker makes of an agreement's life: suspensions, provisional application, reservations, renewal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foedus.model.agreements import Agreement, Provision, Reservation
from foedus.model.time import Truth

Pair = tuple[str, str]
"""A bearer, and whom the duty is about."""


def any_of(*truths: Truth) -> Truth:
    """Whether one of several holds."""
    return Truth.YES if Truth.YES in truths else Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.NO


def party_on(agreement: Agreement, actor: str, day: date) -> Truth:
    """Whether an actor is bound on a day, and the agreement is not suspended for it."""
    held = any_of(*(p.spell.on(day) for p in agreement.parties if p.actor == actor))
    paused = [s.spell.on(day) for s in agreement.suspensions if actor in s.actors and s.towards is None]
    return held & ~any_of(*paused)


def operates(agreement: Agreement, day: date) -> Truth:
    """Whether an agreement is in force or applied provisionally, and not suspended as a whole."""
    early = [p.spell.on(day) for p in agreement.parties if p.provisional]
    paused = [s.spell.on(day) for s in agreement.suspensions if not s.actors]
    return any_of(agreement.in_force.on(day), *early) & ~any_of(*paused)


def first_day(agreement: Agreement, day: date) -> str | None:
    """From when it operates: its entry into force, or where that is yet to come its provisional application."""
    early = [p.spell.start for p in agreement.parties if p.provisional and p.spell.on(day) is not Truth.NO]
    if agreement.in_force.on(day) is not Truth.YES and early:
        return early[0]
    return agreement.in_force.start


def severed(agreement: Agreement, article: str, pair: Pair, day: date) -> bool:
    """Whether a suspension between some, a reservation or an objection may free a bearer towards somebody."""
    one, other = pair
    for pause in agreement.suspensions:
        sides = (pause.actors, pause.towards or ())
        across = any(one in sides[i] and other in sides[1 - i] for i in ((0, 1) if pause.mutual else (0,)))
        if across and pause.spell.on(day) is not Truth.NO:
            return True
    for reserved in agreement.reservations:
        if reserved.actor in pair and one != other:
            fellow = other if one == reserved.actor else one
            live = reserved.spell.on(day) is not Truth.NO
            if live and article in reserved.articles and _objects(reserved, fellow, day) is not Truth.YES:
                return True
            if any(
                o.no_relations and fellow in o.actors and o.spell.on(day) is not Truth.NO for o in reserved.objections
            ):
                return True
    return False


def _objects(reserved: Reservation, fellow: str, day: date) -> Truth:
    if reserved.towards == "all":
        return Truth.NO
    return any_of(*(o.spell.on(day) for o in reserved.objections if fellow in o.actors))


def modified(agreement: Agreement, day: date) -> Iterator[tuple[Provision, Reservation]]:
    """The rules that reservations put in the place of articles on a day."""
    for reserved in agreement.reservations:
        if reserved.spell.on(day) is Truth.YES:
            yield from ((rule, reserved) for rule in reserved.instead)


def works_between(agreement: Agreement, reserved: Reservation, pair: Pair, day: date) -> bool:
    """Whether a modified rule is the one that runs between two."""
    fellow = pair[1] if pair[0] == reserved.actor else pair[0]
    silent = _objects(reserved, fellow, day) is Truth.NO
    return reserved.actor in pair and silent and not severed(agreement, "", pair, day)
