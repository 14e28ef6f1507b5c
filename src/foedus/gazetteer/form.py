"""Whether words of a text are written as a name is written: capitals, apostrophes, hyphens, points.

Folding makes "us" and "US" alike, and "in Jordan. River" and "Jordan River"; here they are told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+[^\W_]*)*")
_DASHES = "-‐‑‒–—−"
_APOSTROPHES = "'’‘ʼʻ`´′"
_KINDS = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_APOSTROPHES, "'")})
_INTERCHANGEABLE = frozenset({" ", "-"})
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Form:
    """How a name is written.

    words: for each word "A" (an abbreviation, all capitals), "C" (a capital at its head) or "l".
    gaps: what stands between the words and after the last.
    strict: every capital of it counts, since the words often mean something else ("US", "The Times").
    name: the name itself, which most texts write as it is.
    """

    words: str
    gaps: tuple[str, ...]
    strict: bool = False
    name: str = ""

    @staticmethod
    def of(name: str, *, strict: bool = False) -> Form:
        """The form of a name."""
        words, gaps = _split(name)
        kinds = "".join("A" if len(w) > 1 and w.isupper() else "C" if w[0].isupper() else "l" for w in words)
        return Form(kinds, gaps, strict or words[:1] == ["The"], name)

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the words of a text between two offsets are written in this way, or in the way of a headline."""
        doubtful = self.strict and "A" in self.words
        if not doubtful and text[start:end] == self.name:
            return True
        words, gaps = _split(text[start:end])
        if len(words) != len(self.words):
            return False
        if gaps != self.gaps and not all(map(_same_gap, self.gaps, gaps)):
            return False
        return self._capitals_fit(words) and not (doubtful and _shouted(text, start, end))

    def _capitals_fit(self, words: list[str]) -> bool:
        wanted = had = 0
        first = True
        for kind, word in zip(self.words, words, strict=True):
            if kind == "l":
                continue
            if kind == "A" and not word.isupper() and (self.strict or len(word) <= _SHORT or not word[0].isupper()):
                return False
            capital = not word[0].islower()
            if first and not capital:
                return False
            first = False
            wanted += 1
            had += capital
        return had == wanted if self.strict else had * 2 >= wanted


def _split(text: str) -> tuple[list[str], tuple[str, ...]]:
    words: list[str] = []
    gaps: list[str] = []
    end: int | None = None
    for word in _WORD.finditer(text):
        if end is not None:
            gaps.append(text[end : word.start()])
        words.append(word[0])
        end = word.end()
    gaps.append(text[end:] if end is not None else text)
    return words, tuple(gaps)


def _same_gap(wanted: str, given: str) -> bool:
    wanted, given = _gap(wanted), _gap(given)
    return wanted == given or (wanted in _INTERCHANGEABLE and given in _INTERCHANGEABLE)


def _gap(gap: str) -> str:
    gap = gap.translate(_KINDS)
    return (gap.strip() or " ") if gap else ""


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether all around is in capitals, so that capitals say nothing."""
    around = text[max(0, start - 40) : start].rpartition("\n")[2] + text[end : end + 40].partition("\n")[0]
    letters = [c for c in around if c.isalpha()]
    return len(letters) > 2 * _SHORT and all(c.isupper() for c in letters)
