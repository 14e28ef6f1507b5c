"""Quotations: where quotation marks open and close, and which marks are stray.

Each paragraph stands alone: a mark without a partner never reaches past its paragraph, unless the next paragraph
opens with a mark again, which is how a long quotation is carried on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.reading.page import Page

_MARK = re.compile(r"[“”„«»\"]|``|''|[‘’']")
_WORD = re.compile(r"\w+")
_SINGLE = "‘’'"


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
    text = page.document.text
    found: list[tuple[Quotation, ...]] = []
    previous_open = False
    passages = page.passages
    for i, passage in enumerate(passages):
        following = passages[i + 1] if i + 1 < len(passages) else None
        goes_on = following is not None and text[following.start] in '“"„«‘'
        quotations = tuple(_in_passage(text, i, passage.start, passage.end, goes_on=goes_on, carried=previous_open))
        previous_open = bool(quotations) and quotations[-1].open
        found.append(quotations)
    return tuple(found)


def _in_passage(text: str, index: int, low: int, high: int, *, goes_on: bool, carried: bool) -> Iterator[Quotation]:
    marks = list(_marks(text, low, high))
    double = [m for m in marks if text[m[0]] not in _SINGLE or m[1] - m[0] == 2]
    marks = double or marks
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


def _closes_later(marks: list[tuple[int, int, str]], at: int) -> bool:
    return any(start > at and kind != "open" for start, _, kind in marks)


def _marks(text: str, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """Marks with what they can be: open or close; straight marks are told by what stands beside them."""
    for match in _MARK.finditer(text, low, high):
        start, end, mark = match.start(), match.end(), match[0]
        before = text[start - 1] if start > low else " "
        after = text[end] if end < high else " "
        if mark in "“„«":
            yield start, end, "close" if mark == "“" and _after_low(text, low, start) else "open"
        elif mark in "”»":
            yield start, end, "close"
        elif mark == "``":
            yield start, end, "open"
        elif mark == "''":
            yield start, end, "close"
        elif mark == "‘":
            if not before.isalnum() and not after.isspace():
                yield start, end, "open"
        elif mark in "’'":
            if mark == "'" and not before.isalnum() and before not in ".,!?…" and after.isalnum():
                yield start, end, "open"
            elif not after.isalnum() and (before in ".,!?…" or (before.isalnum() and not before.isspace())):
                yield start, end, "close"
        elif not before.isspace() and before not in "([—–-" and (after.isspace() or not after.isalnum()):
            yield start, end, "close"
        elif (before.isspace() or before in "([—–-") and not after.isspace():
            yield start, end, "open"


def _after_low(text: str, low: int, start: int) -> bool:
    return text.rfind("„", low, start) > max(text.rfind("”", low, start), text.rfind("“", low, start))
