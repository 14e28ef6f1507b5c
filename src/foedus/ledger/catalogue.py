"""The list of the ledger's documents, newest first, a page at a time, without their texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.questions import TOLD, State, latest, latest_path
from foedus.ledger.records import Told

if TYPE_CHECKING:
    from foedus.ledger.questions import Fetch

_A_FETCH = 500


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: every field that is given narrows the list.

    words: stand in the title, the outlet's name or the path.  outlet: its name, as the documents have it.
    since, until: publication dates compared as they are written; a document without a date passes neither.
    """

    words: str | None = None
    outlet: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None

    def passes(self, told: Told) -> bool:
        """Whether a document is wanted."""
        named = " ".join(filter(None, (told.title, told.outlet, told.path))).casefold()
        day = told.published or ""
        return (
            all(word in named for word in (self.words or "").casefold().split())
            and self.outlet in (None, told.outlet)
            and self.language in (None, told.language)
            and (self.since is None or day >= self.since)
            and (self.until is None or ("" < day[: len(self.until)] <= self.until))
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the list. entry: the ledger's entry of its latest reading; claims: how many that one found."""

    entry: int
    told: Told
    claims: int


def catalogue(fetch: Fetch, at: State, wanted: DocumentFilter, *, before: int | None, limit: int) -> list[Listed]:
    """At most `limit` documents that are wanted, newest reading first, of those read before an entry."""
    found: list[Listed] = []
    while len(found) < limit:
        rows = fetch(_page(at, before, limit if wanted == DocumentFilter() else _A_FETCH))
        for row in rows:
            record = json.loads(row.record)
            told = Told(row.id, row.path, **{name: record[name] for name in TOLD}, recorded_at=row.recorded_at)
            if wanted.passes(told):
                found.append(Listed(row.entry, told, row.claims))
        if not rows:
            break
        before = rows[-1].entry
    return found[:limit]


def _page(at: State, before: int | None, size: int) -> sa.Select[Any]:
    runs, links = schema.runs.alias(), schema.reading_claims
    counted = sa.select(sa.func.count()).where(links.c.reading == runs.c.reading).scalar_subquery()
    query = (
        sa.select(
            *(runs.c.entry, schema.documents.c.id, schema.descriptions.c.record, runs.c.recorded_at),
            *(latest_path(runs, at).label("path"), counted.label("claims")),
        )
        .join(schema.documents, schema.documents.c.seq == runs.c.document)
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(schema.descriptions, schema.descriptions.c.seq == schema.readings.c.description)
        .where(*latest(runs, at))
        .order_by(runs.c.entry.desc())
        .limit(size)
    )
    return query if before is None else query.where(runs.c.entry < before)
