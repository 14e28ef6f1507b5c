"""Who opens the desk for an assistant: on the first question, one question at a time, and never to write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk import Desk

if TYPE_CHECKING:
    from foedus.desk import Settings


class Clerk:
    """The desk of some settings.

    Where there is no ledger yet, none is made: the library answers alone, beside an empty ledger in memory, until
    there is one.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._desk: Desk | None = None
        self._missing: str | None = None

    @contextmanager
    def asked(self) -> Iterator[Desk]:
        """The desk, for one question.

        Raises DataError where the library or the ledger cannot be used.
        """
        with self._lock:
            if self._desk is None or (self._missing and Path(self._missing).exists()):
                self._open()
            assert self._desk is not None  # noqa: S101 - it was opened above, or that raised
            yield self._desk

    @property
    def note(self) -> str | None:
        """What an answer should say of the ledger; None where all is well."""
        if self._missing is None:
            return None
        return f"there is no ledger at {self._missing}, so no article was read: only the library answers"

    def close(self) -> None:
        """Let go of the ledger."""
        if self._desk is not None:
            self._desk.__exit__(None, None, None)
            self._desk = None

    def _open(self) -> None:
        self.close()
        self._missing = self._absent()
        desk = Desk(replace(self._settings, ledger="sqlite://") if self._missing else self._settings)
        if self._missing:
            desk.writable  # noqa: B018 - an empty one, in memory
        desk.ledger  # noqa: B018 - whatever is wrong with it is told now
        self._desk = desk

    def _absent(self) -> str | None:
        """The file in which there is no ledger yet."""
        from foedus.ledger import default_place
        from foedus.ledger.stores import store_at

        place = self._settings.ledger
        file = getattr(store_at(default_place() if place is None else place), "file", None)
        return str(file) if file is not None and not file.exists() else None

    @staticmethod
    def now() -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)
