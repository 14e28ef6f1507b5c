"""The engine of this machine: processes that each load the language model once.

They are spawned, not forked, so that no lock or thread of the parent's is copied half; each has a pipe of its own, so
that the death of one, by the system for lack of memory for instance, is noticed at once and concerns its job alone.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Self

from foedus.corpora.engines.base import TRIES, Job, Lost, Make, Outcome, described
from foedus.model.problems import FoedusError

_JOBS_A_WORKER = 400
"""A worker is replaced after so many jobs, since a language pipeline keeps every new word that it meets."""


@dataclass(slots=True)
class _Task:
    number: int
    job: Job
    given: Any
    deaths: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: _Task | None = None
    done: int = 0


class LocalEngine:
    """Runs jobs in so many processes."""

    def __init__(self, make: Make, workers: int, jobs_a_worker: int = _JOBS_A_WORKER) -> None:
        self.slots = workers
        self._make = make
        self._jobs_a_worker = jobs_a_worker
        self._context = get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._finished: deque[Outcome] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def submit(self, number: int, job: Job, given: Any) -> None:
        """Have a job done."""
        self._waiting.append(_Task(number, job, given))
        self._hand_out()

    def wait(self) -> Outcome:
        """The outcome of some job; raises what of foedus's own a job raised."""
        while not self._finished:
            self._hand_out()
            pipes: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers if worker.task}
            for ready in wait(list(pipes)):
                self._hear(pipes[ready])
        outcome = self._finished.popleft()
        if isinstance(outcome.value, FoedusError):
            raise outcome.value
        return outcome

    def _hand_out(self) -> None:
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.task is None), None)
            if idle is None and len(self._workers) < self.slots:
                idle = self._start()
            if idle is None:
                return
            task = self._waiting.popleft()
            idle.task = task
            try:
                idle.pipe.send((task.job, task.given))
            except (BrokenPipeError, ConnectionResetError, OSError):
                self._bury(idle)

    def _hear(self, worker: _Worker) -> None:
        """Take a worker's answer, or notice its death: the end of its pipe."""
        task = worker.task
        try:
            value = worker.pipe.recv()
        except (EOFError, ConnectionResetError, OSError):
            self._bury(worker)
            return
        worker.task = None
        worker.done += 1
        if worker.done >= self._jobs_a_worker:
            self._dismiss(worker)
        if task is not None:
            self._finished.append(Outcome(task.number, value))

    def _bury(self, worker: _Worker) -> None:
        """A worker is dead: its job is begun again elsewhere, or lost."""
        task, ending = worker.task, self._dismiss(worker)
        if task is None:
            return
        task.deaths.append(ending)
        if len(task.deaths) < TRIES:
            self._waiting.appendleft(task)
            return
        self._finished.append(Outcome(task.number, Lost("; then ".join(dict.fromkeys(task.deaths)))))

    def _dismiss(self, worker: _Worker) -> str:
        """Let go of a worker; how it ended."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(10)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        return _ending(worker.process.exitcode)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._make), daemon=True)
        with _without_main():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker


@contextmanager
def _without_main() -> Iterator[None]:
    """Keeps a new process from running the caller's script again: it needs nothing of it, and the script may be none.

    (A program from standard input has no file to run, and one without ``if __name__ == "__main__"`` would begin anew.)
    """
    main = sys.modules["__main__"]
    kept: dict[str, Any] = {name: vars(main)[name] for name in ("__file__", "__spec__") if name in vars(main)}
    vars(main).update(dict.fromkeys(kept))
    try:
        yield
    finally:
        vars(main).update(kept)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        hint = ", which the system sends where memory runs out" if name == "SIGKILL" else ""
        return f"its process was ended by {name}{hint}"
    return f"its process ended with the code {code}"


def _work(pipe: Connection, make: Make) -> None:
    """A worker's life: jobs as they come, until nobody is there to send any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears the same key, and ends its workers itself
    for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(
            name, "1"
        )  # the processes share the machine's cores; threads of each would get in the way
    tools: Any = None
    while True:
        try:
            job, given = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if tools is None:
                tools = make()
            value = job(tools, given)
        except FoedusError as error:
            value = error
        except Exception as error:  # noqa: BLE001 - one text must not end a corpus
            value = Lost(described(error))
        try:
            pipe.send(value)
        except (BrokenPipeError, ConnectionResetError):
            return
