"""What the ledger notes beside texts and what is said in them: problems, places, costs, erasures, libraries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.records import LibraryStood, Sighting, Use
from foedus.ledger.states import State, latest, pages
from foedus.model.erasures import Erasure
from foedus.model.problems import Problem
from foedus.model.usage import Used
from foedus.model.versions import LibraryVersion

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch


def problems(fetch: Fetch, at: State) -> Iterator[Problem]:
    """The problems of the documents' latest readings, and those that no document came of."""
    runs, table = schema.runs.alias(), schema.problems
    held = sa.select(runs.c.reading).where(*latest(runs, at))
    query = sa.select(table.c.seq, table.c.record).where(
        *at.of(table), sa.or_(table.c.reading.is_(None), table.c.reading.in_(held))
    )
    for row in pages(fetch, query, (table.c.seq,)):
        yield Problem(**json.loads(row.record))


def sightings(fetch: Fetch, at: State, document: str | None) -> Iterator[Sighting]:
    """Where the documents' texts were found, in the order of recording."""
    for row in _noted(fetch, at, document, schema.sightings, schema.sightings.c.path):
        yield Sighting(row.id, row.path, row.recorded_at)


def uses(fetch: Fetch, at: State, document: str | None) -> Iterator[Use]:
    """What language models took to read the documents, in the order of recording."""
    for row in _noted(fetch, at, document, schema.uses, schema.uses.c.record):
        yield Use(row.id, Used(**json.loads(row.record)), row.recorded_at)


def erasures(fetch: Fetch, at: State) -> Iterator[Erasure]:
    """The erasures, in the order of recording."""
    table = schema.erasures
    for row in pages(fetch, sa.select(table.c.entry, table.c.record).where(*at.of(table)), (table.c.entry,)):
        yield Erasure.from_record(json.loads(row.record))


def libraries(fetch: Fetch, at: State) -> Iterator[LibraryStood]:
    """The libraries that stood when something was recorded, in the order of their first entry."""
    table, links, entries = schema.libraries, schema.entry_libraries, schema.entries
    known = [entries.c.seq <= at.last] + ([] if at.by is None else [entries.c.recorded_at <= at.by])
    span = (sa.func.min(entries.c.recorded_at), sa.func.max(entries.c.recorded_at), sa.func.count())
    query = (
        sa.select(table.c.record, *span)
        .join(links, links.c.library == table.c.seq)
        .join(entries, entries.c.seq == links.c.entry)
        .where(*known)
        .group_by(table.c.seq, table.c.record)
        .order_by(sa.func.min(entries.c.seq))
    )
    for record, first, last, number in fetch(query):
        yield LibraryStood(LibraryVersion.from_record(json.loads(record)), first, last, number)


def _noted(
    fetch: Fetch, at: State, document: str | None, table: sa.Table, what: sa.Column[Any]
) -> Iterator[sa.Row[Any]]:
    """What one table notes of documents, each with its document's id, in the order of recording."""
    query = (
        sa.select(table.c.entry, schema.documents.c.id, what, table.c.recorded_at)
        .join(schema.documents, schema.documents.c.seq == table.c.document)
        .where(*at.of(table), *([] if document is None else [schema.documents.c.id == document]))
    )
    return pages(fetch, query, (table.c.entry,))
