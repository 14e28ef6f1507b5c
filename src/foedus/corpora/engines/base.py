"""What every engine offers: jobs in, their outcomes out, in whatever order they are done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from foedus.corpora.reading import Tools

Make = Callable[[], Tools]
"""Makes a worker's tools; it is sent to the worker, so it must be a function that can be imported there."""

Job = Callable[[Tools, Any], Any]
"""A function of a worker's tools and of what it is given."""

TRIES = 2
"""How often a job is begun: whoever ran it may have been killed for reasons of somebody else's."""


@dataclass(frozen=True, slots=True)
class Lost:
    """That a job could not be done: what befell it each time."""

    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job; number: as it was given in."""

    number: int
    value: Any


class Engine(Protocol):
    """Runs jobs; a context that ends its workers.

    An exception of foedus's own in a job (a language model that is not installed) is raised by `wait`; anything else
    that befalls a job, the death of its worker included, makes it :class:`Lost`.
    """

    @property
    def slots(self) -> int:
        """How many jobs run at once."""
        ...

    def submit(self, number: int, job: Job, given: Any) -> None:
        """Have a job done."""
        ...

    def wait(self) -> Outcome:
        """The outcome of some job that was submitted; waits for one."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def described(error: BaseException) -> str:
    """An exception in a few words."""
    return f"{type(error).__name__}: {error}"
