"""What every store of a ledger offers, and how its troubles are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

import sqlalchemy as sa

from foedus.model.problems import LedgerError, Problem

WRITES = "foedus_writes"
"""The execution option of a connection that will write; stores let one of these work at a time."""

PATIENCE = 10.0
"""Seconds that one writer waits for another."""


class Store(Protocol):
    """One kind of database at one address."""

    @property
    def name(self) -> str:
        """How messages call it: an address without its password."""
        ...

    def prepare(self, *, create: bool) -> None:
        """See that the place can hold a ledger, before anything connects.

        Raises LedgerError where it cannot, or where there is none and none is to be made.
        """
        ...

    def make_folder(self) -> None:
        """Make the folder of the user's own ledger; nothing to do for what is no file."""
        ...

    def engine(self) -> sa.Engine:
        """An engine on it, whose connections write one at a time where they have the option ``WRITES``."""
        ...

    def settle(self, engine: sa.Engine) -> None:
        """See to what only a place that is known to be a ledger may be told."""
        ...

    def survey(self, engine: sa.Engine) -> None:
        """Look at what the tables hold, after much was recorded, where the store plans questions by that."""
        ...

    def faults(self, connection: sa.Connection) -> Iterator[Problem]:
        """What is wrong with the store itself: its files, its schema, the guards that keep rows as they are."""
        ...

    def making(self) -> AbstractContextManager[None]:
        """While a ledger is being made: after an error no file is left that was not there before."""
        ...

    def snapshot(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
        """A connection that sees one state of the store, whatever others record meanwhile."""
        ...

    def purge(self, engine: sa.Engine) -> bool:
        """Rid the store's files of what was removed; whether that is done, or others who use it stand in the way."""
        ...

    def described(self, connection: sa.Connection) -> tuple[str, int]:
        """The database's name and version, and the bytes that the ledger takes in it."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """The driver's errors that come from outside SQLAlchemy's sight: what a new connection is told."""
        ...

    def meaning(self, error: BaseException | None) -> str:
        """What a database's error means to the ledger's owner, and what to do next."""
        ...


@contextmanager
def explained(store: Store) -> Iterator[None]:
    """Database errors inside as LedgerErrors that say what, where, why and what to do."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise LedgerError(f"the ledger {store.name} cannot be used: {store.meaning(error.orig)}") from error
    except store.errors as error:
        raise LedgerError(f"the ledger {store.name} cannot be used: {store.meaning(error)}") from error


@contextmanager
def readable(store: Store) -> Iterator[None]:
    """What a store gives that is no record of a ledger's, as a LedgerError: it is damaged and does not know it."""
    try:
        yield
    except (ValueError, KeyError) as error:
        raise LedgerError(
            f"the ledger {store.name} is damaged: something in it cannot be read ({error}); `foedus ledger verify` "
            "lists what is wrong; keep a copy, and restore the latest backup into a new place"
        ) from error
