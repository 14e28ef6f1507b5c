"""Reading in a process of its own: visitors are served meanwhile, and a text that ends it takes nothing with it."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from foedus.desk.reading import read_handed
from foedus.model.problems import DataError, FoedusError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from foedus.desk import ReadDocument, Settings
    from foedus.web.house import House

_LOADING, _BYTES_A_SECOND = 120.0, 5_000
"""Seconds that a language model may take to load, and how fast a slow machine reads."""
_LOOK = 0.2


_ERRORS: dict[str, type[Exception]] = {"failed": DataError, "fault": RuntimeError}


class _Told(Exception):
    """An error of which the process has told, and after which it reads on."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


class Reads(Protocol):
    """What reads texts and records them, one at a time."""

    def read(self, name: str, data: bytes) -> Iterator[ReadDocument]:
        """What is read in one thing that was handed over.

        Raises FoedusError where it could not be read.
        """

    def close(self) -> None:
        """End it, whatever it is at."""


class Here:
    """Reads in this process, with the desk of the pages."""

    def __init__(self, house: House) -> None:
        self._house = house

    def read(self, name: str, data: bytes) -> Iterator[ReadDocument]:
        with self._house.reading() as desk:
            yield from read_handed(desk, [(name, data)])

    def close(self) -> None:
        """Nothing to end."""


class Apart:
    """Reads in a process of its own, begun with the first text and kept for the next.

    It is ended where a text takes many times longer than its length lets expect, and begun anew for the next.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    def read(self, name: str, data: bytes) -> Iterator[ReadDocument]:
        with self._lock:
            pipe, whole = self._begun(), False
            try:
                pipe.send((name, data))
                yield from self._answers(pipe, time.monotonic() + _LOADING + len(data) / _BYTES_A_SECOND)
                whole = True
            except _Told as fault:
                whole = True
                raise fault.error from None
            except (EOFError, OSError):
                why = "the process that read it ended, as it does where memory runs out; read a smaller part"
                raise DataError(why) from None
            finally:
                if not whole:  # what it would still tell is of no use for the next text
                    self._end()

    def _answers(self, pipe: Connection, until: float) -> Iterator[ReadDocument]:
        while True:
            while not pipe.poll(_LOOK):
                if time.monotonic() > until:
                    raise DataError("reading took too long and was ended; read a smaller part, or use `foedus read`")
            kind, told = pipe.recv()
            if kind == "done":
                return
            if kind in _ERRORS:
                raise _Told(_ERRORS[kind](told))
            yield told

    def _begun(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            return self._pipe
        self._end()
        if self._closed:
            raise DataError("foedus is being ended; nothing is read any more")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        given = (self._settings, theirs)
        self._process = context.Process(target=_serve, args=given, name="foedus-reading", daemon=True)
        self._process.start()
        theirs.close()
        return self._pipe

    def close(self) -> None:
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.kill()
            process.join(5)
        if pipe is not None:
            pipe.close()


def _serve(settings: Settings, pipe: Any) -> None:
    """Read what comes until nothing can come any more."""
    from foedus.desk import Desk

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it ends it
    if sys.platform == "linux":
        with suppress(OSError):  # where memory runs out, this is what ends, and not what serves
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with Desk(settings) as desk:
        while True:
            try:
                name, data = pipe.recv()
            except (EOFError, OSError):
                return
            pipe.send(_told(desk, name, data, pipe))


def _told(desk: Any, name: str, data: bytes, pipe: Any) -> tuple[str, Any]:
    try:
        for done in read_handed(desk, [(name, data)]):
            pipe.send(("read", done))
    except FoedusError as error:
        return "failed", str(error)
    except Exception as error:  # noqa: BLE001 - whatever it was, the visitor is told, and the next text is read
        return "fault", repr(error)
    return "done", None
