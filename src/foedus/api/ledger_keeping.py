"""What the owner of an open ledger does with it as a whole: count, back up, verify, erase, load, export."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.api.desks import Place
from foedus.api.results import Summary
from foedus.api.words import Moment, moment
from foedus.model.problems import Problem

if TYPE_CHECKING:
    from foedus.api.exporting import Export
    from foedus.desk import Desk
    from foedus.desk.housekeeping import Gone, Look, Verified
    from foedus.desk.loading import LoadedCorpus
    from foedus.ledger.archive import Manifest


class Keeping:
    """What the owner of an open ledger does with it as a whole."""

    __slots__ = ()
    _desk: Desk

    def export(self, form: str, path: Place | None = None, **filters: Any) -> Export:
        """Write what it holds in a format of other tools: see ``export``.

        Args:
            form: The format, such as ``csv``, ``parquet`` or ``turtle``.
            path: The file to write, whole or not at all; none without it.
            filters: What else ``export`` takes.

        Returns:
            The bytes of the format, with notes; no bytes where they were written to a file.
        """
        from foedus.api.exporting import export
        from foedus.api.ledgers import Ledger

        return export(form, path, ledger=Ledger(self._desk), **filters)

    def stats(self, *, known_on: Moment | None = None) -> Summary[Look]:
        """How much the ledger holds: documents, claims by kind, outlets, readers, libraries, judgements, erasures.

        Args:
            known_on: What it held at the end of that day (UTC), or at that moment; size and store are today's.

        Returns:
            The counts.
        """
        from foedus.desk.housekeeping import look
        from foedus.views.housekeeping import stats_record, stats_tables

        found = look(self._desk, moment(known_on))
        return Summary(found, stats_record(found), tuple(stats_tables(found)))

    def backup(self, path: Place) -> Summary[Manifest]:
        """Write all that the ledger holds into one file, from which any store can restore it.

        Args:
            path: The backup to be made; a file that is there already is left alone.

        Returns:
            What the backup holds.

        Raises:
            LedgerError: Where there is such a file, or it cannot be written.
        """
        from foedus.desk.housekeeping import backup

        return backed(backup(self._desk, os.fspath(path)), os.fspath(path))

    def verify(self) -> Summary[Verified]:
        """Go through the whole ledger: every id worked out anew, every quotation held against its text.

        Returns:
            What was looked at; all that is wrong is among the problems.
        """
        from foedus.desk.housekeeping import verify
        from foedus.views.housekeeping import verified_line, verified_record

        found = verify(self._desk)
        return Summary(found, verified_record(found), (), verified_line(found), found.faults)

    def erase(self, document: str, *, by: str, reason: str) -> Summary[Gone]:
        """Erase a document's words where the law demands it, for good; a signed tombstone stands in their place.

        Args:
            document: The document, by its id or the path that it was read from.
            by: Who has it erased.
            reason: Why; it stays when the words are gone.

        Returns:
            The tombstone, and whether the store's files are rid of the words.

        Raises:
            UsageError: Where it is unsigned or without a reason.
            UnknownName: Where there is no such document.
        """
        from foedus.desk.housekeeping import erase
        from foedus.views.housekeeping import erasure_lines

        gone = erase(self._desk, document, by=by, reason=reason)
        return Summary(gone, gone.record(), (), "\n".join(erasure_lines(gone)))

    def load(self, folder: Place) -> Summary[LoadedCorpus]:
        """Record a corpus, as reading its sources would have, but faster; what is held already is not added again.

        Args:
            folder: What ``read_corpus`` wrote.

        Returns:
            How much was added; a damaged shard is a problem.

        Raises:
            UsageError: Where the folder holds no corpus.
        """
        from foedus.desk.loading import LoadedCorpus, load_corpus
        from foedus.views.corpora import loaded_record, loaded_table

        done = LoadedCorpus()
        problems: list[Problem] = []
        for done in load_corpus(self._desk, Path(folder)):
            problems.extend(done.problems)
        place, name = self._desk.writable.place, os.fspath(folder)
        return Summary(done, loaded_record(name, place, done), (loaded_table(name, place, done),), "", tuple(problems))


def backed(made: Manifest, path: str) -> Summary[Manifest]:
    """What a backup holds, as a result."""
    from foedus.views.housekeeping import backup_line, backup_record

    return Summary(made, backup_record(made, path), (), f"{path}: {backup_line(made)}")
