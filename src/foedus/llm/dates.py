"""The date of a claim that a model gives: its words have to stand in the text, and the grammar reckons first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foedus.llm.pieces import Piece
from foedus.llm.wording import nearest
from foedus.model.claims import Quote, TimeReference
from foedus.model.problems import BadDate
from foedus.model.time import bounds
from foedus.reading.times import expressions

if TYPE_CHECKING:
    from foedus.reading.page import Page


def time_of(
    page: Page, raw: Mapping[str, Any] | None, piece: Piece, evidence: Quote
) -> tuple[TimeReference | None, str]:
    """The time of a claim, or None and why it was dropped; no reason where the model gave none.

    Where the grammar can date the same words its reckoning holds.  Else the model's date holds if the year stands in
    its words (stated), or if the text gives what it could be reckoned from: its day of publication, or that year
    (inferred).
    """
    if raw is None:
        return None, ""
    text = page.document.text
    at = nearest(text, raw["words"], piece.spans, evidence.start, evidence.end)
    if at is None:
        return None, f"{raw['words']!r} does not stand in the text"
    low, high = at
    for expression in expressions(page):
        if expression.start < high and low < expression.end and (reckoned := expression.reference()) is not None:
            return reckoned, ""
    date, words = raw["date"], text[low:high]
    try:
        bounds(date)
    except BadDate:
        return None, f"{date!r} is no date"
    year = date.lstrip("[")[:4]
    if year in words:
        return TimeReference(date, words, low, high, "stated"), ""
    if page.document.published or year in text:
        return TimeReference(date, words, low, high, "inferred"), ""
    return None, f"nothing in the text settles that {words!r} is {date}"
