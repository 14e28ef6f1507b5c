"""Showing what the library holds: agreements, actors, recognitions."""

from __future__ import annotations

from difflib import get_close_matches

from foedus.desk.opening import Desk
from foedus.model.agreements import Agreement
from foedus.model.problems import UnknownName
from foedus.model.time import Spell, Truth, parse_day
from foedus.model.viewpoints import Recognition
from foedus.views.actors import ActorPage


def find_agreements(desk: Desk, *, party: str | None = None, on: str | None = None) -> tuple[Agreement, ...]:
    """The library's agreements by id.

    party: only those to which this actor was or is a party.
    on: only those that are in force on the day, or of which that is not known.
    """
    key = desk.key(party) if party else None
    return tuple(
        agreement
        for agreement in desk.library.agreements
        if (key is None or key in agreement.members()) and _holds(agreement.in_force, on)
    )


def find_agreement(desk: Desk, name: str) -> Agreement:
    """The agreement of an id or a name.

    Raises UnknownName with near ids where there is none.
    """
    agreements = desk.library.agreement
    if name in agreements:
        return agreements[name]
    keys = [key for key in desk.gazetteer.resolve(name) if key in agreements]
    if len(keys) == 1:
        return agreements[keys[0]]
    near = keys or get_close_matches(name, agreements, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`foedus agreements` lists all"
    raise UnknownName(f"the library has no one agreement {name!r}; {hint}")


def actor_page(desk: Desk, name: str, on: str | None = None) -> ActorPage:
    """Everything that the library holds of an actor, or of those of its facts that may hold on a day.

    Raises UnknownName for a name that nobody is known by.
    """
    key = desk.key(name)
    actor = desk.gazetteer.actors[key]
    day = parse_day(on) if on else None
    offices = desk.gazetteer.offices(key, day) or tuple(
        tenure for tenure in desk.library.tenures if tenure.of == key and _holds(tenure.spell, on)
    )
    return ActorPage(
        actor=actor,
        acts_for=desk.gazetteer.polity(key, day),
        tenures=offices,
        agreements=tuple(
            agreement
            for agreement in desk.library.agreements
            if key in agreement.members() and (day is None or agreement.bound(key, day) is not Truth.NO)
        ),
        recognised_by=tuple(r for r in desk.library.recognitions if r.recognised == key and _holds(r.spell, on)),
        recognises=tuple(r for r in desk.library.recognitions if r.recogniser == key and _holds(r.spell, on)),
    )


def find_recognitions(
    desk: Desk, *, place: str | None = None, on: str | None = None, viewpoint: str | None = None
) -> tuple[Recognition, ...]:
    """Who recognises whom: of one place, by one recogniser, on a day (or not known not to be on it)."""
    recognised = desk.key(place) if place else None
    recogniser = desk.key(viewpoint) if viewpoint else None
    return tuple(
        recognition
        for recognition in desk.library.recognitions
        if recognised in (None, recognition.recognised)
        and recogniser in (None, recognition.recogniser)
        and _holds(recognition.spell, on)
    )


def _holds(spell: Spell, on: str | None) -> bool:
    """Whether a spell may hold on a day: yes or unknown, since unknown is not no."""
    return on is None or spell.on(parse_day(on)) is not Truth.NO
