"""Looking after an open ledger: what keeps it, whether it is whole, and its backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from foedus.ledger import archive, verifying
from foedus.ledger.access import Access
from foedus.ledger.archive import Manifest
from foedus.ledger.files import new_file
from foedus.ledger.records import Kept
from foedus.ledger.schema import HEAD
from foedus.ledger.stores import explained, readable
from foedus.model.problems import Problem


class Keeping(Access):
    """Nothing of what is recorded is changed by it."""

    def kept_in(self) -> Kept:
        """What keeps it, its schema, and how much room it takes."""
        with explained(self._store), self._engine.connect() as connection:
            engine, size = self._store.described(connection)
        return Kept(engine, HEAD, size)

    def verify(self, seen: Callable[[int, int], None] = lambda done, of: None) -> Iterator[Problem]:
        """All that is wrong with it: damage, what was changed or taken away by hand, indexes that are not of the texts.

        Nothing where all is as it was recorded.  seen: is told how many documents were gone through, and of how many.
        """
        with explained(self._store), readable(self._store), self._store.snapshot(self._engine) as state:
            damaged = False
            for fault in self._store.faults(state):
                damaged = damaged or fault.code == "damaged"
                yield fault
            if not damaged:  # what a damaged file says of its rows is anybody's guess
                yield from verifying.faults(state, seen)

    def backup(self, path: str | Path) -> Manifest:
        """Write all that it holds into a new file, from which any store can restore it; what the file says of itself.

        Others may record meanwhile: the backup has what was recorded when it began.

        Raises LedgerError where there is such a file already, or it cannot be written; then there is none afterwards.
        """
        with new_file(Path(path), "backup") as out, explained(self._store), self._store.snapshot(self._engine) as seen:
            return archive.write(seen, out)
