"""Shapes that the map draws beside those of countries: our own schematic outlines, or a file of the user's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.model.problems import UsageError
from foedus.model.time import OPEN, Spell, Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HERE = Path(__file__).with_name("outlines.yaml")
SHAPES = {"XKX": "kosovo", "CYN": "northern-cyprus", "SOL": "somaliland"}
"""Codes of the countries' shapes that are no actors' keys, and whom they mean."""

_LARGEST = 60_000_000
_NAMES = ("BRK_NAME", "NAME_LONG", "NAME", "BRK_GROUP", "name")
Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a place.

    key: of the actor; None for one that nobody is known by.  polygons: each of rings of [longitude, latitude].
    over: codes of the shapes on which alone it is drawn; all where there are none.  schematic: whether it is a sketch.
    """

    key: str | None
    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    source: str
    spell: Spell = Spell(None, OPEN)
    over: tuple[str, ...] = ()
    note: str = ""
    schematic: bool = True

    def feature(self) -> dict[str, Any]:
        """The outline as a GeoJSON feature."""
        told = {name: getattr(self, name) for name in ("key", "name", "source", "over", "note", "schematic")}
        return {
            "type": "Feature",
            "properties": told,
            "geometry": {"type": "MultiPolygon", "coordinates": self.polygons},
        }


@cache
def sketches() -> tuple[Outline, ...]:
    """Our own outlines, as the file beside this module has them."""
    from foedus.library.files import load_yaml

    raw = load_yaml(HERE)
    cited = {
        key: f"{each['title']} <{each['address']}>" if "address" in each else each["title"]
        for key, each in raw["sources"].items()
    }
    return tuple(
        Outline(
            key=each["key"],
            name=each["key"],
            polygons=((_closed([*(point[:2] for point in each["inner"]), *each["outer"]]),),),
            source="; ".join(cited[key] for key in each["sources"]),
            spell=Spell(str(each["start"]), str(each.get("end", OPEN))),
            over=tuple(each["over"]),
            note=each.get("note", ""),
        )
        for each in raw["outlines"]
    )


def on(outlines: Iterable[Outline], day: date) -> tuple[Outline, ...]:
    """Those that are drawn on a day: also where it is not known whether they should be."""
    return tuple(each for each in outlines if each.spell.on(day) is not Truth.NO)


def disputed_areas(path: Path, known: Callable[[str], Sequence[str]]) -> tuple[Outline, ...]:
    """The areas of a GeoJSON file such as Natural Earth's of disputed areas.

    known: the keys of the actors that a name may mean; an area whose names mean nobody is drawn under its name.

    Raises UsageError for a file that cannot be read or is no such GeoJSON.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path} has more than {_LARGEST:,} bytes; give one file of disputed areas alone")
        raw = json.loads(path.read_bytes())
        found = tuple(_area(feature, path, known) for feature in raw["features"])
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}; give Natural Earth's disputed areas") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise UsageError(
            f"{path} is no GeoJSON of areas ({type(error).__name__}: {error}); give a FeatureCollection of polygons, "
            "such as Natural Earth's ne_10m_admin_0_disputed_areas.geojson"
        ) from error
    return found


def _area(feature: Any, path: Path, known: Callable[[str], Sequence[str]]) -> Outline:
    told = {str(name).upper(): value for name, value in (feature["properties"] or {}).items()}
    names = [str(value) for name in _NAMES if (value := told.get(name.upper()))]
    keys = [keys[0] for name in names if len(keys := known(name)) == 1]
    shape = feature["geometry"]
    polygons = {"Polygon": lambda c: [c], "MultiPolygon": list}[shape["type"]](shape["coordinates"])
    return Outline(
        key=keys[0] if keys else None,
        name=names[0] if names else "an area without a name",
        polygons=tuple(tuple(_wound(ring, at == 0) for at, ring in enumerate(rings)) for rings in polygons),
        source=path.name,
        note=str(told.get("NOTE_BRK") or ""),
        schematic=False,
    )


def _closed(points: Sequence[Sequence[float]]) -> Ring:
    return _wound([*points, points[0]], outside=True)


def _wound(ring: Sequence[Sequence[float]], outside: bool) -> Ring:
    """The ring to the thousandth of a degree, wound as spheres have it: with the inside at the right hand.

    >>> _wound([[0, 0], [1, 0], [1, 1], [0, 0]], True)
    [[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
    """
    points = [[round(float(x), 3), round(float(y), 3)] for x, y, *_ in ring]
    if any(abs(x) > 360 or abs(y) > 90 for x, y in points):
        raise ValueError("coordinates that are no longitudes and latitudes")
    area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(points))
    return points if (area > 0) is outside else points[::-1]
