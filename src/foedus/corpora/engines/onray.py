"""The engine of a Ray cluster: the same jobs as Ray's tasks; nothing of it is imported unless it is asked for.

Each of Ray's worker processes makes its tools once.  The workers need foedus of the same version, and no folder in
common: what is read comes back to the one process that writes.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from types import TracebackType
from typing import Any, Self

from foedus.corpora.engines.base import TRIES, Job, Lost, Make, Outcome, described
from foedus.corpora.reading import Tools
from foedus.model.extras import needed
from foedus.model.problems import DataError, FoedusError

_TOOLS: dict[bytes, Tools] = {}


def open_ray(make: Make, workers: int | None = None) -> RayEngine:
    """The engine on the cluster that ``RAY_ADDRESS`` names, or else on a cluster of this machine that ends with it.

    workers: how many jobs run at once; without it, as many as the cluster has processors.

    Raises UsageError where the extra ``ray`` is not installed, DataError where the cluster does not answer.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Ray would tell its makers of every run
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    with needed("ray", "--engine ray"):
        import ray
    address = os.environ.get("RAY_ADDRESS")
    ours: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    begun = not ray.is_initialized()
    try:
        if begun:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **ours)
        found = int(_resources().get("CPU", 1))
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        where = address or "on this machine"
        raise DataError(f"no Ray cluster answers {where} ({error}); see to the cluster or to RAY_ADDRESS") from error
    return RayEngine(make, workers or max(1, found), begun)


class RayEngine:
    """Runs jobs as tasks of Ray; ours: whether the connection is this engine's to end."""

    def __init__(self, make: Make, slots: int, ours: bool) -> None:
        import pickle

        self.slots = slots
        self._ours = ours
        self._make = pickle.dumps(make)
        self._running: dict[Any, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import ray

        for reference in self._running:
            ray.cancel(reference, force=True)
        if self._ours:
            ray.shutdown()

    def submit(self, number: int, job: Job, given: Any) -> None:
        """Have a job done."""
        self._running[_task().remote(self._make, job, given)] = number

    def wait(self) -> Outcome:
        """The outcome of some job; raises what of foedus's own a job raised."""
        import ray

        ready, _ = ray.wait(list(self._running), num_returns=1)
        number = self._running.pop(ready[0])
        try:
            value = ray.get(ready[0])
        except ray.exceptions.RayError as error:
            value = Lost(f"{type(error).__name__}: {str(error).splitlines()[0]}")
        if isinstance(value, FoedusError):
            raise value
        return Outcome(number, value)


def _resources() -> dict[str, float]:
    import ray

    found: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return found


@cache
def _task() -> Any:
    import ray

    return ray.remote(num_cpus=1, max_retries=TRIES - 1)(_work)


def _work(make: bytes, job: Job, given: Any) -> Any:
    """A job in a worker of Ray's, whose tools are made on its first."""
    import pickle

    try:
        if make not in _TOOLS:
            _TOOLS[make] = pickle.loads(make)()  # noqa: S301 - sent by the process that began this one
        return job(_TOOLS[make], given)
    except FoedusError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one text must not end a corpus
        return Lost(described(error))
