"""Reading back: what the ledger holds, or held by a moment."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from foedus.ledger import index, schema, texts
from foedus.ledger.dates import EVER, extent
from foedus.ledger.records import (
    ClaimFilter,
    Passage,
    Place,
    ReadBy,
    RecordedClaim,
    StatementFilter,
    Told,
)
from foedus.ledger.reprints import Signature, method, sign
from foedus.ledger.states import FIRST_PAGE, State, after, any_state, latest, latest_path, pages
from foedus.ledger.words import Search, search
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.time import Truth

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, Query

DOCUMENTS_A_PAGE = 20

RUNS = schema.runs.alias("run")  # made once: making it anew takes as long as asking for one claim


def documents(fetch: Fetch, at: State, ids: Sequence[str] | None, *, history: bool) -> Iterator[Document]:
    """Documents in the order of recording; with ``history`` each differing description of each."""
    few = ids is not None and len(ids) <= DOCUMENTS_A_PAGE and not history
    if few:
        query = _some_documents(by=at.by is not None)
        found: Iterator[sa.Row[*tuple[Any, ...]]] = iter(fetch(query, {**at.values(), "wanted": ids}))
    else:
        query = _documents(at, history=history)
        query = query if ids is None else query.where(schema.documents.c.id.in_(ids))
        found = pages(fetch, query, (schema.runs.c.entry,), DOCUMENTS_A_PAGE, DOCUMENTS_A_PAGE)
    for row, text in texts.whole(fetch, found, DOCUMENTS_A_PAGE):
        kept = "text" if row.body is not None else "evidence" if row.erased is None else "erased"
        told = json.loads(row.record)
        yield Document.from_record({**told, "id": row.id, "path": row.path, "text": text, "kept": kept})


def _documents(at: State, *, history: bool) -> Query:
    runs, gone = schema.runs, schema.erasures
    return (
        sa.select(
            *(runs.c.entry, runs.c.document, schema.documents.c.id, schema.texts.c.body),
            *(schema.descriptions.c.record, latest_path(runs, at).label("path"), gone.c.document.label("erased")),
        )
        .join(schema.documents, schema.documents.c.seq == runs.c.document)
        .outerjoin(schema.texts, schema.texts.c.document == runs.c.document)
        .outerjoin(gone, gone.c.document == runs.c.document)
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(schema.descriptions, schema.descriptions.c.seq == schema.readings.c.description)
        .where(*(_first_of_its_description(runs, at) if history else latest(runs, at)))
    )


@cache
def _some_documents(*, by: bool) -> Query:
    wanted = schema.documents.c.id.in_(sa.bindparam("wanted", expanding=True))
    return _documents(any_state(by=by), history=False).where(wanted).order_by(schema.runs.c.entry)


def told(fetch: Fetch, at: State, ids: Sequence[str], *, history: bool = False) -> Iterator[Told]:
    """What is told of documents, without their texts, in the order of recording; ``history`` as of documents."""
    runs = schema.runs.alias()
    query = (
        sa.select(
            *(runs.c.entry, schema.documents.c.id, schema.descriptions.c.record),
            *(runs.c.recorded_at, latest_path(runs, at).label("path")),
        )
        .join(schema.documents, schema.documents.c.seq == runs.c.document)
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(schema.descriptions, schema.descriptions.c.seq == schema.readings.c.description)
        .where(*(_first_of_its_description(runs, at) if history else latest(runs, at)))
        .where(schema.documents.c.id.in_(ids))
        .order_by(runs.c.entry)
    )
    for row in fetch(query):
        record = json.loads(row.record)
        fields = {name: record.get(name) for name in (*TOLD, "address")}
        yield Told(row.id, row.path, **fields, recorded_at=row.recorded_at)


TOLD = ("title", "outlet", "byline", "published", "published_basis", "language")


def signatures(fetch: Fetch, ids: Sequence[str]) -> Iterator[tuple[int, str, Signature]]:
    """The signatures of texts, each with its document's number and id; one that another method made is made anew."""
    table, whole = schema.signatures, schema.texts
    query = (
        sa.select(schema.documents.c.seq, schema.documents.c.id, table.c.method, table.c.shingles, table.c.numbers)
        .join(table, table.c.document == schema.documents.c.seq)
        .where(schema.documents.c.id.in_(ids))
    )
    stale = []
    for row in fetch(query):
        if row.method == method():
            yield row.seq, row.id, Signature.unpack(row.method, row.shingles, row.numbers)
        else:
            stale.append(row)
    for row in stale:
        for found in fetch(sa.select(whole.c.body).where(whole.c.document == row.seq)):
            yield row.seq, row.id, sign(found.body)


def statements(fetch: Fetch, at: State, wanted: StatementFilter) -> Iterator[tuple[Place, Statement]]:
    """The statements of the documents' latest readings that pass the filter, each with its place."""
    runs, links, table = schema.runs.alias(), schema.reading_statements, schema.statements
    query = (
        sa.select(runs.c.entry, links.c.position, table.c.id, table.c.record)
        .join(links, links.c.reading == runs.c.reading)
        .join(table, table.c.seq == links.c.statement)
        .where(*latest(runs, at), *_equal(table, id=wanted.id, form=wanted.form))
        .where(*_spoken(table, wanted.speaker), *_of_document(runs, wanted.document))
        .where(*_worded(table, index.statement_words, wanted.text))
    )
    rows = pages(fetch, query, (runs.c.entry, links.c.position), _at_first(wanted.limit), beyond=wanted.beyond)
    for row in islice(rows, wanted.limit):
        yield (row.entry, row.position), Statement.from_record(json.loads(row.record), row.id)


def by_id(ids: Collection[str]) -> sa.Select[Any]:
    """The numbers of the claims that have some ids."""
    return sa.select(schema.claims.c.seq).where(schema.claims.c.id.in_(ids))


def claims(
    fetch: Fetch, at: State, wanted: ClaimFilter | sa.Select[Any] | Sequence[int], first: int = FIRST_PAGE
) -> Iterator[RecordedClaim]:
    """The claims of the documents' latest readings that pass the filter, or that have some numbers, perhaps by a query.

    first: how many are fetched at first.
    """
    asked = wanted if isinstance(wanted, ClaimFilter) else ClaimFilter()
    if wanted == ClaimFilter(id=asked.id) and asked.id is not None:
        found = fetch(_claim_by_id(by=at.by is not None), {**at.values(), "wanted": asked.id})
        yield from (recorded(row, None) for row in found)
        return
    order, at_first = (RUNS.c.entry, schema.reading_claims.c.position), _at_first(asked.limit, first)
    rows = pages(fetch, claim_rows(at, wanted), order, at_first, beyond=asked.beyond)
    told = (recorded(row, asked.valid_on) for row in rows)
    yield from islice((claim for claim in told if claim.holds is not Truth.NO), asked.limit)


@cache
def _claim_by_id(*, by: bool) -> Query:
    wanted = cast(str, sa.bindparam("wanted", type_=schema.ExactText))
    query = claim_rows(any_state(by=by), ClaimFilter(id=wanted))
    return query.order_by(RUNS.c.entry, schema.reading_claims.c.position)


def claim_rows(at: State, wanted: ClaimFilter | sa.Select[Any] | Sequence[int]) -> Query:
    if isinstance(wanted, ClaimFilter):
        asked, narrowed = wanted, _narrowed(wanted)
    else:
        asked, narrowed = ClaimFilter(), [schema.claims.c.seq.in_(wanted)]
    runs, links, table, said = RUNS, schema.reading_claims, schema.claims, schema.statements
    return (
        sa.select(
            *(runs.c.entry, runs.c.recorded_at, links.c.position, links.c.confidence, links.c.extractor, links.c.terms),
            *(table.c.id, table.c.record, said.c.id.label("said_id"), said.c.record.label("said")),
            *(schema.readings.c.version, schema.readings.c.model),
            *(schema.libraries.c.id.label("library"), schema.erasures.c.record.label("erasure")),
        )
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(links, links.c.reading == runs.c.reading)
        .join(table, table.c.seq == links.c.claim)
        .outerjoin(said, said.c.seq == table.c.statement)
        .outerjoin(schema.entry_libraries, schema.entry_libraries.c.entry == runs.c.entry)
        .outerjoin(schema.libraries, schema.libraries.c.seq == schema.entry_libraries.c.library)
        .outerjoin(schema.erasures, schema.erasures.c.document == table.c.document)
        .where(
            *latest(runs, at),
            *narrowed,
            *_new(runs, asked.after),
            *([links.c.confidence >= asked.least] if asked.least else []),
        )
    )


def _at_first(limit: int | None, most: int = FIRST_PAGE) -> int:
    """How many rows are fetched at first of a list that ends at a limit."""
    return most if limit is None else max(min(limit, most), 1)


def passages(
    fetch: Fetch, at: State, asked: Search, beyond: int = 0, first: int = DOCUMENTS_A_PAGE
) -> Iterator[Passage]:
    """The passages of the documents' texts that have what is asked for, in the order in which texts came.

    beyond: only those after a place.  first: how many are fetched at first.
    """
    query, size, words = _passages(at), first, index.passage_words
    while True:
        # The index is walked by itself, a page at a time: joined to anything it would be gone through as a whole.
        numbers = [row.rowid for row in fetch(index.next_found(words, asked, beyond, size))]
        rows = fetch(query.where(schema.passages.c.seq.in_(numbers))) if numbers else ()
        for row, text in _worded_so(fetch, rows):
            told_of = json.loads(row.record)
            matches = tuple((row.start + first, row.start + last) for first, last in asked.spans(text))
            yield Passage(
                row.id, row.path, told_of["title"], told_of["published"], row.start, row.end, text, matches, row.seq
            )
        if len(numbers) < size:
            return
        beyond, size = numbers[-1], min(2 * size, FIRST_PAGE)


def _worded_so(
    fetch: Fetch, rows: Sequence[sa.Row[*tuple[Any, ...]]]
) -> Iterator[tuple[sa.Row[*tuple[Any, ...]], str]]:
    """Passages with their words; a text is fetched once, however many passages of it are among them."""
    held, given = schema.texts, iter(rows)
    while some := list(islice(given, DOCUMENTS_A_PAGE)):
        whole = {row.whole for row in some} - {None}
        found = fetch(sa.select(held).where(held.c.document.in_(whole))) if whole else ()
        bodies = {each.document: each.body for each in found}
        for row in some:
            yield row, row.extract if row.whole is None else bodies[row.whole][row.start : row.end]


def _passages(at: State) -> Query:
    runs, table, told, extracts = schema.runs.alias(), schema.passages, schema.descriptions, schema.extracts
    return (
        sa.select(
            *(table.c.seq, table.c.start, table.c.end, schema.documents.c.id),
            *(schema.texts.c.document.label("whole"), extracts.c.body.label("extract")),
            *(told.c.record, latest_path(runs, at).label("path")),
        )
        .join(schema.documents, schema.documents.c.seq == runs.c.document)
        .outerjoin(schema.texts, schema.texts.c.document == runs.c.document)
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(told, told.c.seq == schema.readings.c.description)
        .join(table, table.c.document == runs.c.document)
        .outerjoin(extracts, extracts.c.passage == table.c.seq)
        # What was kept as evidence and later as a whole is found in the whole alone.
        .where(sa.or_(schema.texts.c.document.is_(None), extracts.c.passage.is_(None)))
        .where(*latest(runs, at))
        .order_by(table.c.seq)
    )


def recorded(row: sa.Row[*tuple[Any, ...]], day: date | None) -> RecordedClaim:
    record = json.loads(row.record)
    record.update(confidence=row.confidence, extractor=row.extractor, terms=json.loads(row.terms))
    claim = Claim.from_record(record, row.id)
    said = Statement.from_record(json.loads(row.said), row.said_id) if row.said else None
    erasure = Erasure.from_record(json.loads(row.erasure)) if row.erasure else None
    read_by, holds = ReadBy(row.version, row.model), holding(claim, day)
    place = (row.entry, row.position)
    return RecordedClaim(
        claim, said, row.recorded_at, read_by, holds, library=row.library, erasure=erasure, place=place
    )


def holding(claim: Claim, day: date | None) -> Truth | None:
    """Whether a claim's own time covers a day; None where no day is asked for."""
    if day is None:
        return None
    return ((extent(claim.time.edtf) if claim.time else None) or EVER).covers(day)


def _first_of_its_description(runs: sa.FromClause, at: State) -> list[sa.ColumnElement[bool]]:
    earlier, told, told_now = schema.runs.alias(), schema.readings.alias(), schema.readings
    same = (
        sa.select(sa.literal(1))
        .select_from(earlier.join(told, told.c.seq == earlier.c.reading))
        .where(earlier.c.document == runs.c.document, told.c.description == told_now.c.description)
        .where(*at.beside(earlier), after(runs, earlier))
    )
    return [*at.beside(runs), ~same.exists()]


def _narrowed(wanted: ClaimFilter) -> list[sa.ColumnElement[bool]]:
    table = schema.claims
    conditions = _equal(table, id=wanted.id, kind=wanted.kind, status=wanted.status, polarity=wanted.polarity)
    conditions += [] if wanted.ids is None else [table.c.id.in_(wanted.ids)]
    conditions += _of_document(RUNS, wanted.document) + _worded(table, index.claim_words, wanted.text)
    if wanted.actor is not None or wanted.role is not None:
        filled = schema.claim_actors
        chosen = sa.select(filled.c.claim).where(*_equal(filled, actor=wanted.actor, role=wanted.role))
        conditions.append(table.c.seq.in_(chosen))
    if wanted.actors is not None:
        # Where few claims are left by what else is asked, each is looked at; else the actors' are listed.
        filled, few = schema.claim_actors, wanted.after is not None
        named = filled.c.actor.in_(wanted.actors)
        looked_at = sa.exists().where(filled.c.claim == table.c.seq, named)
        conditions.append(looked_at if few else table.c.seq.in_(sa.select(filled.c.claim).where(named)))
    if wanted.points is not None:
        on = schema.bearings
        conditions.append(table.c.seq.in_(sa.select(on.c.claim).where(on.c.point.in_(wanted.points))))
    if wanted.speaker is not None:
        said = schema.statements.alias()
        conditions.append(table.c.statement.in_(sa.select(said.c.seq).where(*_spoken(said, wanted.speaker))))
    if wanted.valid_on is not None:
        covered = sa.and_(table.c.valid_low <= wanted.valid_on, table.c.valid_high >= wanted.valid_on)
        conditions.append(sa.or_(table.c.valid_low.is_(None), covered))
    return conditions


def _new(runs: sa.FromClause, after: int | None) -> list[sa.ColumnElement[bool]]:
    """The run is later than an entry, and no run up to that had the claim."""
    if after is None:
        return []
    earlier, links = schema.runs.alias(), schema.reading_claims.alias()
    had = (
        sa.select(sa.literal(1))
        .select_from(links.join(earlier, earlier.c.reading == links.c.reading))
        .where(links.c.claim == schema.claims.c.seq, earlier.c.entry <= after)
    )
    return [runs.c.entry > after, ~had.exists()]


def _equal(table: sa.FromClause, **columns: str | None) -> list[sa.ColumnElement[bool]]:
    return [table.c[name] == value for name, value in columns.items() if value is not None]


def _of_document(runs: sa.FromClause, document: str | None) -> list[sa.ColumnElement[bool]]:
    if document is None:
        return []
    chosen = sa.select(schema.documents.c.seq).where(schema.documents.c.id == document)
    return [runs.c.document.in_(chosen)]


def _spoken(table: sa.FromClause, speaker: str | None) -> list[sa.ColumnElement[bool]]:
    return [] if speaker is None else [sa.or_(table.c.speaker == speaker, table.c.on_behalf_of == speaker)]


def _worded(table: sa.Table, indexed: sa.TableClause, text: str | None) -> list[sa.ColumnElement[bool]]:
    return [] if text is None else [table.c.seq.in_(index.found(indexed, search(text)))]
