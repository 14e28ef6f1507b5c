"""The map: a question about a layer, a day and a viewpoint, and what is to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from foedus.desk.asking import answer_to, today, viewpoint_key
from foedus.desk.presence import places_of_forces
from foedus.desk.recognising import MOST_CLAIMS, by_then, tally
from foedus.desk.scenarios import Scenario, scenario
from foedus.desk.showing import find_agreement
from foedus.model.problems import UnknownName, UsageError
from foedus.model.time import Spell, parse_day
from foedus.views import layers
from foedus.views.mapping import CONTESTED, Layer, Mark, drawn
from foedus.views.recognition import Recognitions
from foedus.world.changes import Change, spell_changes
from foedus.world.stances import viewpoint
from foedus.world.standing import Standing, standing

if TYPE_CHECKING:
    from foedus.desk.opening import Desk

LAYERS = ("recognition", "membership", "obligations", "forces")


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """What a map is asked: names or keys, a day as YYYY-MM-DD (today without one), a moment of the ledger.

    layer: one of :data:`LAYERS`.  of: whom it is about: the entity that is recognised, the agreement or organisation,
    whose forces.  attackers, targets, territory, through, retaliation, provoked, basis, ask: of a scenario.
    """

    layer: str = "recognition"
    of: str | None = None
    on: str | None = None
    viewpoint: str | None = None
    attackers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    territory: str | None = None
    through: tuple[str, ...] = ()
    retaliation: str = "none"
    provoked: bool = False
    basis: str = "text"
    ask: tuple[str, ...] = ()
    known_at: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """What is to be drawn: a layer of a day and a viewpoint, the marks of places, and what contested ones count as.

    of: the key of whom it is about; None where it is about a situation or everybody.
    """

    layer: Layer
    day: date
    viewpoint: str | None
    of: str | None
    marks: tuple[Mark, ...]
    standings: tuple[Standing, ...]


def map_of(desk: Desk, asked: MapQuestion) -> Map:
    """The map of a question.

    Raises UnknownName for a name that nobody is known by, BadDate for what is no day, UsageError for a layer that is
    none or a situation without sides.
    """
    if asked.layer not in LAYERS:
        raise UsageError(f"no layer is called {asked.layer!r}; it is one of {', '.join(LAYERS)}")
    day = parse_day(asked.on) if asked.on else today()
    holder = viewpoint_key(desk, asked.viewpoint)
    view = viewpoint(desk.library, holder) if holder else None
    layer, of = _LAYERS[asked.layer](desk, replace(asked, viewpoint=holder), day)
    standings = tuple(standing(desk.library, key, day, view) for key in CONTESTED)
    return Map(layer, day, holder, of, drawn(layer, standings), standings)


_Made = tuple[Layer, str | None]


def _recognition(desk: Desk, asked: MapQuestion, day: date) -> _Made:
    entity = desk.key(asked.of or "south-ossetia")
    told, cut = tally(desk, day, asked.known_at, entity)
    made = layers.recognition(Recognitions(desk.library, told), entity, day, desk.label)
    return _said_if_cut(made, cut), entity


def _membership(desk: Desk, asked: MapQuestion, day: date) -> _Made:
    name = asked.of or "north-atlantic-1949"
    library = desk.texts_on(day)
    view = viewpoint(desk.library, asked.viewpoint) if asked.viewpoint else None
    try:
        agreement = find_agreement(desk, name)
    except UnknownName:
        key = desk.key(name)
        if key in CONSTITUTING:
            agreement = library.agreement[CONSTITUTING[key]]
        else:
            said, cut = _members_said(desk, key, asked, day)
            return _said_if_cut(layers.members_said(key, said, desk.label), cut), key
    return layers.membership(library, agreement, day, view, desk.label), agreement.id


CONSTITUTING = {"nato": "north-atlantic-1949", "csto": "cst-1992", "eu": "teu-42-7", "union-state": "union-state-1999",
                "un": "un-charter-1945"}  # fmt: skip
"""Organisations, and the agreement by which one is a member of each."""


def _members_said(
    desk: Desk, organisation: str, asked: MapQuestion, day: date
) -> tuple[dict[str, tuple[int, int]], bool]:
    from foedus.ledger import ClaimFilter
    from foedus.ledger.points import is_denial, is_fact

    wanted = ClaimFilter(kind="membership", actor=organisation, role="organisation", limit=MOST_CLAIMS + 1)
    claims = list(islice(desk.ledger.standing_claims(wanted, asked.known_at), MOST_CLAIMS + 1))
    said: dict[str, tuple[int, int]] = {}
    for each in claims[:MOST_CLAIMS]:
        claim = each.claim
        fact, change = is_fact(claim), claim.attribute("change")
        if not by_then(claim, day) or not (fact or (is_denial(claim) and change not in _LEFT)):
            continue
        yes = fact and change not in _LEFT
        for member in dict.fromkeys(claim.actors("member")):
            before = said.get(member, (0, 0))
            said[member] = (before[0] + yes, before[1] + (not yes))
    return said, len(claims) > MOST_CLAIMS


_LEFT = ("leaves", "suspends")


def _obligations(desk: Desk, asked: MapQuestion, day: date) -> _Made:
    asking = Scenario(
        asked.attackers or ("GEO",),
        asked.targets or ("south-ossetia",),
        asked.territory,
        asked.through,
        retaliation=asked.retaliation,
        provoked=asked.provoked,
        basis=asked.basis,
        ask=asked.ask,
        on=day.isoformat(),
        viewpoint=asked.viewpoint,
    )
    answer = answer_to(desk, scenario(desk, asking), asked.known_at)
    return layers.obligations(answer, desk.label), None


def _forces(desk: Desk, asked: MapQuestion, day: date) -> _Made:
    whose = desk.key(asked.of) if asked.of else None
    marks, cut = places_of_forces(desk, whose, day, asked.viewpoint, asked.known_at)
    return _said_if_cut(layers.forces(marks, whose, desk.label), cut), whose


_LAYERS = {
    "recognition": _recognition,
    "membership": _membership,
    "obligations": _obligations,
    "forces": _forces,
}


def _said_if_cut(layer: Layer, cut: bool) -> Layer:
    note = f"The ledger has more claims on this than {MOST_CLAIMS:,}; the first of them were counted."
    return replace(layer, notes=(*layer.notes, note)) if cut else layer


def recognised(desk: Desk) -> Iterator[str]:
    """The entities whose statehood the library has acts or positions on, by name."""
    keys = {row.recognised for row in desk.library.recognitions}
    keys |= {row.subject for row in desk.library.positions if row.about == "statehood"}
    yield from sorted(keys, key=desk.label)


def changes_of(desk: Desk, layer: str, of: str | None) -> tuple[Change, ...]:
    """The days on which a layer changes by the library, in their order, each with whom it changes for.

    of: the key of whom it is about, as the map has it.  None for layers that rest on claims or on a situation.
    """
    return spell_changes(_spells(desk, layer, of))


def _spells(desk: Desk, layer: str, of: str | None) -> Iterator[tuple[str, Spell]]:
    if layer == "recognition":
        yield from ((each.recogniser, each.spell) for each in desk.library.recognitions if each.recognised == of)
        yield from ((each.holder, each.spell) for each in desk.library.positions if each.subject == of)
    elif layer == "membership" and (agreement := desk.library.agreement.get(of or "")):
        yield (agreement.id, agreement.in_force)
        yield from ((each.actor, each.spell) for each in agreement.parties)
