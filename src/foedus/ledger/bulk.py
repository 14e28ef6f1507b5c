"""Writing much at once: a connection that gathers rows and hands them to the driver table by table.

What is appended through it is what would be appended without: a question is answered after everything that was
gathered has been written, and numbers go on from the last.  What makes it quick is that wholly new documents ask no
question, and that the driver is given thousands of rows in one call, without SQLAlchemy's work for each.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from foedus.ledger.exact import all_plain, escape
from foedus.ledger.schema import ExactText, Key, metadata

_MOST = 60_000
"""Rows that are gathered before they are written."""

_CACHE = 65_536
"""Kibibytes of a SQLite file that are held in memory meanwhile: ids are hashes, so that their indexes are written all
over."""

_ORDER = {table.name: number for number, table in enumerate(metadata.sorted_tables)}
"""Tables after those that they refer to; indexes of words, which refer to nothing in the database's eyes, come last."""


@cache
def inserting(table: sa.Table) -> sa.Insert:
    """What inserts into a table: made once, since making it takes longer than gathering a row."""
    return table.insert()


@contextmanager
def roomy(connection: sa.Connection) -> Iterator[None]:
    """While much is written: room in memory for SQLite's indexes, and no looking for garbage, as rows make none."""
    sqlite, collects = connection.dialect.name == "sqlite", gc.isenabled()
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar() if sqlite else None
    if sqlite:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE}")
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = {before}")


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
        self._writers: dict[str, _Writer] = {}

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
        if name not in self._writers:
            self._writers[name] = _Writer.of(held, self.dialect)
        writer = self._writers[name]
        rows = writer.values(held.rows)
        if held.plain and self.dialect.name == "postgresql":
            self._copy(held.statement.table.name, writer.names, rows)
        elif writer.by_name:
            given = [dict(zip(writer.names, row, strict=True)) for row in rows]
            self._connection.exec_driver_sql(writer.sql, given)
        else:
            self._connection.exec_driver_sql(writer.sql, rows)

    def _copy(self, table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """PostgreSQL's quickest way in."""
        quoted = ", ".join(f'"{name}"' for name in names)
        driver: Any = self._connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


@dataclass(frozen=True, slots=True)
class _Writer:
    """How rows of one form are written: the driver's own statement, and what becomes of each column.

    key: the places of what the rows lie by in the store, for a table that has no numbers of its own.
    once: whether rows that are given twice are passed over.
    """

    sql: str
    names: tuple[str, ...]
    changes: tuple[_Change | None, ...]
    by_name: bool
    key: tuple[int, ...]
    once: bool

    @staticmethod
    def of(held: _Gathered, dialect: sa.Dialect) -> _Writer:
        table, given = held.statement.table, list(held.rows[0])
        compiled: Any = held.statement.compile(dialect=dialect, column_keys=given)
        names = tuple(compiled.positiontup or given)
        changes = tuple(_change(table.c[name], dialect) if name in table.c else None for name in names)
        primary = [column.name for column in table.primary_key] if isinstance(table, sa.Table) else []
        key = tuple(map(names.index, primary)) if len(primary) > 1 else ()
        once = isinstance(table, sa.Table) and not held.plain
        return _Writer(compiled.string, names, changes, compiled.positiontup is None, key, once)

    def values(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """The driver's values of some rows, column by column, in the order in which the store lays them down."""
        columns = ([row[name] for row in rows] for name in self.names)
        changed = (
            column if change is None else change(column) for column, change in zip(columns, self.changes, strict=True)
        )
        told = zip(*changed, strict=True)
        made: Iterable[tuple[Any, ...]] = dict.fromkeys(told) if self.once else told
        # Neighbours are written together: a page is looked for and split once for many rows.
        return sorted(made, key=itemgetter(*self.key)) if self.key else list(made)


_Change = Callable[[list[Any]], list[Any]]
"""What a column's values become for the driver."""


def _change(column: sa.ColumnElement[Any], dialect: sa.Dialect) -> _Change | None:
    """What values become; None where they stay."""
    if type(column.type) is ExactText or (type(column.type) is Key and dialect.name == "sqlite"):
        return _exact
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    return None if process is None else partial(_processed, process)


def _exact(values: list[str | None]) -> list[str | None]:
    """What these types make of values, without SQLAlchemy's work for each."""
    return values if all_plain(values) else [None if value is None else escape(value) for value in values]


def _processed(process: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    """Days and moments: few of them are told again and again."""
    made = {value: process(value) for value in set(values)}
    return [made[value] for value in values]
