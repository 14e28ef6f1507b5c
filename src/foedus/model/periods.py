"""Periods of treaties: a term, a notice, reckoned from a date that may itself be imprecise."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from foedus.model.problems import BadDate
from foedus.model.time import bounds

_PERIOD = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,3})W)?(?:(\d{1,5})D)?\Z")


def after(edtf: str, period: str) -> str:
    """The day that lies a period after a date, as imprecise as the date is.

    >>> after("1999-08-31", "P6M"), after("2001-02", "P1Y")
    ('2000-02-29', '[2002-02-01..2002-02-28]')

    Raises BadDate for what is no date, no period of years, months, weeks and days, or a day beyond the year 9999.
    """
    found = _PERIOD.match(period)
    if found is None:
        raise BadDate(f"{period!r} is no period: write P1Y, P6M, P2W or P90D (ISO 8601)")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    try:
        low, high = (_moved(day, 12 * years + months, 7 * weeks + days) for day in bounds(edtf))
    except (OverflowError, ValueError) as error:
        raise BadDate(f"{period} after {edtf} lies beyond the year 9999: mend the date or the period") from error
    return low.isoformat() if low == high else f"[{low}..{high}]"


def _moved(day: date, months: int, days: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days)
