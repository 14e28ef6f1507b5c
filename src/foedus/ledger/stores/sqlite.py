"""SQLite: how a ledger's file or memory is opened safely, and what its errors mean to its owner."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from foedus.ledger import migrate
from foedus.ledger.stores.base import PATIENCE, WRITES
from foedus.ledger.stores.driver import driver, wal_is_safe
from foedus.model.problems import LedgerError, Problem, UsageError

_SIZE = ("page_count", "page_size")

_STATEMENTS = 512
"""Statements that a connection keeps ready: for each table those that insert one row, two, four …"""

_MEANING = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait until it is done, then try again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; wait until it is done, then try again",
    sqlite3.SQLITE_READONLY: "it can only be read; make the file and its folder writable or give another --ledger",
    sqlite3.SQLITE_PERM: "it can only be read; make the file and its folder writable or give another --ledger",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this document was recorded; free some space and read it again",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check that its folder exists and that you may write there "
    "(a file that nobody writes to can be asked in such a folder as sqlite:///file:PATH?immutable=1&uri=true)",
    sqlite3.SQLITE_NOTADB: "the file is not a database, so no ledger either; give another place with --ledger",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; keep a copy, and restore a backup or read into a new ledger",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write; check the disk and its free space, then try again",
}


_RESTORE = "Keep a copy, and restore the latest backup into a new place"
_BY_HAND = "somebody changed the store by hand, and rows may have been changed without anybody being refused"
_ANEW = "Back it up and restore it into a new place, which has all of them, and look at what else is told here"


def _parts(connection: sa.Connection) -> dict[tuple[str, str], str]:
    """What the schema is made of: the definition of each table, index, trigger and view."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {(kind, name): sql for kind, name, sql in rows}


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal that a SQLite of this version keeps without danger to the file.

    >>> journal_mode((3, 40, 1)), journal_mode((3, 51, 3))
    ('TRUNCATE', 'WAL')
    """
    return "WAL" if wal_is_safe(version) else "TRUNCATE"


def at_path(path: str) -> SqliteStore:
    """The store in a file.

    Raises UsageError for what is no path.
    """
    if not path or "\0" in path:
        raise UsageError(f"{path!r} is no path of a ledger: give a file or sqlite:///FILE")
    return SqliteStore(sa.URL.create("sqlite", database=path))


def at_url(url: sa.URL) -> SqliteStore | None:
    """The store at an address; None for an address of another kind."""
    return SqliteStore(url) if url.drivername in ("sqlite", "sqlite+pysqlite") else None


@dataclass(frozen=True, slots=True)
class SqliteStore:
    """A ledger in a file, or in memory where the address names none."""

    url: sa.URL

    @property
    def file(self) -> Path | None:
        """The file of the address; None for a store in memory."""
        named = self.url.database
        return Path(named.removeprefix("file:")) if named and named != ":memory:" else None

    @property
    def name(self) -> str:
        return str(self.file) if self.file else "in memory"

    def prepare(self, *, create: bool) -> None:
        file = self.file
        try:
            if file and file.is_dir():
                raise LedgerError(f"the ledger {file} is a folder; name a file in it")
            missing = file is not None and not file.exists()
        except OSError as error:
            raise LedgerError(
                f"the ledger {file} cannot be reached ({error}); give another place with --ledger"
            ) from error
        if missing and not create:
            raise LedgerError(f"there is no ledger at {file}; read something into it first: foedus read PATH")

    def make_folder(self) -> None:
        file = self.file
        try:
            if file:
                file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(
                f"the folder of the ledger {file} cannot be made ({error}); give --ledger FILE"
            ) from error

    def engine(self) -> sa.Engine:
        options: dict[str, Any] = {"module": driver()} | ({} if self.file else {"poolclass": sa.StaticPool})
        # A connection is used by one thread at a time, though not always by the one that made it.
        options["connect_args"] = {"check_same_thread": False, "cached_statements": _STATEMENTS}
        if "timeout" not in self.url.query:
            options["connect_args"]["timeout"] = PATIENCE
        made = sa.create_engine(self.url, **options)
        sa.event.listen(made, "connect", _connected)
        sa.event.listen(made, "begin", _begun)
        return made

    def settle(self, engine: sa.Engine) -> None:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute(f"PRAGMA journal_mode = {journal_mode(driver().sqlite_version_info)}").close()
        except driver().OperationalError as error:
            # Somebody else has it open, or it can only be read: it goes on with the journal that it has.
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
                raise
        finally:
            connection.close()

    def survey(self, engine: sa.Engine) -> None:
        """Nothing to look at: it plans by the indexes alone, alike in an empty ledger and in a full one."""

    def faults(self, connection: sa.Connection) -> Iterator[Problem]:
        where = self.name
        for told in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if told != "ok":
                yield Problem("damaged", f"the file is damaged: {' '.join(told.split())}", where, todo=_RESTORE)
        fresh = SqliteStore(sa.URL.create("sqlite")).engine()
        try:
            with fresh.execution_options(**{WRITES: True}).begin() as new:
                migrate.upgrade(new)
                wanted = _parts(new)
        finally:
            fresh.dispose()
        held = _parts(connection)
        for kind, name in sorted(wanted.keys() - held.keys()):
            yield Problem("guard", f"the {kind} {name} is not there", where, _BY_HAND, todo=_ANEW)
        for kind, name in sorted(wanted.keys() & held.keys()):
            if kind in ("trigger", "view") and wanted[kind, name] != held[kind, name]:
                yield Problem("guard", f"the {kind} {name} was changed", where, _BY_HAND, todo=_ANEW)

    @contextmanager
    def making(self) -> Iterator[None]:
        file = self.file
        there = file is None or file.exists()
        try:
            yield
        except BaseException:
            for end in ("", "-wal", "-shm", "-journal") if file and not there else ():
                Path(f"{file}{end}").unlink(missing_ok=True)
            raise

    @contextmanager
    def snapshot(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        with engine.connect() as connection:
            yield connection  # one transaction, which sees one state

    def purge(self, engine: sa.Engine) -> bool:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            # The file is written anew, since old pages keep what was removed from them; then the log is emptied.
            cursor.execute("VACUUM")
            (blocked, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not blocked
        except driver().OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL):
                return False
            raise
        finally:
            connection.close()

    def described(self, connection: sa.Connection) -> tuple[str, int]:
        asked: dict[str, Any] = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", *_SIZE)
        }
        log = Path(f"{self.file}-wal")
        size = asked["page_count"] * asked["page_size"] + (log.stat().st_size if log.exists() else 0)
        journal = {"wal": "write-ahead log", "memory": "in memory"}.get(asked["journal_mode"], "rollback journal")
        return f"SQLite {driver().sqlite_version} ({journal})", size

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        return (driver().Error,)

    def meaning(self, error: BaseException | None) -> str:
        code = getattr(error, "sqlite_errorcode", None)
        known = _MEANING.get(code & 0xFF) if isinstance(code, int) else None
        return f"{known} ({error})" if known else f"{error}; if the file is no ledger, give another place with --ledger"


def _connected(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions late and end them before a schema change; _begun says when instead.
    connection.isolation_level = None
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begun(connection: sa.Connection) -> None:
    # A writer takes the write lock at once: a reader that becomes a writer midway could only fail.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    if writes and not wal_is_safe(driver().sqlite_version_info):
        _see_journal(connection)


def _see_journal(connection: sa.Connection) -> None:
    """See that no newer SQLite has put the file under a write-ahead log, which this one could not write safely."""
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal":
        connection.exec_driver_sql("ROLLBACK")
        raise LedgerError(
            "another program has the ledger open with a write-ahead log, which the SQLite of this Python "
            f"({driver().sqlite_version}) cannot write safely; close that program, or install a newer SQLite here: "
            "pip install pysqlite3"
        )
