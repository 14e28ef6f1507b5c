"""Runs foedus for the documents, many calls in one process: what reads is loaded once, and each call is a fork of it.

`Console` is what asks; the rest is the process that answers, one JSON line for each call.  Time goes by steps of a
minute from one fixed morning, so that what is dated prints the same today and tomorrow.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
READS = ("read", "explain", "check", "demo", "corpus")
DATED = ("housekeeping", "watches", "watching", "reading", "asking", "judging", "loading")


class Console:
    """A process that answers calls of `foedus` and of the shell; close it when the last page is done."""

    def __init__(self) -> None:
        command = [sys.executable, __file__]
        source = str(Path(__file__).resolve().parents[1] / "src")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": source}
        )

    def run(self, arguments: list[str], folder: Path, settings: dict[str, str], step: int) -> tuple[int, str, str]:
        """The exit code, standard output and standard error of one call in a folder."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process that runs foedus cannot be spoken with")
        asked = {"arguments": arguments, "folder": str(folder), "settings": settings, "step": step}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        code, out, err = json.loads(self._process.stdout.readline())
        return code, out, err

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


class Clock(datetime):
    """A clock that stands at the page's moment."""

    moment = MORNING

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """The moment, in a zone."""
        there = cls.moment.astimezone(tz)
        return cls(*there.timetuple()[:6], tzinfo=there.tzinfo)


def prepare() -> None:
    """Have the language model and the clock stand where every fork finds them."""
    import foedus.reading.reader as reading

    vars(reading)["load_pipeline"] = functools.cache(vars(reading)["load_pipeline"])
    for name in DATED:
        vars(importlib.import_module(f"foedus.desk.{name}"))["datetime"] = Clock


@functools.cache
def warm() -> None:
    """Load what reads."""
    import foedus.reading.reader as reading

    vars(reading)["load_pipeline"](None)


def call(asked: dict[str, Any]) -> tuple[int, str, str]:
    """One call in a fork of this process."""
    if set(asked["arguments"][:1]) & set(READS) and "--help" not in asked["arguments"]:
        warm()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            answer(asked)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for stream in (out, err):
            stream.seek(0)
        return code, out.read().decode(), err.read().decode()


def answer(asked: dict[str, Any]) -> None:
    """Be `foedus` with some arguments, and end."""
    code = 70
    try:
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["settings"])
        Clock.moment = MORNING + timedelta(minutes=asked["step"])
        sys.argv = ["foedus", *asked["arguments"]]
        from foedus.cli import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve() -> None:
    """Answer calls until nobody asks any more."""
    prepare()
    for line in sys.stdin:
        print(json.dumps(call(json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
