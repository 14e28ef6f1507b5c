"""What the pages share: the library, the ledger, the reader, each opened once, and the clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from foedus.desk import Desk

if TYPE_CHECKING:
    from foedus.desk import Settings


class House:
    """The desk behind the pages.

    Pages are answered by several threads.  Looking is safe from each: the ledger gives every question a connection of
    its own, and what is opened on first use is opened under a lock.  Texts are read one at a time, as are judgements.
    """

    def __init__(self, settings: Settings) -> None:
        self._desk = Desk(settings)
        self._opening, self._writing, self._reading = threading.RLock(), threading.Lock(), threading.Lock()
        self._opened: tuple[object, ...] = ()

    @property
    def desk(self) -> Desk:
        """The desk, its library, gazetteer and ledger open.

        Raises DataError where the library or the ledger cannot be used.
        """
        if not self._opened:
            with self._opening:
                self._opened = (self._desk.library, self._desk.gazetteer, self._desk.writable, self._desk.ledger)
        return self._desk

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        """The desk, for one that looks at the ledger and then writes by what it saw: one at a time."""
        with self._writing:
            yield self.desk

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """The desk, for one that reads texts: one at a time, since the reader has one memory; judging goes on."""
        with self._reading:
            yield self.desk

    @staticmethod
    def now() -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def close(self) -> None:
        """Let go of the ledger."""
        self._desk.__exit__(None, None, None)
