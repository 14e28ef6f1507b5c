"""Evidence as W3C Web Annotations: each claim an annotation of the words that it rests on.

Positions count Unicode code points from 0, as the model of Web Annotation has it, in the text whose SHA-256 is the
document's id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from foedus.exchange.naming import annotation_iri, document_iri, library_iri, statement_iri
from foedus.exchange.values import Asked, Item, standing_of
from foedus.views.claims import gist

if TYPE_CHECKING:
    from foedus.model.judgements import Judged

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words that a quotation is told apart by."""

KEPT = {
    "claim": "id, body.value.id",
    "document": "target.source",
    "statement": "body.value.statement",
    **{
        name: f"body.value.{name}"
        for name in ("kind", "attributes", "polarity", "status", "time", "terms", "confidence", "extractor")
    },
    "actors": "body.value.roles",
    "mentions": "body.value.roles",
    "time words": "body.value.time",
    "quote": "target.selector (TextQuoteSelector), body.value.evidence",
    "offsets": "target.selector (TextPositionSelector), body.value.evidence",
    "speaker": "body.value.speaker",
    "viewpoint": "body.value.viewpoint",
    "standing": "body.value.standing",
    "judgement": "body.value.judged, bodies that assess, comment and edit",
    "holds": "body.value.holds",
    "valid on": "body.value.valid_on",
    "known on": "body.value.known_on",
    "recorded": "created",
    "reader": "creator.name",
    "library": "generator",
    "erased": "body.value.erased",
    "title": "target.source.label",
    "address": "target.source.canonical",
    "language": "target.source.language",
}


def web_annotations(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """A list of annotations in JSON-LD, an annotation at a time."""
    before = b"[\n"
    for item in items:
        yield before + json.dumps(annotation(item, asked), ensure_ascii=False).encode("utf-8", "backslashreplace")
        before = b",\n"
    yield b"\n]\n" if before != b"[\n" else b"[]\n"


def annotation(item: Item, asked: Asked) -> dict[str, Any]:
    """A claim as an annotation of its evidence."""
    held, claim = item.held, item.held.claim
    said = held.statement
    body = {
        **claim.fields(),
        "id": claim.id,
        "statement": claim.statement and statement_iri(claim.statement),
        "speaker": said.speaker.actor if said and said.speaker else None,
        "viewpoint": item.viewpoint,
        "standing": standing_of(held.judged),
        "judged": held.judged.record(),
        "holds": held.holds and held.holds.value,
        "valid_on": asked.valid_on,
        "known_on": asked.known_on,
    }
    return {
        "@context": CONTEXT,
        "id": annotation_iri(claim.id),
        "type": "Annotation",
        "motivation": "identifying",
        "created": held.recorded_at.isoformat().replace("+00:00", "Z"),
        "creator": {"type": "Software", "name": f"foedus {held.read_by.version}, {held.read_by.model}"},
        **({"generator": library_iri(held.library)} if held.library else {}),
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en"}
            | {"value": gist(claim.record(), asked.label)},
            {"type": "TextualBody", "purpose": "identifying", "format": "application/json"}
            | {"value": json.dumps(body, ensure_ascii=False)},
            *_judged(held.judged),
        ],
        "target": [_target(item, quote.text, quote.start, quote.end) for quote in claim.evidence],
    }


def _judged(judged: Judged) -> Iterator[dict[str, Any]]:
    """What people hold of the claim, as further bodies: the verdict, the reason, and what should stand instead."""
    for each in filter(None, (judged.verdict, judged.retracted)):
        signed = {"type": "TextualBody", "creator": {"type": "Person", "name": each.by}, "created": each.at.isoformat()}
        yield {**signed, "purpose": "assessing", "value": each.verdict}
        yield {**signed, "purpose": "commenting", "value": each.reason}
        if each.claim is not None:
            corrected = json.dumps(each.claim.record(), ensure_ascii=False)
            yield {**signed, "purpose": "editing", "format": "application/json", "value": corrected}


def _target(item: Item, words: str, start: int, end: int) -> dict[str, Any]:
    told, text = item.told, item.text
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": words}
    if text[start:end] == words and words:
        quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    found: dict[str, Any] = {
        "type": "SpecificResource",
        "source": {"id": document_iri(told.id), "type": "Text"}
        | ({"canonical": told.address} if told.address else {})
        | ({"language": told.language} if told.language else {})
        | ({"label": told.title} if told.title else {}),
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
    }
    return found
