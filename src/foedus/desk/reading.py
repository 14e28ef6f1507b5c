"""Reading documents into the ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from foedus.desk.opening import Desk
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Erased, Problem, each_once

if TYPE_CHECKING:
    from foedus.documents import Loaded
    from foedus.model.usage import Used
    from foedus.reading import Reading


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One source and what was read in it; document is None where the source could not be read at all.

    used: what a language model took to read it; None where the grammar read it.
    """

    document: Document | None
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    used: Used | None = None

    def surer(self, least: float) -> ReadDocument:
        """The same without the claims that are less sure."""
        return replace(self, claims=tuple(claim for claim in self.claims if claim.confidence >= least))

    def records(self) -> Iterator[dict[str, Any]]:
        """The document, its statements, then its claims, as the contract's JSON objects."""
        if self.document is not None:
            yield self.document.record() | ({"used": self.used.record()} if self.used else {})
        yield from (statement.record() for statement in self.statements)
        yield from (claim.record() for claim in self.claims)


def read_into(desk: Desk, sources: Iterable[str], record: bool = True) -> Iterator[ReadDocument]:
    """Reads files, folders and standard input in their order, each recorded in the desk's ledger before it is yielded.

    The grammar reads them, or the language model that the desk's settings name.
    A source that cannot be read gives a problem, and the rest is still read.
    """
    from foedus.documents import load

    for done in _read(load(sources), desk):
        yield _recorded(desk, done) if record else done


def read_handed(desk: Desk, given: Iterable[tuple[str, bytes]], record: bool = True) -> Iterator[ReadDocument]:
    """Reads files that were handed over as name and content, and records them, as :func:`read_into` does."""
    from foedus.documents.load import Limits, load_raw
    from foedus.documents.sources import handed

    bounds = Limits()
    loaded = (each for name, data in given for each in load_raw(handed(name, data, bounds.file_bytes), bounds))
    for done in _read(loaded, desk):
        yield _recorded(desk, done) if record else done


def _read(sources: Iterator[Loaded], desk: Desk) -> Iterator[ReadDocument]:
    """Each source with what was read in it; the language model is loaded where there is a document for it."""
    for loaded in sources:
        if loaded.document is not None:
            yield from _read_on(chain((loaded,), sources), desk)
            return
        yield ReadDocument(None, problems=loaded.problems)


def _read_on(sources: Iterable[Loaded], desk: Desk) -> Iterator[ReadDocument]:
    """Each source with what was read in it; reading takes several documents at once, so it runs a little ahead."""
    waiting: deque[Loaded] = deque()

    def documents() -> Iterator[Document]:
        for loaded in sources:
            waiting.append(loaded)
            if loaded.document is not None:
                yield loaded.document

    for reading, used in _readings(documents(), desk):
        yield from _unreadable(waiting)
        loaded = waiting.popleft()
        problems = each_once((*loaded.problems, *reading.problems))
        yield ReadDocument(loaded.document, reading.statements, reading.claims, problems, used)
    yield from _unreadable(waiting)


def _readings(documents: Iterator[Document], desk: Desk) -> Iterator[tuple[Reading, Used | None]]:
    if desk.llm is not None:
        yield from desk.llm.read_all(documents)
        return
    from foedus.reading import read_all

    yield from ((reading, None) for reading in read_all(documents, desk.reader))


def _unreadable(waiting: deque[Loaded]) -> Iterator[ReadDocument]:
    """The sources at the head of the queue that hold no document."""
    while waiting and waiting[0].document is None:
        yield ReadDocument(None, problems=waiting.popleft().problems)


def _recorded(desk: Desk, done: ReadDocument) -> ReadDocument:
    """What was read, recorded; what was erased from the ledger is a problem, and stays out of it."""
    from foedus.ledger import ReadBy

    now = datetime.now(UTC)
    if done.document is None:
        desk.writable.append_problems(done.problems, recorded_at=now)
        return done
    reader = ReadBy(desk.reader.version, desk.llm.model if desk.llm else desk.reader.read_by)
    given = (done.document, done.statements, done.claims, done.problems)
    keep = desk.settings.keep
    try:
        desk.writable.append(*given, reader=reader, recorded_at=now, used=done.used, keep=keep)
    except Erased as error:
        todo = "To read it all the same, use --no-record or another --ledger"
        refused = Problem("erased", "not recorded: its words were erased", done.document.path, str(error), todo)
        return replace(done, problems=(*done.problems, refused))
    return done
