"""Exports of what the library holds: its relations as a graph, beside claims, and the days of agreements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from foedus.desk.exchanging import Wanted, asked_of, items
from foedus.desk.showing import find_agreement
from foedus.exchange.calendars import calendar_bytes
from foedus.exchange.networks import Edge, claim_edges, fact_edges, gexf_bytes, graphml_bytes
from foedus.model.problems import UsageError
from foedus.model.time import Truth, parse_day

if TYPE_CHECKING:
    from foedus.desk.opening import Desk

ORIGINS = ("ledger", "library", "both")
_WRITERS = {"gexf": gexf_bytes, "graphml": graphml_bytes}


def export_graph(
    desk: Desk, name: str, wanted: Wanted, origin: str = "ledger", viewpoint: str | None = None
) -> Iterator[bytes]:
    """Claims, facts of the library, or both, as a graph.

    name: ``gexf`` or ``graphml``.  origin: one of :data:`ORIGINS`.  viewpoint: whose positions on agreements are told.

    Raises UsageError for an origin that is none, UnknownName for a viewpoint of which nothing is known.
    """
    if origin not in ORIGINS:
        raise UsageError(f"a graph is of {', '.join(ORIGINS)}, not of {origin!r}")
    asked = asked_of(desk, wanted, viewpoint)
    found: Iterator[Edge] = iter(())
    if origin != "library":
        found = claim_edges(items(desk, wanted), asked)
    if origin != "ledger":
        facts = fact_edges(desk.library, asked, seen(desk, wanted.on, viewpoint))
        key = desk.key_or_slug(wanted.actor) if wanted.actor else None
        found = chain(found, (each for each in facts if key in (None, each.source, each.target)))
    yield from _WRITERS[name](found, asked)


def export_calendar(
    desk: Desk, agreements: tuple[str, ...] = (), on: str | None = None, viewpoint: str | None = None
) -> Iterator[bytes]:
    """The days of some agreements, or of all of the library, as a calendar.

    agreements: names or ids.  on, viewpoint: of which day, and whose eyes, it is told what becomes of each.
    """
    chosen = [find_agreement(desk, name) for name in agreements] or list(desk.library.agreements)
    asked = asked_of(desk, Wanted(on=on), viewpoint)
    yield from calendar_bytes(chosen, asked, seen(desk, on, viewpoint))


def seen(desk: Desk, on: str | None, viewpoint: str | None) -> dict[str, str]:
    """What becomes of each agreement on a day, in somebody's eyes, in words; nothing where no day is given."""
    from foedus.desk.asking import viewpoint_key
    from foedus.world import compile_world

    if on is None:
        if viewpoint is not None:
            raise UsageError("a viewpoint is asked on a day: give it with --on YYYY-MM-DD")
        return {}
    world = compile_world(desk.library, parse_day(on), viewpoint_key(desk, viewpoint))
    told = {}
    for each in world.instruments:
        if each.stance.truth is Truth.NO and each.in_force is not Truth.NO:
            words = "in force by its terms, and denied"
        else:
            words = {Truth.YES: "in force", Truth.NO: "not in force", Truth.UNKNOWN: "unknown"}[each.binding]
        denied = f"; disputed by {', '.join(each.disputed_by)}" if each.disputed_by else ""
        told[each.agreement.id] = words + denied
    return told
