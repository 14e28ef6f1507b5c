"""Reprints: which documents tell one story in the same words, so that ten copies of it count as one source.

A text is compared by its *shingles*, every run of five words, case, accents of punctuation and layout aside.  Two texts
that were written apart share hardly any, even on one event and with one quotation in common; a copy shares most, also
where an outlet put a paragraph of its own before it or cut its end.  How many two texts share is estimated from MinHash
signatures (by the library rensa), which are made when a text is recorded: 128 numbers stand for it from then on.

A text is a reprint of another where the shorter one has at least :data:`SHARED` of its shingles in the longer one.
Each text joins the story of the earliest text that it shares the most with, and never joins two stories to one: a
round-up that quotes two wire stories does not make one of them.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from foedus.model.judgements import Sameness

SHINGLE = 5
"""Words of a shingle: fewer and set phrases count, more and a changed word costs too much."""

NUMBERS, SEED = 128, 1
"""Numbers of a signature: its estimate errs by 0.04 where half is shared."""

SHARED = 0.6
"""Share of the shorter text's shingles, from which on it is a reprint."""

LEAST = 0.25
"""Share of all shingles of two texts that they have in common, below which nothing is a reprint: a brief that stands
whole in a long review is one source of it, not its copy."""

_BANDS, _ROWS = 42, 3  # finds 94 % of pairs that share 0.4 of all shingles, 99.5 % of those that share half
_WORD = re.compile(r"[^\W_]+")
_FORM = struct.Struct(f"<{NUMBERS}I")


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands for a text: how many different shingles it has, and the least of their hashes in each of many orders.

    method: by what it was made; signatures of different methods cannot be compared.
    """

    method: str
    shingles: int
    numbers: tuple[int, ...]

    def pack(self) -> bytes:
        """The numbers as bytes."""
        return _FORM.pack(*self.numbers)

    @staticmethod
    def unpack(method: str, shingles: int, packed: bytes) -> Signature:
        """The signature whose numbers were packed."""
        return Signature(method, shingles, _FORM.unpack(packed))


@cache
def method() -> str:
    """The name of how signatures are made by this program with this release of the library."""
    from rensa import RMinHash

    return f"rensa-r{RMinHash.ALGORITHM_VERSION}/{NUMBERS}/{SEED}/{SHINGLE}"


def shingles(text: str, left_out: Iterable[tuple[int, int]] = ()) -> set[str]:
    """The shingles of a text; of one that is shorter than a shingle, all its words.

    left_out: spans that are not the article.

    >>> sorted(shingles("Minsk denied it, and Moscow did."))
    ['denied it and moscow did', 'minsk denied it and moscow']
    """
    kept, start = [], 0
    for low, high in sorted(left_out):
        kept.append(text[start : max(low, start)])
        start = max(high, start)
    words = _WORD.findall("\n".join((*kept, text[start:])).casefold())
    return set(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False))) or {" ".join(words)}


def sign(text: str, left_out: Iterable[tuple[int, int]] = ()) -> Signature:
    """The signature of a text."""
    from rensa import RMinHash

    found = shingles(text, left_out)
    made = RMinHash(num_perm=NUMBERS, seed=SEED)
    made.update(list(found))
    return Signature(method(), len(found), tuple(made.digest()))


def in_common(one: Signature, other: Signature) -> float:
    """The share of all shingles of two texts that both have, estimated."""
    return sum(map(int.__eq__, one.numbers, other.numbers)) / NUMBERS


def contained(one: Signature, other: Signature) -> float:
    """The share of the shorter text's shingles that the longer one has, estimated."""
    common = in_common(one, other)
    both = common / (1 + common) * (one.shingles + other.shingles)
    return min(1.0, both / max(1, min(one.shingles, other.shingles)))


def is_reprint(one: Signature, other: Signature) -> bool:
    """Whether two texts tell one story in the same words."""
    return in_common(one, other) >= LEAST and contained(one, other) >= SHARED


def stories(signed: Mapping[str, Signature], judged: Sameness | None = None) -> dict[str, str]:
    """Of each text the first of its story, by ids; the texts are given from the earliest to the latest.

    judged: what people hold of two documents, which goes before what is computed: those held to be the same are, and
    those held not to be the same never stand in one story.

    The time that it takes grows with the number of texts: only those that share a band of numbers are compared.
    """
    told = _Stories(judged)
    for key, signature in signed.items():
        told.add(key, signature)
    return told.first_of


class _Stories:
    def __init__(self, judged: Sameness | None) -> None:
        self._judged = judged
        self._apart: dict[str, set[str]] = {}
        for one, other in judged.apart if judged else ():
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        self._signatures: dict[str, Signature] = {}
        self._bands: dict[tuple[Any, ...], list[str]] = {}
        self._members: dict[str, list[str]] = {}
        self.first_of: dict[str, str] = {}

    def add(self, key: str, signature: Signature) -> None:
        bands = _bands(signature)
        first = self._by_judgement(key) or self._by_words(key, signature, bands) or key
        self.first_of[key] = first
        self._members.setdefault(first, []).append(key)
        self._signatures[key] = signature
        for band in bands:
            alike = self._bands.get(band)
            if alike is None:  # as nearly all are
                self._bands[band] = [key]
            # One of each story stands for all that are alike here, so that a thousand copies cost no thousand looks.
            elif len(alike) < _LOOKED_AT and all(self.first_of[other] != first for other in alike):
                alike.append(key)

    def _by_judgement(self, key: str) -> str | None:
        same = self._judged.of(key) if self._judged else ()
        return next((self.first_of[other] for other in same if other in self.first_of), None)

    def _by_words(self, key: str, signature: Signature, bands: Sequence[tuple[Any, ...]]) -> str | None:
        near = dict.fromkeys(other for band in bands for other in self._bands.get(band, ()))
        best, most = None, 0.0
        for other in near:
            held = self._signatures[other]
            if is_reprint(signature, held) and not self._is_apart(key, self.first_of[other]):
                share = in_common(signature, held)
                if share > most:
                    best, most = self.first_of[other], share
        return best

    def _is_apart(self, key: str, first: str) -> bool:
        return not self._apart.get(key, set()).isdisjoint(self._members[first])


_LOOKED_AT = 20
"""Stories of one band that are compared: what more have in common is a set phrase."""


def _bands(signature: Signature) -> list[tuple[Any, ...]]:
    numbers = signature.numbers
    return [(signature.method, at, *numbers[at : at + _ROWS]) for at in range(0, _BANDS * _ROWS, _ROWS)]
