"""Restoring: an archive's rows into a store that holds nothing, all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa

from foedus.ledger import index, migrate, schema, texts
from foedus.ledger.archive import Archive, Part, reader
from foedus.ledger.exact import unescape
from foedus.model.problems import LedgerError

_ROWS_AT_ONCE = 1000
_DOCUMENTS_AT_ONCE = 200
_HASHED = schema.LONGEST_KEY + 64
"""How long a name is of which a store without room for all of it holds the beginning and a hash."""


def see_empty(connection: sa.Connection, name: str, archive: Archive) -> None:
    """See that a store holds nothing that a backup could be mixed with.

    Raises LedgerError where it does.
    """
    found = migrate.revision(connection)
    if found is None:
        return
    if found != schema.HEAD or connection.execute(sa.select(schema.entries.c.seq).limit(1)).first() is not None:
        raise LedgerError(
            f"the ledger {name} holds something; a backup is restored only where there is nothing: give a new place"
        )
    if archive.manifest.schema != schema.HEAD:
        raise LedgerError(f"the ledger {name} is newer than the backup {archive.path}; give a place where nothing is")


def fill(connection: sa.Connection, archive: Archive) -> None:
    """Make the schema that the archive is of, fill it, and bring it up to date."""
    if migrate.revision(connection) is None:
        migrate.upgrade(connection, archive.manifest.schema)
    names = _Names()
    for part in archive.manifest.tables:
        _fill_table(connection, archive, part, names)
    fill_indexes(connection)
    migrate.upgrade(connection)


class _Names:
    """Names that are too long for some stores' keys, by what those hold in their place."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}

    def spell_out(self, row: dict[str, Any], keys: list[str]) -> None:
        """Put whole names into a row's keys; the records that have them come before what only has their keys."""
        record = row.get("record")
        if record and len(record) > schema.LONGEST_KEY:
            self._see(json.loads(record))
        for name in keys:
            if row[name] is not None and len(row[name]) == _HASHED:
                row[name] = self._whole.get(row[name], row[name])

    def _see(self, record: Any) -> None:
        if isinstance(record, dict):
            record = list(record.values())
        if isinstance(record, list):
            for value in record:
                self._see(value)
        elif isinstance(record, str) and len(record) > schema.LONGEST_KEY:
            self._whole[schema.hashed(record)] = record


def _fill_table(connection: sa.Connection, archive: Archive, part: Part, names: _Names) -> None:
    known = schema.metadata.tables[part.name].columns
    table = sa.table(
        part.name, *(sa.column(name, known[name].type if name in known else None) for name in part.columns)
    )
    kinds = [(column.name, column.type, reader(column.type)) for column in table.columns]
    rows = archive.rows(part)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        if any(len(row) != len(kinds) for row in some):
            raise archive.damaged(part, "a row has other columns than the manifest says")
        given = [
            {name: _value(kind, read, value) for (name, kind, read), value in zip(kinds, row, strict=True)}
            for row in some
        ]
        for row in given:
            names.spell_out(row, [name for name, kind, _ in kinds if isinstance(kind, schema.Key)])
        connection.execute(table.insert(), given)


def _value(kind: Any, read: Callable[[Any], Any], value: Any) -> Any:
    if value is None:
        return None
    # The archive has texts as stores hold them; the column's type escapes them again.
    return unescape(value) if isinstance(kind, schema.ExactText) else read(value)


def fill_indexes(connection: sa.Connection) -> None:
    """Fill the indexes of words, which are empty, from what the tables hold."""
    for words, rows in indexed(connection):
        index.add(connection, words, rows)


def indexed(connection: sa.Connection) -> Iterator[texts.Indexed]:
    """What the indexes hold, worked out from the tables: words under each row's number, some documents at a time."""
    table, last = schema.documents, 0
    gone = sa.exists().where(schema.erased.c.document == table.c.seq)
    while True:
        asked = sa.select(table.c.seq).where(table.c.seq > last).order_by(table.c.seq).limit(_DOCUMENTS_AT_ONCE)
        numbers = list(connection.execute(asked).scalars())
        if not numbers:
            return
        last = numbers[-1]
        held = list(connection.execute(sa.select(table.c.seq).where(table.c.seq.in_(numbers), ~gone)).scalars())
        if held:
            yield from texts.indexed(connection, held)
