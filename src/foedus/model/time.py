"""Dates with the precision that their source gave, and spells of them.

A date is an EDTF string (ISO 8601-2): ``2008-08-26``, ``2014-11``, ``2016``, ``1992~``.  What a date
leaves open stays open: whether a spell that began "in 2015" held on 2015-06-01 is *unknown*, not no.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache

from foedus.model.problems import BadDate

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_DECADE = re.compile(r"\d{3}X\Z")

OPEN = ".."
"""The end of a spell that has not ended, as EDTF writes an open interval."""


class Truth(Enum):
    """Kleene's three values: unknown is not no."""

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"

    # Asked a million times for one question; that there is one object of each value makes the plain way the quick one.

    def __and__(self, other: Truth) -> Truth:
        return other if self is _YES or other is _NO else self

    def __or__(self, other: Truth) -> Truth:
        return other if self is _NO or other is _YES else self

    def __invert__(self) -> Truth:
        return _YES if self is _NO else _NO if self is _YES else self

    @staticmethod
    def of(value: bool) -> Truth:
        """A plain boolean as one of the three."""
        return Truth.YES if value else Truth.NO


_NO, _YES = Truth.NO, Truth.YES


@lru_cache(maxsize=8192)
def bounds(edtf: str) -> tuple[date, date]:
    """The earliest and the latest day that an EDTF date may mean, both included.

    >>> bounds("2014-11")
    (datetime.date(2014, 11, 1), datetime.date(2014, 11, 30))
    >>> bounds("[2008-12-23..2009-01-21]")
    (datetime.date(2008, 12, 23), datetime.date(2009, 1, 21))
    >>> bounds("2017/..")
    (datetime.date(2017, 1, 1), datetime.date(9999, 12, 31))

    Raises BadDate for what is no date, or none between the years 1 and 9999.
    """
    plain = _PLAIN.match(edtf[:-1] if edtf[-1:] in ("~", "?", "%") else edtf)  # a qualifier moves no bound
    try:
        if _DECADE.match(edtf):
            return date(int(edtf[:3]) * 10, 1, 1), date(int(edtf[:3]) * 10 + 9, 12, 31)
        if "/" in edtf:
            return _interval(edtf)
        if edtf[:1] == "[" and edtf[-1:] == "]":
            return _one_of(edtf[1:-1])
        if plain and plain[2] in _SEASONS and plain[3] is None:
            return _season(int(plain[1]), plain[2])
        if plain:
            year, month, day = int(plain[1]), plain[2], plain[3]
            if month is None:
                return date(year, 1, 1), date(year, 12, 31)
            if day is None:
                return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
            exact = date(year, int(month), int(day))
            return exact, exact
        return _full_edtf(edtf)
    except (ValueError, calendar.IllegalMonthError):
        raise BadDate(
            f"{edtf!r} is not a date between the years 1 and 9999: write YYYY, YYYY-MM or YYYY-MM-DD (EDTF)"
        ) from None


_SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}  # EDTF's spring to winter, by their first month (northern)


def _season(year: int, season: str) -> tuple[date, date]:
    first = date(year, _SEASONS[season], 1)
    last_year, last_month = (year + 1, 2) if season == "24" else (year, first.month + 2)
    return first, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def _interval(edtf: str) -> tuple[date, date]:
    low, high = edtf.split("/")
    return (date.min if low == OPEN else bounds(low)[0]), (date.max if high == OPEN else bounds(high)[1])


def _one_of(inside: str) -> tuple[date, date]:
    parts = [part.strip() for part in re.split(r"\.\.|,", inside)]
    days = [bounds(part) for part in parts if part]
    if not days or not all(parts[1:-1]):
        raise ValueError(inside)
    return (days[0][0] if parts[0] else date.min), (max(high for _, high in days) if parts[-1] else date.max)


def _full_edtf(edtf: str) -> tuple[date, date]:
    # The parser is slow to import and the plain forms above are nearly all dates there are.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return date(*low[:3]), date(*high[:3])  # an open interval's edge is no struct_time but an infinity
    except (EDTFParseException, AttributeError, TypeError, OverflowError) as error:
        raise ValueError(str(error)) from error


def parse_day(text: str) -> date:
    """A calendar day from YYYY-MM-DD, for questions, which need one day.

    >>> parse_day("2022-02-20")
    datetime.date(2022, 2, 20)

    Raises BadDate for anything else.
    """
    try:
        low, high = bounds(text)
    except BadDate:
        raise BadDate(f"{text!r} is no day between the years 1 and 9999: write YYYY-MM-DD") from None
    if low != high:
        raise BadDate(f"{text!r} is not one day: write YYYY-MM-DD, for instance {low.isoformat()}")
    return low


def parse_moment(text: str) -> date | datetime:
    """A calendar day, which stands for its end, or a moment with its time zone, for questions to the ledger.

    >>> parse_moment("2022-02-20"), parse_moment("2022-02-20T09:30:00Z").isoformat()
    (datetime.date(2022, 2, 20), '2022-02-20T09:30:00+00:00')

    Raises BadDate for anything else.
    """
    if "T" not in text:
        return parse_day(text)
    try:
        moment = datetime.fromisoformat(text)
        moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadDate(f"{text!r} is no moment ({error}); write one like 2022-02-20T09:30:00Z, or a day") from error
    if moment.tzinfo is None:
        raise BadDate(f"{text!r} has no time zone; write one like 2022-02-20T09:30:00Z, or a day")
    return moment


@dataclass(frozen=True, slots=True)
class Spell:
    """An interval of days, half open: `end` is the first day on which it no longer holds.

    start: an EDTF date, or None where it is not known.
    end: an EDTF date, :data:`OPEN` where it has not ended, or None where it is not known.

    >>> Spell("1994-04-20", "1999-04-02").on(date(1999, 4, 2))
    <Truth.NO: 'no'>
    >>> Spell("2015", OPEN).on(date(2015, 6, 1))
    <Truth.UNKNOWN: 'unknown'>
    """

    start: str | None
    end: str | None = OPEN

    def begun(self, day: date) -> Truth:
        """Whether it had begun on that day."""
        if self.start is None:
            return Truth.UNKNOWN
        low, high = bounds(self.start)
        return Truth.NO if day < low else Truth.YES if day >= high else Truth.UNKNOWN

    def ended(self, day: date) -> Truth:
        """Whether it had ended by that day."""
        if self.end == OPEN:
            return Truth.NO
        if self.end is None:
            return Truth.UNKNOWN
        low, high = bounds(self.end)
        return Truth.NO if day < low else Truth.YES if day >= high else Truth.UNKNOWN

    def on(self, day: date) -> Truth:
        """Whether it holds on that day."""
        return self.begun(day) & ~self.ended(day)
