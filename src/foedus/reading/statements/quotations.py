"""Quotations: where quotation marks open and close, and which marks are stray.

Each paragraph stands alone: a mark without a partner never reaches past its paragraph, unless the next paragraph
opens with a mark again, or one of the next closes it, which is how long quotations are carried on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.statements.longquotes import Part, find_long
from foedus.reading.statements.marks import MARK, Mark, is_double, marks_in

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage

_WORD = re.compile(r"\w+")
_HEADS = '“"„«‘'


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation inside one passage.

    start, end: the words without the marks; outer_start, outer_end: with them.
    open: the passage ends before the quotation is closed; the next passage goes on with it.
    carried: it goes on with the previous passage's open quotation.
    """

    passage: int
    outer_start: int
    start: int
    end: int
    outer_end: int
    open: bool = False
    carried: bool = False

    def words(self, text: str) -> int:
        return sum(1 for _ in _WORD.finditer(text, self.start, self.end))


def find_quotations(page: Page) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations of each passage of a page, outermost only, in order."""
    text, passages = page.document.text, page.passages
    found: list[tuple[Quotation, ...]] = []
    long = find_long(page)
    previous_open = False
    for i, passage in enumerate(passages):
        if (part := long.get(i)) is not None:
            found.append(tuple(_part(text, passage, part, carried=previous_open)))
            previous_open = False
            continue
        following = passages[i + 1] if i + 1 < len(passages) else None
        goes_on = following is not None and text[following.start] in _HEADS
        quotations = tuple(_in_passage(text, i, passage.start, passage.end, goes_on=goes_on, carried=previous_open))
        previous_open = bool(quotations) and quotations[-1].open
        found.append(quotations)
    return tuple(found)


def _part(text: str, passage: Passage, part: Part, *, carried: bool) -> Iterator[Quotation]:
    """A passage's part of a long quotation, and the quotations before and after it."""
    low, high = part.start, passage.end if part.end is None else part.end
    if part.first:
        yield from _in_passage(text, passage.index, passage.start, low, goes_on=False, carried=carried)
    opening = MARK.match(text, low)
    words = min(opening.end(), high) if opening else low
    if part.end is None:
        yield Quotation(passage.index, low, words, high, high, open=True, carried=not part.first)
        return
    closing = MARK.match(text, part.end)
    after = closing.end() if closing else part.end
    yield Quotation(passage.index, low, words, high, after, carried=True)
    yield from _in_passage(text, passage.index, after, passage.end, goes_on=False, carried=False)


def _in_passage(text: str, index: int, low: int, high: int, *, goes_on: bool, carried: bool) -> Iterator[Quotation]:
    marks = list(marks_in(text, low, high))
    marks = [m for m in marks if is_double(text, m)] or marks
    opened: tuple[int, int] | None = None
    first = True
    for start, end, kind in marks:
        if kind == "close" and opened is None:
            continue
        if kind != "close" and opened is None:
            opened = (start, end)
        elif kind == "open" and opened is not None:
            # A second opening mark: the first was stray, unless this one quotes inside it.
            if not _closes_later(marks, start):
                continue
            opened = (start, end)
        elif opened is not None:
            yield Quotation(index, opened[0], opened[1], start, end, carried=carried and first and opened[0] == low)
            opened, first = None, False
    if opened is not None and (goes_on or (carried and opened[0] == low)):
        yield Quotation(index, opened[0], opened[1], high, high, open=goes_on, carried=carried and opened[0] == low)


def _closes_later(marks: list[Mark], at: int) -> bool:
    return any(start > at and kind != "open" for start, _, kind in marks)
