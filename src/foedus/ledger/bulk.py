"""Writing much at once: a connection that gathers rows and hands them to the driver table by table.

What is appended through it is what would be appended without: a question is answered after everything that was
gathered has been written, and numbers go on from the last.  What makes it quick is that wholly new documents ask no
question, and that the driver is given thousands of rows in one call, without SQLAlchemy's work for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa

from foedus.ledger.exact import escape
from foedus.ledger.schema import ExactText, Key, metadata

_MOST = 20_000
"""Rows that are gathered before they are written."""

_ORDER = {table.name: number for number, table in enumerate(metadata.sorted_tables)}
"""Tables after those that they refer to; indexes of words, which refer to nothing in the database's eyes, come last."""


@cache
def inserting(table: sa.Table) -> sa.Insert:
    """What inserts into a table: made once, since making it takes longer than gathering a row."""
    return table.insert()


@dataclass(slots=True)
class _Gathered:
    """Rows of one table; statement: what writes them."""

    statement: sa.Insert
    plain: bool
    rows: list[Mapping[str, Any]] = field(default_factory=list)


class Buffered:
    """A connection whose insertions are gathered; `flush` writes them, and so does every question.

    It has what appending uses of a connection, and stands in for one.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._gathered: dict[str, _Gathered] = {}
        self._count = 0
        self._last: dict[str, int] = {}
        self._writers: dict[str, tuple[str, Any]] = {}

    @property
    def dialect(self) -> sa.Dialect:
        """The store's dialect."""
        return self._connection.dialect

    def next(self, table: sa.Table) -> int:
        """The next number of a table, of which nobody else takes any meanwhile."""
        if table.name not in self._last:
            last: int | None = self._connection.execute(sa.select(sa.func.max(table.c.seq))).scalar()
            self._last[table.name] = last or 0
        return self._last[table.name] + 1

    def execute(self, statement: Any, parameters: Any = None) -> Any:
        """Gather an insertion of given rows; anything else is done at once, after what was gathered."""
        if not isinstance(statement, sa.Insert) or parameters is None:
            self.flush()
            return self._connection.execute(statement, parameters)
        rows = [parameters] if isinstance(parameters, Mapping) else parameters
        name = statement.table.name
        held = self._gathered.get(name)
        if held is None:
            plain = not (statement._prefixes or statement._post_values_clause is not None)
            held = self._gathered[name] = _Gathered(statement, plain and isinstance(statement.table, sa.Table))
        held.rows.extend(rows)
        if "seq" in rows[-1]:
            self._last[name] = max(self._last.get(name, 0), rows[-1]["seq"])
        self._count += len(rows)
        if self._count >= _MOST:
            self.flush()
        return None

    def flush(self) -> None:
        """Write what was gathered."""
        for name in sorted(self._gathered, key=lambda name: _ORDER.get(name, len(_ORDER))):
            held = self._gathered[name]
            if held.rows:
                self._write(name, held)
                held.rows = []
        self._count = 0

    def _write(self, name: str, held: _Gathered) -> None:
        if held.plain and self.dialect.name == "postgresql":
            self._copy(held)
            return
        if name not in self._writers:
            self._writers[name] = _writer(held.statement, held.rows[0], self.dialect)
        sql, values = self._writers[name]
        self._connection.exec_driver_sql(sql, [values(row) for row in held.rows])

    def _copy(self, held: _Gathered) -> None:
        """PostgreSQL's quickest way in."""
        table, names = held.statement.table, list(held.rows[0])
        changes = [_change(table.c[name], self.dialect) for name in names]
        quoted = ", ".join(f'"{name}"' for name in names)
        driver: Any = self._connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({quoted}) FROM STDIN') as copy:
            for row in held.rows:
                copy.write_row(
                    [
                        row[name] if change is None else change(row[name])
                        for name, change in zip(names, changes, strict=True)
                    ]
                )


def _writer(statement: sa.Insert, row: Mapping[str, Any], dialect: sa.Dialect) -> tuple[str, Any]:
    """The driver's own statement for rows of this form, and what makes its values of a row."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(row))
    columns = statement.table.c
    changes = [(name, _change(columns[name], dialect) if name in columns else None) for name in row]
    if (names := compiled.positiontup) is None:
        return compiled.string, lambda row: {
            name: row[name] if change is None else change(row[name]) for name, change in changes
        }
    ordered = [(name, dict(changes)[name]) for name in names]
    return compiled.string, lambda row: tuple(
        [row[name] if change is None else change(row[name]) for name, change in ordered]
    )


def _change(column: sa.ColumnElement[Any], dialect: sa.Dialect) -> Any:
    """What a value becomes for the driver; None where it stays."""
    if type(column.type) is ExactText or (type(column.type) is Key and dialect.name == "sqlite"):
        return _exact
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _exact(value: str | None) -> str | None:
    """What these types make of a value, without SQLAlchemy's work for each."""
    return None if value is None else escape(value)
