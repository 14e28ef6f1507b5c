"""What a ledger holds, counted: by kind, outlet, language, reader and library, as of any day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.notes import libraries
from foedus.ledger.states import latest, pages

if TYPE_CHECKING:
    from foedus.ledger.records import LibraryStood
    from foedus.ledger.states import Fetch, State

Counts = tuple[tuple[str, int], ...]
"""How often each, the most frequent first."""


@dataclass(frozen=True, slots=True)
class ReaderStood:
    """What read: its version and model, how many readings there are of it, and from when to when."""

    version: str
    model: str
    readings: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Stats:
    """What a ledger holds.

    first, last: when something was first and last recorded; None in an empty ledger.
    kept: documents by what is kept of their texts.  statements, claims: of the latest readings; ever: of all.
    """

    entries: int
    first: datetime | None
    last: datetime | None
    kept: Counts
    sightings: int
    readings: int
    statements: int
    statements_ever: int
    claims: int
    claims_ever: int
    kinds: Counts
    outlets: Counts
    languages: Counts
    problems: Counts
    judgements: Counts
    readers: tuple[ReaderStood, ...]
    libraries: tuple[LibraryStood, ...]
    erasures: int
    uses: int

    @property
    def documents(self) -> int:
        """How many documents, whatever is kept of them."""
        return sum(number for _, number in self.kept)


def stats(fetch: Fetch, at: State) -> Stats:
    """The counts of a state of the ledger."""
    entries = schema.entries
    moments = (sa.func.min(entries.c.recorded_at), sa.func.max(entries.c.recorded_at), sa.func.count())
    known = [entries.c.seq <= at.last, *([] if at.by is None else [entries.c.recorded_at <= at.by])]
    first, last, number = fetch(sa.select(*moments).where(*known))[0]
    outlets, languages = _told(fetch, at)
    return Stats(
        entries=number,
        first=first,
        last=last,
        kept=_kept(fetch, at),
        sightings=_count(fetch, at, schema.sightings),
        readings=_count(fetch, at, schema.runs),
        statements=_linked(fetch, at, schema.reading_statements.c.statement, ever=False),
        statements_ever=_linked(fetch, at, schema.reading_statements.c.statement, ever=True),
        claims=_linked(fetch, at, schema.reading_claims.c.claim, ever=False),
        claims_ever=_linked(fetch, at, schema.reading_claims.c.claim, ever=True),
        kinds=_kinds(fetch, at),
        outlets=outlets,
        languages=languages,
        problems=_by(fetch, at, schema.problems.c.code),
        judgements=_by(fetch, at, schema.judgements.c.verdict),
        readers=tuple(_readers(fetch, at)),
        libraries=tuple(libraries(fetch, at)),
        erasures=_count(fetch, at, schema.erasures),
        uses=_count(fetch, at, schema.uses),
    )


def _count(fetch: Fetch, at: State, table: sa.Table) -> int:
    number: int = fetch(sa.select(sa.func.count()).select_from(table).where(*at.of(table)))[0][0]
    return number


def _by(fetch: Fetch, at: State, column: sa.Column[Any]) -> Counts:
    counted = sa.select(column, sa.func.count()).where(*at.of(column.table)).group_by(column)
    return _sorted(dict(map(tuple, fetch(counted))))


def _sorted(counts: dict[str, int]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _linked(fetch: Fetch, at: State, link: sa.Column[Any], *, ever: bool) -> int:
    runs = schema.runs.alias()
    wanted = at.of(runs) if ever else latest(runs, at)
    held = sa.select(runs.c.reading).where(*wanted)
    counted = sa.func.count(sa.distinct(link)) if ever else sa.func.count()
    number: int = fetch(sa.select(counted).select_from(link.table).where(link.table.c.reading.in_(held)))[0][0]
    return number


def _kinds(fetch: Fetch, at: State) -> Counts:
    runs, links, claims = schema.runs.alias(), schema.reading_claims, schema.claims
    counted = (
        sa.select(claims.c.kind, sa.func.count())
        .join(links, links.c.claim == claims.c.seq)
        .join(runs, runs.c.reading == links.c.reading)
        .where(*latest(runs, at))
        .group_by(claims.c.kind)
    )
    return _sorted(dict(map(tuple, fetch(counted))))


def _kept(fetch: Fetch, at: State) -> Counts:
    runs, whole, gone = schema.runs.alias(), schema.texts, schema.erasures
    kept = sa.case((gone.c.document.is_not(None), "erased"), (whole.c.document.is_not(None), "text"), else_="evidence")
    held = sa.select(runs.c.document).where(*at.of(runs)).distinct().subquery()
    counted = (
        sa.select(kept, sa.func.count())
        .select_from(held)
        .outerjoin(whole, whole.c.document == held.c.document)
        .outerjoin(gone, gone.c.document == held.c.document)
        .group_by(kept)
    )
    return _sorted(dict(map(tuple, fetch(counted))))


def _told(fetch: Fetch, at: State) -> tuple[Counts, Counts]:
    """Outlets and languages, as the latest readings tell of them."""
    runs, readings, told = schema.runs.alias(), schema.readings, schema.descriptions
    query = (
        sa.select(runs.c.entry, told.c.record)
        .join(readings, readings.c.seq == runs.c.reading)
        .join(told, told.c.seq == readings.c.description)
        .where(*latest(runs, at))
    )
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for row in pages(fetch, query, (runs.c.entry,)):
        record = json.loads(row.record)
        outlets[record.get("outlet") or ""] += 1
        languages[record.get("language") or ""] += 1
    return _sorted(outlets), _sorted(languages)


def _readers(fetch: Fetch, at: State) -> Iterator[ReaderStood]:
    runs, readings = schema.runs, schema.readings
    moments = (sa.func.count(), sa.func.min(runs.c.recorded_at), sa.func.max(runs.c.recorded_at))
    query = (
        sa.select(readings.c.version, readings.c.model, *moments)
        .join(runs, runs.c.reading == readings.c.seq)
        .where(*at.of(runs))
        .group_by(readings.c.version, readings.c.model)
        .order_by(sa.func.min(runs.c.entry))
    )
    for version, model, number, first, last in fetch(query):
        yield ReaderStood(version, model, number, first, last)
