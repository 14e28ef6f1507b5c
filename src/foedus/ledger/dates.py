"""How far a claim's own time reaches: the days that it may cover and the days that it covers for certain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from foedus.model.problems import BadDate
from foedus.model.time import OPEN, Truth, bounds


@dataclass(frozen=True, slots=True)
class Extent:
    """The days of an EDTF date or interval.

    low, high: the first and the last day that it may cover; sure_low, sure_high: those that it covers
    whatever its imprecision hides (there are none where sure_low comes after sure_high).
    """

    low: date
    high: date
    sure_low: date
    sure_high: date

    @property
    def exact(self) -> bool:
        """Whether nothing about it is imprecise."""
        return (self.low, self.high) == (self.sure_low, self.sure_high)

    def covers(self, day: date) -> Truth:
        """Whether the day is in it."""
        if not self.low <= day <= self.high:
            return Truth.NO
        return Truth.YES if self.sure_low <= day <= self.sure_high else Truth.UNKNOWN

    def overlaps(self, other: Extent) -> bool:
        """Whether the two may have a day in common."""
        return self.low <= other.high and other.low <= self.high


EVER = Extent(date.min, date.max, date.max, date.min)
"""A time that is not known: it may be any day."""


@lru_cache(maxsize=16_384)  # the same days are told again and again
def extent(edtf: str | None) -> Extent | None:
    """The days of an EDTF date or interval; None where there is none that can be read.

    >>> extent("2014-11").covers(date(2014, 11, 24))
    <Truth.UNKNOWN: 'unknown'>
    >>> extent("2008-08-26/..").covers(date(2022, 2, 20))
    <Truth.YES: 'yes'>
    """
    if edtf is None:
        return None
    try:
        if "/" not in edtf:
            low, high = bounds(edtf)
            return Extent(low, high, high, low)
        first, last = edtf.split("/", 1)
        low, begun = _edge(first, date.min)
        ending, high = _edge(last, date.max)
        return Extent(low, high, begun, ending) if low <= high else None
    except (BadDate, TypeError):  # the EDTF parser answers some malformed dates with a TypeError
        return None


def _edge(edtf: str, furthest: date) -> tuple[date, date]:
    """The earliest and latest day of an interval's edge: open (``..``) reaches for certain, unknown may."""
    if edtf == OPEN:
        return furthest, furthest
    return (date.min, date.max) if edtf in ("", "unknown") else bounds(edtf)
