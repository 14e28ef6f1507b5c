"""RDF in its notations: Turtle, N-Triples, JSON-LD for one graph; TriG and N-Quads for a data set.

N-Triples and N-Quads are written a claim at a time; the others hold all of it in memory, sorted, so that the same
ledger gives the same bytes.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from foedus.exchange import graphing
from foedus.exchange.naming import VOCABULARY
from foedus.exchange.values import Asked, Item, in_batches
from foedus.model.extras import needed

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

CONTENT = ":content"
"""What follows a claim's IRI in the name of the graph of what it says."""

PREFIXES = {
    "foedus": VOCABULARY,
    "prov": graphing.PROV,
    "oa": graphing.OA,
    "dcterms": graphing.DCTERMS,
    "rdfs": graphing.RDFS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def turtle(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """One graph in Turtle."""
    yield _graph(items, asked).serialize(format="turtle", encoding="utf-8")


def json_ld(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """One graph in JSON-LD, flattened, nodes and their values in order."""
    made = json.loads(_graph(items, asked).serialize(format="json-ld", auto_compact=True))
    nodes = made.pop("@graph", [made] if len(made) > 1 else [])
    made["@graph"] = sorted(map(_sorted, nodes), key=lambda node: str(node.get("@id")))
    yield (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _sorted(node: dict[str, Any]) -> dict[str, Any]:
    def ordered(value: Any) -> Any:
        return sorted(value, key=lambda each: json.dumps(each, sort_keys=True)) if isinstance(value, list) else value

    return {name: ordered(value) for name, value in node.items()}


def trig(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """A data set in TriG: a graph for what each claim says, and the default graph for whose it is."""
    with needed("exchange", "RDF"):
        from rdflib.plugins.serializers.trig import TrigSerializer
    out = io.BytesIO()
    with _quiet():
        writer = TrigSerializer(_in_graphs(_by_claim(items, asked)))
        writer.contexts.sort(key=lambda graph: str(graph.identifier))  # they come as a set has them
        writer.serialize(out, encoding="utf-8")
    yield out.getvalue()


def n_triples(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """One graph in N-Triples, some claims at a time."""
    with needed("exchange", "RDF"):
        from rdflib import Graph
    for some in in_batches(_by_claim(items, asked), _TOGETHER):
        part = Graph(bind_namespaces="none")
        for said, about in some:
            _add(part, (*said, *about))
        yield _ordered(part.serialize(format="nt", encoding="utf-8"))


def n_quads(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """A data set in N-Quads, some claims at a time."""
    for some in in_batches(_by_claim(items, asked), _TOGETHER):
        with _quiet():
            lines = _in_graphs(some).serialize(format="nquads", encoding="utf-8")
        yield _ordered(lines)


_TOGETHER = 200
"""Claims that are in memory at once, where they need not be so all."""

_Triples = tuple[graphing.Triple, ...]


def _by_claim(items: Iterable[Item], asked: Asked) -> Iterator[tuple[_Triples, _Triples]]:
    """For each claim what it says, and what is said of it, of its document and of its actors, each of these once."""
    terms = graphing.Terms()
    documents: set[str] = set()
    actors: set[str] = set()
    for item in items:
        about = list(graphing.provenance(item, asked, terms))
        if item.told.id not in documents:
            documents.add(item.told.id)
            about += graphing.about_document(item, terms)
        new = [key for key in graphing.people_of(item) if key not in actors]
        actors.update(new)
        about += graphing.about_actors(new, asked, terms)
        yield tuple(graphing.content(item, terms)), tuple(about)


def _graph(items: Iterable[Item], asked: Asked) -> Graph:
    with needed("exchange", "RDF"):
        from rdflib import Graph
    made = Graph(bind_namespaces="none")
    for prefix, names in PREFIXES.items():
        made.bind(prefix, names)
    for said, about in _by_claim(items, asked):
        _add(made, (*said, *about))
    return made


def _in_graphs(some: Iterable[tuple[_Triples, _Triples]]) -> Dataset:
    with needed("exchange", "RDF"):
        from rdflib import Dataset, URIRef
    made = Dataset(default_union=False)
    for prefix, names in PREFIXES.items():
        made.bind(prefix, names)
    for said, about in some:
        _add(made.graph(URIRef(f"{said[0][0]}{CONTENT}")), said)
        _add(made.default_graph, about)
    return made


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():  # rdflib's own writers call what rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _add(graph: Graph, triples: Iterable[graphing.Triple]) -> None:
    for triple in triples:
        graph.add(triple)


def _ordered(lines: bytes) -> bytes:
    return b"".join(sorted(line + b"\n" for line in lines.splitlines() if line))
