"""What a map shows on a day, as GeoJSON (RFC 7946): a feature for each place, with who says so.

A place of which no shape is at hand is a feature without geometry, as the standard has it, and says so; a sketch says
that it is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.exchange.shapes import Polygons, wound
from foedus.exchange.values import Asked, Item, standing_of

if TYPE_CHECKING:
    from foedus.exchange.outlines import Outline
    from foedus.views.mapping import Layer, Mark
    from foedus.world.standing import Standing

KEPT = {
    "claim": "properties.claims[].id",
    "document": "properties.claims[].document",
    "actors": "id and properties.key (the place alone)",
    "polarity": "properties.claims[].polarity",
    "status": "properties.claims[].status",
    "time": "properties.claims[].time",
    "quote": "properties.claims[].quote",
    "viewpoint": "properties.viewpoint of the question; properties.claims[].viewpoint",
    "standing": "properties.claims[].standing",
    "valid on": "properties.on",
    "known on": "properties.known_on",
    "path": "properties.claims[].path",
    "published": "properties.claims[].published",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Shapes that are at hand.

    countries: by code, with what they are taken from.  outlines: of places that shapes of countries lack.
    codes: codes of countries' shapes that are no actors' keys, and whom they mean.
    """

    countries: Mapping[str, Polygons]
    source: str | None
    outlines: tuple[Outline, ...]
    codes: Mapping[str, str]


def collection(
    layer: Layer,
    marks: Iterable[Mark],
    standings: Iterable[Standing],
    claims: Mapping[str, list[Item]],
    places: Places,
    asked: Asked,
) -> bytes:
    """The places of a map.

    claims: what the ledger has on each place, by its key.
    """
    counts_as = {each.place: each for each in standings}
    shapes = {places.codes.get(code, code): shape for code, shape in places.countries.items()}
    features = []
    for mark in sorted(marks, key=lambda each: each.actor):
        geometry, of_shape = _geometry(mark.actor, shapes, places)
        told = counts_as.get(mark.actor)
        properties = {
            "key": mark.actor,
            "name": asked.label(mark.actor),
            "state": mark.state,
            "means": dict(layer.legend)[mark.state],
            "words": mark.words,
            "sources": list(dict.fromkeys(mark.sources)),
            "through": mark.through,
            "counts_as": told and {"kind": told.kind, "of": told.of},
            "layer": layer.title,
            "on": asked.valid_on,
            "known_on": asked.known_on,
            "viewpoint": asked.viewpoint,
            "claims": [_claim(item) for item in claims.get(mark.actor, ())],
            **of_shape,
        }
        features.append({"type": "Feature", "id": mark.actor, "geometry": geometry, "properties": properties})
    whole = {"type": "FeatureCollection", "features": features, "notes": list(layer.notes)}
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _geometry(key: str, shapes: Mapping[str, Polygons], places: Places) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """The shape of a place, and what has to be said of it."""
    own = next((each for each in places.outlines if each.key == key), None)
    if own is not None and (not own.schematic or key not in shapes):
        told = {"geometry_source": own.source, "schematic": own.schematic, "over": list(own.over), "note": own.note}
        rings = [[[(x, y) for x, y in ring] for ring in rings] for rings in own.polygons]
        return _multi(wound(rings)), told
    if key in shapes:
        return _multi(shapes[key]), {"geometry_source": places.source, "schematic": False}
    return None, {"geometry_source": None, "schematic": False, "note": "no shape of it is at hand"}


def _multi(polygons: Polygons) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": polygons}


def _claim(item: Item) -> dict[str, Any]:
    held, claim = item.held, item.held.claim
    return {
        "id": claim.id,
        "document": claim.document,
        "path": item.told.path,
        "published": item.told.published,
        "viewpoint": item.viewpoint,
        "polarity": claim.polarity,
        "status": claim.status,
        "standing": standing_of(held.judged),
        "time": claim.time and claim.time.edtf,
        "quote": item.quote,
    }
