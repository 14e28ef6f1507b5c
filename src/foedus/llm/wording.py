"""Where the words that a model gives stand in the text; they count only where they really do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_CLASSES = ("\"“”„«»‟", "'’‘ʼ‛`", "-–—‐‑−")  # fmt: skip
"""Marks that a model writes one for another; the text's own are what counts."""
_ALIKE = {mark: f"[{re.escape(marks)}]" for marks in _CLASSES for mark in marks}
_SPACE = r"[\s\u00a0\u202f]+"
_EDGES = " \t\r\n\u00a0"
_LONGEST = 20_000
"""Characters of one stretch; no paragraph that is sent is longer."""


def stretches(words: str) -> Iterator[str]:
    """The paragraphs of what a model gives as one stretch: each is sought for itself."""
    for line in re.split(r"[\r\n]+", words):
        if stripped := line.strip(_EDGES):
            yield stripped


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    parts = ("".join(_ALIKE.get(mark, re.escape(mark)) for mark in part) for part in words.split())
    first = r"(?<!\w)" if words[:1].isalnum() else ""
    last = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(first + _SPACE.join(parts) + last)


def places(text: str, words: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Every place inside some spans of a text at which some words stand, whole, as they are spelt.

    White space may differ, and one kind of quotation mark, apostrophe or dash stands for another.

    >>> list(places("Minsk said: “We  will.”", '"We will."', [(0, 23)]))
    [(12, 23)]
    """
    words = words.strip(_EDGES)
    if 0 < len(words) <= _LONGEST:
        for start, end in spans:
            yield from (found.span() for found in _pattern(words).finditer(text, start, end))


def nearest(text: str, words: str, spans: Iterable[tuple[int, int]], low: int, high: int) -> tuple[int, int] | None:
    """Of these places the one nearest to a stretch of the text; inside it is nearest; None where there is none."""
    found = list(places(text, words, spans))
    return min(found, key=lambda at: (max(low - at[0], at[1] - high, 0), at[0]), default=None)


def onward(text: str, words: str, spans: Iterable[tuple[int, int]], cursor: int) -> tuple[int, int] | None:
    """The first of these places from a point of the text on, else the first of all."""
    found = list(places(text, words, spans))
    return next((at for at in found if at[0] >= cursor), found[0] if found else None)
