"""The ledger: an append-only store of documents, statements and claims that answers what it held and when."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from foedus.ledger import migrate, restoring
from foedus.ledger.archive import Archive, Manifest
from foedus.ledger.asking import Asking
from foedus.ledger.differing import Differing
from foedus.ledger.keeping import Keeping
from foedus.ledger.schema import HEAD
from foedus.ledger.stores import WRITES, Store, explained, readable, store_at
from foedus.ledger.writing import Writing
from foedus.model.problems import LedgerError
from foedus.model.versions import LibraryVersion


def open_ledger(
    place: str | Path | None = None, *, create: bool = True, library: LibraryVersion | None = None
) -> Ledger:
    """The ledger at a place, made or brought to this program's schema where that is needed.

    place: a file, a ``sqlite:///`` URL (``sqlite://`` alone is a ledger in memory), a ``postgresql://`` URL, or
    None for :func:`~foedus.ledger.default_place`.
    create: whether a ledger that is not there yet is made; a question should not make one.
    library: the one that stands while it is open; it is noted with all that is recorded.

    Raises UsageError for an address of no store, LedgerError where the ledger cannot be used: not a ledger, made by
    a newer foedus, locked, damaged, read-only, out of reach.
    """
    from foedus.ledger import default_place

    store = store_at(default_place() if place is None else place)
    store.prepare(create=create)
    if place is None and create and "FOEDUS_LEDGER" not in os.environ:
        store.make_folder()
    engine = store.engine()
    try:
        with readable(store):
            _bring_up_to_date(engine, store, create=create)
        with explained(store):
            store.settle(engine)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, store, library)


def restore(backup: str | Path, place: str | Path | None = None) -> Manifest:
    """Make a ledger of a backup, in any store; what the backup says of itself.

    place: as of :func:`open_ledger`; there must be no ledger yet, or one that holds nothing.

    Raises LedgerError where the backup is not whole or made by a newer foedus, or the place holds something; then
    nothing was changed.
    """
    from foedus.ledger import default_place

    packed = Archive(Path(backup))
    store = store_at(default_place() if place is None else place)
    store.prepare(create=True)
    if place is None and "FOEDUS_LEDGER" not in os.environ:
        store.make_folder()
    try:
        with store.making():
            _restore(store, packed)
    finally:
        packed.close()
    return packed.manifest


def _restore(store: Store, packed: Archive) -> None:
    engine = store.engine()
    try:
        with explained(store), engine.execution_options(**{WRITES: True}).begin() as connection:
            _revision(connection, store.name)
            restoring.see_empty(connection, store.name, packed)
            restoring.fill(connection, packed)
        with explained(store):
            store.settle(engine)
    finally:
        engine.dispose()


def _bring_up_to_date(engine: sa.Engine, store: Store, *, create: bool) -> None:
    name = store.name
    with explained(store):
        with engine.connect() as connection:
            found = _revision(connection, name)
        if found == HEAD:
            return
        if found is None and not create:
            raise LedgerError(f"the ledger {name} is empty; read something into it first: foedus read PATH")
        if found is not None and migrate.is_newer(found):
            raise LedgerError(
                f"the ledger {name} was written by a newer foedus (schema {found}, this one knows up to "
                f"{HEAD}); upgrade foedus to use it"
            )
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            migrate.upgrade(connection)


def _revision(connection: sa.Connection, name: str) -> str | None:
    try:
        return migrate.revision(connection)
    except LedgerError as error:
        raise LedgerError(f"{name} is no ledger: {error}") from error


class Ledger(Writing, Asking, Differing, Keeping):
    """An open ledger.

    Nothing in it is ever changed or removed, but for the words of a document by :meth:`erase`: the database itself
    refuses to.  Of each document it answers with the latest reading that it holds, or that it held by ``known_on``;
    a date means the end of that day in UTC.  The caller's clock is believed.  Lists come in the order of recording,
    a page at a time, and stay at the state that the ledger was in when their first item was asked for.
    Use one from one thread.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
