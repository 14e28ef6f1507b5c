"""The words of time in a text: exact spans and what each says, before any of it is reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from foedus.reading.lexicon import lexicon
from foedus.reading.time_patterns import patterns


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A stretch of text that speaks of time.

    form: which pattern it is (``date``, ``month``, ``season``, ``year``, ``span``, ``decade``, ``unit``, ``deictic``,
    ``weekday``, ``ago``, ``offset``, ``same``).  parts: what the pattern caught.
    relation: ``at``, ``since``, ``until``, ``by``, ``before``, ``after``, from the words before it.
    upper: the other end of a range ("from 2014 to 2018").
    """

    start: int
    end: int
    form: str
    parts: dict[str, str]
    relation: str = "at"
    approximate: bool = False
    upper: TimeWords | None = None


_HINT = re.compile(
    r"\d|day\b|days\b|day['’]s|\b(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)|"
    r"\b(?i:spring|summer|autumn|winter|fall|week|month|year|decade|tonight|tomorrow|christmas|centur|hour|last night|"
    r"this (?:morning|afternoon|evening))"
)
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")

_UNITS = ("day", "week", "fortnight", "month", "year", "decade", "century", "hour", "minute")
_NEEDS = {
    "ago": (" ago",), "offset": _UNITS, "same": _UNITS, "unit": _UNITS, "weekday": ("day",),
    "season": ("spring", "summer", "autumn", "fall", "winter"), "decade": ("0s", "0’s", "0's"),
    "deictic": ("day", "night", "tomorrow", "this "), "feast": ("christmas", "new year"),
}  # fmt: skip
"""A pattern is tried only on a text that has one of its words: looking for a word is much cheaper."""


def _absent(text: str, lower: str) -> frozenset[str]:
    """The forms of which a text cannot have any."""
    absent = {form for form, needs in _NEEDS.items() if not any(word in lower for word in needs)}
    digits = _DIGIT.search(text) is not None
    if not digits:
        absent |= {"year", "span"}
    if not _MONTH.search(text):
        absent |= {"month"} if digits else {"month", "date"}
    return frozenset(absent)


def find(text: str) -> tuple[TimeWords, ...]:
    """The time words of a text, in its order, without overlap.

    >>> [(w.form, w.relation) for w in find("in force since 4 April 1949, two years later")]
    [('date', 'since'), ('offset', 'at')]
    """
    if not _HINT.search(text):
        return ()
    taken: list[TimeWords] = []
    lower = text.lower()
    absent = _absent(text, lower)
    for form, pattern in patterns():
        if form in absent:
            continue
        for match in pattern.finditer(text):
            if match.end() > match.start() and not any(w.start < match.end() and match.start() < w.end for w in taken):
                words = _words(text, form, match)
                if words is not None:
                    taken.append(words)
    taken.sort(key=lambda w: w.start)
    return tuple(_joined(text, list(_without_weekdays(text, taken))))


_LINKS = {"from": ("to", "until", "till", "through", "-", "–"), "between": ("and",)}
_DASHES = ("–", "-", "—")


def _joined(text: str, found: list[TimeWords]) -> list[TimeWords]:
    """Ranges made one ("from 2014 to 2018"), and a year that two months share ("March and May of last year")."""
    out: list[TimeWords] = []
    for words in found:
        previous = out[-1] if out else None
        if previous is not None and previous.upper is None:
            between = text[previous.end : words.start].strip(" ,")
            dashed = between in _DASHES and previous.form == words.form and words.form in ("year", "month", "date")
            if between in _LINKS.get(previous.relation, ()) or dashed:
                low = _sharing(previous, words)
                out[-1] = replace(low, end=words.end, relation="at", upper=words)
                continue
            if between in ("and", "or"):
                out[-1] = _sharing(previous, words)
        out.append(words)
    return [replace(w, relation="since") if w.relation == "from" and w.upper is None else w for w in out]


def _sharing(first: TimeWords, second: TimeWords) -> TimeWords:
    """The first of two dates with the year that only the second names."""
    shared = {k: v for k, v in second.parts.items() if k in ("year", "of")}
    dated = first.parts.keys() & {"year", "of", "which"}
    if not shared or dated or first.form not in ("month", "date", "season") or second.form != first.form:
        return first
    return replace(first, parts=first.parts | shared)


def _words(text: str, form: str, match: re.Match[str]) -> TimeWords | None:
    before = text[max(0, match.start() - 24) : match.start()].lower()
    parts = {k: v for k, v in match.groupdict().items() if v is not None}
    if form == "year" and not _is_year(text, match, before):
        return None
    start, end = match.span()
    return TimeWords(start, end, form, parts, _relation(before), _is_approximate(before))


_APPROXIMATE = re.compile(r"\b(?:around|circa|about|approximately|roughly|ca?\.) (?:the )?$")
_RELATIONS = re.compile(
    r"\b(?:(?P<since>since)|(?P<until>until|till|up to)|(?P<by>by)|(?P<before>before)|(?P<after>after)|"
    r"(?P<at>as from|as of|starting)|(?P<from>from)|(?P<between>between))(?: at least| about| around)? ?(?:the )?$"
)


def _relation(before: str) -> str:
    found = _RELATIONS.search(before)
    return str(found.lastgroup) if found else "at"


def _is_approximate(before: str) -> bool:
    return bool(_APPROXIMATE.search(before))


_COUNTED = re.compile(
    r"\s(?:of (?:the|its|their)|troops|soldiers|people|men|women|square|km|kilomet|miles|tons|tonnes|euros|dollars|"
    r"votes|personnel|servicemen|times|years|days|houses|deputies|rockets|drones)\b"
)


def _is_year(text: str, match: re.Match[str], before: str) -> bool:
    previous = re.search(r"([\w.]+)\W*$", before)
    word = previous[1].rstrip(".") if previous else ""
    if word in lexicon("times")["not_years"]:
        return False
    return not _COUNTED.match(text, match.end())


def _without_weekdays(text: str, words: list[TimeWords]) -> Iterator[TimeWords]:
    """Drop a weekday beside its own date ("Tuesday, January 30", "30 January (Tuesday)")."""
    for i, word in enumerate(words):
        if word.form == "weekday":
            following = words[i + 1] if i + 1 < len(words) else None
            if following and following.form == "date" and text[word.end : following.start].strip(" ,(") in ("", "the"):
                continue
            previous = words[i - 1] if i else None
            if previous and previous.form == "date" and text[previous.end : word.start].strip(" ,(") == "":
                continue
        yield word


@cache
def month_number(name: str) -> int:
    """A month's number by its English name or abbreviation."""
    data, key = lexicon("times"), name.lower().rstrip(".")
    number: int = data["months"].get(key) or data["abbreviations"][key]
    return number


@cache
def count(words: str) -> int | None:
    """A small number in words or digits; None where it is vague ("a few").

    >>> count("Sixty-four"), count("a few")
    (64, None)
    """
    text = words.lower()
    if text.isdigit():
        return int(text)
    numbers = lexicon("times")["numbers"]
    pieces = re.split(r"[- ]", text)
    if any(piece not in numbers for piece in pieces):
        return None
    total: int = sum(numbers[piece] for piece in pieces)
    return total
