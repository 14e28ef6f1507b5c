"""What callers give in several forms: days, moments, one name or several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime

Day = str | date
"""A calendar day: ``datetime.date`` or YYYY-MM-DD."""

Moment = str | date | datetime
"""A day, which stands for its end in UTC, or a moment with its time zone."""

Names = str | Iterable[str]
"""One name or several."""


def day(given: Day | None) -> str | None:
    """A day as the desk takes it.

    >>> day(date(2022, 2, 20)), day("2022-02-20"), day(None)
    ('2022-02-20', '2022-02-20', None)
    """
    if isinstance(given, datetime):
        return given.date().isoformat()
    return given.isoformat() if isinstance(given, date) else given


def moment(given: Moment | None) -> str | None:
    """A day or a moment as the desk takes it.

    >>> from datetime import UTC
    >>> moment(datetime(2022, 2, 20, 9, tzinfo=UTC)), moment(date(2022, 2, 20))
    ('2022-02-20T09:00:00+00:00', '2022-02-20')
    """
    return given.isoformat() if isinstance(given, date) else given


def several(given: Names | None) -> tuple[str, ...]:
    """One name or several as several.

    >>> several("BLR"), several(["BLR", "UKR"]), several(None)
    (('BLR',), ('BLR', 'UKR'), ())
    """
    return () if given is None else (given,) if isinstance(given, str) else tuple(given)


def paths(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    """One path or several as texts."""
    many: Sequence[str | os.PathLike[str]] = [given] if isinstance(given, (str, os.PathLike)) else list(given)
    return tuple(os.fspath(each) for each in many)
