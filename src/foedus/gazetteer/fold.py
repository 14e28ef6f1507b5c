"""Folding: a text and a name brought to one form, so that they can be compared, with every offset kept.

Letters lose case and diacritics, whatever is no letter or digit becomes a space, and what cannot be seen
(combining marks, soft hyphens, the second of two spaces) is left out.  So "Türkiye’s" and "TURKIYE's" fold
alike, and a position in the folded text still leads to its place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_SQUEEZE = re.compile(rf"[{_MARKS}]+|\s{{2,}}")
_TRAILING = re.compile(rf"[{_MARKS}]*")
_LIGATURES = {"ı": "i", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ħ": "h", "Ħ": "h"}


class _Table(dict[int, int]):
    """One code point for one code point, worked out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = folded = ord(_fold_character(chr(code)))
        return folded


def _fold_character(character: str) -> str:
    plain = _LIGATURES.get(character) or unicodedata.normalize("NFKD", character)[:1].lower()[:1]
    return plain if plain.isalnum() else " "


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with a space at either end, and where its characters stood.

    breaks: folded positions from which on the original lies further to the right; shifts: by how much.
    """

    text: str
    original: str
    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of a span in the folded text, combining marks at its end included."""
        first, last = self._original(start), self._original(end - 1) + 1
        if self.breaks and (marks := _TRAILING.match(self.original, last)):
            last = marks.end()
        return first, last

    def _original(self, position: int) -> int:
        found = bisect_right(self.breaks, position)
        return position - 1 + (self.shifts[found - 1] if found else 0)


def fold(text: str) -> Folded:
    """A text, folded, for matching.

    >>> fold("Türkiye’s").text
    ' turkiye s '
    >>> fold("South\\n  Ossetia").span(1, 14)
    (0, 15)
    """
    pieces: list[str] = []
    breaks: list[int] = []
    shifts: list[int] = []
    done = removed = 0
    for run in _SQUEEZE.finditer(text):
        keep = _kept(run[0])
        if keep == len(run[0]):
            continue
        pieces.append(text[done : run.start() + keep])
        removed += len(run[0]) - keep
        done = run.end()
        breaks.append(done - removed + 1)
        shifts.append(removed)
    pieces.append(text[done:])
    return Folded(f" {''.join(pieces).translate(_TABLE)} ", text, tuple(breaks), tuple(shifts))


def _kept(run: str) -> int:
    """How much of an invisible run stays: none of the marks, one space, all of a paragraph break."""
    if not run[0].isspace():
        return 0
    return 1 if run.replace("\r\n", "\n").count("\n") <= 1 else len(run)


def fold_name(name: str) -> str:
    """A name as it stands in a folded text, with the space at either end.

    >>> fold_name("U.S.")
    ' u s  '
    """
    if name.isascii() and name.isprintable() and "  " not in name:  # nearly all; there are thousands at every start
        return f" {name.translate(_TABLE)} "
    return fold(name).text
