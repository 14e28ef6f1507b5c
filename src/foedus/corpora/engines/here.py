"""The engine that runs every job in this very process, one after the other: for a program that has its own reader."""

from __future__ import annotations

from collections import deque
from types import TracebackType
from typing import Any, Self

from foedus.corpora.engines.base import Job, Lost, Outcome, described
from foedus.corpora.reading import Tools
from foedus.model.problems import FoedusError


class HereEngine:
    """Runs jobs with the tools that it is given."""

    slots = 1

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._waiting: deque[tuple[int, Job, Any]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.clear()

    def submit(self, number: int, job: Job, given: Any) -> None:
        """Have a job done."""
        self._waiting.append((number, job, given))

    def wait(self) -> Outcome:
        """The outcome of the next job."""
        number, job, given = self._waiting.popleft()
        try:
            return Outcome(number, job(self._tools, given))
        except FoedusError:
            raise
        except Exception as error:  # noqa: BLE001 - one text must not end a corpus
            return Outcome(number, Lost(described(error)))
