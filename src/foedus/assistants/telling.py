"""Records as a model reads them: keys, ids, exact quotations and dates, without what only programs need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from foedus.assistants.paging import some
from foedus.views.claims import erased, gist

if TYPE_CHECKING:
    from foedus.ledger import Passage, RecordedClaim
    from foedus.model.documents import Document
    from foedus.views.table import Label

_MENTIONED = ("id", "kind", "attributes", "polarity", "status", "confidence")
_GROUPED = ("duty", "strength", "level", "depth", "provision", "beneficiary", "disputed_by")
_DOCUMENT = ("id", "path", "title", "outlet", "byline", "published", "published_basis", "language")
MOST_REASONS = 10
MOST_GAPS = 25


def document(given: Document | Mapping[str, Any]) -> dict[str, Any]:
    """What is told of a document, without its text."""
    if isinstance(given, Mapping):
        return {name: given[name] for name in _DOCUMENT}
    return {name: getattr(given, name) for name in _DOCUMENT}


def claim(record: Mapping[str, Any], label: Label) -> dict[str, Any]:
    """A claim: what it says, who is meant in which role, when, in which words of its document."""
    when = record["time"]
    gone = erased(record) if "erased" in record else ""
    return {
        **{name: record[name] for name in _MENTIONED},
        "says": gist(record, label),
        "roles": {role: [each["actor"] for each in held] for role, held in record["roles"].items() if held},
        "time": when and {"when": when["edtf"], "basis": when["basis"]},
        "quotes": [] if gone else [dict(each) for each in record["evidence"]],
        **({"erased": gone} if gone else {}),
        **({"judged": record["judged"]} if record.get("judged") else {}),
    }


def recorded(each: RecordedClaim, label: Label, of: Document | None = None) -> dict[str, Any]:
    """A claim of the ledger, with who said it, through whom, and in which document."""
    said = each.statement
    speaker = said.speaker.actor if said and said.speaker else None
    return {
        **claim(each.record(), label),
        "said_by": speaker if said else "the document itself",
        "on_behalf_of": said.on_behalf_of if said else None,
        "via": [mention.actor for mention in said.via] if said else [],
        "document": document(of) if of else each.claim.document,
    }


def passage(found: Passage) -> dict[str, Any]:
    """A passage with its place in the text."""
    return {
        "document": found.document,
        "path": found.path,
        "title": found.title,
        "published": found.published,
        "quote": {"text": found.text, "start": found.start, "end": found.end},
        "matches": [list(span) for span in found.matches],
    }


def overview(obligations: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Obligations in groups: all who owe the same duty to the same by the same article."""
    groups: dict[str, dict[str, Any]] = {}
    for owed in obligations:
        shared = {name: owed[name] for name in _GROUPED}
        groups.setdefault(repr(shared), {"bearers": [], **shared})["bearers"].append(owed["bearer"])
    return list(groups.values())


def obligation(number: int, owed: Mapping[str, Any]) -> dict[str, Any]:
    """An obligation with its proof, under its number in the answer."""
    left_out = ("grounds", "after", "wording_since")
    return {"number": number, **{name: held for name, held in owed.items() if name not in left_out}}


def finding(found: Mapping[str, Any]) -> dict[str, Any]:
    """What the texts say of a commitment; the reasons why others do not bind are cut short, and counted."""
    return {
        **found,
        "obligations": [obligation(n, each) for n, each in enumerate(found["obligations"], start=1)],
        "missing": some(found["missing"], MOST_REASONS),
        "unknown": some(found["unknown"], MOST_REASONS),
    }


def names(actor: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An actor's names, those fields of each that say something."""
    return [
        {name: held for name, held in each.items() if held and name in ("text", "role", "language", "used_by", "sense")}
        for each in actor["names"]
    ]
