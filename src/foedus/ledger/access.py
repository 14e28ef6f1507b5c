"""An open ledger's way to its store: questions at a state, and one transaction for what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa

from foedus.ledger import states, versions
from foedus.ledger.records import until
from foedus.ledger.stores import WRITES, Store, explained, readable
from foedus.model.versions import LibraryVersion

_T = TypeVar("_T")


class Access:
    """What asking and writing have in common."""

    def __init__(self, engine: sa.Engine, store: Store, library: LibraryVersion | None = None) -> None:
        self.place = store.name
        self._library = library
        self._store = store
        self._engine = engine
        self._batch: sa.Connection | None = None

    def close(self) -> None:
        """Let go of the store; closing twice does no harm."""
        self._engine.dispose()

    def _state(self, known_on: date | datetime | None, fetch: states.Fetch | None = None) -> states.State:
        return states.state(fetch or self._fetch, until(known_on))

    def _told(self, found: Iterator[_T]) -> Iterator[_T]:
        with readable(self._store):
            yield from found

    def _fetch(self, query: states.Query, given: Mapping[str, Any] | None = None) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        with self._asking() as fetch:
            return fetch(query, given)

    @contextmanager
    def _asking(self, *, bounded: bool = True) -> Iterator[states.Fetch]:
        """For one answer that takes many questions: they are asked of one connection, in one short read.

        bounded: whether the answer is a page of so many; else every question is a read of its own, since a long read
        may keep a writer waiting.
        """
        with explained(self._store), readable(self._store):
            if not bounded:
                yield self._fetch
            elif self._batch is not None:
                yield partial(_asked, self._batch)
            else:
                with self._engine.connect() as connection:
                    yield partial(_asked, connection)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with explained(self._store):
            if self._batch is not None:
                with self._batch.begin_nested():
                    yield self._batch
                return
            with self._engine.execution_options(**{WRITES: True}).begin() as connection:
                before = versions.last_entry(connection)
                yield connection
                if self._library is not None:
                    versions.note(connection, self._library, before)


def _asked(
    connection: sa.Connection, query: states.Query, given: Mapping[str, Any] | None = None
) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    return connection.execute(query, given).all()
