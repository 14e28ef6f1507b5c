"""The terms of foedus's own in RDF, beside those of PROV-O, Web Annotation and Dublin Core."""

from __future__ import annotations

from foedus.corpora.columns import ROLES

TERMS = {
    "Claim": "a typed proposition that somebody puts forward; nothing follows from it but that it was put forward",
    "Statement": "one act of saying, writing or thinking",
    "kind": "the kind of a claim",
    "polarity": "affirmed or negated",
    "status": "actual, planned, possible, conditional, demanded, ordered or denied",
    "time": "when what is claimed holds, as EDTF",
    "attributes": "what else is claimed, as a JSON object",
    "confidence": "how sure the reader is, from 0 to 1",
    "extractor": "which rule or model found the claim",
    "evidence": "the words that the claim rests on",
    "standing": "what people hold of the claim: accepted, rejected, corrected, retracted or unjudged",
    "judgement": "somebody's judgement of the claim",
    "verdict": "accept, reject, correct or retract",
    "reason": "why somebody judged so",
    "viewpoint": "whose position the claim is",
    "holds": "whether the claim's own time covers the day that was asked for: yes or unknown",
    "library": "the library of names and agreements that stood when the claim was read",
    "statement": "the statement that contains the claim",
    "form": "direct, mixed, indirect or interview",
    "cue": "the word of saying",
    "onBehalfOf": "for whom a statement is made",
    "via": "who carried a statement to the document",
    "speakerWords": "the words that name the speaker",
    "path": "where a document was read from",
    "export": "the export itself",
    "validOn": "the day that an export was asked for",
    "knownOn": "the day or moment up to which the ledger was asked",
    "seenFrom": "the viewpoint that an export was asked from",
    **{
        name: f"the claim's {name}"
        for name in (
            "duty",
            "stage",
            "link",
            "change",
            "step",
            "type",
            "relation",
            "stance",
            "event",
            "office",
            "title",
        )
    },
    **{role: f"who or what stands in the role {role}" for role in ROLES},
}
"""Each with what it means."""
