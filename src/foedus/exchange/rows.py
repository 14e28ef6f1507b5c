"""A claim as one flat row, for spreadsheets and statistics, and back.

Roles stand twice: as keys, several joined by a semicolon, which is what one counts and joins by, and as JSON with the
words and where they stand, from which the claim comes back with its id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.corpora.columns import ROLES
from foedus.exchange.values import Asked, Item, standing_of
from foedus.ledger.dates import extent
from foedus.model.claims import Claim

if TYPE_CHECKING:
    from foedus.model.claims import Mention, Statement, TimeReference

ATTRIBUTES = ("duty", "stage", "link", "change", "step", "type", "relation", "stance", "event", "office", "title")
"""Attributes that are one word, each with a column of its own."""

COLUMNS = {
    "claim": "Claim id",
    "kind": "Kind of claim",
    "polarity": "Affirmed or negated",
    "status": "Actual, planned, possible, conditional, demanded, ordered or denied",
    "standing": "What people hold of the claim",
    "judged_by": "Who judged it",
    "judged_at": "When it was judged",
    "judged_reason": "Why it was judged so",
    "viewpoint": "Whose position it is (key)",
    "speaker": "Who says it (key)",
    "speaker_words": "Words that name the speaker",
    "on_behalf_of": "For whom it is said (key)",
    "via": "Who carried it, outermost first (keys)",
    "cue": "Word of saying",
    "form": "Direct, mixed, indirect or interview",
    **{f"role_{role}": f"Who stands in the role {role} (keys)" for role in ROLES},
    **{f"attribute_{name}": f"Attribute {name}" for name in ATTRIBUTES},
    "attribute_former": "Whether the office was held in the past",
    "quantity_low": "Least number told",
    "quantity_high": "Greatest number told",
    "quantity_unit": "What is counted",
    "time": "When it holds (EDTF)",
    "time_first": "First day that it may cover",
    "time_last": "Last day that it may cover",
    "time_words": "Words that give the time",
    "time_basis": "Whether the time is stated or inferred",
    "holds": "Whether its time covers the day asked for",
    "quote": "Exact words of the evidence",
    "confidence": "How sure the reader is, 0 to 1",
    "extractor": "What found it",
    "reader": "Program and model that read the document",
    "library": "Library that stood then",
    "recorded": "When the ledger learnt it (UTC)",
    "erased": "Whether the words were erased",
    "document": "Document id (SHA-256 of its text)",
    "statement": "Statement id",
    "document_title": "Title of the document",
    "outlet": "Who published it",
    "byline": "Who wrote it",
    "path": "Where it was read from",
    "address": "Address of the document",
    "published": "When it was published (EDTF)",
    "published_basis": "Whether that is stated or inferred",
    "language": "Language of the document",
    "valid_on": "Day that was asked for",
    "known_on": "Ledger as known on",
    "roles": "Roles with words and offsets (JSON)",
    "attributes": "Attributes (JSON)",
    "time_whole": "Time with words and offsets (JSON)",
    "evidence": "Evidence with offsets (JSON)",
    "terms": "Loaded terms (JSON)",
}
"""The columns, each with what it holds."""

KEPT = {
    "claim": "claim",
    "document": "document",
    "statement": "statement",
    "kind": "kind",
    "actors": "role_…, roles",
    "mentions": "roles",
    "attributes": "attribute_…, quantity_…, attributes",
    "polarity": "polarity",
    "status": "status",
    "time": "time, time_first, time_last, time_whole",
    "time words": "time_words, time_basis, time_whole",
    "quote": "quote, evidence",
    "offsets": "evidence",
    "terms": "terms",
    "confidence": "confidence",
    "extractor": "extractor",
    "speaker": "speaker",
    "speaker words": "speaker_words",
    "on behalf of": "on_behalf_of",
    "via": "via",
    "cue": "cue",
    "form": "form",
    "viewpoint": "viewpoint",
    "standing": "standing",
    "judgement": "judged_by, judged_at, judged_reason",
    "holds": "holds",
    "valid on": "valid_on",
    "known on": "known_on",
    "recorded": "recorded",
    "reader": "reader",
    "library": "library",
    "erased": "erased",
    "title": "document_title",
    "outlet": "outlet",
    "byline": "byline",
    "path": "path",
    "address": "address",
    "published": "published",
    "published basis": "published_basis",
    "language": "language",
}

Row = dict[str, Any]
BETWEEN = "; "
"""Between keys that share a cell."""


def row(item: Item, asked: Asked) -> Row:
    """A claim as one row: texts, numbers and nothing (None), under :data:`COLUMNS`."""
    held, claim, told = item.held, item.held.claim, item.told
    time = claim.time
    return {
        "claim": claim.id,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "status": claim.status,
        **_judged(item),
        **_said(held.statement, item),
        **{f"role_{role}": _keys(claim.role(role)) for role in ROLES},
        **_attributes(claim),
        "time": time and time.edtf,
        **_days(time),
        "time_words": time and time.text,
        "time_basis": time and time.basis,
        "holds": held.holds and held.holds.value,
        "quote": item.quote,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "reader": f"foedus {held.read_by.version}, {held.read_by.model}",
        "library": held.library,
        "recorded": held.recorded_at.isoformat(),
        "erased": "yes" if held.erasure else None,
        "document": claim.document,
        "statement": claim.statement,
        "document_title": told.title,
        **{name: getattr(told, name) for name in _TOLD},
        "valid_on": asked.valid_on,
        "known_on": asked.known_on,
        **_whole(claim),
    }


_TOLD = ("outlet", "byline", "path", "address", "published", "published_basis", "language")


def claim_of(found: Mapping[str, Any]) -> Claim:
    """The claim that a row was made of, with the same id.

    found: the row's cells, with None or an empty text where there is nothing; further columns do not matter.
    """
    return Claim.from_record({
        **{name: found[name] for name in ("document", "kind", "polarity", "status", "extractor")},
        "statement": found["statement"] or None,
        "roles": json.loads(found["roles"]),
        "attributes": json.loads(found["attributes"]),
        "time": json.loads(found["time_whole"]) if found["time_whole"] else None,
        "evidence": json.loads(found["evidence"]),
        "terms": json.loads(found["terms"]),
        "confidence": float(found["confidence"]),
        "held_as": found["claim"] if found["erased"] else None,
    })  # fmt: skip


def _judged(item: Item) -> Row:
    judged = item.held.judged
    last = judged.retracted or judged.verdict
    return {
        "standing": standing_of(judged),
        "judged_by": last and last.by,
        "judged_at": last and last.at.isoformat(),
        "judged_reason": last and last.reason,
    }


def _said(said: Statement | None, item: Item) -> Row:
    speaker = said.speaker if said else None
    return {
        "viewpoint": item.viewpoint,
        "speaker": speaker and speaker.actor,
        "speaker_words": speaker and speaker.text,
        "on_behalf_of": said.on_behalf_of if said else None,
        "via": _keys(said.via) if said else None,
        "cue": said.cue.text if said and said.cue else None,
        "form": said.form if said else None,
    }


def _attributes(claim: Claim) -> Row:
    words = {name: claim.attribute(name) for name in ATTRIBUTES}
    quantity = claim.attribute("quantity")
    counted = quantity if isinstance(quantity, dict) else {}
    former = claim.attribute("former")
    return {
        **{f"attribute_{name}": value if isinstance(value, str) else None for name, value in words.items()},
        "attribute_former": None if former is None else "yes" if former else "no",
        "quantity_low": _number(counted.get("low")),
        "quantity_high": _number(counted.get("high")),
        "quantity_unit": counted.get("unit"),
    }


def _days(time: TimeReference | None) -> Row:
    """The days that it may cover; None where one side is open, or no date can be made out."""
    found = extent(time.edtf) if time else None
    low = found and found.low > date.min and found.low.isoformat()
    high = found and found.high < date.max and found.high.isoformat()
    return {"time_first": low or None, "time_last": high or None}


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _whole(claim: Claim) -> Row:
    """What the claim comes back from."""
    record = claim.fields()
    return {
        "roles": compact(record["roles"]),
        "attributes": compact(record["attributes"]),
        "time_whole": compact(record["time"]) if record["time"] else None,
        "evidence": compact(record["evidence"]),
        "terms": compact(record["terms"]),
    }


def _keys(mentions: tuple[Mention, ...]) -> str | None:
    return BETWEEN.join(dict.fromkeys(mention.actor for mention in mentions)) or None


def compact(value: Any) -> str:
    """A JSON text without needless space, in the value's own order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
