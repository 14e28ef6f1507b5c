"""What day, month or year the words of a time mean, reckoned from the publication day and from what was said before.

Nothing is invented: without a publication date "on Friday" has no date, and February 30 has none either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from foedus.model.problems import BadDate
from foedus.model.time import bounds
from foedus.reading.date_shifts import (
    DAYS,
    Reckoned,
    base_of,
    days_from,
    plus_months,
    shift,
    shifted,
    valid_day,
    year_month,
)
from foedus.reading.lexicon import lexicon
from foedus.reading.time_words import TimeWords, count, month_number

_BACK = ("last", "the previous", "the past", "past", "this past")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is reckoned from.

    published: the document's EDTF date or None.  last: the time last spoken of before, as EDTF, or None.
    near: the date that runs in the passage or the one before, from which a date without a year goes on; or None.
    future: whether the clause speaks of what is to come.
    """

    published: str | None
    last: str | None = None
    near: str | None = None
    future: bool = False

    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        if self.published is None:
            return None
        low, high = bounds(self.published)
        return low if low == high else None

    def month(self) -> tuple[int, int] | None:
        """Year and month of publication, where they are known."""
        if self.published is None:
            return None
        low, high = bounds(self.published)
        return (low.year, low.month) if (low.year, low.month) == (high.year, high.month) else None

    def year(self) -> int | None:
        """The year of publication, where it is known."""
        if self.published is None:
            return None
        low, high = bounds(self.published)
        return low.year if low.year == high.year else None


def reckon(words: TimeWords, setting: Setting) -> Reckoned | None:
    """The EDTF date and basis of some time words, or None where the text does not settle it."""
    try:
        found = _FORMS[words.form](words.parts, setting)
        if found is None:
            return None
        if words.upper is not None:
            upper = reckon(words.upper, setting)
            if upper is None or "/" in found[0] + upper[0]:
                return None
            basis = "stated" if found[1] == upper[1] == "stated" else "inferred"
            found = f"{found[0]}/{upper[0]}", basis
        elif "/" not in found[0]:
            found = _RELATED.get(words.relation, "{}").format(found[0] + ("~" if words.approximate else "")), found[1]
        low, high = bounds(found[0])
        if low > high:
            return None
    except (BadDate, OverflowError, ValueError):
        return None
    return found


_RELATED = {"since": "{}/..", "until": "../{}", "by": "../{}", "before": "../{}", "after": "{}/.."}


def _year_of(parts: dict[str, str], setting: Setting) -> int | None:
    """The year that "of this year" or "of the same year" names."""
    which = parts.get("of")
    base = setting.year()
    if which in ("this", "the current"):
        return base
    if which in ("last", "next"):
        return None if base is None else base + (1 if which == "next" else -1)
    if which is None or setting.last is None:
        return None
    last = bounds(setting.last)[0].year
    return last + {"the following": 1, "the previous": -1}.get(which, 0)


def _date(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    month = int(parts["mm"]) if "mm" in parts else month_number(parts["month"])
    day = int(parts["day"]) if "day" in parts else lexicon("times")["ordinals"][parts["ordinal"]]
    if "year" in parts:
        edtf = valid_day(int(parts["year"]), month, day)
        return (edtf, "stated") if edtf else None
    year = _year_of(parts, setting) if "of" in parts else _nearest_year(month, day, setting)
    edtf = None if year is None else valid_day(year, month, day)
    return (edtf, "inferred") if edtf else None


def _feast(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    """A day with a name of its own: Christmas, New Year's Day."""
    month, day = divmod(lexicon("times")["feasts"][parts["feast"].replace("’", "'")], 100)
    year = int(parts["year"]) if "year" in parts else _nearest_year(month, day, setting)
    edtf = None if year is None else valid_day(year, month, day)
    return (edtf, "stated" if "year" in parts else "inferred") if edtf else None


def _nearest_year(month: int, day: int | None, setting: Setting) -> int | None:
    """The year of a date without one: nearest to the date that runs in the passage, else the nearest past or coming."""
    known = setting.month()
    if setting.near is not None and not (setting.future and known):
        return _running_year(month, day, setting)
    if known is None:
        return setting.year()
    published = setting.day()
    if published is not None and day is not None:
        behind = (month, day) < (published.month, published.day)
        ahead = (month, day) > (published.month, published.day)
    else:
        behind, ahead = month < known[1], month > known[1]
    return known[0] + int(setting.future and behind) - int(not setting.future and ahead)


def _running_year(month: int, day: int | None, setting: Setting) -> int | None:
    """A story goes on near where it was: "27 December 2025 … on 10 January" is January 2026, if that is not to come."""
    if setting.near is None:
        return None
    running = bounds(setting.near)[0]
    latest = bounds(setting.published)[1] if setting.published is not None else date.max
    years = [y for y in (running.year - 1, running.year, running.year + 1) if 0 < y < 10000]
    dates = [date(y, month, min(day or 1, 28)) for y in years]
    past = [d for d in dates if d <= latest]
    return min(past, key=lambda d: abs((d - running).days)).year if past else None


def _month(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    month = month_number(parts["month"])
    if "year" in parts:
        return year_month(int(parts["year"]), month), "stated"
    which = parts["which"].lower() if "which" in parts else None
    if "of" in parts:
        year = _year_of(parts, setting)
    elif which is not None:
        year = _which_year(which, month, setting)
    else:
        year = _nearest_year(month, None, setting)
    return (year_month(year, month), "inferred") if year is not None else None


def _which_year(which: str, number: int, setting: Setting) -> int | None:
    """The year of "last November", "that December", "the following spring": number counts months within a year."""
    known = setting.month()
    if which in ("that", "the same", "the following", "the next", "the previous"):
        if setting.last is None:
            return None
        low, high = bounds(setting.last)
        if which in ("that", "the same"):
            return low.year
        if which == "the previous":
            return low.year if number < low.month else low.year - 1
        return low.year if number > high.month else low.year + 1
    if known is None:
        return None
    year, month = known
    if which in _BACK:
        return year if number < month else year - 1
    if which == "next":
        return year if number > month else year + 1
    return year


def _season(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    season = lexicon("times")["seasons"][parts["season"].lower()]
    if "year" in parts:
        return f"{int(parts['year']):04d}-{season}", "stated"
    first = (season - 20) * 3
    if "bare" in parts:
        year = _nearest_year(first, None, setting)
        return (f"{year:04d}-{season}", "inferred") if year is not None else None
    if "way" in parts:
        parts = {**parts, "which": "the previous" if parts["way"] == "before" else "the following"}
    year = _year_of(parts, setting) if "of" in parts else _which_year(parts["which"].lower(), first, setting)
    return (f"{year:04d}-{season}", "inferred") if year is not None else None


def _year(parts: dict[str, str], _: Setting) -> Reckoned:
    return parts["year"], "stated"


def _span(parts: dict[str, str], _: Setting) -> Reckoned:
    until = parts["until"]
    return f"{parts['year']}/{parts['year'][: 4 - len(until)]}{until}", "stated"


def _decade(parts: dict[str, str], _: Setting) -> Reckoned:
    return parts["decade"][:3] + "X", "stated"


def _unit(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    """This week, last month, next year."""
    which, unit = parts["which"].lower(), parts["unit"].lower()
    step = -1 if which in _BACK else 1 if which in ("next", "the coming") else 0
    if unit == "year":
        year = setting.year()
        if which.startswith(_ENDS) and setting.near is not None and not setting.future:
            year = bounds(setting.near)[0].year
        return (f"{year + step:04d}", "inferred") if year is not None else None
    known = setting.month()
    if unit == "month":
        return (plus_months(*known, step), "inferred") if known else None
    day = setting.day()
    if unit == "decade":
        year = setting.year()
        return (f"{year // 10 + step}X", "inferred") if year is not None else None
    if day is None:
        return (year_month(*known), "inferred") if known and step == 0 else None
    monday = day + timedelta(days=7 * step - day.weekday())
    sunday = monday + timedelta(days=6)
    if monday.month == sunday.month:
        return year_month(monday.year, monday.month), "inferred"
    if step == 0:
        return year_month(day.year, day.month), "inferred"
    return f"{monday.isoformat()}/{sunday.isoformat()}", "inferred"


_ENDS = ("end", "close", "start", "beginning", "turn")
"""How "the end of the year" begins: of this one, or of the one that a story has come to."""

_DEICTIC = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip


def _deictic(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    day = setting.day()
    if day is None:
        return None
    return (day + timedelta(days=_DEICTIC.get(parts["word"].lower(), 0))).isoformat(), "inferred"


def _weekday(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    number = lexicon("times")["weekdays"][parts["weekday"].lower()]
    which = parts["which"].lower() if "which" in parts else None
    if which in ("that", "the following", "the previous"):
        base = bounds(setting.last) if setting.last else None
        if base is None or base[0] != base[1]:
            return None
        ahead = (number - base[0].weekday()) % 7
        days = ahead - 7 if which == "the previous" else ahead or (7 if which == "the following" else 0)
        return (base[0] + timedelta(days=days)).isoformat(), "inferred"
    day = setting.day()
    if day is None:
        return None
    if "back" in parts:
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 if "next" in parts["back"] else -7)
        return (monday + timedelta(days=number)).isoformat(), "inferred"
    if which == "next" or (setting.future and which not in _BACK):
        ahead = (number - day.weekday()) % 7
        return (day + timedelta(days=ahead or (7 if which == "next" else 0))).isoformat(), "inferred"
    back = (day.weekday() - number) % 7
    if which in ("last", "the previous") and back <= 1:
        back += 7  # who means yesterday says so
    return (day - timedelta(days=back or (7 if which in _BACK else 0))).isoformat(), "inferred"


def _ago(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    n, unit = count(parts["n"]), parts.get("unit", "").lower()
    day, known = setting.day(), setting.month()
    if unit in ("hour", "minute"):
        return (day.isoformat(), "inferred") if day else None
    if n is None:
        vague = unit == "day" and known
        return (year_month(*known), "inferred") if vague and known else None
    if "today" in parts and day is not None and unit in ("year", "month"):
        total = day.year * 12 + day.month - 1 - n * (12 if unit == "year" else 1)
        edtf = valid_day(total // 12, total % 12 + 1, day.day)
        return (edtf, "inferred") if edtf else None
    if unit in DAYS:
        return days_from(day, -n, unit) if day else None
    return shift(base_of(setting.published, unit), unit, -n)


def _offset(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    n = count(parts["n"])
    if n is None or setting.last is None:
        return None
    back = parts["way"].lower() in ("before", "earlier", "previously", "beforehand")
    return shifted(setting.last, -n if back else n, parts["unit"].lower())


def _same(parts: dict[str, str], setting: Setting) -> Reckoned | None:
    if setting.last is None:
        return None
    which = parts["which"].lower()
    if "way" in parts:
        return shifted(setting.last, 1 if parts["way"] == "after" else -1, parts["unit"].lower())
    unit = parts["unit"].lower()
    step = (
        1 if which in ("the following", "the next", "the very next", "next") else -1 if which == "the previous" else 0
    )
    if step:
        return shifted(setting.last, step, unit)
    low, high = bounds(setting.last)
    if unit == "year" and low.year == high.year:
        return f"{low.year:04d}", "inferred"
    if (low.year, low.month) != (high.year, high.month):
        return None
    if unit in ("month", "week"):
        return year_month(low.year, low.month), "inferred"
    return (low.isoformat(), "inferred") if unit == "day" and low == high else None


_FORMS = {
    "date": _date, "month": _month, "season": _season, "year": _year, "span": _span, "decade": _decade, "unit": _unit,
    "deictic": _deictic, "weekday": _weekday, "ago": _ago, "offset": _offset, "same": _same, "feast": _feast,
}  # fmt: skip
