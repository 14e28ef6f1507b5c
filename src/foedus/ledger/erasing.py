"""Erasing: a document's words taken out of every table and index, and a tombstone in their place.

Its entry opens that document's rows to the erasure alone, the row in ``erased`` closes them; the caller's transaction
makes it whole or absent.  Ids, hashes, spans and the structure of claims stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from foedus.ledger import index, redaction, schema, texts
from foedus.ledger.append import new_entry
from foedus.ledger.belonging import of_documents
from foedus.ledger.exact import dumps
from foedus.ledger.records import moment
from foedus.model.erasures import Erasure
from foedus.model.problems import UnknownName, UsageError


def prepare(erasure: Erasure) -> Erasure:
    """The erasure with its moment in UTC.

    Raises UsageError where it is unsigned or without a reason.
    """
    if not erasure.by.strip():
        raise UsageError("an erasure is signed: give the name of who demands it (--by NAME)")
    if not erasure.reason.strip():
        raise UsageError("an erasure has its reason, which stays when the words are gone: give one (--reason TEXT)")
    return replace(erasure, at=moment(erasure.at))


def write(connection: sa.Connection, erasure: Erasure) -> Erasure:
    """Erase a document's words; the tombstone, which is the first one where they were erased before.

    Raises UnknownName where the ledger holds no such document.
    """
    table = schema.documents
    document = connection.execute(sa.select(table.c.seq).where(table.c.id == erasure.document)).scalar()
    if document is None:
        raise UnknownName(f"the ledger holds no document {erasure.document}; `foedus search WORDS` finds documents")
    if earlier := tombstone(connection, document):
        return earlier
    entry = new_entry(connection, erasure.at)
    row = {"entry": entry, "document": document, "id": erasure.id, "record": dumps(erasure.record())}
    connection.execute(schema.erasures.insert(), {**row, "recorded_at": erasure.at})
    for words, rows in texts.indexed(connection, (document,)):
        index.remove(connection, words, rows)
    _redact(connection, document)
    own = sa.select(schema.passages.c.seq).where(schema.passages.c.document == document)
    connection.execute(schema.extracts.delete().where(schema.extracts.c.passage.in_(own)))
    connection.execute(schema.texts.delete().where(schema.texts.c.document == document))
    connection.execute(schema.erased.insert(), {"document": document, "entry": entry})
    index.merge(connection)
    return erasure


def tombstone(connection: sa.Connection, document: int) -> Erasure | None:
    """The erasure of a document, if there was one."""
    table = schema.erasures
    found = connection.execute(sa.select(table.c.record).where(table.c.document == document)).scalar()
    return Erasure.from_record(json.loads(found)) if found else None


def _redact(connection: sa.Connection, document: int) -> None:
    claims, statements, descriptions = schema.claims, schema.statements, schema.descriptions
    for table, without in ((claims, redaction.claim), (statements, redaction.statement)):
        of = sa.select(table.c.seq, table.c.id, table.c.record).where(of_documents(table, (document,)))
        rows = connection.execute(of).all()
        _change(connection, table, table.c.record, ((row.seq, without(json.loads(row.record), row.id)) for row in rows))
    told = connection.execute(
        sa.select(descriptions.c.seq, descriptions.c.record).where(descriptions.c.document == document)
    ).all()
    changed = ((row.seq, redaction.description(json.loads(row.record))) for row in told)
    _change(connection, descriptions, descriptions.c.record, changed)
    _redact_readings(connection, document)
    _redact_judgements(connection, document)
    _redact_looks(connection, document)


def _redact_readings(connection: sa.Connection, document: int) -> None:
    """The loaded terms and the problems of a document's readings."""
    readings = sa.select(schema.readings.c.seq).where(schema.readings.c.document == document)
    links, problems = schema.reading_claims, schema.problems
    noted = sa.select(problems.c.seq, problems.c.record).where(problems.c.reading.in_(readings))
    changed = [(row.seq, redaction.problem(json.loads(row.record))) for row in connection.execute(noted)]
    _change(connection, problems, problems.c.record, changed)
    used = sa.select(links.c.reading, links.c.position, links.c.terms).where(links.c.reading.in_(readings))
    for row in connection.execute(used).all():
        if row.terms != "[]":
            here = sa.and_(links.c.reading == row.reading, links.c.position == row.position)
            wordless = dumps(redaction.terms(json.loads(row.terms)))
            connection.execute(links.update().where(here).values(terms=wordless))


def _redact_judgements(connection: sa.Connection, document: int) -> None:
    """The corrections of a document's claims, which quote it too."""
    table = schema.judgements
    claims = sa.select(schema.claims.c.id).where(of_documents(schema.claims, (document,)))
    held = sa.select(table.c.entry, table.c.id, table.c.record).where(
        table.c.verdict == "correct", table.c.target.in_(claims)
    )
    rows = connection.execute(held).all()
    changed = ((row.entry, redaction.judgement(json.loads(row.record), row.id)) for row in rows)
    _change(connection, table, table.c.record, changed, table.c.entry)


def _redact_looks(connection: sa.Connection, document: int) -> None:
    """What watches told of contradictions that a document's claims are in: names and dates in its words."""
    states, claims = schema.look_states, schema.claims
    own = set(connection.execute(sa.select(claims.c.id).where(of_documents(claims, (document,)))).scalars())
    held = connection.execute(sa.select(states.c.seq, states.c.record)).all() if own else []
    changed = ((row.seq, redaction.found(json.loads(row.record), own)) for row in held)
    _change(connection, states, states.c.record, ((seq, record) for seq, record in changed if record is not None))


def _change(
    connection: sa.Connection,
    table: sa.Table,
    column: sa.Column[Any],
    rows: Iterable[tuple[int, Any]],
    key: sa.Column[int] | None = None,
) -> None:
    given = [{"of": number, "without": dumps(record)} for number, record in rows]
    if given:
        found = (table.c.seq if key is None else key) == sa.bindparam("of")
        connection.execute(table.update().where(found).values({column: sa.bindparam("without")}), given)
