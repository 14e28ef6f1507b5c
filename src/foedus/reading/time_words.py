"""The words of time in a text: exact spans and what each says, before any of it is reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from foedus.reading.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A stretch of text that speaks of time.

    form: which pattern it is (``date``, ``month``, ``season``, ``year``, ``decade``, ``unit``, ``deictic``, ``weekday``,
    ``ago``, ``offset``, ``same``).  parts: what the pattern caught.
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


def _alternatives(words: Any) -> str:
    return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))


_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|century|hour|minute)s?"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![\d]|[,.]\d)"
_RELATIVE_YEAR = r"(?P<of>this|last|next|that|the same|the following|the previous|the current) year"
_OF_YEAR = rf"(?:,? ?(?:\bof )?(?:(?P<year>{_YEAR})|{_RELATIVE_YEAR})\b)?"
_PART = (
    r"(?:(?P<part>early|mid|middle|late|(?:the )?(?:very )?(?:beginning|start|middle|end|first half|second half|"
    r"(?:first|second|third|fourth|last) quarter)(?: of)?)[ -](?:in )?)?"
)
_MODIFIER = r"(?:(?P<which>last|next|this|that|the same|the following|the previous|the next|the past|past|the current|earlier this|later this) )"


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns, the longest forms first: a later one finds only what no earlier one took."""
    data = lexicon("times")
    month = (
        "(?P<month>"
        + "|".join(
            [
                *(name.capitalize() for name in data["months"]),
                *(rf"{a.capitalize()}\b\.?" for a in data["abbreviations"]),
            ]
        )
        + ")"
    )
    spelt = _alternatives(data["ordinals"])
    number = (
        r"(?P<n>\d{1,3}|(?:"
        + _alternatives(data["numbers"])
        + r")(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a )?(?:few|couple of|several|some))"
    )
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    season = "(?P<season>" + _alternatives(data["seasons"]) + ")"
    weekday = "(?P<weekday>" + _alternatives(w.capitalize() for w in data["weekdays"]) + ")"
    before_month = (
        r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Bb]y )|(?<=\b[Ff]rom )|(?<=\bof )|(?<=\b[Dd]uring )|"
        r"(?<=\bbetween )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\bto )|(?<=\band )|(?<=\btill )|(?<=\bthrough ))"
    )
    listed: tuple[tuple[str, str], ...] = (
        ("date", r"\b(?P<year>\d{4})-(?P<mm>\d{2})-(?P<day>\d{2})\b"),
        ("date", r"\b(?P<day>\d{1,2})[./](?P<mm>\d{1,2})[./](?P<year>(?:19|20)\d{2})\b"),
        ("date", rf"\b{day}(?: of)? {month}\b{_OF_YEAR}"),
        ("date", rf"\b(?P<ordinal>{spelt})(?: day)? of {month}\b{_OF_YEAR}"),
        ("date", rf"\b{month} (?:the )?{day}\b(?! [A-Z]?[a-z]+s\b\d){_OF_YEAR}"),
        ("month", rf"\b{_MODIFIER}{month}\b(?! \d)"),
        ("month", rf"\b{_PART}{month},? (?:of )?(?:(?P<year>{_YEAR})|{_RELATIVE_YEAR})\b"),
        ("month", rf"\b(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -](?:in )?{month}\b"),
        ("month", rf"{before_month}{month}\b(?! \d)(?! [A-Z][a-z])"),
        ("season", rf"\b(?:the )?{_PART}(?i:{season}),?(?: of)? (?:(?P<year>{_YEAR})|{_RELATIVE_YEAR})\b"),
        ("season", rf"\b{_MODIFIER}{season}\b"),
        ("decade", r"\b(?P<part>early|mid|late)?[- ]?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"),
        ("ago", rf"(?i:\b{number} {_UNIT} ago)(?P<today>,? (?:today|to the day)\b)?"),
        ("ago", r"\b(?P<n>a century|decades|years|months|weeks|days|hours) ago\b"),
        (
            "offset",
            rf"(?i:\b(?:only |just |barely )?{number} {_UNIT} (?P<way>later|afterwards?|after|before|earlier|previously|beforehand|on)\b)",
        ),
        (
            "same",
            r"(?i:\b(?P<which>the same|the following|the next|the previous|that same|that very|that|the very next) (?P<unit>day|week|month|year|decade)\b)",
        ),
        ("same", r"\b(?P<which>the day) (?P<way>after|before)\b"),
        (
            "unit",
            rf"(?i:\b{_PART}(?P<which>this|last|next|earlier this|later this|the current|this past|the coming|the past) (?P<unit>week|month|year|decade)\b)",
        ),
        (
            "deictic",
            r"(?i:\b(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night|this morning|this afternoon|this evening)\b)",
        ),
        (
            "weekday",
            rf"\b(?:(?P<which>last|next|this|that|the following|the previous|this past) )?{weekday}\b(?P<back> last week\b| next week\b)?",
        ),
        ("span", r"\b(?P<year>(?:1[5-9]|20)\d\d) ?[-–—/] ?(?P<until>(?:1[5-9]|20)?\d\d)\b(?![-–/.]?\d)"),
        ("year", rf"\b{_PART}(?<![\d.,$€£#/-])(?P<year>{_YEAR})\b(?![-/]\d|['’]s\b|\.\d)"),
    )
    return tuple((form, re.compile(pattern)) for form, pattern in listed)


_HINT = re.compile(
    r"\d|\b(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)|day\b|"
    r"day(?:s|['’]s)\b|\b(?:[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Tt]o(?:day|night|morrow)|[Cc]entur|[Hh]our|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))"
)


def find(text: str) -> tuple[TimeWords, ...]:
    """The time words of a text, in its order, without overlap.

    >>> [(w.form, w.relation) for w in find("in force since 4 April 1949, two years later")]
    [('date', 'since'), ('offset', 'at')]
    """
    if not _HINT.search(text):
        return ()
    taken: list[TimeWords] = []
    for form, pattern in patterns():
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
    """Ranges made one ("from 2014 to 2018"), and a year that two months share ("August and October of last year")."""
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
    r"\b(?:(?P<since>since|as of|starting)|(?P<until>until|till|up to)|(?P<by>by)|(?P<before>before)|(?P<after>after)|"
    r"(?P<from>from)|(?P<between>between))(?: at least| about| around)? ?(?:the )?$"
)


def _relation(before: str) -> str:
    found = _RELATIONS.search(before)
    return str(found.lastgroup) if found else "at"


def _is_approximate(before: str) -> bool:
    return bool(_APPROXIMATE.search(before))


_COUNTED = re.compile(
    r"\s(?:of (?:the|its|their)|troops|soldiers|people|men|women|square|km|kilomet|miles|tons|tonnes|euros|dollars|votes|personnel|servicemen|times|years|days|houses|deputies|rockets|drones)\b"
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
