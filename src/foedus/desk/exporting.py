"""One way to export whatever there is: claims, a graph, a map, a calendar; to a file or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk.exchanging import Wanted, export_claims, whole_file
from foedus.desk.mapping import MapQuestion
from foedus.desk.placing import map_file
from foedus.desk.relating import export_calendar, export_graph
from foedus.exchange.formats import format_named
from foedus.model.problems import UsageError
from foedus.model.time import parse_moment

if TYPE_CHECKING:
    from foedus.desk.opening import Desk


@dataclass(frozen=True, slots=True)
class Further:
    """What only some formats ask.

    viewpoint: whose positions are applied (graphs, maps, calendars).  origin: what a graph is of.
    agreements: those of a calendar; all without any.  layer, of: of a map.  attackers, targets: of its obligations.
    shapes: a GeoJSON file of countries for a map.
    """

    viewpoint: str | None = None
    origin: str | None = None
    agreements: tuple[str, ...] = ()
    layer: str | None = None
    of: str | None = None
    attackers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    shapes: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A file's bytes, piece by piece, none where it was written; notes: what people should know of it."""

    pieces: Iterator[bytes]
    notes: tuple[str, ...] = ()


_ASKED = {
    "viewpoint": ("graph", "map", "agreements"),
    "origin": ("graph",),
    "agreements": ("agreements",),
    "layer": ("map",),
    "of": ("map",),
    "attackers": ("map",),
    "targets": ("map",),
    "shapes": ("map",),
}
"""What formats are of that take each of :class:`Further`."""
_WORDS = {"origin": "--from", "agreements": "--agreement", "attackers": "--attacker", "targets": "--target"}


def export(desk: Desk, name: str, wanted: Wanted, further: Further | None = None, out: str | None = None) -> Export:
    """An export; with out it is written into that file, whole or not at all.

    Raises UsageError for a format that there is not, whose extra is not installed, or that does not take what is given;
    DataError where the file cannot be written.
    """
    asked, form = further or Further(), format_named(name)
    form.see_installed()
    for field, takers in _ASKED.items():
        if getattr(asked, field) and form.of not in takers:
            raise UsageError(f"{_WORDS.get(field, '--' + field)} is not for {name}: it is of {form.of}")
    if form.of == "claims":
        return Export(export_claims(desk, name, wanted, out))
    notes: tuple[str, ...] = ()
    if form.of == "graph":
        pieces = export_graph(desk, name, wanted, asked.origin or "ledger", asked.viewpoint)
    elif form.of == "agreements":
        pieces = export_calendar(desk, asked.agreements, wanted.on, asked.viewpoint)
    else:
        made, notes = map_file(desk, _question(wanted, asked), asked.shapes)
        pieces = iter((made,))
    return Export(pieces if out is None else _written(pieces, out), notes)


def _written(pieces: Iterator[bytes], out: str) -> Iterator[bytes]:
    with whole_file(Path(out)) as part, part.open("wb") as file:
        file.writelines(pieces)
    yield from ()


def _question(wanted: Wanted, asked: Further) -> MapQuestion:
    return MapQuestion(
        layer=asked.layer or "recognition",
        of=asked.of,
        on=wanted.on,
        viewpoint=asked.viewpoint,
        attackers=asked.attackers,
        targets=asked.targets,
        known_at=parse_moment(wanted.known_on) if wanted.known_on else None,
    )
