"""The days at which a slider stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.desk.mapping import changes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from foedus.desk import Desk

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which the slider stops: the first of a time in which nothing changes; about: what changes on it."""

    day: str
    about: str
    address: str


def some(names: Sequence[str]) -> str:
    """Some names, and how many more there are.

    >>> some(["Nauru", "Tuvalu"]), some(["a", "b", "c", "d", "e"])
    ('Nauru, Tuvalu', 'a, b, c and 2 more')
    """
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def stops(desk: Desk, of: str | None, layer: str, day: date, address: Callable[..., str]) -> dict[str, Any]:
    """For a template the days on which a layer of the map changes, and the number of the one at which a day stands."""
    changes = changes_of(desk, layer, of)
    found = [
        Stop(f"{each.day}", some([desk.label(key) for key in each.about]), address(on=f"{each.day}"))
        for each in changes
    ]
    return {"stops": found, "at": max((i for i, each in enumerate(changes) if each.day <= day), default=0)}
