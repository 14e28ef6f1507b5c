"""Documents and claims for citation managers: BibTeX and CSL-JSON.

A document is an entry; each claim is one more, of the same document, whose note has its exact words and who says them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from foedus.exchange.citing import bibtex_entry
from foedus.exchange.values import Asked, Item, standing_of
from foedus.views.claims import gist
from foedus.views.table import one_line

BIBTEX_KEPT = {
    "claim": "key, note",
    "document": "key, note",
    "kind": "title of the claim's entry, in words",
    "actors": "title of the claim's entry, in words",
    "polarity": "title of the claim's entry, in words",
    "quote": "note",
    "speaker": "note",
    "standing": "note",
    "holds": "note",
    "valid on": "note",
    "known on": "note",
    "recorded": "note",
    "title": "title",
    "outlet": "howpublished",
    "byline": "author",
    "path": "howpublished, where no outlet is told",
    "address": "url",
    "published": "date, year, month",
    "language": "language",
}
CSL_KEPT = {
    **BIBTEX_KEPT,
    "claim": "id, custom.claim",
    "document": "id, custom.document",
    "kind": "title of the claim's item, custom.kind",
    "status": "custom.status",
    "time": "custom.time",
    "quote": "note, custom.quote",
    "speaker": "custom.speaker",
    "viewpoint": "custom.viewpoint",
    "standing": "custom.standing",
    "holds": "custom.holds",
    "valid on": "custom.valid_on",
    "known on": "custom.known_on",
    "recorded": "custom.recorded",
    "outlet": "container-title",
    "path": "container-title, where no outlet is told",
    "byline": "author",
    "address": "URL",
    "published": "issued",
}

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


def bibtex_bytes(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """Each document before its claims, an entry at a time."""
    seen: set[str] = set()
    for item in items:
        if item.told.id not in seen:
            seen.add(item.told.id)
            yield _entry(_document_key(item), _document_fields(item) | {"note": f"document {item.told.id}"})
        yield _entry(
            item.held.claim.id.replace(":", "-"),
            _document_fields(item) | {"title": _title(item, asked), "note": _note(item, asked)},
        )


def _entry(key: str, fields: dict[str, str | None]) -> bytes:
    return f"{bibtex_entry(key, 'misc', fields)}\n\n".encode()


def _document_key(item: Item) -> str:
    return f"document-{item.told.id.removeprefix('sha256:')[:20]}"


def _document_fields(item: Item) -> dict[str, str | None]:
    told = item.told
    day = _DAY.match(told.published or "")
    return {
        "author": told.byline,
        "title": told.title or told.path,
        "howpublished": told.outlet or told.path,
        "date": told.published,
        "year": day and day[1],
        "month": day and day[2] and str(int(day[2])),
        "url": told.address,
        "language": told.language,
    }


def _title(item: Item, asked: Asked) -> str:
    return gist(item.held.claim.record(), asked.label)


def _note(item: Item, asked: Asked) -> str:
    said = item.held.statement
    who = said.speaker and asked.label(said.speaker.actor) if said else "the document"
    holds = f"on {asked.valid_on}: {item.held.holds.value}" if item.held.holds and asked.valid_on else None
    known = f"as known on {asked.known_on}" if asked.known_on else None
    recorded = f"recorded {item.held.recorded_at:%Y-%m-%d}"
    words = "its words were erased" if item.held.erasure else f"“{one_line(item.quote)}”"
    told = (f"{words} ({who or 'a hidden source'})", standing_of(item.held.judged), holds, recorded, known)
    return "; ".join(filter(None, (*told, item.held.claim.id, item.told.id)))


def csl_bytes(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """A list of items as citation managers read it (https://docs.citationstyles.org)."""
    seen: set[str] = set()
    before = b"[\n"
    for item in items:
        for made in _csl(item, asked, seen):
            yield before + json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
            before = b",\n"
    yield b"\n]\n" if before != b"[\n" else b"[]\n"


def _csl(item: Item, asked: Asked, seen: set[str]) -> Iterator[dict[str, Any]]:
    told, held, claim = item.told, item.held, item.held.claim
    document = {
        "id": _document_key(item),
        "type": "webpage" if told.address else "document",
        "title": told.title or told.path,
        "container-title": told.outlet or told.path,
        **({"author": [{"literal": told.byline}]} if told.byline else {}),
        **({"issued": _issued(told.published)} if told.published else {}),
        **({"URL": told.address} if told.address else {}),
        **({"language": told.language} if told.language else {}),
    }
    if told.id not in seen:
        seen.add(told.id)
        yield {**document, "custom": {"document": told.id}}
    said = held.statement
    custom = {
        "claim": claim.id,
        "document": told.id,
        "kind": claim.kind,
        "status": claim.status,
        "time": claim.time and claim.time.edtf,
        "quote": item.quote,
        "speaker": said.speaker.actor if said and said.speaker else None,
        "viewpoint": item.viewpoint,
        "standing": standing_of(held.judged),
        "holds": held.holds and held.holds.value,
        "valid_on": asked.valid_on,
        "known_on": asked.known_on,
        "recorded": held.recorded_at.isoformat(),
    }
    custom = {name: value for name, value in custom.items() if value is not None}
    named = {"id": claim.id.replace(":", "-"), "title": _title(item, asked), "note": _note(item, asked)}
    yield {**document, **named, "custom": custom}


def _issued(edtf: str) -> dict[str, Any]:
    """A date as CSL has it: in parts where it is a day, a month or a year, else in words."""
    day = _DAY.match(edtf)
    return {"date-parts": [[int(part) for part in day.groups() if part]]} if day else {"literal": edtf}
