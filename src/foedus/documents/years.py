"""The year of a date line that lacks one, where the text leaves only one year.

Evidence that counts, in this order:

1. the text does the sum itself ("last year, in 2016");
2. the weekday: from the latest year that the text speaks of as past, five years on at most, the day falls
   on the named weekday in one year only, and the text shows that it is not looking back from far
   away: it follows its story through at least three of the five years up to that one and the year is that
   one or the next, or a rights notice closes the window.

A weekday elsewhere ("on Friday") does not count: it need not be the date line's own day.
"""

from __future__ import annotations

import re
from itertools import islice

from foedus.documents.dateforms import FoundDate

_WINDOW = 4
_RUN = 3
_MOST = 500

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d{2}(?![\d%]|[.,]\d|-\w)")
_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|from|to|and|or|during|before|after|early|late|mid|the|summer|spring|autumn|winter|fall|year|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[.,]?|\d(?:st|nd|rd|th)?,|’s|'s|[(,–—])\s*\Z",
    re.IGNORECASE,
)
_FUTURE_BEFORE = re.compile(r"\b(?:by|until|till|through|to|around|before|from)(?:\s+\w+){0,3}\s*\Z", re.IGNORECASE)
_FUTURE_SENTENCE = re.compile(
    r"\b(?:will|would|shall|expected|expects?|scheduled|plans?|planned|due|hopes?|aims to|expires?|deadline|target|"
    r"next year|years from now)\b",
    re.IGNORECASE,
)
_NOT_PAST = re.compile(
    r"\s+(?:troops|soldiers|people|men|women|members|kilomet|km\b|miles|metres|meters|tonnes|tons|dollars|euros|tanks|"
    r"vehicles|refugees|homes|houses|jobs|votes|shells|drones|missiles|"
    r"(?:[\w-]+ ){0,2}(?:elections?|campaigns?|race|candidates?|polls|budget|olympics|"
    r"games|season|term|world cup|census))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"”’]?\s|\n")
_SUM = re.compile(
    r"\b(?P<which>this|last|next)\s+year\s*[,(–—-]{1,2}\s*(?:in\s+)?(?P<a>(?:19|20)\d{2})\b|"
    r"\bin\s+(?P<b>(?:19|20)\d{2})\s*[,(–—-]{1,2}\s*(?P<which2>this|last)\s+year\b",
    re.IGNORECASE,
)
_STEP = {"this": 0, "last": 1, "next": -1}
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,30}?(?:(?:19|20)\d{2}\s*[-–]\s*)?((?:19|20)\d{2})", re.IGNORECASE)


def infer_year(found: FoundDate, article: str, rights: str = "") -> tuple[int | None, str]:
    """The year of a date line without one, and how it is known or why it is not.

    found: the date line's date; article: the text without boilerplate; rights: the boilerplate, for its notice.

    Returns (None, reason) where the text leaves more than one year or none.
    """
    what = f"the date line {found.text!r} has no year"
    summed = _summed(article)
    if len(summed) == 1 and found.fits(year := next(iter(summed))):
        return year, f"{what}; the text itself reckons from {year}"
    if found.weekday is None:
        return None, f"{what}, and no weekday that could settle it"
    past = past_years(article)
    if not past:
        return None, f"{what}, and the text names no past year to count from"
    latest, limit = max(past), _latest_possible(rights)
    closed = limit is not None and latest <= limit <= latest + _WINDOW
    last = limit if closed and limit is not None else latest + _WINDOW
    fitting = [year for year in range(latest, last + 1) if found.fits(year)]
    span = f"from {latest}, the latest year that it speaks of as past, to {last}"
    if len(fitting) != 1:
        return None, f"{what}; {span}, the weekday fits {' and '.join(map(str, fitting)) or 'none'}"
    year = fitting[0]
    run = len([y for y in past if latest - _WINDOW <= y <= latest])
    if closed:
        return year, f"{what}; {year} is the only year {span} (the rights notice's), in which the weekday fits"
    if run >= _RUN and year - latest <= 1:
        return year, f"{what}; {year} is the only year {span}, in which the weekday fits"
    return None, f"{what}; the weekday fits {year}, but the text may look back from later"


def past_years(article: str) -> frozenset[int]:
    """The years that a text speaks of as past.

    A year that a plan, a deadline or a coming election names is left out, and so is a number of soldiers.

    >>> sorted(past_years("The pact of 1992 was renewed in 1999. It will lapse in 2030, and 2000 troops leave."))
    [1992, 1999]
    """
    years = set()
    for match in islice(_YEAR.finditer(article), _MOST):
        before = article[max(0, match.start() - 30) : match.start()]
        if not _BEFORE.search(before) or _FUTURE_BEFORE.search(before) or _NOT_PAST.match(article, match.end()):
            continue
        if not _FUTURE_SENTENCE.search(_sentence(article, match.start(), match.end())):
            years.add(int(match[0]))
    return frozenset(years)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span, cut at a few hundred characters."""
    left = text[max(0, start - 300) : start]
    right = text[end : end + 300]
    begin = max((stop.end() for stop in _SENTENCE.finditer(left)), default=0)
    close = _SENTENCE.search(right)
    return left[begin:] + text[start:end] + right[: close.start() if close else len(right)]


def _summed(article: str) -> frozenset[int]:
    """The years of writing that the text's own sums give."""
    found = set()
    for match in islice(_SUM.finditer(article), _MOST):
        which = (match["which"] or match["which2"]).lower()
        found.add(int(match["a"] or match["b"]) + _STEP[which])
    return frozenset(found)


def _latest_possible(rights: str) -> int | None:
    """The year of the rights notice: nothing was published after the page that it stands on."""
    return max((int(match[1]) for match in _RIGHTS.finditer(rights)), default=None)
