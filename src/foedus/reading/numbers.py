"""Numbers of soldiers, bases and the like, with the spread that the text gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_UP_TO = re.compile(r"\b(?:up to|at most|under|fewer than|less than|a maximum of|as many as|no more than)\b")
_AT_LEAST = re.compile(r"(?<!no )\b(?:at least|over|more than|above|upwards of|a minimum of)\b")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_RANGE = re.compile(r"(\d[\d,]*)\s?[-–—]\s?(\d[\d,]*)")


def quantity(noun: Token) -> dict[str, Any] | None:
    """How many of what a noun phrase speaks: ``{"low", "high", "unit"}``, or None where it gives no number.

    "about 4,500 soldiers" gives 4500 twice; "up to 10,000 troops" has no low, "more than 300" no high; a range
    ("60,000-65,000-strong army", "between 300 and 450") gives both.
    """
    modifiers = [t for t in noun.lefts if t.dep_ in ("nummod", "amod", "compound", "quantmod", "nmod") or t.like_num]
    modifiers = [t for t in modifiers if not _ORDINAL.fullmatch(t.lower_)]  # "the 201st base" is one
    if not any(t.like_num or any(c.isdigit() for c in t.text) for m in modifiers for t in m.subtree):
        return None
    first = min(t.left_edge.i for t in modifiers)
    text = _ORDINAL.sub("", noun.doc[first : noun.i].text.lower())
    spread = _RANGE.search(text)
    if spread:
        low, high = (int(part.replace(",", "")) for part in spread.groups())
    else:
        values = _values(text)
        if not values:
            return None
        low, high = values[0], values[-1]
        if "between" not in text and " or " not in text and " to " not in text:
            low = high = values[0]
    said = noun.doc[max(noun.sent.start, first - 3) : noun.i].text.lower()
    at_most, at_least = _UP_TO.search(said), _AT_LEAST.search(said)
    return {
        "low": None if at_most and not spread and low == high else low,
        "high": None if at_least else high,
        "unit": noun.text.lower(),
    }


def _values(text: str) -> list[int]:
    found: list[int] = []
    current: float | None = None
    for part in re.findall(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[a-z]+", text):
        if _PLAIN.fullmatch(part):
            current = float(part.replace(",", ""))
        elif part in _WORDS:
            current = (
                (current or 0) + _WORDS[part]
                if current is None or (current % 10 == 0 and _WORDS[part] < 10)
                else _WORDS[part]
            )
        elif part in _SCALES and current is not None:
            current *= _SCALES[part]
        elif current is not None:
            found.append(int(current))
            current = None
    if current is not None:
        found.append(int(current))
    return found
