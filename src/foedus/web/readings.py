"""Texts that visitors handed over to be read: queued, read one after the other, and told of for a while."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING

from foedus.desk.reading import read_handed
from foedus.model.problems import FoedusError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.desk import ReadDocument
    from foedus.web.house import House

MOST_FILES = 50
_WAITING = 20
_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Came:
    """A document of the ledger that was read."""

    document: str
    title: str
    claims: int


@dataclass(slots=True)
class Given:
    """One thing handed over, and what came of it.

    state: ``waiting``, ``reading`` or ``done``.
    """

    name: str
    state: str = "waiting"
    read: list[Came] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: OrderedDict[str, Reading] = OrderedDict()
        self._lock = threading.Lock()
        self._queue: SimpleQueue[tuple[Reading, list[tuple[str, bytes]]]] = SimpleQueue()
        self._worker: threading.Thread | None = None

    def begin(self, given: Sequence[tuple[str, bytes]]) -> Reading:
        """Queue files, each a name and its content; a text that was pasted has no name.

        Raises UsageError where nothing was given, or too much is waiting.
        """
        if not given:
            raise UsageError("nothing was given to read: choose a file, or paste a text")
        if len(given) > MOST_FILES:
            raise UsageError(f"{len(given)} files; give at most {MOST_FILES} at once, or use `foedus read`")
        made = Reading(secrets.token_urlsafe(9), [Given(name or "the pasted text") for name, _ in given])
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

    def get(self, key: str) -> Reading | None:
        """What was handed over under an id; None where nothing was, or it was forgotten."""
        with self._lock:
            return self._known.get(key)

    def _work(self) -> None:
        while True:
            self._read(*self._queue.get())

    def _read(self, reading: Reading, given: list[tuple[str, bytes]]) -> None:
        for each, (name, data) in zip(reading.given, given, strict=True):
            each.state = "reading"
            try:
                with self._house.reading() as desk:
                    for done in read_handed(desk, [(name, data)]):
                        _note(each, done)
            except FoedusError as error:
                each.problems.append(_failed(each.name, str(error), "see to that, then hand it over again"))
            except Exception as error:  # noqa: BLE001 - whatever it was, the visitor is told, and the rest is read
                each.problems.append(_failed(each.name, repr(error), "this is a fault of foedus's; please report it"))
            each.state = "done"


def _note(given: Given, done: ReadDocument) -> None:
    given.problems.extend(done.problems)
    if done.document and all(each.code != "erased" for each in done.problems):
        title = done.document.title or done.document.path
        given.read.append(Came(done.document.id, title, len(done.claims)))


def _failed(where: str, why: str, todo: str) -> Problem:
    return Problem("fault", "not read: reading it failed", where, why, todo)
