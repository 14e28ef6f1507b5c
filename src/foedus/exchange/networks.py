"""Who stands to whom how, as a graph with time: GEXF (with spells) and GraphML, by networkx's writers.

Nodes are actors and agreements.  An edge is a claim between two of them, or a fact of the library (a recognition, a
party's membership); each says which it is, whose position it is and what stands of it.  Edges are directed, and two
actors may have many.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus.exchange.ends import ENDS
from foedus.exchange.values import Asked, Item, standing_of
from foedus.ledger.dates import extent
from foedus.model.extras import needed
from foedus.model.time import OPEN, Spell, bounds
from foedus.views.claims import gist

if TYPE_CHECKING:
    from foedus.library import Library

KEPT = {
    "claim": "edge attribute claim",
    "document": "edge attribute document",
    "kind": "edge attribute kind",
    "actors": "source and target: those of the two main roles, a pair an edge",
    "attributes": "edge label, in words",
    "polarity": "edge attribute polarity",
    "status": "edge attribute status",
    "time": "edge attribute time; in GEXF the edge's start and end too",
    "quote": "edge attribute quote",
    "confidence": "edge weight",
    "speaker": "edge attribute speaker",
    "viewpoint": "edge attribute viewpoint",
    "standing": "edge attribute standing",
    "holds": "edge attribute holds",
    "valid on": "edge attribute valid_on",
    "known on": "edge attribute known_on",
    "recorded": "edge attribute recorded",
    "path": "edge attribute path",
    "published": "edge attribute published",
}


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge: its ends, its words, when it holds (first and last day), and all else that is told of it."""

    key: str
    source: str
    target: str
    label: str
    start: date | None
    end: date | None
    weight: float
    told: dict[str, str] = field(default_factory=dict, hash=False)


def claim_edges(items: Iterable[Item], asked: Asked) -> Iterator[Edge]:
    """An edge for each pair of a claim's two main roles; a claim that lacks one of them is no edge."""
    for item in items:
        claim = item.held.claim
        one, other = (dict.fromkeys(claim.actors(role)) for role in ENDS[claim.kind])
        start, end = _days(claim.time.edtf if claim.time else None)
        pairs = [(a, b) for a in one for b in other if a != b]
        for number, (source, target) in enumerate(pairs, start=1):
            key = claim.id if len(pairs) == 1 else f"{claim.id}/{number}"
            label = gist(claim.record(), asked.label)
            yield Edge(key, source, target, label, start, end, claim.confidence, _told(item, asked))


def _told(item: Item, asked: Asked) -> dict[str, str]:
    held, claim = item.held, item.held.claim
    said = held.statement
    told = {
        "level": "claim",
        "kind": claim.kind,
        "polarity": claim.polarity,
        "status": claim.status,
        "time": claim.time and claim.time.edtf,
        "quote": item.quote,
        "claim": claim.id,
        "document": claim.document,
        "path": item.told.path,
        "published": item.told.published,
        "speaker": said.speaker.actor if said and said.speaker else None,
        "viewpoint": item.viewpoint,
        "standing": standing_of(held.judged),
        "holds": held.holds and held.holds.value,
        "recorded": held.recorded_at.isoformat(),
        "valid_on": asked.valid_on,
        "known_on": asked.known_on,
    }
    return {name: value for name, value in told.items() if value}


def _days(edtf: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that a time may cover; None where a side is open or not known."""
    found = extent(edtf)
    if found is None:
        return None, None
    return found.low if found.low > date.min else None, found.high if found.high < date.max else None


def fact_edges(library: Library, asked: Asked, seen: dict[str, str]) -> Iterator[Edge]:
    """Recognitions and memberships that the library holds.

    seen: for each agreement what the viewpoint makes of it on the day that was asked for (``in force``, ``denied``, …).
    """
    for number, row in enumerate(library.recognitions):
        told = {"kind": "recognition", "recognition": row.kind, "source": row.source, "confidence": row.confidence}
        key = f"recognition-{number}"
        yield _fact(key, row.recogniser, row.recognised, f"recognises {row.kind}", row.spell, told, asked, row.note)
    for agreement in library.agreements:
        for number, party in enumerate(agreement.parties):
            told = {
                "kind": "party",
                "source": agreement.cite(party.source),
                "confidence": party.confidence,
                "in_force": seen.get(agreement.id, ""),
            }
            key = f"party-{agreement.id}-{number}"
            yield _fact(key, party.actor, agreement.id, "is a party to", party.spell, told, asked, party.note)


def _fact(
    key: str,
    source: str,
    target: str,
    words: str,
    spell: Spell,
    told: dict[str, str],
    asked: Asked,
    note: str | None,
) -> Edge:
    label = f"{asked.label(source)} {words} {asked.label(target)}"
    more = {"level": "library", **told, "time": f"{spell.start or ''}/{'' if spell.end is None else spell.end}"}
    more |= {"note": note or "", "valid_on": asked.valid_on or "", "viewpoint": asked.viewpoint or ""}
    if asked.valid_on:
        more["holds"] = spell.on(date.fromisoformat(asked.valid_on)).value
    weight = {"low": 0.3, "medium": 0.6, "high": 0.9}[told["confidence"]]
    kept = {name: value for name, value in more.items() if value}
    return Edge(key, source, target, label, _first(spell), _last(spell), weight, kept)


def _first(spell: Spell) -> date | None:
    """The first day on which a spell may hold; None where that is not known."""
    low = bounds(spell.start)[0] if spell.start else date.min
    return low if low > date.min else None


def _last(spell: Spell) -> date | None:
    """The last day on which it may hold; None where it has not ended, or that is not known."""
    if spell.end is None or spell.end == OPEN:
        return None
    high = bounds(spell.end)[1]
    return high - timedelta(days=1) if date.min < high < date.max else None


def graph_of(edges: Iterable[Edge], asked: Asked) -> Any:
    """A directed graph with parallel edges; nodes and edges in the order of their keys."""
    with needed("exchange", "a graph"):
        import networkx as nx
    found = sorted(edges, key=lambda each: (each.source, each.target, each.key))
    made = nx.MultiDiGraph()
    for key in sorted({end for each in found for end in (each.source, each.target)}):
        made.add_node(key, label=_clean(asked.label(key)), type=asked.kind_of(key) or "unknown")
    for each in found:
        told = {name: _clean(value) for name, value in each.told.items()}
        made.add_edge(
            each.source, each.target, key=each.key, edge=each, label=_clean(each.label), weight=each.weight, **told
        )
    return made


def graphml_bytes(edges: Iterable[Edge], asked: Asked) -> Iterator[bytes]:
    """The graph in GraphML; times are attributes, ``start`` and ``end`` as ISO dates."""
    with needed("exchange", "a graph"):
        import networkx as nx
    made = graph_of(edges, asked)
    for _, _, told in made.edges(data=True):
        _dated(told)
    out = io.BytesIO()
    nx.write_graphml_xml(made, out, edge_id_from_attribute="id")
    yield out.getvalue() + b"\n"


def gexf_bytes(edges: Iterable[Edge], asked: Asked) -> Iterator[bytes]:
    """The graph in GEXF 1.2, dynamic: an edge is there from its first to its last day, as Gephi's timeline reads it."""
    with needed("exchange", "a graph"):
        import networkx as nx
    made = graph_of(edges, asked)
    made.graph["mode"] = "dynamic"
    made.graph["timeformat"] = "date"
    for _, _, told in made.edges(data=True):
        _dated(told)
    text = "\n".join(nx.generate_gexf(made, version="1.2draft"))
    yield (_without_clock(text) + "\n").encode("utf-8")


def _dated(told: dict[str, Any]) -> None:
    each: Edge = told.pop("edge")
    told["id"] = each.key
    for name, day in (("start", each.start), ("end", each.end)):
        if day is not None:
            told[name] = day.isoformat()


def _without_clock(text: str) -> str:
    """The file without the day on which it was written, so that the same graph gives the same bytes."""
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).replace(' name=""', "", 1)  # the schema has no name


def _clean(text: str) -> str:
    """A text as XML can hold it."""
    return "".join(
        char if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff") else " " for char in text
    )
