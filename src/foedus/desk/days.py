"""Acts on days of their own: in their order, and the situation as it was on each of those days.

A text may come into force between two acts (the German–Turkish treaty of 2 August 1914 does), so each day is asked by
its own rules, with everything that had happened by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from foedus.model.situations import Act, Situation


def in_order(acts: Sequence[Act], day: date) -> tuple[tuple[Act, ...], date]:
    """Acts by their days, with the steps that these give them, and the last day, which is the situation's.

    day: of acts that have none of their own.
    """
    last = max((act.on or day for act in acts), default=day)
    if all((act.on or day) == last for act in acts):
        return tuple(replace(act, on=None) for act in acts), last
    turns = sorted({(act.on or day, act.step or 0) for act in acts})
    placed = sorted(acts, key=lambda act: (act.on or day, act.step or 0))
    steps = [1 + turns.index((act.on or day, act.step or 0)) for act in placed]
    days = [None if (act.on or day) == last else act.on or day for act in placed]
    return tuple(replace(a, step=n, on=on) for a, n, on in zip(placed, steps, days, strict=True)), last


def before(given: Situation) -> Iterator[Situation]:
    """The situation on each earlier day that an act has: what had happened by then, asked by the rules of that day."""
    for day in sorted({act.on for act in given.acts if act.on is not None}):
        acts = [act for act in given.acts if act.on is not None and act.on <= day]
        yield replace(given, acts=tuple(replace(act, on=None if act.on == day else act.on) for act in acts), on=day)
