"""Who held which office on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from foedus.model.actors import Tenure
from foedus.model.time import Truth, bounds


def on(tenures: Iterable[Tenure], day: date | None) -> tuple[Tenure, ...]:
    """The tenures that held on a day, those that may have held (their dates are too coarse to say) after them.

    Without a day, all of them, the latest first.
    """
    if day is None:
        return tuple(sorted(tenures, key=_start, reverse=True))
    held = [(tenure, tenure.spell.on(day)) for tenure in tenures]
    certain = tuple(tenure for tenure, truth in held if truth is Truth.YES)
    return certain + tuple(tenure for tenure, truth in held if truth is Truth.UNKNOWN)


def latest(tenures: Iterable[Tenure], day: date | None) -> Tenure | None:
    """The tenure on a day, else the last that had begun by then, else the first of all; None without any.

    A former minister is still known by the office, so a text of a later day may mean it.
    """
    known = sorted(tenures, key=_start)
    if day is None or not known:
        return known[-1] if known else None
    held = on(known, day)
    if held:
        return held[0]
    begun = [tenure for tenure in known if _start(tenure) <= day]
    return begun[-1] if begun else known[0]


def _start(tenure: Tenure) -> date:
    return bounds(tenure.spell.start)[0] if tenure.spell.start else date.min
