"""Dates as newspapers write them: found in a text, read, and left open where the writing is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_MONTH = (
    r"(?P<month>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)|(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|"
    r"AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?))\b\.?"
)
_WEEKDAY = (
    r"(?:\b(?P<weekday>(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?),?\s+(?:the\s+)?)?"
)
_YEAR = r"(?P<year>[12]\d{3})\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"{_WEEKDAY}\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"),
    re.compile(rf"{_WEEKDAY}\b{_MONTH}\s+{_DAY}(?![\d:])(?:,?\s+{_YEAR})?"),
    re.compile(rf"\b{_YEAR}-(?P<monthno>\d{{2}})-{_DAY}(?!\d)"),
    re.compile(rf"{_WEEKDAY}(?<![\d./])(?P<first>\d{{1,2}})(?P<sep>[/.])(?P<second>\d{{1,2}})(?P=sep){_YEAR}"),
)
_HAS_DATE = re.compile(r"\d[/.-]\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z]|[A-Za-z]{3}\.?\s+\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    weekday: 0 for Monday to 6, or None; year: None where the text has none.
    swapped: the other reading of a numeric date (3/4 as 4 March or 3 April), as (month, day), or None.
    """

    text: str
    start: int
    end: int
    weekday: int | None
    year: int | None
    month: int
    day: int
    swapped: tuple[int, int] | None = None

    @property
    def full(self) -> bool:
        """Whether year, month and day are certain."""
        return self.year is not None and self.swapped is None

    def on(self, year: int) -> date | None:
        """The day in a given year, or None where that year does not have it."""
        return day_of(year, self.month, self.day)

    def fits(self, year: int) -> bool:
        """Whether the day exists in that year and falls on the weekday, if one is given."""
        found = self.on(year)
        return found is not None and (self.weekday is None or found.weekday() == self.weekday)


def day_of(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where the calendar has none."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The dates with day and month in a text, in order; what no calendar has is left out.

    >>> [(d.text, d.year, d.month, d.day, d.weekday) for d in find_dates("Minsk, Friday, Dec. 6 (18:20)")]
    [('Friday, Dec. 6', None, 12, 6, 4)]
    """
    if not _HAS_DATE.search(text):
        return ()
    found = sorted(_scan(text), key=lambda d: (d.start, -d.end))
    kept: list[FoundDate] = []
    for candidate in found:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif candidate.year and not kept[-1].year:
            kept[-1] = candidate
    return tuple(kept)


def _scan(text: str) -> Iterator[FoundDate]:
    for form in _FORMS:
        for match in form.finditer(text):
            read = _read(match)
            if read:
                yield read


def _read(match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    weekday = _weekday(parts.get("weekday"))
    swapped = None
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        readings = [(m, d) for m, d in ((second, first), (first, second)) if day_of(year or 2000, m, d)]
        if not readings:
            return None
        month, day = readings[0]
        swapped = readings[1] if len(readings) == 2 and readings[1] != readings[0] else None
    else:
        month = int(parts["monthno"]) if parts.get("monthno") else _month(parts["month"])
        day = int(parts["day"])
        if not day_of(year or 2000, month, day):
            return None
    return FoundDate(match[0], match.start(), match.end(), weekday, year, month, day, swapped)


def _month(word: str) -> int:
    return next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3]))


def _weekday(word: str | None) -> int | None:
    return None if not word else next(at for at, name in enumerate(_DAYS) if name.startswith(word.lower()[:3]))


def month_name(month: int) -> str:
    """The English name of a month, 1 to 12."""
    return _MONTHS[month - 1].title()


def weekday_name(day: date) -> str:
    """The English name of a day's weekday."""
    return _DAYS[day.weekday()].title()
