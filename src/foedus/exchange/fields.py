"""What there is to a claim in an export, by name: the rows of every table of what a format keeps and loses."""

from __future__ import annotations

FIELDS = {
    "claim": "the claim's id",
    "document": "the id of its document",
    "statement": "the id of the statement that contains it",
    "kind": "the kind of claim",
    "actors": "who stands in which role, by key",
    "mentions": "the words that name them, and where these stand",
    "attributes": "duty, stage, change, office and the like",
    "polarity": "affirmed or negated",
    "status": "actual, planned, denied and the like",
    "time": "when it holds, as EDTF",
    "time words": "the words that give the time, where they stand, and on what basis",
    "quote": "the exact words of the evidence",
    "offsets": "where the evidence stands in the text",
    "terms": "loaded names and what they imply",
    "confidence": "how sure the reader is",
    "extractor": "which rule or model found it",
    "speaker": "who says it, by key",
    "speaker words": "the words that name the speaker",
    "on behalf of": "for whom it is said, by key",
    "via": "who carried it to the document, by key",
    "cue": "the word of saying",
    "form": "direct, mixed, indirect or interview",
    "viewpoint": "whose position it is: for whom it is said, else who says it",
    "standing": "accepted, rejected, corrected, retracted or unjudged",
    "judgement": "who judged it, when and why",
    "holds": "whether its own time covers the day that was asked for",
    "valid on": "the day that was asked for",
    "known on": "the day or moment up to which the ledger was asked",
    "recorded": "when the ledger learnt it",
    "reader": "what read it, with its version",
    "library": "the library that stood then",
    "erased": "whether its words were erased",
    "title": "the document's title",
    "outlet": "who published it",
    "byline": "who wrote it",
    "path": "where it was read from",
    "address": "its address",
    "published": "when it was published, as EDTF",
    "published basis": "whether that is stated or inferred",
    "language": "its language",
    "text": "its whole text",
}
"""Everything that an export may carry of a claim, in the order of the tables."""


def lost(kept: dict[str, str]) -> tuple[str, ...]:
    """What a format that keeps these loses."""
    return tuple(name for name in FIELDS if name not in kept)
