"""Dates moved by days, months and years, with no more precision than the words have."""

from __future__ import annotations

from datetime import date, timedelta

from foedus.model.problems import BadDate
from foedus.model.time import bounds

DAYS = {"day": 1, "week": 7, "fortnight": 14}
"""Units that are so many days."""

Reckoned = tuple[str, str]
"""An EDTF date and its basis."""


def valid_day(year: int, month: int, day: int) -> str | None:
    """A calendar day as EDTF, or None where the calendar has none."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def year_month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def plus_months(year: int, month: int, n: int) -> str:
    total = year * 12 + month - 1 + n
    return year_month(total // 12, total % 12 + 1)


def base_of(edtf: str | None, unit: str) -> tuple[int, int | None] | None:
    """Year and, where it is known, month of a date."""
    if edtf is None:
        return None
    low, high = bounds(edtf)
    if low.year != high.year:
        return None
    return low.year, (low.month if low.month == high.month else None)


def shift(base: tuple[int, int | None] | None, unit: str, n: int) -> Reckoned | None:
    if base is None:
        return None
    year, month = base
    if unit == "year":
        return f"{year + n:04d}", "inferred"
    if unit == "decade":
        return f"{year + 10 * n:04d}~", "inferred"
    if unit == "century":
        return f"{year + 100 * n:04d}~", "inferred"
    if unit == "month" and month is not None:
        return plus_months(year, month, n), "inferred"
    return None


def days_from(day: date, n: int, unit: str) -> Reckoned:
    """Days are exact and so is one week; several weeks are a round number, good for the month."""
    moved = day + timedelta(days=n * DAYS[unit])
    if unit == "day" or abs(n) == 1:
        return moved.isoformat(), "inferred"
    return year_month(moved.year, moved.month), "inferred"


def shifted(edtf: str, n: int, unit: str) -> Reckoned | None:
    """A date moved by a number of units, with the precision that both have.

    >>> shifted("1993", 6, "year")
    ('1999', 'inferred')
    """
    try:
        moved = _moved(edtf, n, unit)
        if moved is not None:
            bounds(moved[0])
    except (BadDate, OverflowError, ValueError):
        return None
    return moved


def _moved(edtf: str, n: int, unit: str) -> Reckoned | None:
    low, high = bounds(edtf)
    if unit not in DAYS:
        return shift(base_of(edtf, unit), unit, n)
    if low == high:
        return days_from(low, n, unit)
    if (low.year, low.month) != (high.year, high.month) or unit == "day":
        return None
    middle = date(low.year, low.month, 15) + timedelta(days=n * DAYS[unit])
    return year_month(middle.year, middle.month), "inferred"
