"""The words that mark what is not the article, from the package's ``lexicon.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon's lists, compiled once.

    The patterns are matched from a line's first letter, except `rights` and `caption_end`, which are searched.
    """

    list_heading: re.Pattern[str]
    teaser: re.Pattern[str]
    share_strong: frozenset[str]
    share_words: frozenset[str]
    navigation: frozenset[str]
    notice: re.Pattern[str]
    rights: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    mirror: re.Pattern[str]
    kickers: frozenset[str]
    english: frozenset[str]
    languages: frozenset[str]
    hyphened: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The package's lexicon."""
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8"))
    phrases = _either(re.escape(phrase).replace("'", "['’]") for phrase in data["list-headings"])
    teasers = _either(re.escape(phrase).replace("'", "['’]") for phrase in data["teaser-words"])
    strong = frozenset(data["share-strong"])
    return Lexicon(
        list_heading=_compile(rf"{phrases}\s*(?::|…|\.\.\.)?\s*$"),
        teaser=_compile(rf"{teasers}\s*(?::|\||»|>|–|—|\s-\s)\s*\S"),
        share_strong=strong,
        share_words=strong | frozenset(data["share-weak"]),
        navigation=frozenset(data["navigation-words"]),
        notice=_compile(_either(data["notice-patterns"])),
        rights=_compile(_either(data["rights-patterns"])),
        caption_start=_compile(data["caption-start"]),
        caption_end=_compile(data["caption-end"]),
        mirror=_compile(_either(data["mirror-patterns"])),
        kickers=frozenset(data["kickers"]),
        english=frozenset(data["english-words"].split()),
        languages=frozenset(data["languages"].split()),
        hyphened=frozenset(data["hyphened"].split()),
    )


def _either(patterns: Any) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
