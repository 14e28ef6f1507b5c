"""Quotation marks: which open and which close; straight ones are told by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

MARK = re.compile(r"[“”„«»\"]|``|''|[‘’']")
_SINGLE = "‘’'"
_DASHES = "([—–-"

Mark = tuple[int, int, str]
"""Start, end, and what the mark can be: ``open`` or ``close``."""


def is_double(text: str, mark: Mark) -> bool:
    """Whether a mark is no single one, which may be an apostrophe."""
    return text[mark[0]] not in _SINGLE or mark[1] - mark[0] == len("''")


def marks_in(text: str, low: int, high: int) -> Iterator[Mark]:
    """The marks of a passage with what they can be; a mark that can be neither is left out."""
    for match in MARK.finditer(text, low, high):
        start, end, mark = match.start(), match.end(), match[0]
        if mark in ('"', "''"):
            kind = _straight(text, start, end, low, high)
        elif mark in "’'‘":
            kind = _single(text, start, end, low, high)
        elif mark in "“„«``":
            kind = "close" if mark == "“" and _after_low(text, low, start) else "open"
        else:
            kind = "close"
        if kind:
            yield start, end, kind


def _straight(text: str, start: int, end: int, low: int, high: int) -> str:
    """A mark at the head of a passage opens even before a space, one at its end or after a stop closes."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if not before.isspace() and before not in _DASHES and (after.isspace() or not after.isalnum()):
        return "close"
    if (before.isspace() or before in _DASHES) and (not after.isspace() or start == low):
        return "open"
    return "close" if end >= high or text[low:start].rstrip().endswith((".", "!", "?")) else ""


def _single(text: str, start: int, end: int, low: int, high: int) -> str:
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if text[start] == "‘":
        return "open" if not before.isalnum() and not after.isspace() else ""
    if text[start] == "'" and not before.isalnum() and before not in ".,!?…" and after.isalnum():
        return "open"
    return "close" if not after.isalnum() and (before in ".,!?…" or before.isalnum()) else ""


def _after_low(text: str, low: int, start: int) -> bool:
    return text.rfind("„", low, start) > max(text.rfind("”", low, start), text.rfind("“", low, start))
