"""The ledger: whether it can be opened, its schema, its file, the room around it; it is opened to be read alone."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.model.problems import DataError, UsageError
from foedus.views.checkup import Check

if TYPE_CHECKING:
    from foedus.desk.opening import Settings
    from foedus.ledger.stores.base import Store
    from foedus.ledger.stores.sqlite import SqliteStore

PATIENCE = 0.8
"""Seconds that the look through a file may take; a whole one is `foedus ledger verify`."""
LITTLE, TOO_LITTLE = 1 << 30, 64 << 20
"""Bytes free on the disk, below which a warning is due, and below which nothing can be recorded soon."""
_WAL = 2
_HEADER = b"SQLite format 3\x00"


def ledger(settings: Settings) -> Iterator[Check]:
    """SQLite itself, and the ledger of the settings."""
    from foedus.ledger import default_place
    from foedus.ledger.stores import store_at
    from foedus.ledger.stores.sqlite import SqliteStore

    yield _sqlite()
    try:
        store = store_at(default_place() if settings.ledger is None else settings.ledger)
    except UsageError as error:
        yield Check("ledger", "fail", "its address cannot be used", str(error))
        return
    if not isinstance(store, SqliteStore):
        yield _server(store)
    elif store.file is None:
        yield Check("ledger", "ok", "in memory")
    else:
        own = settings.ledger is None and "FOEDUS_LEDGER" not in os.environ
        yield _kept(store, store.file) if store.file.exists() else _none_yet(store.file, own=own)
        yield _room(store.file)


def _sqlite() -> Check:
    from foedus.ledger.stores.driver import driver, wal_is_safe

    used = driver()
    told = f"{used.sqlite_version} ({used.__name__.partition('.')[0]})"
    if wal_is_safe(used.sqlite_version_info):
        return Check("sqlite", "ok", f"{told}: write-ahead log")
    todo = "pip install pysqlite3, where it has a wheel: readers and writers wait for each other until then"
    return Check("sqlite", "warn", f"{told}: rollback journal, its write-ahead log being unsafe", todo)


def _none_yet(file: Path, *, own: bool) -> Check:
    folder = file.parent
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    if not folder.exists() and not own:
        return Check("ledger", "fail", f"none at {file}, and no folder {folder}", f"make it: mkdir -p '{folder}'")
    if not (there.is_dir() and os.access(there, os.W_OK)):
        return Check("ledger", "fail", f"none at {file}; {there} cannot be written", "give another place with --ledger")
    return Check("ledger", "ok", f"none yet at {file}; the first `foedus read` makes it")


def _kept(store: SqliteStore, file: Path) -> Check:
    from foedus.ledger.stores.driver import driver

    if file.is_dir():
        return Check("ledger", "fail", f"{file} is a folder", "name a file in it with --ledger")
    try:
        with file.open("rb") as opened:
            header = opened.read(20)
        if header[:16] != _HEADER:
            return Check("ledger", "fail", f"{file} is no database, so no ledger", "give another place with --ledger")
        return _looked_at(file, "write-ahead log" if header[18] == _WAL else "rollback journal")
    except driver().Error as error:
        return Check("ledger", "fail", f"{file} cannot be read", store.meaning(error))
    except OSError as error:
        return Check("ledger", "fail", f"{file} cannot be opened ({error.strerror})", "see to its permissions")


def _looked_at(file: Path, journal: str) -> Check:
    from foedus.ledger.migrate import is_newer
    from foedus.ledger.schema import HEAD

    connection = _reading(file)
    try:
        revision = _revision(connection)
        if revision is None:
            todo = "give another place with --ledger"
            return Check("ledger", "fail", f"{file} is empty, or a database of something else", todo)
        told = f"{file}: schema {revision}, {journal}, {file.stat().st_size / 1e6:,.1f} MB"
        if is_newer(revision):
            return Check("ledger", "fail", told, f"upgrade foedus: this one knows schemas up to {HEAD}")
        damage = _damage(connection)
    finally:
        connection.close()
    if damage:
        todo = "keep a copy, and restore the latest backup into a new place (foedus ledger restore)"
        return Check("ledger", "fail", f"{told}; damaged: {damage}", todo)
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        todo = "it can be asked; to record in it, make the file and its folder writable"
        return Check("ledger", "warn", f"{told}; read-only", todo)
    if revision != HEAD:
        todo = "nothing: the next command that opens it brings it up to date; a backup first does no harm"
        return Check("ledger", "warn", f"{told}; this foedus keeps schema {HEAD}", todo)
    found = "whole" if damage == "" else f"not looked through within {PATIENCE} s: foedus ledger verify does"
    return Check("ledger", "ok", f"{told}; {found}")


def _reading(file: Path) -> Any:
    """A connection that cannot write, and that makes no file beside the ledger's."""
    from foedus.ledger.stores.driver import driver

    # With a log beside it somebody has it open, and what belongs to the log is there; without one the file is all,
    # and only as "immutable" does SQLite not begin a log to read it.
    alone = not Path(f"{file}-wal").exists()
    address = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    return driver().connect(address, uri=True, timeout=PATIENCE)


def _revision(connection: Any) -> str | None:
    from foedus.ledger.schema import VERSION_TABLE

    named = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    if not connection.execute(named, (VERSION_TABLE,)).fetchone()[0]:
        return None
    row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 - our own name
    return str(row[0]) if row else None


def _damage(connection: Any) -> str | None:
    """What a quick look through the file finds; empty for nothing, None where there was no time."""
    from foedus.ledger.stores.driver import driver

    end = time.monotonic() + PATIENCE
    connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
    try:
        told = [str(row[0]) for row in connection.execute("PRAGMA quick_check(3)")]
    except driver().OperationalError as error:
        if "interrupted" in str(error):
            return None
        raise
    return "" if told == ["ok"] else "; ".join(" ".join(each.split()) for each in told)


def _room(file: Path) -> Check:
    folder = next((each for each in file.absolute().parents if each.is_dir()), Path.cwd())
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:,.1f} GB free beside the ledger"
    if free < TOO_LITTLE:
        return Check("disk", "fail", told, "free some space, or give another place with --ledger")
    if free < LITTLE:
        return Check("disk", "warn", told, "free some space before reading much")
    return Check("disk", "ok", told)


def _server(store: Store) -> Check:
    """A server's ledger, asked with two seconds' patience."""
    import sqlalchemy as sa

    from foedus.ledger import migrate
    from foedus.ledger.schema import HEAD
    from foedus.ledger.stores import explained

    url = getattr(store, "url")  # noqa: B009 - only a server's store has one
    engine = sa.create_engine(url.update_query_dict({"connect_timeout": "2"}), poolclass=sa.NullPool)
    try:
        with explained(store), engine.connect() as connection:
            revision = migrate.revision(connection)
    except DataError as error:
        return Check("ledger", "fail", f"{store.name} cannot be used", str(error))
    finally:
        engine.dispose()
    if revision is None:
        return Check("ledger", "ok", f"none yet in {store.name}; the first `foedus read` makes it")
    if migrate.is_newer(revision):
        return Check("ledger", "fail", f"{store.name}: schema {revision}", f"upgrade foedus: this one knows {HEAD}")
    return Check("ledger", "ok", f"{store.name}: schema {revision}")
