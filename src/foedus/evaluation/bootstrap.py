"""Confidence intervals by drawing documents anew: claims of one text stand and fall together, so texts are drawn."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

Sums = tuple[int, int | None, int]
"""What is right, what was read (None where that is not judged), what is annotated."""

_TAIL = 0.025


def interval(
    documents: Sequence[Sums], value: Callable[[Sums], float | None], *, seed: int, times: int
) -> tuple[float | None, float | None]:
    """The bounds of the middle 95 per cent of a value over resampled documents (percentile bootstrap).

    Nothing for a single document, of which nothing can be said beyond itself.
    """
    if len(documents) < 2 or times < 1:
        return None, None
    there = [(at, right, read, gold) for at, (right, read, gold) in enumerate(documents) if right or read or gold]
    judged = all(read is not None for _, _, read, _ in there)
    found = []
    for weights in _draws(len(documents), seed, times):
        right = sum(weights[at] * n for at, n, _, _ in there)
        read = sum(weights[at] * (n or 0) for at, _, n, _ in there) if judged else None
        drawn = value((right, read, sum(weights[at] * n for at, _, _, n in there)))
        if drawn is not None:
            found.append(drawn)
    if not found:
        return None, None
    return _middle(sorted(found))


def difference(
    one: Sequence[Sums],
    other: Sequence[Sums],
    value: Callable[[Sums], float | None],
    *,
    seed: int,
    times: int,
) -> tuple[float | None, float | None, float | None]:
    """How much more the other readings of some documents reach than the one, and its bounds as in `interval`.

    Both are judged on the same draws, so that what is hard for both does not blur which is better.
    Nothing where a value cannot be told, and no bounds for a single document.
    """

    def gain(weights: Sequence[int]) -> float | None:
        reached = [value(_drawn(documents, weights)) for documents in (one, other)]
        return None if None in reached else reached[1] - reached[0]  # type: ignore[operator]

    whole = gain([1] * len(one))
    if whole is None or len(one) < 2 or times < 1:
        return whole, None, None
    found = sorted(drawn for weights in _draws(len(one), seed, times) if (drawn := gain(weights)) is not None)
    return whole, *_middle(found)


def _drawn(documents: Sequence[Sums], weights: Sequence[int]) -> Sums:
    """The sums of a draw; what was read counts only where it is judged in every document."""
    right, gold = (sum(n * each[at] for n, each in zip(weights, documents, strict=True)) for at in (0, 2))  # type: ignore[operator, misc]
    judged = all(each[1] is not None for each in documents)
    return right, sum(n * (each[1] or 0) for n, each in zip(weights, documents, strict=True)) if judged else None, gold


def _middle(found: Sequence[float]) -> tuple[float, float]:
    return found[int(_TAIL * (len(found) - 1))], found[round((1 - _TAIL) * (len(found) - 1))]


@cache
def _draws(documents: int, seed: int, times: int) -> tuple[tuple[int, ...], ...]:
    """How often each document comes in each draw; the same for every figure of a set."""
    drawn = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    counted = (Counter(drawn.choices(range(documents), k=documents)) for _ in range(times))
    return tuple(tuple(counts[at] for at in range(documents)) for counts in counted)
