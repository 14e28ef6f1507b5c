"""What came of reading a corpus, or of loading one, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.views.table import Record, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    class Progress(Protocol):
        """How far reading a corpus has come."""

        @property
        def shards(self) -> int: ...
        @property
        def new_shards(self) -> int: ...
        @property
        def rows(self) -> Mapping[str, int]: ...
        @property
        def words(self) -> int: ...
        @property
        def new_words(self) -> int: ...
        @property
        def new_documents(self) -> int: ...
        @property
        def known(self) -> int: ...

    class LoadedCorpus(Protocol):
        """What loading a corpus added."""

        @property
        def documents(self) -> int: ...
        @property
        def claims(self) -> int: ...
        @property
        def added(self) -> object: ...


LOADED_COLUMNS = ("folder", "ledger", "documents", "sightings", "readings", "statements", "claims", "problems")
CORPUS_COLUMNS = ("folder", "documents", "statements", "claims", "problems", "sightings", "words", "shards", "new")

_PACE = 10_000
"""Words from which on a run's pace is told: with fewer, it is the loading of the language model that takes the time."""


def corpus_record(folder: str, done: Progress) -> Record:
    """What a corpus holds, and what of it this run added, as a JSON object."""
    new = {"shards": done.new_shards, "documents": done.new_documents, "words": done.new_words}
    held = {"words": done.words, "shards": done.shards}
    return {"folder": folder, **done.rows, **held, "new": new}


def corpus_table(folder: str, done: Progress, seconds: float) -> Table:
    """The same for people."""
    rows = tuple((table, f"{count:,}") for table, count in done.rows.items())
    rate = f": {done.new_words / seconds:,.0f} words a second" if done.new_words >= _PACE else ""
    notes = [f"Read now: {done.new_documents:,} documents, {done.new_words:,} words, in {seconds:,.0f} s{rate}."]
    if done.known:
        notes.append(f"Known already, and not read again: {done.known:,} pieces of the sources.")
    return Table(f"Corpus {folder}", ("table", "rows"), (*rows, ("shards", f"{done.shards:,}")), tuple(notes))


def loaded_record(folder: str, ledger: str, done: LoadedCorpus) -> Record:
    """What loading a corpus added to a ledger, as a JSON object."""
    added = {name: getattr(done.added, name) for name in LOADED_COLUMNS[2:]}
    return {"folder": folder, "ledger": ledger, **added}


def loaded_table(folder: str, ledger: str, done: LoadedCorpus) -> Table:
    """The same for people."""
    rows = tuple((name, f"{getattr(done.added, name):,}") for name in LOADED_COLUMNS[2:])
    held = f"The corpus {folder} has {done.documents:,} documents and {done.claims:,} claims"
    note = f"{held}; what of it the ledger {ledger} held already was not added again."
    return Table("Added", ("what", "new"), rows, (note,))
