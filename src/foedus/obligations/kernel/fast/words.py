"""Sets of actors as machine words: how compiled kernels see them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from foedus.model.extras import needed

with needed("fast", "obligations by compiled kernels"):
    import numba
    import numpy as np

_SETTINGS: Any = numba.config
Array = Any
"""A numpy array; numba knows no types of its element and its shape."""

_Function = TypeVar("_Function", bound=Callable[..., Any])


def key(sources: Iterable[Path]) -> str:
    """What tells one state of some source files from every other."""
    told = hashlib.sha256()
    for path in sorted(sources):
        text = path.read_bytes()
        told.update(f"{path.name} {len(text)} ".encode() + text)
    return told.hexdigest()[:16]


def _folder() -> str:
    """Where machine code is kept: below numba's own folder where one is set, else below the user's caches."""
    from platformdirs import user_cache_path

    base = Path(_SETTINGS.CACHE_DIR) if _SETTINGS.CACHE_DIR else user_cache_path("foedus", appauthor=False)
    return str(base / f"compiled-{key(Path(__file__).parent.glob('*.py'))}")


_KEPT = _folder()


def compiled(function: _Function) -> _Function:
    """The function as machine code, kept on disk between runs.

    A compiled function holds those that it calls and every constant that it names, of whichever module, while numba
    looks only at the file of the function itself for changes.  So the folder goes by all the sources together.
    """
    before, _SETTINGS.CACHE_DIR = _SETTINGS.CACHE_DIR, _KEPT
    try:
        return cast(_Function, numba.njit(cache=True, nogil=True)(function))
    finally:
        _SETTINGS.CACHE_DIR = before


def words(masks: Sequence[int], count: int) -> Array:
    """Sets of so many actors as rows of words, the first actors in the first word's lowest bits.

    >>> words([0b101], 70).tolist()
    [[5, 0]]
    """
    size = (count + 63) // 64
    data = b"".join(mask.to_bytes(8 * size, "little") for mask in masks)
    return np.frombuffer(data, dtype="<u8").reshape(len(masks), size).copy()


def masks(rows: Array) -> list[int]:
    """Rows of words as sets.

    >>> masks(words([0b101, 1 << 69], 70)) == [0b101, 1 << 69]
    True
    """
    return [int.from_bytes(row.astype("<u8").tobytes(), "little") for row in rows]


def matrix(pairs: Array) -> list[list[int]]:
    """A matrix of sets, as :data:`foedus.obligations.kernel.pairs.Pairs`."""
    return [masks(rows) for rows in pairs]


# What is compiled runs outside the sight of coverage and of types.


@compiled
def holds(row, i):
    """Whether a set has an actor."""
    return (row[i >> 6] >> np.uint64(i & 63)) & np.uint64(1) != np.uint64(0)


@compiled
def put(row, i):
    """Adds an actor."""
    row[i >> 6] |= np.uint64(1) << np.uint64(i & 63)


@compiled
def drop(row, i):
    """Takes an actor out."""
    row[i >> 6] &= ~(np.uint64(1) << np.uint64(i & 63))


@compiled
def ones(word):
    """How many bits of a word are set."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def size(row):
    """How many actors a set has."""
    total = 0
    for word in row:
        total += ones(word)
    return total


@compiled
def lowest(row):
    """The first actor of a set; -1 of none."""
    for w in range(len(row)):
        word = row[w]
        if word:
            return (w << 6) + ones((word & (~word + np.uint64(1))) - np.uint64(1))
    return -1
