"""Writing to an open ledger: what was read, what people hold of it, what watches found, and what has to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from foedus.ledger import append, erasing, judging, looks, recording
from foedus.ledger.access import Access
from foedus.ledger.looks import Look
from foedus.ledger.records import Appended, ReadBy, moment
from foedus.ledger.stores import explained, readable
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import Erased, Problem, UsageError
from foedus.model.usage import Used


class Writing(Access):
    """Each is recorded whole or, after an error, not at all."""

    def append(
        self,
        document: Document,
        statements: Iterable[Statement] = (),
        claims: Iterable[Claim] = (),
        problems: Iterable[Problem] = (),
        *,
        reader: ReadBy,
        recorded_at: datetime,
        used: Used | None = None,
        keep: str = "text",
    ) -> Appended:
        """Record what one reader made of one document: all of it or, after an error, nothing.

        What the ledger holds already it does not hold twice; what differs from it stands beside it.
        used: what a language model took to read it, recorded each time.
        keep: of its text, all (``text``) or what the statements and claims quote (``evidence``).

        Raises UsageError where the records do not belong to the document, Erased where its words were erased,
        LedgerError where the store fails.
        """
        given = recording.prepare(document, statements, claims, problems, reader)
        with self._writing() as connection, readable(self._store):
            return append.write(connection, given, moment(recorded_at), used, keep)

    def append_all(
        self,
        readings: Iterable[tuple[Document, Sequence[Statement], Sequence[Claim], Sequence[Problem]]],
        *,
        reader: ReadBy,
        recorded_at: datetime,
        keep: str = "text",
    ) -> list[Appended | Erased]:
        """Record what one reader made of many documents, as :meth:`append` would of each in turn, but many times
        faster: all of them or, after an error, nothing.

        Keep it to some thousand claims: other writers wait until it ends.  Where a document's words were erased, that
        stands in its place of the answer, and the others are recorded.

        Raises UsageError where records do not belong to their document, LedgerError where the store fails.
        """
        recordings = [recording.prepare(*each, reader) for each in readings]
        with self._writing() as connection:
            return append.write_all(connection, recordings, moment(recorded_at), keep)

    def sight(self, places: Sequence[tuple[str, str]], *, recorded_at: datetime) -> tuple[int, tuple[str, ...]]:
        """Record paths at which documents of the ledger were found too, by their ids; how many were not known, and the
        ids of which the ledger holds no document.
        """
        with self._writing() as connection:
            return append.sight(connection, places, moment(recorded_at))

    def append_problems(self, problems: Iterable[Problem], *, recorded_at: datetime) -> int:
        """Record problems that no document came of (a file that cannot be read); how many were not known."""
        with self._writing() as connection:
            return append.write_loose_problems(connection, tuple(problems), moment(recorded_at))

    def judge(self, judgement: Judgement) -> bool:
        """Record what somebody holds of a claim, a document or two names; whether the ledger did not hold it yet.

        It is recorded as of its own moment.  To undo it, judge it with ``withdraw``.

        Raises UsageError where it is not whole or does not fit, UnknownName where what it judges is not held.
        """
        whole = judging.prepare(judgement)
        with self._writing() as connection, readable(self._store):
            return judging.write(connection, whole)

    def erase(self, erasure: Erasure) -> tuple[Erasure, bool]:
        """Take a document's words out of the ledger for good: its text, its title and byline, what is quoted of it, and
        its words in the indexes.  Ids, hashes, spans and the structure of its claims stay, and a tombstone.

        Returns the tombstone (the first one, where it was erased before), and whether the store's files are rid of
        the words too; while others have the ledger open they may not be, and erasing again sees to it.

        Raises UsageError where it is unsigned or without a reason, UnknownName where there is no such document.
        """
        if self._batch is not None:
            raise UsageError("an erasure is a transaction of its own: end the batch first")
        signed = erasing.prepare(erasure)
        with self._writing() as connection, readable(self._store):
            told = erasing.write(connection, signed)
        with explained(self._store):
            return told, self._store.purge(self._engine)

    def look(self, look: Look) -> None:
        """Record what a watch found, as of its moment.

        Raises UsageError for a watch without a name, or a moment without a time zone.
        """
        whole = replace(look, at=moment(look.at))
        with self._writing() as connection:
            looks.write(connection, whole)

    def survey(self) -> None:
        """Let the store look at what it holds, which questions are quicker for after much was recorded at once."""
        with explained(self._store):
            self._store.survey(self._engine)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Appendings inside are written together, which is faster for many small ones: all of them or none.

        Keep it short: other writers wait until it ends.
        """
        if self._batch is not None:
            yield
            return
        with self._writing() as connection:
            self._batch = connection
            try:
                yield
            finally:
                self._batch = None
