"""Writing rows: they are gathered table by table and handed to the driver many at a time.

A question is answered after everything that was gathered has been written, and numbers go on from the last.  What
makes it quick is that wholly new documents ask no question, that the driver is given thousands of rows in one call,
without SQLAlchemy's work for each, and that much is written by a second thread while more is gathered.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from foedus.ledger.exact import all_plain, escape
from foedus.ledger.index import Indexed
from foedus.ledger.schema import ExactText, Key, metadata

Row = tuple[Any, ...]
"""Values of a table's columns, in the order in which the schema has them."""

_MOST = 30_000
"""Rows that are gathered before they are written."""

_CACHE = 65_536
"""Kibibytes of a SQLite file that are held in memory meanwhile: ids are hashes, so that their indexes are written all
over."""

_ORDER = {table.name: number for number, table in enumerate(metadata.sorted_tables)}
"""Tables after those that they refer to; indexes of words, which refer to nothing in the database's eyes, come last."""


_FEW = 200
"""Rows up to which PostgreSQL is not given a table for them to come in by."""

_VARIABLES = 32_766
"""Values that SQLite takes in one statement."""

_TURN = 0.0002
"""Seconds after which a thread lets another go on: the one that writes is hardly ever busy with Python."""


@contextmanager
def gathering(connection: sa.Connection) -> Iterator[Buffered]:
    """Much that is to be written: a second thread writes what was gathered, all of it before this ends.

    SQLite has room in memory for its indexes meanwhile, and nobody looks for garbage, as rows make none.
    """
    sqlite, collects, turn = connection.dialect.name == "sqlite", gc.isenabled(), sys.getswitchinterval()
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar() if sqlite else None
    if sqlite:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE}")
    gc.disable()
    sys.setswitchinterval(min(turn, _TURN))
    try:
        with ThreadPoolExecutor(1, "foedus-writer") as hand:
            out = Buffered(connection, hand)
            yield out
            out.flush()
    finally:
        sys.setswitchinterval(turn)
        if collects:
            gc.enable()
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA cache_size = {before}")


class Buffered:
    """Rows on their way to a connection; `flush` writes them, and so does every question.

    hand: writes many rows in its own thread; then nothing else may use the connection but what is asked here.
    """

    def __init__(self, connection: sa.Connection, hand: ThreadPoolExecutor | None = None) -> None:
        self._connection = connection
        self._hand = hand
        self._writing: Future[None] | None = None
        self._gathered: dict[str, tuple[sa.TableClause, list[Row]]] = {}
        self._count = 0
        self._last: dict[str, int] = {}

    def take(self, table: sa.Table, number: int = 1) -> int:
        """So many new numbers of a table, of which nobody else takes any meanwhile; the first of them."""
        if table.name not in self._last:
            self._last[table.name] = self.ask(sa.select(sa.func.max(table.c.seq))).scalar() or 0
        first = self._last[table.name] + 1
        self._last[table.name] += number
        return first

    def add(self, table: sa.TableClause, rows: Sequence[Row]) -> None:
        """Gather rows of a table, or of an index of words (a row's number and the words)."""
        if not rows:
            return
        held = self._gathered.get(table.name)
        if held is None:
            held = self._gathered[table.name] = table, []
        held[1].extend(rows)
        self._count += len(rows)
        if self._count >= _MOST:
            self._send()

    def ask(self, query: sa.Select[Any]) -> sa.CursorResult[Any]:
        """The answer to a question."""
        self.flush()
        return self._connection.execute(query)

    def flush(self) -> None:
        """Write what was gathered, and see that it is written."""
        self._send()
        self._wait()

    def _send(self) -> None:
        made = []
        for name in sorted(self._gathered, key=lambda name: _ORDER.get(name, len(_ORDER))):
            table, rows = self._gathered[name]
            if rows:
                writer = _writer(table, self._connection.dialect)
                made.append((writer, writer.values(rows)))
                rows.clear()
        many = self._hand is not None and self._count >= _MOST
        self._count = 0
        self._wait()
        if self._hand is not None and many:
            self._writing = self._hand.submit(_write, self._connection, made, at_once=True)
        else:
            _write(self._connection, made, at_once=many)

    def _wait(self) -> None:
        """Raises what the other thread raised."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()


def _write(connection: sa.Connection, made: Sequence[tuple[_Writer, list[Row]]], *, at_once: bool) -> None:
    for writer, rows in made:
        writer.write(connection, rows, at_once=at_once)


@dataclass(frozen=True, slots=True)
class _Writer:
    """How rows of one table are written: the driver's own statement, and what becomes of each column.

    names: the columns.  copied: whether PostgreSQL can copy them in as they are, which is its quickest way in.
    taken: how PostgreSQL takes many rows that it cannot, from a table of its own that they are copied to.
    key: the places of what the rows lie by in the store, for a table that has no numbers of its own.
    once: whether rows that are given twice, or are there, are passed over.
    """

    table: str
    names: tuple[str, ...]
    sql: str
    by_name: bool
    copied: bool
    taken: str
    changes: tuple[_Change | None, ...]
    key: tuple[int, ...]
    once: bool

    def write(self, connection: sa.Connection, rows: Sequence[Row], *, at_once: bool) -> None:
        """Write some rows, which are as `values` makes them.

        at_once: whether SQLite is to be given many rows in one statement, during which other threads go on.
        """
        if self.copied:
            self._copy(connection, rows, self.table)
        elif self.by_name and len(rows) > _FEW:
            self._take(connection, rows)
        elif self.by_name:
            connection.exec_driver_sql(self.sql, [dict(zip(self.names, row, strict=True)) for row in rows])
        elif at_once:
            self._insert(connection, rows)
        else:
            connection.exec_driver_sql(self.sql, list(rows))

    def _insert(self, connection: sa.Connection, rows: Sequence[Row]) -> None:
        """Statements of so many rows that each is made once and used again: powers of two."""
        driver: Any = connection.connection.driver_connection
        most = 1 << (_VARIABLES // len(self.names)).bit_length() - 1
        at = 0
        while at < len(rows):
            size = min(most, 1 << (len(rows) - at).bit_length() - 1)
            driver.execute(self._of(size), list(chain.from_iterable(rows[at : at + size]))).close()
            at += size

    def _of(self, rows: int) -> str:
        begun, _, one = self.sql.partition(" VALUES ")
        return f"{begun} VALUES {', '.join((one,) * rows)}"

    def values(self, rows: Sequence[Row]) -> list[Row]:
        """The driver's values of some rows, in the order in which the store lays them down."""
        if any(self.changes):
            columns = zip(*rows, strict=True)
            changed = (
                column if change is None else change(column)
                for column, change in zip(columns, self.changes, strict=True)
            )
            told: Iterable[Row] = zip(*changed, strict=True)
        else:
            told = rows
        made = dict.fromkeys(told) if self.once else told
        # Neighbours are written together: a page is looked for and split once for many rows.
        return sorted(made, key=itemgetter(*self.key)) if self.key else list(made)

    def _take(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        kinds = "rowid integer, words text" if self.key == () else f"LIKE {self.table}"
        incoming = f"incoming_{self.table}"
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS {incoming} ({kinds}) ON COMMIT DROP")
        self._copy(connection, rows, incoming)
        connection.exec_driver_sql(self.taken)
        connection.exec_driver_sql(f"TRUNCATE {incoming}")

    def _copy(self, connection: sa.Connection, rows: Iterable[Row], table: str) -> None:
        quoted = ", ".join(f'"{name}"' for name in self.names)
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


_DERIVED = frozenset({"bearings", "bearing_actors"})
"""Tables of nothing but what is worked out from claims: a row that is there is passed over."""


@cache
def _writers() -> dict[tuple[str, str], _Writer]:
    return {}


def _writer(table: sa.TableClause, dialect: sa.Dialect) -> _Writer:
    """How rows of a table are written, worked out once for every kind of store."""
    known = _writers()
    found = known.get((table.name, dialect.name))
    if found is None:
        found = known[table.name, dialect.name] = _writer_of(table, dialect)
    return found


def _writer_of(table: sa.TableClause, dialect: sa.Dialect) -> _Writer:
    names = tuple(column.name for column in table.columns)
    stored, once = isinstance(table, sa.Table), table.name in _DERIVED
    compiled: Any = _inserting(table, names, dialect, once=once).compile(dialect=dialect, column_keys=list(names))
    order = tuple(compiled.positiontup or names)
    if order != names:
        raise AssertionError(f"{table.name} is written in the order {order}, not {names}")
    primary = [column.name for column in table.primary_key] if isinstance(table, sa.Table) else []
    return _Writer(
        table=table.name,
        names=names,
        sql=compiled.string,
        by_name=compiled.positiontup is None,
        copied=dialect.name == "postgresql" and stored and not once,
        taken=_taking(table, names),
        changes=tuple(_change(column, dialect) for column in table.columns),
        key=tuple(map(names.index, primary)) if len(primary) > 1 else (),
        once=once,
    )


def _inserting(table: sa.TableClause, names: Sequence[str], dialect: sa.Dialect, *, once: bool) -> sa.Insert:
    if not isinstance(table, sa.Table):
        number, words = names
        given: Mapping[str, Any] = {number: sa.bindparam(number), words: Indexed(sa.bindparam(words, type_=sa.Text))}
        return sa.insert(table).values(given)
    if not once:
        return table.insert()
    if dialect.name == "sqlite":
        return table.insert().prefix_with("OR IGNORE")
    from sqlalchemy.dialects.postgresql import insert

    return insert(table).on_conflict_do_nothing()


def _taking(table: sa.TableClause, names: Sequence[str]) -> str:
    """How PostgreSQL takes rows from a table in which they lie."""
    given = ", ".join(names) if isinstance(table, sa.Table) else "rowid, to_tsvector('simple', words)"
    quoted = ", ".join(f'"{name}"' for name in names)
    told = f"INSERT INTO {table.name} ({quoted}) SELECT {given} FROM incoming_{table.name}"  # noqa: S608
    return f"{told} ON CONFLICT DO NOTHING" if table.name in _DERIVED else told


_Change = Callable[[Sequence[Any]], Sequence[Any]]
"""What a column's values become for the driver."""


def _change(column: sa.ColumnElement[Any], dialect: sa.Dialect) -> _Change | None:
    """What values become; None where they stay."""
    if type(column.type) is ExactText or (type(column.type) is Key and dialect.name == "sqlite"):
        return _exact
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    return None if process is None else partial(_processed, process)


def _exact(values: Sequence[str | None]) -> Sequence[str | None]:
    """What these types make of values, without SQLAlchemy's work for each."""
    return values if all_plain(values) else [None if value is None else escape(value) for value in values]


def _processed(process: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    """Days and moments: few of them are told again and again."""
    made = {value: process(value) for value in set(values)}
    return [made[value] for value in values]
