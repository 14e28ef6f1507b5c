"""What stays of a record once a document's words are erased: ids, keys, spans and the structure of what was claimed.

Each function takes a record's JSON as the ledger holds it and gives the same without the document's words, with
``held_as`` for the id that can no longer be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from foedus.ledger.exact import digest

Stored = Mapping[str, Any]

_WORDS = ("text", "title")
"""Keys under which an attribute holds words as the text wrote them (an office's title, a date's own words)."""

_TOLD = ("title", "byline", "published_note")
"""What is told of a document in words of its own."""


def statement(record: Stored, held_as: str) -> dict[str, Any]:
    """A statement without the words of who says it, of the cue and of who carried it."""
    return {
        **record,
        "speaker": _wordless(record["speaker"]),
        "via": _wordless(record["via"]),
        "cue": _wordless(record["cue"]),
        "held_as": held_as,
    }


def claim(record: Stored, held_as: str) -> dict[str, Any]:
    """A claim without its evidence and the words of those in its roles; who they are stays, by key."""
    fields = ("roles", "attributes", "time", "evidence", "terms")
    return {**record, **{name: _wordless(record[name]) for name in fields if name in record}, "held_as": held_as}


def terms(record: list[Any]) -> list[Any]:
    """Loaded terms without their words."""
    found: list[Any] = _wordless(record)
    return found


def description(record: Stored) -> dict[str, Any]:
    """What is told of a document, without its title and byline."""
    return {name: None if name in _TOLD else value for name, value in record.items()}


def problem(record: Stored) -> dict[str, Any]:
    """A problem without its sentences, which may quote the text."""
    return {**record, "what": "erased", "why": "", "todo": ""}


def judgement(record: Stored, held_as: str) -> dict[str, Any]:
    """A judgement with its correction wordless; who held it and why stays."""
    corrected = record["claim"]
    wordless = corrected and claim(corrected, corrected.get("held_as") or corrected["id"])
    return {**record, "claim": wordless, "held_as": held_as}


def found(record: Stored, claims: Set[str]) -> dict[str, Any] | None:
    """What a watch found, without what it tells of contradictions that claims are in; None where they are in none."""
    told = record.get("contradictions", {})
    gone = {key for key, each in told.items() if claims & set(each["claims"])}
    if not gone:
        return None
    kept = {
        f"erased:{digest(key)[:20]}" if key in gone else key: {**each, "told": "erased"} if key in gone else each
        for key, each in told.items()
    }
    return {**record, "contradictions": kept}


def _wordless(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: "" if name in _WORDS and isinstance(inner, str) else _wordless(inner) for name, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_wordless(inner) for inner in value]
    return value
