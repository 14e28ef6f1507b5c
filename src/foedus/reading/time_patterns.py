"""The patterns of time words, built from the lexicon: the longest forms first; a later one finds only the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from foedus.reading.lexicon import lexicon

YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![\d]|[,.]\d)"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|century|hour|minute)s?"
_RELATIVE_YEAR = r"(?P<of>this|last|next|that|the same|the following|the previous|the current) year"
_OF_YEAR = rf"(?:,? ?(?:\bof )?(?:(?P<year>{YEAR})|{_RELATIVE_YEAR})\b)?"
_SHARE = r"beginning|start|middle|end|first half|second half|(?:first|second|third|fourth|last) quarter"
_PART = rf"(?:(?P<part>early|mid|middle|late|(?:the )?(?:very )?(?:{_SHARE})(?: of)?)[ -](?:in )?)?"
_ANAPHORIC = "[Tt]he same|[Tt]he following|[Tt]he next|[Tt]he previous"
_MODIFIER = rf"(?:(?P<which>last|next|this|that|{_ANAPHORIC}|the past|past|the current|earlier this|later this) )"
# A bare month is a month only after one of these: "may" and "march" are verbs, and April and August are people.
_BEFORE_MONTH = (
    "[Ii]n", "[Ss]ince", "[Uu]ntil", "[Bb]y", "[Ff]rom", "of", "[Dd]uring", "between", "[Bb]efore", "[Aa]fter", "to",
    "and", "till", "through",
)  # fmt: skip


_GIVEN = ("April", "May", "June", "August")
"""Months that are given names too; beside another capital they are months only where they open a sentence."""
_NO_PERSON = (
    "(?:"
    + "".join(rf"(?<!{month})" for month in _GIVEN)
    + "".join(rf"|(?<=\bIn {month})" for month in _GIVEN)
    + "|(?! [A-Z][a-z]))"
)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))


def _month() -> str:
    data = lexicon("times")
    names = [name.capitalize() for name in data["months"]]
    return "(?P<month>" + "|".join([*names, *(rf"{a.capitalize()}\b\.?" for a in data["abbreviations"])]) + ")"


def _number() -> str:
    numbers = _alternatives(lexicon("times")["numbers"])
    units = "one|two|three|four|five|six|seven|eight|nine"
    vague = "(?:a )?(?:few|couple of|several|some)"
    return rf"(?P<n>\d{{1,3}}|(?:{numbers})(?:[- ](?:{units}))?|{vague})"


def _dates() -> list[tuple[str, str]]:
    month, day = _month(), r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    ordinal = _alternatives(lexicon("times")["ordinals"])
    season = "(?P<season>" + _alternatives(lexicon("times")["seasons"]) + ")"
    year = rf"(?:(?P<year>{YEAR})|{_RELATIVE_YEAR})\b"
    feast = _alternatives(lexicon("times")["feasts"]).replace("'", "['’]")
    bare = "(?:" + "|".join(rf"(?<=\b{word} )" for word in _BEFORE_MONTH) + ")"
    part = r"(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -](?:in )?"
    return [
        ("date", r"\b(?P<year>\d{4})-(?P<mm>\d{2})-(?P<day>\d{2})\b"),
        ("date", r"\b(?P<day>\d{1,2})[./](?P<mm>\d{1,2})[./](?P<year>(?:19|20)\d{2})\b"),
        ("date", rf"\b{day}(?: of)? {month}\b{_OF_YEAR}"),
        ("date", rf"\b(?P<ordinal>{ordinal})(?: day)? of {month}\b{_OF_YEAR}"),
        ("date", rf"\b{month} (?:the )?{day}\b{_OF_YEAR}"),
        ("feast", rf"\b(?P<feast>{feast})\b(?:,? (?P<year>{YEAR}))?"),
        ("month", rf"\b{_MODIFIER}{month}\b(?! \d)"),
        ("month", rf"\b{_PART}{month},? (?:of )?{year}"),
        ("month", rf"\b{part}{month}\b"),
        ("month", rf"(?=[A-Z]){bare}{month}\b(?! \d){_NO_PERSON}"),
        ("season", rf"\b(?:the )?{_PART}(?i:{season}),?(?: of)? {year}"),
        ("season", rf"\b{_MODIFIER}{season}\b"),
        ("season", rf"\b[Tt]he {season} (?P<way>before|after)\b"),
        ("season", rf"\b(?<=[Ii]n )(?P<bare>the |early |late ){season}\b(?! of\b)"),
        ("decade", r"\b(?P<part>early|mid|late)?[- ]?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"),
    ]


_DEICTICS = (
    "the day before yesterday", "the day after tomorrow", "yesterday", "today", "tonight", "tomorrow", "last night",
    "this morning", "this afternoon", "this evening",
)  # fmt: skip
"""Words for days as the day of publication sees them."""


def _relative() -> list[tuple[str, str]]:
    number = _number()
    weekday = "(?P<weekday>" + _alternatives(w.capitalize() for w in lexicon("times")["weekdays"]) + ")"
    way = "later|afterwards?|after|before|earlier|previously|beforehand|on"
    deictic = _alternatives(_DEICTICS)
    those = "that same|that very|that|the very next"
    here = "this|last|next|earlier this|later this|the current|this past|the coming|the past"
    return [
        (
            "weekday",
            rf"\b(?:(?P<which>last|next|this|that|the following|the previous|this past) )?{weekday}\b"
            r"(?P<back> last week\b| next week\b)?",
        ),
        ("ago", rf"(?i:\b{number} {_UNIT} ago)(?P<today>,? (?:today|to the day)\b)?"),
        ("ago", r"\b(?P<n>a century|decades|years|months|weeks|days|hours) ago\b"),
        ("offset", rf"(?i:(?<!half )\b(?:only |just |barely )?{number} {_UNIT} (?P<way>{way})\b)"),
        (
            "same",
            rf"(?i:\b(?P<which>{_ANAPHORIC}|{those}) (?P<unit>day|week|month|year|decade)\b)",
        ),
        (
            "same",
            r"\b(?P<which>[Tt]he (?P<unit>day|week|month|year|decade)) (?P<way>after|before)\b"
            r"(?! yesterday| tomorrow| last| next)",
        ),
        ("same", r"\b(?P<which>next) (?P<unit>day)\b"),
        ("unit", r"(?i:\b(?:the )?(?P<which>(?:end|close|start|beginning|turn) of the) (?P<unit>year)\b(?! \d))"),
        ("unit", r"(?i:\b(?P<unit>year)(?:[’']s |-)(?P<which>end)\b)"),
        ("unit", rf"(?i:\b{_PART}(?P<which>{here}) (?P<unit>week|month|year|decade)\b)"),
        ("deictic", rf"(?i:\b(?P<word>{deictic})\b)"),
    ]


def _years() -> list[tuple[str, str]]:
    return [
        ("span", r"\b(?P<year>(?:1[5-9]|20)\d\d) ?[-–—/] ?(?P<until>(?:1[5-9]|20)?\d\d)\b(?![-–/.]?\d)"),
        ("year", rf"\b{_PART}(?<![\d.,$€£#/-])(?P<year>{YEAR})\b(?![-/]\d|['’]s\b|\.\d)"),
    ]


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms and their patterns, in the order in which they are tried."""
    return tuple((form, re.compile(pattern)) for form, pattern in (*_dates(), *_relative(), *_years()))
