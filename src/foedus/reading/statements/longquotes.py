"""Quotations of several paragraphs: where they open, and in which later paragraph they close.

Papers put a mark at the head of every paragraph; web sites often mark the first and the last only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.statements.marks import is_double, marks_in

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.statements.marks import Mark

LONGEST = 12
"""Passages that a quotation may run over without a mark."""
_LEAD = (":", ",", ".")
_STOPS = ".,!?…"


@dataclass(frozen=True, slots=True)
class Part:
    """What one passage holds of a long quotation: from where, to which closing mark (None: to the passage's end)."""

    start: int
    end: int | None = None
    first: bool = False


def find_long(page: Page) -> dict[int, Part]:
    """The parts of quotations that close in a later passage which has no mark at its head, by passage.

    A mark that nothing closes, or only across a heading, a turn or another quotation, is stray.  Quotations whose
    every paragraph has its mark are left to the reading of each paragraph.
    """
    text, passages = page.document.text, page.passages
    found: dict[int, Part] = {}
    after = 0
    for passage in passages:
        if passage.index < after:
            continue
        opened = _left_open(text, passage)
        end = _closed_later(text, passages[passage.index + 1 :][:LONGEST], text[opened]) if opened is not None else None
        if opened is None or end is None:
            continue
        found[passage.index] = Part(opened, first=True)
        for i in range(passage.index + 1, end[0]):
            found[i] = Part(passages[i].start)
        found[end[0]] = Part(passages[end[0]].start, end[1])
        after = end[0] + 1
    return found


def _left_open(text: str, passage: Passage) -> int | None:
    """Where a passage opens a quotation that it does not close: at its head, or after other words and a stop."""
    opened: list[int] = []
    for mark in marks_in(text, passage.start, passage.end):
        if not is_double(text, mark):
            continue
        if mark[2] == "open":
            opened.append(mark[0])
        elif opened:
            opened.pop()
    if not opened or (opened[0] > passage.start and not text[passage.start : opened[0]].rstrip().endswith(_LEAD)):
        return None
    return opened[0]


def _closed_later(text: str, following: tuple[Passage, ...], opening: str) -> tuple[int, int] | None:
    """The later passage and the place in it where a quotation left open closes."""
    for passage in following:
        if passage.label is not None:
            return None
        own: list[int] = []
        for mark in marks_in(text, passage.start, passage.end):
            if not is_double(text, mark):
                continue
            closes = mark[2] == "close" or (opening == "„" and text[mark[0]] == "“")
            if not closes:
                own.append(mark[0])
            elif not own:
                return (passage.index, mark[0]) if _ends_sentence(text, mark, passage.end) else None
            elif _another(text, own.pop(), mark, passage.start, opening):
                return None
        if passage.heading or (own and own != [passage.start]):
            return None
    return None


def _another(text: str, start: int, closing: Mark, head: int, opening: str) -> bool:
    """Whether a pair is no quotation inside the long one: it opens the passage, or is speech in the same marks."""
    return start == head or (text[start] == opening and text[closing[0] - 1] in _STOPS)


def _ends_sentence(text: str, closing: Mark, limit: int) -> bool:
    return closing[1] >= limit or text[closing[0] - 1] in _STOPS or text[closing[1]] in _STOPS
