"""Shapes of countries for GeoJSON (RFC 7946): out of TopoJSON or a GeoJSON file, outer rings counterclockwise.

Rings that cross the 180th meridian are cut there, as the standard asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from foedus.model.problems import UsageError

Point = tuple[float, float]
Ring = list[Point]
Polygons = list[list[Ring]]

_CODES = ("key", "a3", "ISO_A3_EH", "ISO_A3", "ADM0_A3", "iso_a3", "ISO3", "iso3")
"""Properties that may hold a country's code, those that are best first."""


def topology_shapes(text: str) -> dict[str, Polygons]:
    """The countries of a world atlas in TopoJSON, by their code of three letters."""
    raw = json.loads(text)
    arcs = list(_arcs(raw))
    found = {}
    for each in raw["objects"]["countries"]["geometries"]:
        polygons = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
        found[str(each["properties"]["a3"])] = wound([[_ring(ring, arcs) for ring in rings] for rings in polygons])
    return {code: shape for code, shape in found.items() if shape}


def _arcs(raw: Mapping[str, Any]) -> Iterator[Ring]:
    (sx, sy), (tx, ty) = raw["transform"]["scale"], raw["transform"]["translate"]
    for arc in raw["arcs"]:
        x = y = 0
        made = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            made.append((round(x * sx + tx, 4), round(y * sy + ty, 4)))
        yield made


def _ring(ids: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    made: Ring = []
    for number in ids:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        made += arc[1:] if made else arc
    return made


def geojson_shapes(text: str, where: str) -> dict[str, Polygons]:
    """The areas of a GeoJSON file, by the code that their properties have.

    Raises UsageError for a file that is none.
    """
    try:
        features = json.loads(text)["features"]
        found = {}
        for each in features:
            told, shape = each["properties"] or {}, each["geometry"]
            code = next((str(told[name]) for name in _CODES if told.get(name) and told[name] != "-99"), None)
            if code is not None and shape is not None:
                polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
                found[code] = wound([[[(float(x), float(y)) for x, y, *_ in r] for r in rings] for rings in polygons])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise UsageError(
            f"{where} is no GeoJSON of areas ({type(error).__name__}: {error}); give a FeatureCollection of polygons "
            f"with a property {', '.join(_CODES[:4])}"
        ) from error
    return {code: shape for code, shape in found.items() if shape}


def wound(polygons: Iterable[Sequence[Ring]]) -> Polygons:
    """The polygons cut at the 180th meridian, the outer ring counterclockwise and holes clockwise.

    >>> wound([[[(0, 0), (0, 1), (1, 1), (0, 0)]]])
    [[[(0, 0), (1, 1), (0, 1), (0, 0)]]]
    """
    made = []
    for rings in polygons:
        outers = [part for part in _cut(rings[0]) if _area(part)]  # an atlas has specks that are points
        holes = [part for ring in rings[1:] for part in _cut(ring) if _area(part)]
        for outer in outers:
            inside = [hole for hole in holes if len(outers) == 1 or _within(hole[0], outer)]
            made.append([_turned(outer, left=True), *(_turned(hole, left=False) for hole in inside)])
    return made


def _area(ring: Ring) -> float:
    """Twice the area, negative where it goes clockwise; nothing for what is no ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) if len(ring) > 3 else 0


def _turned(ring: Ring, *, left: bool) -> Ring:
    return ring if (_area(ring) > 0) is left else ring[::-1]


def _within(point: Point, ring: Ring) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) is not (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring on either side of the 180th meridian; itself where it does not cross it."""
    jumps = sum(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))
    if not jumps:
        yield ring
        return
    whole = [ring[0]]
    for _, (x, y) in pairwise(ring):
        last = whole[-1][0]
        whole.append((x + 360 * round((last - x) / 360), y))
    if jumps % 2:  # around a pole, which the ring goes along
        pole = -90.0 if sum(y for _, y in ring) < 0 else 90.0
        whole += [(whole[-1][0], pole), (whole[0][0], pole), whole[0]]
    low, high = min(x for x, _ in whole), max(x for x, _ in whole)
    for turn in range(round(low / 360) * 360, round(high / 360) * 360 + 1, 360):
        part = _half(_half(whole, turn - 180, above=True), turn + 180, above=False)
        if len(part) > 3:
            yield [(round(x - turn, 4), y) for x, y in part]


def _half(ring: Ring, at: float, *, above: bool) -> Ring:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman)."""
    made: Ring = []
    for one, other in pairwise(ring):
        inside, after = ((p[0] >= at if above else p[0] <= at) for p in (one, other))
        if inside:
            made.append(one)
        if inside is not after:
            share = (at - one[0]) / (other[0] - one[0])
            made.append((at, round(one[1] + share * (other[1] - one[1]), 4)))
    return [*made, made[0]] if made else []
