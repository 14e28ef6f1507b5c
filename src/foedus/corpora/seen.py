"""What a corpus has seen already: a set that lives on the disk, so that it fits whatever the corpus's size."""

from __future__ import annotations

import hashlib
import sqlite3
from types import TracebackType
from typing import Self


class Seen:
    """A set of names by kind, gone when it is closed; a context.

    >>> with Seen() as seen:
    ...     seen.add("document", "sha256:1"), seen.add("document", "sha256:1"), seen.holds("item", "sha256:1")
    (True, False, False)
    """

    def __init__(self) -> None:
        # An empty name is a database of one's own in a file that SQLite makes when memory is short, and removes.
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID")
        self._store.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, kind: str, name: str) -> bool:
        """Add a name; whether it was not there."""
        done = self._store.execute("INSERT OR IGNORE INTO seen VALUES (?)", (_key(kind, name),))
        return done.rowcount == 1

    def holds(self, kind: str, name: str) -> bool:
        """Whether a name is there."""
        return self._store.execute("SELECT 1 FROM seen WHERE key = ?", (_key(kind, name),)).fetchone() is not None


def _key(kind: str, name: str) -> bytes:
    return hashlib.blake2b(f"{kind}\0{name}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
