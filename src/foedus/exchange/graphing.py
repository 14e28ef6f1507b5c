"""Claims as RDF: what is claimed, apart from who claims it where, in the terms of PROV-O.

In a data set (TriG, N-Quads) the content of each claim is a graph of its own, about which the default graph says
whose it is; so nothing that somebody merely says becomes a fact of the data set.  In a plain graph (Turtle,
N-Triples, JSON-LD) both stand together, and the claim is a node with its roles: no triple says that RUS recognises
somebody, only that a claim says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.exchange.naming import (
    VOCABULARY,
    actor_iri,
    claim_iri,
    document_iri,
    judgement_iri,
    library_iri,
    statement_iri,
    uuid_of,
)
from foedus.exchange.rows import compact
from foedus.exchange.values import Asked, Item, standing_of
from foedus.model.extras import needed

if TYPE_CHECKING:
    from rdflib import URIRef
    from rdflib.term import Node

    from foedus.model.judgements import Judgement

PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

KEPT = {
    "claim": "the node's IRI",
    "document": "prov:wasDerivedFrom",
    "statement": "foedus:statement",
    "kind": "foedus:kind",
    "actors": "a property for each role: foedus:recogniser, foedus:debtor, …",
    "attributes": "a property for each that is a word; the others in foedus:attributes, as JSON",
    "polarity": "foedus:polarity",
    "status": "foedus:status",
    "time": "foedus:time",
    "quote": "oa:exact of foedus:evidence",
    "offsets": "oa:start and oa:end of foedus:evidence",
    "confidence": "foedus:confidence",
    "extractor": "foedus:extractor",
    "speaker": "prov:wasAttributedTo of the statement",
    "speaker words": "foedus:speakerWords of the statement",
    "on behalf of": "foedus:onBehalfOf of the statement",
    "via": "foedus:via of the statement",
    "cue": "foedus:cue of the statement",
    "form": "foedus:form of the statement",
    "viewpoint": "foedus:viewpoint",
    "standing": "foedus:standing",
    "judgement": "foedus:judgement, a prov:Activity",
    "holds": "foedus:holds",
    "valid on": "foedus:validOn of the export",
    "known on": "foedus:knownOn of the export",
    "recorded": "prov:generatedAtTime",
    "reader": "prov:wasGeneratedBy, prov:wasAssociatedWith",
    "library": "foedus:library",
    "erased": "prov:wasInvalidatedBy",
    "title": "dcterms:title",
    "outlet": "dcterms:publisher",
    "byline": "dcterms:creator",
    "path": "foedus:path",
    "address": "prov:atLocation",
    "published": "dcterms:issued",
    "language": "dcterms:language",
}

_WORDS = ("duty", "stage", "link", "change", "step", "type", "relation", "stance", "event", "office", "title")
_EXPORT = f"{VOCABULARY}export"
Triple = tuple["Node", "Node", "Node"]


class Terms:
    """rdflib's terms, which are slow to import; made once for a file."""

    def __init__(self) -> None:
        with needed("exchange", "RDF"):
            import rdflib
        self.iri = rdflib.URIRef
        self.literal = rdflib.Literal
        self.xsd = rdflib.XSD
        self.a = rdflib.RDF.type

    def own(self, name: str) -> URIRef:
        return self.iri(VOCABULARY + name)

    def moment(self, when: str) -> Node:
        return self.literal(when, datatype=self.xsd.dateTime)


def content(item: Item, terms: Terms) -> Iterator[Triple]:
    """What is claimed: kind, roles, attributes, modality, time."""
    claim, iri, text = item.held.claim, terms.iri, terms.literal
    node = iri(claim_iri(claim.id))
    yield node, terms.a, terms.own("Claim")
    for name in ("kind", "polarity", "status"):
        yield node, terms.own(name), text(getattr(claim, name))
    for role, mentions in claim.roles:
        for key in dict.fromkeys(mention.actor for mention in mentions):
            yield node, terms.own(role), iri(actor_iri(key))
    record = claim.fields()["attributes"]
    for name, value in record.items():
        if name in _WORDS and isinstance(value, str):
            yield node, terms.own(name), text(value)
    others = {name: value for name, value in record.items() if name not in _WORDS or not isinstance(value, str)}
    if others:
        yield node, terms.own("attributes"), text(compact(others))
    if claim.time:
        yield node, terms.own("time"), text(claim.time.edtf)


def provenance(item: Item, asked: Asked, terms: Terms) -> Iterator[Triple]:
    """Whose it is, in which words, read by what and when, and what people hold of it."""
    held, claim, iri, text = item.held, item.held.claim, terms.iri, terms.literal
    node = iri(claim_iri(claim.id))
    yield node, terms.a, iri(f"{PROV}Entity")
    yield node, iri(f"{PROV}wasDerivedFrom"), iri(document_iri(claim.document))
    yield node, iri(f"{PROV}generatedAtTime"), terms.moment(held.recorded_at.isoformat())
    yield node, terms.own("confidence"), text(claim.confidence)
    yield node, terms.own("extractor"), text(claim.extractor)
    yield node, terms.own("standing"), text(standing_of(held.judged))
    if item.viewpoint:
        yield node, terms.own("viewpoint"), iri(actor_iri(item.viewpoint))
    if held.holds:
        yield node, terms.own("holds"), text(held.holds.value)
    if held.library:
        yield node, terms.own("library"), iri(library_iri(held.library))
    if held.erasure:
        yield node, iri(f"{PROV}wasInvalidatedBy"), iri(claim_iri(held.erasure.id))
    yield from _reading(item, node, terms)
    yield from _evidence(item, node, terms)
    yield from _said(item, node, terms)
    for judgement in filter(None, (held.judged.verdict, held.judged.retracted)):
        yield from _judged(judgement, node, terms)
    for name, value in (("validOn", asked.valid_on), ("knownOn", asked.known_on), ("seenFrom", asked.viewpoint)):
        if value:
            yield iri(_EXPORT), terms.own(name), text(value)


def _reading(item: Item, node: URIRef, terms: Terms) -> Iterator[Triple]:
    held, iri = item.held, terms.iri
    name = f"foedus {held.read_by.version}, {held.read_by.model}"
    reading = iri(uuid_of("reading", item.told.id, name).urn)
    agent = iri(uuid_of("reader", name).urn)
    yield node, iri(f"{PROV}wasGeneratedBy"), reading
    yield reading, terms.a, iri(f"{PROV}Activity")
    yield reading, iri(f"{PROV}used"), iri(document_iri(item.told.id))
    yield reading, iri(f"{PROV}wasAssociatedWith"), agent
    yield agent, terms.a, iri(f"{PROV}SoftwareAgent")
    yield agent, iri(f"{RDFS}label"), terms.literal(name)


def _evidence(item: Item, node: URIRef, terms: Terms) -> Iterator[Triple]:
    iri, text = terms.iri, terms.literal
    for quote in item.held.claim.evidence:
        words = iri(uuid_of("words", item.told.id, str(quote.start), str(quote.end)).urn)
        yield node, terms.own("evidence"), words
        yield words, iri(f"{OA}hasSource"), iri(document_iri(item.told.id))
        yield words, iri(f"{OA}exact"), text(quote.text)
        yield words, iri(f"{OA}start"), text(quote.start)
        yield words, iri(f"{OA}end"), text(quote.end)


def _said(item: Item, node: URIRef, terms: Terms) -> Iterator[Triple]:
    said, iri, text = item.held.statement, terms.iri, terms.literal
    if said is None:
        publisher = iri(uuid_of("publisher", item.publisher).urn)
        yield node, iri(f"{PROV}wasAttributedTo"), publisher
        yield publisher, terms.a, iri(f"{PROV}Agent")
        yield publisher, iri(f"{RDFS}label"), text(item.publisher)
        return
    statement = iri(statement_iri(said.id))
    yield node, terms.own("statement"), statement
    yield statement, terms.a, terms.own("Statement")
    yield statement, iri(f"{PROV}wasDerivedFrom"), iri(document_iri(said.document))
    yield statement, terms.own("form"), text(said.form)
    if said.cue:
        yield statement, terms.own("cue"), text(said.cue.text)
    if said.on_behalf_of:
        yield statement, terms.own("onBehalfOf"), iri(actor_iri(said.on_behalf_of))
    for mention in said.via:
        yield statement, terms.own("via"), iri(actor_iri(mention.actor))
    if said.speaker:
        yield node, iri(f"{PROV}wasAttributedTo"), iri(actor_iri(said.speaker.actor))
        yield statement, iri(f"{PROV}wasAttributedTo"), iri(actor_iri(said.speaker.actor))
        yield statement, terms.own("speakerWords"), text(said.speaker.text)


def _judged(judgement: Judgement, node: URIRef, terms: Terms) -> Iterator[Triple]:
    iri, text = terms.iri, terms.literal
    made = iri(judgement_iri(judgement.id))
    person = iri(uuid_of("reviewer", judgement.by).urn)
    yield node, terms.own("judgement"), made
    yield made, terms.a, iri(f"{PROV}Activity")
    yield made, terms.own("verdict"), text(judgement.verdict)
    yield made, terms.own("reason"), text(judgement.reason)
    yield made, iri(f"{PROV}endedAtTime"), terms.moment(judgement.at.isoformat())
    yield made, iri(f"{PROV}wasAssociatedWith"), person
    yield person, terms.a, iri(f"{PROV}Person")
    yield person, iri(f"{RDFS}label"), text(judgement.by)


def about_document(item: Item, terms: Terms) -> Iterator[Triple]:
    """What is told of a claim's document."""
    told, iri, text = item.told, terms.iri, terms.literal
    node = iri(document_iri(told.id))
    yield node, terms.a, iri(f"{PROV}Entity")
    dublin = {"title": told.title, "publisher": told.outlet, "creator": told.byline, "issued": told.published}
    for name, value in {**dublin, "language": told.language}.items():
        if value:
            yield node, iri(DCTERMS + name), text(value)
    yield node, terms.own("path"), text(told.path)
    if told.address:
        yield node, iri(f"{PROV}atLocation"), text(told.address)


def about_actors(keys: Iterable[str], asked: Asked, terms: Terms) -> Iterator[Triple]:
    """What actors are called, and that whoever speaks is an agent."""
    for key in keys:
        node = terms.iri(actor_iri(key))
        yield node, terms.a, terms.iri(f"{PROV}Agent")
        yield node, terms.iri(f"{RDFS}label"), terms.literal(asked.label(key))


def people_of(item: Item) -> tuple[str, ...]:
    """Everybody whom a claim names, and who says it, each once."""
    said = item.held.statement
    speakers = [mention.actor for mention in (said.via if said else ())]
    if said and said.speaker:
        speakers.append(said.speaker.actor)
    if said and said.on_behalf_of:
        speakers.append(said.on_behalf_of)
    return tuple(dict.fromkeys((*item.held.claim.everybody(), *speakers)))
