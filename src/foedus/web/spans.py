"""Spells as bars along a scale of years: where each begins and ends, in hundredths of the scale's width.

Pure.  What is sure and what may be (a spell that began "in 2015") are parts of their own, so that a drawing can tell
them apart.  A bar is an addition to the words beside it, never all that says when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foedus.model.problems import BadDate
from foedus.model.time import OPEN, Spell, bounds

_TICKS = 6
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year's beginning on the scale."""

    at: float
    year: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar. sure: whether the spell surely holds there."""

    at: float
    width: float
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from the first to the last that are shown."""

    low: date
    high: date

    def at(self, day: date) -> float:
        """Where a day lies, from 0 to 100; the nearer end for one outside."""
        whole = max((self.high - self.low).days, 1)
        return round(min(max((day - self.low).days / whole, 0), 1) * 100, 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Some round years."""
        years = self.high.year - self.low.year
        step = next((step for step in _STEPS if years / step <= _TICKS), _STEPS[-1])
        first = self.low.year + 1 + -(self.low.year + 1) % step
        return tuple(
            Tick(self.at(date(year, 1, 1)), year) for year in range(first, min(self.high.year, date.max.year) + 1, step)
        )

    def point(self, edtf: str) -> Part | None:
        """An event: a day, or the days that a date leaves open; None for what is no date."""
        reach = _reach(edtf)
        if reach is None:
            return None
        at = self.at(reach[0])
        return Part(at, round(self.at(reach[1]) - at, 2), reach[0] == reach[1])

    def parts(self, spell: Spell) -> tuple[Part, ...]:
        """A spell as the stretches in which it may hold and does."""
        starts = (_reach(spell.start) if spell.start else None) or (self.low, self.high)
        if spell.end == OPEN:
            ends = self.high, self.high
        else:
            ends = (_reach(spell.end) if spell.end else None) or (starts[1], self.high)
        edges = [
            (starts[0], min(starts[1], ends[0]), False),
            (starts[1], ends[0], True),
            (max(ends[0], starts[1]), ends[1], False),
        ]
        found = ((self.at(low), self.at(high), sure) for low, high, sure in edges if low < high)
        return tuple(Part(low, round(high - low, 2), sure) for low, high, sure in found if high > low)


def scale(dates: Iterable[str | None], day: date) -> Scale:
    """A scale on which some EDTF dates lie, and a day, with room of a year at either end.

    >>> made = scale(["1994-04-20", "..", None, "2018"], date(2020, 1, 1))
    >>> (made.low.isoformat(), made.high.isoformat(), [tick.year for tick in made.ticks])
    ('1993-04-20', '2021-01-01', [1995, 2000, 2005, 2010, 2015, 2020])
    """
    reached = [reach for edtf in dates if edtf and (reach := _reach(edtf))]
    days = [day, *(edge for reach in reached for edge in reach if date.min < edge < date.max)]
    return Scale(_years(min(days), -1), _years(max(days), 1))


def _years(day: date, by: int) -> date:
    year = min(max(day.year + by, date.min.year), date.max.year)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _reach(edtf: str) -> tuple[date, date] | None:
    if edtf == OPEN:
        return None
    try:
        return bounds(edtf)
    except BadDate:
        return None
