"""SQLite behind the ledger: how it is opened, and what its errors mean to its owner."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from foedus.model.problems import LedgerError, UsageError

WRITES = "foedus_writes"
"""The execution option of a connection that will write."""

PATIENCE = 10.0
"""Seconds that one writer waits for another."""

# Before this release, two connections that checkpoint and write a write-ahead log in the same instant could
# corrupt the file ("WAL-reset bug"); the rollback journal never had it.
_WAL_IS_SAFE = (3, 51, 3)

_MEANING = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait until it is done, then try again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; wait until it is done, then try again",
    sqlite3.SQLITE_READONLY: "it can only be read; make the file and its folder writable or give another --ledger",
    sqlite3.SQLITE_PERM: "it can only be read; make the file and its folder writable or give another --ledger",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this document was recorded; free some space and read it again",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check that its folder exists and that you may write there",
    sqlite3.SQLITE_NOTADB: "the file is not a database, so no ledger either; give another place with --ledger",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; keep a copy, and restore a backup or read into a new ledger",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write; check the disk and its free space, then try again",
}


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal that a SQLite of this version keeps without danger to the file.

    >>> journal_mode((3, 40, 1)), journal_mode((3, 51, 3))
    ('TRUNCATE', 'WAL')
    """
    return "WAL" if version >= _WAL_IS_SAFE else "TRUNCATE"


def address(place: str | Path) -> sa.URL:
    """A path or a ``sqlite:`` URL as an address of a store.

    Raises UsageError for an address of any other kind of store.
    """
    text = str(place)
    if isinstance(place, str) and "://" in place:
        try:
            url = sa.make_url(place)
        except (sa.exc.ArgumentError, ValueError):
            url = None
        if url is None or url.drivername not in ("sqlite", "sqlite+pysqlite"):
            scheme = text.split("://", 1)[0]  # and no more of it: what follows may hold a password
            raise UsageError(f"no ledger can be kept at {scheme}://…: give a file or sqlite:///FILE")
        return url
    if not text or "\0" in text:
        raise UsageError(f"{text!r} is no path of a ledger: give a file or sqlite:///FILE")
    return sa.URL.create("sqlite", database=text)


def file_of(url: sa.URL) -> Path | None:
    """The file of an address; None for a store in memory."""
    return Path(url.database.removeprefix("file:")) if url.database and url.database != ":memory:" else None


def engine(url: sa.URL) -> sa.Engine:
    """An engine on the store at an address."""
    in_memory = file_of(url) is None
    options: dict[str, Any] = {"poolclass": sa.StaticPool} if in_memory else {}
    if "timeout" not in url.query:
        options["connect_args"] = {"timeout": PATIENCE}
    made = sa.create_engine(url, **options)
    sa.event.listen(made, "connect", _connected)
    sa.event.listen(made, "begin", _begun)
    return made


def _connected(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions late and end them before a schema change; _begun says when instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA journal_mode = {journal_mode(sqlite3.sqlite_version_info)}").close()
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begun(connection: sa.Connection) -> None:
    # A writer takes the write lock at once: a reader that becomes a writer midway could only fail.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Database errors inside as LedgerErrors that say what, where, why and what to do."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise LedgerError(f"the ledger {place} cannot be used: {_meaning(error.orig)}") from error
    except sqlite3.Error as error:
        raise LedgerError(f"the ledger {place} cannot be used: {_meaning(error)}") from error


def _meaning(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    known = _MEANING.get(code & 0xFF) if isinstance(code, int) else None
    return f"{known} ({error})" if known else f"{error}; if the file is no ledger, give another place with --ledger"
