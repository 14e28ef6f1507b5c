"""One annotation to one reading at most: the likest pairs first, sure annotations before borderline ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """An annotation and a reading that may be the same, by their places in their lists.

    Pairs are taken in their own order: those of sure annotations first, then by likeness, then by place.
    """

    borderline: bool
    unlikeness: float
    annotated: int
    read: int


def paired(pairs: Iterable[Pair]) -> dict[int, int]:
    """For each annotation that found a reading the place of that reading.

    >>> paired([Pair(False, 0.2, 0, 0), Pair(False, 0.1, 1, 0), Pair(False, 0.4, 0, 1)])
    {1: 0, 0: 1}
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in sorted(pairs):
        if pair.annotated not in found and pair.read not in taken:
            found[pair.annotated] = pair.read
            taken.add(pair.read)
    return found
