"""Texts that visitors handed over to be read: queued, read one after the other, and told of for a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING

from foedus.model.problems import FoedusError, Problem, UsageError
from foedus.web.naming import entitled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.desk import ReadDocument
    from foedus.web.apart import Reads

MOST_FILES = 50
_WAITING = 20
_WAITING_SCRIPTS = 4
_REMEMBERED = 100
_BYTES_A_SECOND = 20_000
"""How much is read in a second or so, as a visitor is told who waits."""
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Came:
    """A document of the ledger that was read."""

    document: str
    title: str
    claims: int


@dataclass(slots=True)
class Given:
    """One thing handed over, and what came of it.

    size: its bytes.  state: ``waiting``, ``reading`` or ``done``.  since: when its reading began, by a clock that only
    tells spans of time.
    """

    name: str
    size: int = 0
    state: str = "waiting"
    since: float = 0.0
    read: list[Came] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def progress(self) -> str:
        """How long it is being read, and about how long that takes; nothing where it is short."""
        about = self.size / _BYTES_A_SECOND
        if self.state != "reading" or about < _SHORT:
            return ""
        return f"for {time.monotonic() - self.since:.0f} seconds now; a text as long as this takes about {about:.0f}"


@dataclass(slots=True)
class Reading:
    """What was handed over at once."""

    id: str
    given: list[Given]

    @property
    def done(self) -> bool:
        """Whether all of it was read."""
        return all(each.state == "done" for each in self.given)

    @property
    def finished(self) -> int:
        """How many of it were."""
        return sum(each.state == "done" for each in self.given)

    @property
    def only(self) -> str | None:
        """The one document that came of all of it, where nothing went wrong; else None."""
        found = [each.document for one in self.given for each in one.read]
        return found[0] if self.done and len(found) == 1 and not any(one.problems for one in self.given) else None


class Readings:
    """The queue.  One text is read at a time, while pages go on being answered."""

    def __init__(self, reader: Reads) -> None:
        self._reader = reader
        self._known: OrderedDict[str, Reading] = OrderedDict()
        self._lock = threading.Lock()
        self._queue: SimpleQueue[tuple[Reading, list[tuple[str, bytes]]]] = SimpleQueue()
        self._worker: threading.Thread | None = None
        self._scripts = threading.BoundedSemaphore(_WAITING_SCRIPTS)

    def begin(self, given: Sequence[tuple[str, bytes]]) -> Reading:
        """Queue files, each a name and its content; a text that was pasted has no name.

        Raises UsageError where nothing was given, or too much is waiting.
        """
        if not given:
            raise UsageError("nothing was given to read: choose a file, or paste a text")
        if len(given) > MOST_FILES:
            raise UsageError(f"{len(given)} files; give at most {MOST_FILES} at once, or use `foedus read`")
        made = Reading(secrets.token_urlsafe(9), [Given(name or "the pasted text", len(data)) for name, data in given])
        with self._lock:
            if sum(not each.done for each in self._known.values()) >= _WAITING:
                raise UsageError(f"{_WAITING} readings are waiting; try again when some are done")
            self._known[made.id] = made
            for old in [each.id for each in self._known.values() if each.done][
                : max(len(self._known) - _REMEMBERED, 0)
            ]:
                del self._known[old]
            if self._worker is None:  # it dies with the program: what it was writing then is not written at all
                self._worker = threading.Thread(target=self._work, name="foedus-reading", daemon=True)
                self._worker.start()
        self._queue.put((made, list(given)))
        return made

    def read_now(self, name: str, data: bytes) -> list[ReadDocument]:
        """What is read in one thing, while whoever handed it over waits.

        Raises UsageError where others wait already, FoedusError where it could not be read.
        """
        if not self._scripts.acquire(blocking=False):  # each that waits keeps a thread from answering visitors
            raise UsageError(f"{_WAITING_SCRIPTS} texts are being read; try again when one is done")
        try:
            return list(self._reader.read(name, data))
        finally:
            self._scripts.release()

    def close(self) -> None:
        """End what is being read."""
        self._reader.close()

    def get(self, key: str) -> Reading | None:
        """What was handed over under an id; None where nothing was, or it was forgotten."""
        with self._lock:
            return self._known.get(key)

    def _work(self) -> None:
        while True:
            self._read(*self._queue.get())

    def _read(self, reading: Reading, given: list[tuple[str, bytes]]) -> None:
        for each, (name, data) in zip(reading.given, given, strict=True):
            each.state, each.since = "reading", time.monotonic()
            try:
                for done in self._reader.read(name, data):
                    _note(each, done)
            except FoedusError as error:
                each.problems.append(_failed(each.name, str(error), "see to that, then hand it over again"))
            except Exception as error:  # noqa: BLE001 - whatever it was, the visitor is told, and the rest is read
                each.problems.append(_failed(each.name, repr(error), "this is a fault of foedus's; please report it"))
            each.state = "done"


def _note(given: Given, done: ReadDocument) -> None:
    given.problems.extend(done.problems)
    if done.document and all(each.code != "erased" for each in done.problems):
        title = entitled(done.document.title, done.document.path)
        given.read.append(Came(done.document.id, title, len(done.claims)))


def _failed(where: str, why: str, todo: str) -> Problem:
    return Problem("fault", "not read: reading it failed", where, why, todo)
