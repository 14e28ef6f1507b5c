"""RDF: rdflib parses it, the kept fields come back, and the query of the page is answered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from exchange_making import BEGUN, CLAIMS, DEFENCE, OSSETIA, SAID, exported
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from foedus.desk import Desk
from foedus.desk.exchanging import Wanted
from foedus.exchange.graphing import PROV
from foedus.exchange.naming import VOCABULARY, actor_iri, claim_iri, named
from foedus.exchange.rdf import CONTENT
from foedus.exchange.vocabulary import TERMS

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "exchange.md"
GRAPHS = {"turtle": "turtle", "ntriples": "nt", "json-ld": "json-ld"}


def parsed(at: Desk, name: str, wanted: Wanted | None = None) -> Graph:
    return Graph().parse(data=exported(at, name, wanted), format=GRAPHS[name])


def test_the_three_notations_say_the_same(at: Desk) -> None:
    one, *others = (parsed(at, name) for name in GRAPHS)
    assert all(isomorphic(one, other) for other in others)


def test_what_the_table_keeps_comes_back(at: Desk) -> None:
    graph = parsed(at, "turtle")
    for claim in CLAIMS:
        node = URIRef(claim_iri(claim.id))
        told = {name: str(graph.value(node, URIRef(VOCABULARY + name))) for name in ("kind", "polarity", "status")}
        assert told == {"kind": claim.kind, "polarity": claim.polarity, "status": claim.status}
        for role, mentions in claim.roles:
            found = {named(str(each), "actor") for each in graph.objects(node, URIRef(VOCABULARY + role))}
            assert found == {mention.actor for mention in mentions}
        words = set(graph.objects(node, URIRef(f"{VOCABULARY}evidence")))
        assert len(words) == len(claim.evidence)
        assert str(graph.value(node, URIRef(f"{PROV}generatedAtTime"))) == BEGUN.isoformat()
    node = URIRef(claim_iri(DEFENCE.id))
    assert json.loads(str(graph.value(node, URIRef(f"{VOCABULARY}attributes"))))["quantity"]["low"] == 60000
    assert graph.value(node, URIRef(f"{PROV}wasAttributedTo")) == URIRef(actor_iri("alexander-lukashenko"))
    said = graph.value(node, URIRef(f"{VOCABULARY}statement"))
    assert named(str(said), "statement") == SAID.id


@pytest.mark.parametrize(("name", "notation"), [("trig", "trig"), ("nquads", "nquads")])
def test_what_is_said_is_apart_from_who_says_it(at: Desk, name: str, notation: str) -> None:
    found = Dataset().parse(data=exported(at, name), format=notation)
    node = URIRef(claim_iri(OSSETIA.id))
    dataset = found if isinstance(found, Dataset) else Dataset()
    said = dataset.graph(URIRef(f"{node}{CONTENT}"))
    assert (node, URIRef(f"{VOCABULARY}recogniser"), URIRef(actor_iri("BLR"))) in said
    assert not list(said.objects(node, URIRef(f"{PROV}wasAttributedTo")))
    whose = dataset.default_graph
    assert not list(whose.objects(node, URIRef(f"{VOCABULARY}recogniser")))
    assert list(whose.objects(node, URIRef(f"{PROV}wasAttributedTo")))


def test_the_query_of_the_page_is_answered(at: Desk) -> None:
    (query,) = re.findall(r"```sparql\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = [tuple(map(str, row)) for row in parsed(at, "turtle").query(query) if isinstance(row, tuple)]
    assert found == [
        ("Syria", "Abkhazia", "plain.txt", "Syria recognised Abkhazia in 2018", "2018", "unjudged"),
    ]


def test_every_term_of_our_own_is_explained(at: Desk) -> None:
    used = {str(part) for triple in parsed(at, "turtle", Wanted(on="2020-01-01")) for part in triple}
    own = {each.removeprefix(VOCABULARY) for each in used if each.startswith(VOCABULARY)}
    assert own <= set(TERMS)
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| {name} | {meaning} |" in text for name, meaning in TERMS.items())
