"""A text's lines, with their offsets, and what their shape says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MARKER = re.compile(r"(?:[-–—*•·▪■►‣#+]+\s*)?(?:\d{1,2}[.):]?\s+)?(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]*_]*$")
_SENTENCE_BREAK = re.compile(r"(?<=[a-z0-9)\"”’][.!?])[\"”’]?\s+[\"“‘(]?[A-Z]")

LONG = 400
"""A line of more characters than this is a paragraph, whatever it says."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    start, end: offsets in the text, white space around the line left out.
    gap: whether a blank line stands before it (the first line counts as having one).
    words: how many it has, counted no further than a paragraph needs.
    ends_sentence: whether a full stop, a question mark or the like ends it, quotes allowed after it.
    """

    text: str
    start: int
    end: int
    gap: bool
    words: int
    ends_sentence: bool

    @property
    def long(self) -> bool:
        """Whether it is too long to be anything but a paragraph."""
        return len(self.text) > LONG

    @property
    def is_prose(self) -> bool:
        """Whether it reads like running text and not like a headline, a label or a button."""
        return (self.words >= 8 and self.ends_sentence) or self.words >= 30 or len(self.text) > LONG

    @property
    def has_marker(self) -> bool:
        """Whether a bullet or a number opens it, as in a list."""
        found = _MARKER.match(self.text)
        return bool(found and found.end())

    @property
    def is_item(self) -> bool:
        """Whether it could be a headline in a list of headlines."""
        if self.long or self.words > 25:
            return False
        if self.has_marker:
            return True
        return not (self.text.endswith((".", ".”", '."', ":")) or _SENTENCE_BREAK.search(self.text))


@lru_cache(maxsize=2)  # title, date and boilerplate of one document ask for the same lines
def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, in order.

    >>> [(line.text, line.start, line.gap) for line in lines("Title\\r\\n\\r\\n Prose.")]
    [('Title', 0, True), ('Prose.', 10, True)]
    """
    found: list[Line] = []
    at, gap = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            words = len(stripped[: LONG * 2].split())
            ends = bool(_SENTENCE_END.search(stripped[-8:]))
            found.append(Line(stripped, start, start + len(stripped), gap, words, ends))
        gap = not stripped
        at += len(raw)
    return tuple(found)
