"""The list of the ledger's documents, newest first, a page at a time, without their texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema, telling
from foedus.ledger.exact import dumps
from foedus.ledger.questions import TOLD
from foedus.ledger.records import Told
from foedus.ledger.states import State, latest, latest_path, unindexed

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch

_LOOKED_AT = 300


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
    # Most that is asked for is common: the newest are looked at first, and only then is everything gone through.
    size, likely = limit if wanted == DocumentFilter() else max(_LOOKED_AT, limit), DocumentFilter()
    while len(found) < limit:
        rows = fetch(_page(at, likely, before, size))
        found += (each for each in map(_listed, rows) if wanted.passes(each.told))
        if len(rows) < size:
            break
        before, size, likely = rows[-1].entry, limit, wanted
    return found[:limit]


def _listed(row: sa.Row[Any]) -> Listed:
    record = json.loads(row.record)
    told = Told(row.id, row.path, **{name: record[name] for name in TOLD}, recorded_at=row.recorded_at)
    return Listed(row.entry, told, row.claims)


def _page(at: State, wanted: DocumentFilter, before: int | None, size: int) -> sa.Select[Any]:
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
        .where(*_likely(wanted, runs), *latest(runs, at))
        .order_by(runs.c.entry.desc())
        .limit(size)
    )
    return query if before is None else query.where(runs.c.entry < before)


def _likely(wanted: DocumentFilter, runs: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    """What the store itself can tell of a filter, so that hardly any document is read in vain; it leaves none out.

    Descriptions and paths are gone through by themselves, not from document to document, which takes many times longer.
    """
    told = schema.descriptions.alias()
    record, day = told.c.record, telling.Published(told.c.record)
    fields = {"outlet": wanted.outlet, "language": wanted.language}
    likely = [record.contains(telling.field(name, value), autoescape=True) for name, value in fields.items() if value]
    likely += [day >= wanted.since] if wanted.since else []
    likely += [sa.func.substr(day, 1, len(wanted.until)) <= wanted.until] if wanted.until else []
    found = [sa.select(told.c.document).where(*likely)] if likely else []
    words = (wanted.words or "").casefold().split()
    if words:
        in_record = (telling.may_have(word, record, dumps(word)[1:-1]) for word in words)
        # Who has not all words in the description has one in a path.
        seen = schema.sightings.alias()
        in_path = sa.or_(*(telling.may_have(word, seen.c.path, word) for word in words))
        named = sa.select(told.c.document).where(*in_record), sa.select(seen.c.document).where(in_path)
        found.append(sa.select(sa.union_all(*named).subquery().c.document))
    # Runs are walked from the newest and looked up among these, not the other way round: they may be nearly all.
    return [unindexed(runs.c.document).in_(each) for each in found]
