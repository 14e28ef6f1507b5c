"""Whether confidence means what it says, and what a threshold on it costs and gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Told = tuple[float, bool]
"""How sure a claim was said to be, and whether it was strictly right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how sure they were on average, what share was right, how many they are."""

    said: float
    right: float
    claims: int


@dataclass(frozen=True, slots=True)
class Trade:
    """What is left at a threshold: how many claims were kept, their precision, and the recall of what is annotated."""

    least: float
    kept: int
    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """F1 of what is left."""
        if self.precision is None or self.recall is None or not self.precision + self.recall:
            return None
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def bins(told: Sequence[Told], count: int = 8) -> tuple[Bin, ...]:
    """Claims in groups of like size by rising confidence; claims of equal confidence may fall into two.

    >>> bins([(0.2, False), (0.4, True), (0.8, True), (1.0, True)], 2)
    (Bin(said=0.3, right=0.5, claims=2), Bin(said=0.9, right=1.0, claims=2))
    """
    ordered = sorted(told, key=lambda each: each[0])  # not by what was right, which would sort equals into bins
    edges = [len(ordered) * n // count for n in range(count + 1)]
    groups = (ordered[a:b] for a, b in pairwise(edges) if a < b)
    return tuple(
        Bin(round(sum(sure for sure, _ in each) / len(each), 4), sum(right for _, right in each) / len(each), len(each))
        for each in groups
    )


def calibration_error(told: Sequence[Told]) -> float | None:
    """By how much confidence and the share of right claims differ on average, over groups of like confidence."""
    found = bins(told)
    total = sum(each.claims for each in found)
    return sum(abs(each.said - each.right) * each.claims for each in found) / total if total else None


def trades(told: Sequence[Told], annotated: int, thresholds: Sequence[float]) -> tuple[Trade, ...]:
    """What thresholds leave of the claims.

    told: claims that were judged, borderline ones left out; annotated: how many there were to be found.
    """
    made = []
    for least in thresholds:
        kept = [right for sure, right in told if sure >= least]
        precision = sum(kept) / len(kept) if kept else None
        made.append(Trade(least, len(kept), precision, sum(kept) / annotated if annotated else None))
    return tuple(made)
