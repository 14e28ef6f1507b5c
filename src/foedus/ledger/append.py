"""Writing: one document's reading into the tables, adding only what they do not hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any, cast

import sqlalchemy as sa

from foedus.ledger import bearing, index, schema, texts
from foedus.ledger.bulk import Buffered, inserting, roomy
from foedus.ledger.dates import extent
from foedus.ledger.exact import digest, dumps
from foedus.ledger.records import Appended, ReadBy
from foedus.ledger.reprints import sign
from foedus.ledger.words import passages
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.problems import Erased, Problem, UsageError
from foedus.model.usage import Used
from foedus.model.written import claim_kept, statement_kept

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Recording:
    """One document's reading, with every identity worked out, ready to be written.

    statements, claims: with their ids.  description: what is told of the text.  digest: the hash of all that
    the reader made of the document.
    """

    document: Document
    id: str
    statements: tuple[tuple[str, Statement], ...]
    claims: tuple[tuple[str, Claim], ...]
    problems: tuple[Problem, ...]
    reader: ReadBy
    description: dict[str, Any]
    digest: str


def prepare(
    document: Document,
    statements: Iterable[Statement],
    claims: Iterable[Claim],
    problems: Iterable[Problem],
    reader: ReadBy,
) -> Recording:
    """A recording whose parts belong together.

    Raises UsageError where a statement or claim is of another document, a claim's statement is not among
    the statements, or a confidence is not between 0 and 1.
    """
    key = document.id
    described = {k: v for k, v in document.record().items() if k not in ("type", "id", "path", "text", "kept")}
    keyed_statements = tuple((statement.id, statement) for statement in statements)
    keyed_claims = tuple((claim.id, claim) for claim in claims)
    known = {statement_id for statement_id, _ in keyed_statements}
    owners = [(record_id, statement.document) for record_id, statement in keyed_statements]
    for record_id, owner in [*owners, *((record_id, claim.document) for record_id, claim in keyed_claims)]:
        if owner != key:
            raise UsageError(f"{record_id} is of {owner}, not of {key}: append each document's own records")
    for claim_id, claim in keyed_claims:
        if claim.statement is not None and claim.statement not in known:
            raise UsageError(f"{claim_id} is in {claim.statement}, which is not appended: append its statement with it")
        if not 0 <= claim.confidence <= 1:
            raise UsageError(f"{claim_id} has the confidence {claim.confidence}: give a number from 0 to 1")
    kept = tuple(problems)
    content = reading_digest(
        key,
        described,
        asdict(reader),
        [statement_id for statement_id, _ in keyed_statements],
        [[claim_id, claim.confidence, claim.extractor, _terms(claim)] for claim_id, claim in keyed_claims],
        [asdict(problem) for problem in kept],
    )
    return Recording(document, key, keyed_statements, keyed_claims, kept, reader, described, content)


def reading_digest(document: str, described: Mapping[str, Any], *made: Any) -> str:
    """The hash of all that a reader made of a document: who read, the statements' ids, the claims, the problems."""
    return digest(document, described, *made)


def description_digest(document: str, described: Mapping[str, Any]) -> str:
    """The hash of what is told of a document."""
    return digest(document, described)


def write(
    connection: sa.Connection,
    recording: Recording,
    recorded_at: datetime,
    used: Used | None = None,
    keep: str = "text",
    *,
    unknown: bool = False,
) -> Appended:
    """Add what the store does not hold of a recording; the caller's transaction makes it whole or absent.

    used: what a language model took to read it, which is added each time.  keep: of its text, all or what is quoted.
    unknown: whether it is certain that the store does not hold the document, so that nothing need be asked.

    Raises Erased where the document's words were erased.
    """
    document, new_document = _document(connection, recording, unknown)
    _keep(connection, recording, document, new_document, keep)
    reading = None if new_document else _seq_of(connection, schema.readings, schema.readings.c.digest, recording.digest)
    new_statements = new_claims = new_problems = 0
    again = reading is not None and reading == _latest_reading(connection, document, recorded_at)
    sighted = not new_document and _is_sighted(connection, document, recording.document.path, recorded_at)
    if again and sighted and used is None:
        return Appended()
    entry = new_entry(connection, recorded_at)
    if reading is None:
        reading = _reading(connection, recording, document, new_document)
        new_statements, of = _statements(connection, recording, document, reading, new_document)
        new_claims = _claims(connection, recording, document, reading, new_document, of)
        new_problems = write_problems(connection, recording.problems, entry, reading, recorded_at)
    if not again:
        run = {"entry": entry, "document": document, "reading": reading, "recorded_at": recorded_at}
        _insert(connection, schema.runs, [run])
    if used is not None:
        use = {"entry": entry, "document": document, "record": dumps(used.record()), "recorded_at": recorded_at}
        _insert(connection, schema.uses, [use])
    if not sighted:
        sighting = {"entry": entry, "document": document, "path": recording.document.path, "recorded_at": recorded_at}
        _insert(connection, schema.sightings, [sighting])
    return Appended(int(new_document), int(not sighted), int(not again), new_statements, new_claims, new_problems)


def write_all(
    connection: sa.Connection, recordings: Sequence[Recording], recorded_at: datetime, keep: str = "text"
) -> list[Appended | Erased]:
    """The same for many recordings, each as if it were written alone in its turn, but quicker.

    Where a document's words were erased, that stands in the place of what was added.
    """
    known = _held(connection, [each.id for each in recordings])
    gathering = Buffered(connection)
    standing_in = cast(sa.Connection, gathering)
    done: list[Appended | Erased] = []
    with roomy(connection):
        for each in recordings:
            try:
                done.append(write(standing_in, each, recorded_at, keep=keep, unknown=each.id not in known))
            except Erased as erased:
                done.append(erased)
            known.add(each.id)
        gathering.flush()
    return done


def _held(connection: sa.Connection, documents: Sequence[str]) -> set[str]:
    """Those of some documents that the store holds."""
    table = schema.documents
    found: set[str] = set()
    for some in _chunks(documents):
        found.update(connection.execute(sa.select(table.c.id).where(table.c.id.in_(some))).scalars())
    return found


def sight(
    connection: sa.Connection, places: Sequence[tuple[str, str]], recorded_at: datetime
) -> tuple[int, tuple[str, ...]]:
    """Add places at which documents that the store holds were found too, each unless it was known by then.

    places: the document's id, and the path.  Returns how many were added, and the documents that are not held.
    """
    table = schema.documents
    numbers: dict[str, int] = {}
    for some in _chunks(dict.fromkeys(document for document, _ in places)):
        rows = connection.execute(sa.select(table.c.id, table.c.seq).where(table.c.id.in_(some)))
        numbers.update((row.id, row.seq) for row in rows)
    added = 0
    for document, path in places:
        number = numbers.get(document)
        if number is not None and not _is_sighted(connection, number, path, recorded_at):
            entry = new_entry(connection, recorded_at)
            row = {"entry": entry, "document": number, "path": path, "recorded_at": recorded_at}
            _insert(connection, schema.sightings, [row])
            added += 1
    return added, tuple(dict.fromkeys(document for document, _ in places if document not in numbers))


def new_entry(connection: sa.Connection, recorded_at: datetime) -> int:
    """The number of a new entry of the ledger."""
    entry = _next(connection, schema.entries)
    _insert(connection, schema.entries, [{"seq": entry, "recorded_at": recorded_at}])
    return entry


def write_problems(
    connection: sa.Connection, problems: Sequence[Problem], entry: int, reading: int | None, recorded_at: datetime
) -> int:
    """Add problems to an entry, in their order; the number of them."""
    first = _next(connection, schema.problems)
    rows = [
        {
            "seq": first + index,
            "entry": entry,
            "reading": reading,
            "digest": digest(asdict(problem)),
            "code": problem.code,
            "record": dumps(asdict(problem)),
            "recorded_at": recorded_at,
        }
        for index, problem in enumerate(problems)
    ]
    return _insert(connection, schema.problems, rows)


def write_loose_problems(connection: sa.Connection, problems: Sequence[Problem], recorded_at: datetime) -> int:
    """Add problems that no document came of, each unless it was known by then; the number added."""
    table = schema.problems
    keyed = {digest(asdict(problem)): problem for problem in problems}
    known: set[str] = set()
    for keys in _chunks(keyed):
        asked = sa.select(table.c.digest).where(
            table.c.digest.in_(keys), table.c.reading.is_(None), table.c.recorded_at <= recorded_at
        )
        known.update(connection.execute(asked).scalars())
    new = [problem for key, problem in keyed.items() if key not in known]
    if new:
        write_problems(connection, new, new_entry(connection, recorded_at), None, recorded_at)
    return len(new)


def _document(connection: sa.Connection, recording: Recording, unknown: bool) -> tuple[int, bool]:
    table = schema.documents
    found = None if unknown else _seq_of(connection, table, table.c.id, recording.id)
    if found is not None:
        return found, False
    seq = _next(connection, table)
    _insert(connection, table, [{"seq": seq, "id": recording.id}])
    made = sign(recording.document.text, recording.document.boilerplate)
    row = {"document": seq, "method": made.method, "shingles": made.shingles, "numbers": made.pack()}
    _insert(connection, schema.signatures, [row])
    return seq, True


def _keep(connection: sa.Connection, recording: Recording, document: int, new: bool, keep: str) -> None:
    """Add what is to be kept of a text and is not held: what is held already stays, whatever is asked."""
    if not new and (_is_whole(connection, document) or _see_erasure(connection, document)):
        return
    text = recording.document.text
    if texts.keep(keep) == "text":
        _insert(connection, schema.texts, [{"document": document, "body": text}])
        write_passages(connection, document, text, passages(text))
        return
    if new:
        _insert(connection, schema.abridged, [{"document": document, "length": len(text)}])
    table = schema.passages
    held = sa.select(table.c.start, table.c.end).where(table.c.document == document)
    there = [] if new else [(row.start, row.end) for row in connection.execute(held)]
    statements, claims = dict(recording.statements).values(), dict(recording.claims).values()
    lacking = texts.lacking(texts.quoted(statements, claims, len(text)), there)
    cut = [(start + a, start + b) for start, end in lacking for a, b in passages(text[start:end])]
    rows = write_passages(connection, document, text, cut)
    extracts = [{"passage": row["seq"], "body": text[row["start"] : row["end"]]} for row in rows]
    _insert(connection, schema.extracts, extracts)


def _is_whole(connection: sa.Connection, document: int) -> bool:
    table = schema.texts
    return connection.execute(sa.select(table.c.document).where(table.c.document == document)).first() is not None


def _see_erasure(connection: sa.Connection, document: int) -> bool:
    """See that a document's words were not erased.

    Raises Erased where they were.
    """
    table = schema.erasures
    found = connection.execute(sa.select(table.c.record).where(table.c.document == document)).scalar()
    if found:
        erasure = Erasure.from_record(json.loads(found))
        raise Erased(
            f"the words of {erasure.document} were erased on {erasure.at:%Y-%m-%d} by {erasure.by} "
            f"({erasure.reason}); {erasure.id} stands in their place, and they are not recorded again"
        )
    return False


def write_passages(
    connection: sa.Connection, document: int, text: str, spans: Iterable[tuple[int, int]]
) -> list[dict[str, int]]:
    """Add the passages by which a document's text is found; their rows."""
    first = _next(connection, schema.passages)
    rows = [
        {"seq": first + number, "document": document, "start": start, "end": end}
        for number, (start, end) in enumerate(spans)
    ]
    _insert(connection, schema.passages, rows)
    index.add(connection, index.passage_words, ((row["seq"], text[row["start"] : row["end"]]) for row in rows))
    return rows


def _reading(connection: sa.Connection, recording: Recording, document: int, new: bool) -> int:
    table = schema.descriptions
    key = description_digest(recording.id, recording.description)
    description = None if new else _seq_of(connection, table, table.c.digest, key)
    if description is None:
        description = _next(connection, table)
        row = {"seq": description, "document": document, "digest": key, "record": dumps(recording.description)}
        _insert(connection, table, [row])
    seq = _next(connection, schema.readings)
    row = {
        "seq": seq,
        "digest": recording.digest,
        "document": document,
        "description": description,
        "version": recording.reader.version,
        "model": recording.reader.model,
    }
    _insert(connection, schema.readings, [row])
    return seq


def _statements(
    connection: sa.Connection, recording: Recording, document: int, reading: int, nothing_known: bool
) -> tuple[int, Mapping[str, int]]:
    """Add the statements that are new; their number, and every statement's seq by its id."""
    by_id = dict(recording.statements)
    numbers, new = _numbered(connection, schema.statements, by_id, nothing_known)
    rows = [
        {
            "seq": numbers[key],
            "id": key,
            "document": document,
            "speaker": by_id[key].speaker and by_id[key].speaker.actor,  # type: ignore[union-attr]
            "on_behalf_of": by_id[key].on_behalf_of,
            "form": by_id[key].form,
            "record": statement_kept(by_id[key]),
        }
        for key in new
    ]
    _insert(connection, schema.statements, rows)
    text = recording.document.text
    said = ((numbers[key], "\n".join(text[start:end] for start, end in by_id[key].content)) for key in new)
    index.add(connection, index.statement_words, said)
    links = [
        {"reading": reading, "position": position, "statement": numbers[key]}
        for position, (key, _) in enumerate(recording.statements)
    ]
    _insert(connection, schema.reading_statements, links)
    return len(new), numbers


def _claims(
    connection: sa.Connection,
    recording: Recording,
    document: int,
    reading: int,
    nothing_known: bool,
    statements: Mapping[str, int],
) -> int:
    by_id = dict(recording.claims)
    numbers, new = _numbered(connection, schema.claims, by_id, nothing_known)
    rows = [_claim_row(numbers[key], key, by_id[key], document, statements) for key in new]
    _insert(connection, schema.claims, rows)
    evidence = ((numbers[key], "\n".join(quote.text for quote in by_id[key].evidence)) for key in new)
    index.add(connection, index.claim_words, evidence)
    fillers = [
        {"actor": actor, "role": role, "claim": numbers[key]}
        for key in new
        for role, actor in dict.fromkeys((role, m.actor) for role, mentions in by_id[key].roles for m in mentions)
    ]
    _insert(connection, schema.claim_actors, fillers)
    fresh = set(new)
    seen = ((numbers[key], claim, claim.terms) for key, claim in recording.claims if key in fresh or claim.terms)
    bearing.add(connection, seen)
    links = [
        {
            "reading": reading,
            "position": position,
            "claim": numbers[key],
            "confidence": claim.confidence,
            "extractor": claim.extractor,
            "terms": dumps(_terms(claim)) if claim.terms else "[]",
        }
        for position, (key, claim) in enumerate(recording.claims)
    ]
    _insert(connection, schema.reading_claims, links)
    return len(new)


def _claim_row(seq: int, key: str, claim: Claim, document: int, statements: Mapping[str, int]) -> dict[str, Any]:
    return {
        "seq": seq,
        "id": key,
        "document": document,
        "statement": None if claim.statement is None else statements[claim.statement],
        **claim_columns(claim),
        "record": claim_kept(claim),
    }


def claim_columns(claim: Claim) -> dict[str, Any]:
    """What a claim is found by: its kind, how it is put, and the days that its time may cover."""
    reach = extent(claim.time.edtf) if claim.time else None
    return {
        "kind": claim.kind,
        "polarity": claim.polarity,
        "status": claim.status,
        "valid_low": reach and reach.low,
        "valid_high": reach and reach.high,
    }


def _terms(claim: Claim) -> list[dict[str, Any]]:
    return [term.record() for term in claim.terms]


def _seq_of(connection: sa.Connection, table: sa.Table, column: sa.Column[Any], key: str) -> int | None:
    found: int | None = connection.execute(sa.select(table.c.seq).where(column == key)).scalar()
    return found


def _next(connection: sa.Connection, table: sa.Table) -> int:
    """The next number of a table: there is one writer at a time, so counting on from the last is safe."""
    if isinstance(connection, Buffered):
        return connection.next(table)
    last: int | None = connection.execute(sa.select(sa.func.max(table.c.seq))).scalar()
    return (last or 0) + 1


def _numbered(
    connection: sa.Connection, table: sa.Table, ids: Iterable[str], nothing_known: bool
) -> tuple[dict[str, int], list[str]]:
    """Every id's number, old or new, and the ids that are new, in their order."""
    wanted = list(ids)
    numbers: dict[str, int] = {}
    if not nothing_known:
        for some in _chunks(wanted):
            rows = connection.execute(sa.select(table.c.id, table.c.seq).where(table.c.id.in_(some)))
            numbers.update((row.id, row.seq) for row in rows)
    new = [key for key in wanted if key not in numbers]
    first = _next(connection, table)
    numbers.update((key, first + index) for index, key in enumerate(new))
    return numbers, new


def _latest_reading(connection: sa.Connection, document: int, by: datetime) -> int | None:
    table = schema.runs
    asked = (
        sa.select(table.c.reading)
        .where(table.c.document == document, table.c.recorded_at <= by)
        .order_by(table.c.recorded_at.desc(), table.c.entry.desc())
        .limit(1)
    )
    found: int | None = connection.execute(asked).scalar()
    return found


def _is_sighted(connection: sa.Connection, document: int, path: str, by: datetime) -> bool:
    table = schema.sightings
    asked = sa.select(table.c.entry).where(
        table.c.document == document, table.c.path == path, table.c.recorded_at <= by
    )
    return connection.execute(asked.limit(1)).first() is not None


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    if rows:
        connection.execute(inserting(table), rows)
    return len(rows)


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    source = iter(keys)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk
