"""Stretches of a text: where annotated words stand, and how far two stretches cover each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.evaluation.gold import Piece

Span = tuple[int, int]


def locate(text: str, piece: Piece) -> Span | None:
    """Where words stand in a text, whatever white space lies between them; from the first to the last of several.

    None where the text does not have them.

    >>> locate("It was signed\\n in Minsk.", "signed in Minsk")
    (7, 23)
    """
    if isinstance(piece, str):
        return _words(text, piece)
    if len(piece) == 2 and isinstance(piece[0], int) and isinstance(piece[1], int):
        return piece[0], piece[1]
    found = [locate(text, inner) for inner in piece]
    spans = [span for span in found if span is not None]
    return hull(spans) if spans and len(spans) == len(found) else None


def _words(text: str, words: str) -> Span | None:
    at = text.find(words)
    if at >= 0:
        return at, at + len(words)
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return found.span() if found else None


def hull(spans: Iterable[Span]) -> Span:
    """The stretch from where the first span begins to where the last ends."""
    every = list(spans)
    return min(a for a, _ in every), max(b for _, b in every)


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def likeness(one: Span, other: Span) -> float:
    """What two spans share of what they cover together: 1 for equal ones, 0 for ones that do not touch."""
    together = max(one[1], other[1]) - min(one[0], other[0])
    return overlap(one, other) / (together or 1)


def characters(spans: Iterable[Span]) -> frozenset[int]:
    """The offsets that some spans cover."""
    return frozenset(at for a, b in spans for at in range(a, b))
