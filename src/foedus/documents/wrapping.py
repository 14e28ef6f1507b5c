"""Lines of a fixed width: told from paragraphs on one line each, and joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from foedus.documents.lexicon import lexicon
from foedus.model.rewriting import Edit

_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_ENDS = re.compile(r"[.!?:;][\"”’'»)\]*_]*\Z")
_ITEM = re.compile(r"(?:[-–—*•·▪■►‣#>]+|\(?\d{1,3}[.)])\Z")
_CUT = re.compile(r"(?P<first>[^\W\d_]+)(?P<hyphen>-)\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_WIDEST, _NARROWEST = 130, 30
_LEAST = 4
_SHARE = 0.5
_CUT_FROM = 0.7


def unwrapped(text: str) -> Iterator[Edit]:
    """The edits that join lines of a fixed width into paragraphs; none where lines are paragraphs.

    A line goes on in the next one where that one's first word would not have fitted into the text's width.  Lines with
    a blank one after each are joined too, where hardly any end a sentence.
    """
    for gap in (_BREAK, _BLANK):
        edits = list(_edits(text, gap))
        if edits:
            yield from edits
            return


def _edits(text: str, gap: re.Pattern[str]) -> Iterator[Edit]:
    pairs = list(_pairs(text, gap))
    width = _width([pair.length for pair in pairs])
    if width < _NARROWEST:
        return
    full = [pair for pair in pairs if _is_full(text, pair, width)]
    running = sum(_ENDS.search(text, pair.start, pair.end) is None for pair in full)
    if running < _LEAST or running < _SHARE * len(pairs):
        return
    known = Counter(word.lower() for word in _WORD.findall(text))
    for pair in full:
        if not _ITEM.match(pair.first):
            yield _joined(text, pair, known)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line and the next one: the first one's words, where the next one's begin."""

    start: int
    end: int
    next: int
    first: str

    @property
    def length(self) -> int:
        return self.end - self.start


def _pairs(text: str, gap: re.Pattern[str]) -> Iterator[_Pair]:
    lines = [line for line in _LINE.finditer(text) if not line[0].isspace()]
    for one, other in pairwise(lines):
        if one.end() - one.start() > _WIDEST or not gap.fullmatch(text, one.end(), other.start()):
            continue
        start = one.end() - len(one[0].lstrip())
        rest = other[0].lstrip()
        yield _Pair(start, start + len(one[0].strip()), other.end() - len(rest), rest.split(maxsplit=1)[0])


def _is_full(text: str, pair: _Pair, width: int) -> bool:
    """Whether the next word did not fit, or was cut so that a part of it did, or goes on in small letters."""
    if pair.length + len(pair.first) >= width:
        return True
    if pair.first[0].islower() and _ENDS.search(text, pair.start, pair.end) is None:
        return True
    return pair.length >= _CUT_FROM * width and _CUT.search(text, pair.start, pair.end) is not None


def _width(lengths: list[int]) -> int:
    """The width that lines are filled to: few are longer, as an address may be."""
    ordered = sorted(lengths, reverse=True)
    return ordered[len(ordered) // 10] if ordered else 0


def _joined(text: str, pair: _Pair, known: Counter[str]) -> Edit:
    cut = _CUT.search(text, pair.start, pair.end)
    rest = _WORD.match(pair.first)
    if cut is None or rest is None or not rest[0][0].islower():
        return pair.end, pair.next, " "
    first, second = cut["first"].lower(), rest[0].lower()
    hyphened = known[f"{first}-{second}"] or (first in lexicon().hyphened and not known[first + second])
    return (pair.end if hyphened else pair.end - 1), pair.next, ""
