"""What a look over an installation found: one row for each thing, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from foedus.views.table import Table

State = Literal["ok", "off", "warn", "fail"]
"""As it should be; not installed and not needed; works, but look at it; does not work."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    name: what; state: how it is; found: what was seen; todo: what to do next, empty where all is well.
    """

    name: str
    state: State
    found: str
    todo: str = ""

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return asdict(self)


def failed(checks: Iterable[Check]) -> bool:
    """Whether something does not work."""
    return any(each.state == "fail" for each in checks)


def checkup_table(checks: Sequence[Check]) -> Table:
    """The checks for people, with what is to be done.

    >>> print(checkup_table([Check("python", "ok", "3.13.0")]).notes[0])
    all is well: 1 ok
    """
    rows = tuple((each.state, each.name, each.found, each.todo) for each in checks)
    counted = [(state, sum(each.state == state for each in checks)) for state in ("ok", "off", "warn", "fail")]
    told = ", ".join(f"{number} {state}" for state, number in counted if number)
    verdict = "something does not work" if failed(checks) else "all is well"
    return Table("", ("state", "what", "found", "what to do"), rows, (f"{verdict}: {told}",))
