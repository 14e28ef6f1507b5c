"""Writing: one document's reading into the tables, adding only what they do not hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from foedus.ledger import contents, index, schema, texts
from foedus.ledger.bearing import chunks
from foedus.ledger.bulk import Buffered, gathering
from foedus.ledger.exact import digest, dumps
from foedus.ledger.recording import Recording, description_digest
from foedus.ledger.records import Appended
from foedus.ledger.reprints import sign
from foedus.ledger.wording import Wording
from foedus.ledger.words import passages
from foedus.model.erasures import Erasure
from foedus.model.problems import Erased, Problem
from foedus.model.usage import Used


def write(
    connection: sa.Connection,
    recording: Recording,
    recorded_at: datetime,
    used: Used | None = None,
    keep: str = "text",
) -> Appended:
    """Add what the store does not hold of a recording; the caller's transaction makes it whole or absent.

    used: what a language model took to read it, which is added each time.  keep: of its text, all or what is quoted.

    Raises Erased where the document's words were erased.
    """
    out = Buffered(connection)
    added = _write(out, recording, recorded_at, keep, used)
    out.flush()
    return added


def write_all(
    connection: sa.Connection, recordings: Sequence[Recording], recorded_at: datetime, keep: str = "text"
) -> list[Appended | Erased]:
    """The same for many recordings, each as if it were written alone in its turn, but quicker.

    Where a document's words were erased, that stands in the place of what was added.
    """
    done: list[Appended | Erased] = []
    with gathering(connection) as out:
        known = _held(out, [each.id for each in recordings])
        for each in recordings:
            try:
                done.append(_write(out, each, recorded_at, keep, unknown=each.id not in known))
            except Erased as erased:
                done.append(erased)
            known.add(each.id)
    return done


def _held(out: Buffered, documents: Sequence[str]) -> set[str]:
    """Those of some documents that the store holds."""
    table = schema.documents
    found: set[str] = set()
    for some in chunks(documents):
        found.update(out.ask(sa.select(table.c.id).where(table.c.id.in_(some))).scalars())
    return found


def _write(
    out: Buffered,
    recording: Recording,
    recorded_at: datetime,
    keep: str,
    used: Used | None = None,
    *,
    unknown: bool = False,
) -> Appended:
    """unknown: whether it is certain that the store does not hold the document, so that nothing need be asked."""
    document, new = _document(out, recording, unknown=unknown)
    wording = Wording(recording.document.text)
    _keep(out, recording, document, keep, wording, new=new)
    reading = None if new else _seq_of(out, schema.readings.c.digest, recording.digest)
    again = reading is not None and reading == _latest_reading(out, document, recorded_at)
    sighted = not new and _is_sighted(out, document, recording.document.path, recorded_at)
    if again and sighted and used is None:
        return Appended()
    entry = _new_entry(out, recorded_at)
    statements = claims = problems = 0
    if reading is None:
        reading = _reading(out, recording, document, new=new)
        statements, of = contents.add_statements(out, recording, document, reading, wording, nothing_known=new)
        claims = contents.add_claims(out, recording, document, reading, wording, of, nothing_known=new)
        problems = _problems(out, recording.problems, entry, reading, recorded_at)
    if not again:
        out.add(schema.runs, [(entry, document, reading, recorded_at)])
    if used is not None:
        out.add(schema.uses, [(entry, document, dumps(used.record()), recorded_at)])
    if not sighted:
        out.add(schema.sightings, [(entry, document, recording.document.path, recorded_at)])
    return Appended(int(new), int(not sighted), int(not again), statements, claims, problems)


def sight(
    connection: sa.Connection, places: Sequence[tuple[str, str]], recorded_at: datetime
) -> tuple[int, tuple[str, ...]]:
    """Add places at which documents that the store holds were found too, each unless it was known by then.

    places: the document's id, and the path.  Returns how many were added, and the documents that are not held.
    """
    out = Buffered(connection)
    table = schema.documents
    numbers: dict[str, int] = {}
    for some in chunks(dict.fromkeys(document for document, _ in places)):
        rows = out.ask(sa.select(table.c.id, table.c.seq).where(table.c.id.in_(some)))
        numbers.update((row.id, row.seq) for row in rows)
    added = 0
    for document, path in places:
        number = numbers.get(document)
        if number is not None and not _is_sighted(out, number, path, recorded_at):
            out.add(schema.sightings, [(_new_entry(out, recorded_at), number, path, recorded_at)])
            added += 1
    out.flush()
    return added, tuple(dict.fromkeys(document for document, _ in places if document not in numbers))


def new_entry(connection: sa.Connection, recorded_at: datetime) -> int:
    """The number of a new entry of the ledger."""
    out = Buffered(connection)
    entry = _new_entry(out, recorded_at)
    out.flush()
    return entry


def _new_entry(out: Buffered, recorded_at: datetime) -> int:
    entry = out.take(schema.entries)
    out.add(schema.entries, [(entry, recorded_at)])
    return entry


def write_loose_problems(connection: sa.Connection, problems: Sequence[Problem], recorded_at: datetime) -> int:
    """Add problems that no document came of, each unless it was known by then; the number added."""
    out = Buffered(connection)
    table = schema.problems
    keyed = {digest(asdict(problem)): problem for problem in problems}
    known: set[str] = set()
    for keys in chunks(keyed):
        asked = sa.select(table.c.digest).where(
            table.c.digest.in_(keys), table.c.reading.is_(None), table.c.recorded_at <= recorded_at
        )
        known.update(out.ask(asked).scalars())
    new = [problem for key, problem in keyed.items() if key not in known]
    if new:
        _problems(out, new, _new_entry(out, recorded_at), None, recorded_at)
    out.flush()
    return len(new)


def _problems(
    out: Buffered, problems: Sequence[Problem], entry: int, reading: int | None, recorded_at: datetime
) -> int:
    """Add problems to an entry, in their order; the number of them."""
    first = out.take(schema.problems, len(problems))
    told = ((number, each, asdict(each)) for number, each in enumerate(problems, first))
    out.add(
        schema.problems,
        [
            (number, entry, reading, digest(record), each.code, dumps(record), recorded_at)
            for number, each, record in told
        ],
    )
    return len(problems)


def _document(out: Buffered, recording: Recording, *, unknown: bool) -> tuple[int, bool]:
    found = None if unknown else _seq_of(out, schema.documents.c.id, recording.id)
    if found is not None:
        return found, False
    seq = out.take(schema.documents)
    out.add(schema.documents, [(seq, recording.id)])
    made = sign(recording.document.text, recording.document.boilerplate)
    out.add(schema.signatures, [(seq, made.method, made.shingles, made.pack())])
    return seq, True


def _keep(out: Buffered, recording: Recording, document: int, keep: str, wording: Wording, *, new: bool) -> None:
    """Add what is to be kept of a text and is not held: what is held already stays, whatever is asked."""
    if not new and (_is_whole(out, document) or _see_erasure(out, document)):
        return
    text = recording.document.text
    if texts.keep(keep) == "text":
        out.add(schema.texts, [(document, text)])
        _add_passages(out, document, wording, passages(text))
        return
    if new:
        out.add(schema.abridged, [(document, len(text))])
    table = schema.passages
    held = sa.select(table.c.start, table.c.end).where(table.c.document == document)
    there = [] if new else [(row.start, row.end) for row in out.ask(held)]
    statements, claims = dict(recording.statements).values(), dict(recording.claims).values()
    lacking = texts.lacking(texts.quoted(statements, claims, len(text)), there)
    cut = [(start + a, start + b) for start, end in lacking for a, b in passages(text[start:end])]
    first = _add_passages(out, document, wording, cut)
    out.add(schema.extracts, [(number, text[start:end]) for number, (start, end) in enumerate(cut, first)])


def _add_passages(out: Buffered, document: int, wording: Wording, spans: Iterable[tuple[int, int]]) -> int:
    """Add the passages by which a document's text is found; the number of the first."""
    cut = list(spans)
    first = out.take(schema.passages, len(cut))
    out.add(schema.passages, [(number, document, *span) for number, span in enumerate(cut, first)])
    out.add(index.passage_words, [(number, wording.of_spans((span,))) for number, span in enumerate(cut, first)])
    return first


def _is_whole(out: Buffered, document: int) -> bool:
    table = schema.texts
    return out.ask(sa.select(table.c.document).where(table.c.document == document)).first() is not None


def _see_erasure(out: Buffered, document: int) -> bool:
    """See that a document's words were not erased.

    Raises Erased where they were.
    """
    table = schema.erasures
    found = out.ask(sa.select(table.c.record).where(table.c.document == document)).scalar()
    if found:
        erasure = Erasure.from_record(json.loads(found))
        raise Erased(
            f"the words of {erasure.document} were erased on {erasure.at:%Y-%m-%d} by {erasure.by} "
            f"({erasure.reason}); {erasure.id} stands in their place, and they are not recorded again"
        )
    return False


def _reading(out: Buffered, recording: Recording, document: int, *, new: bool) -> int:
    key = description_digest(recording.id, recording.description)
    description = None if new else _seq_of(out, schema.descriptions.c.digest, key)
    if description is None:
        description = out.take(schema.descriptions)
        out.add(schema.descriptions, [(description, document, key, dumps(recording.description))])
    seq = out.take(schema.readings)
    reader = recording.reader
    out.add(schema.readings, [(seq, recording.digest, document, description, reader.version, reader.model)])
    return seq


def _seq_of(out: Buffered, column: sa.Column[Any], key: str) -> int | None:
    """The number of the row that has a key."""
    found: int | None = out.ask(sa.select(column.table.c.seq).where(column == key)).scalar()
    return found


def _latest_reading(out: Buffered, document: int, by: datetime) -> int | None:
    table = schema.runs
    asked = (
        sa.select(table.c.reading)
        .where(table.c.document == document, table.c.recorded_at <= by)
        .order_by(table.c.recorded_at.desc(), table.c.entry.desc())
        .limit(1)
    )
    found: int | None = out.ask(asked).scalar()
    return found


def _is_sighted(out: Buffered, document: int, path: str, by: datetime) -> bool:
    table = schema.sightings
    asked = sa.select(table.c.entry).where(
        table.c.document == document, table.c.path == path, table.c.recorded_at <= by
    )
    return out.ask(asked.limit(1)).first() is not None
