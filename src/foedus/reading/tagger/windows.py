"""A text cut into windows of pieces that the encoder can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.reading.tagger.pieces import Pieces

LIMIT = 126
"""Pieces of a window, two places being left for the marks at its ends."""

NOTHING = (0, 0)
"""What the separator between two paragraphs covers."""

_ENDS = frozenset('.!?"”')


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are labelled together: whole short paragraphs, or a part of a long one.

    ids: the vocabulary's numbers of the pieces; offsets: the characters of the text that each covers; a separator
    between two paragraphs covers none.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


def windows(text: str, paragraphs: Iterable[tuple[int, int]], pieces: Pieces, limit: int = LIMIT) -> list[Window]:
    """The windows of a text's paragraphs, in their order.

    Paragraphs that are short stand together, since who speaks in one is often named in the one before; one that is
    longer than a window is cut after a sentence where that can be.
    """
    made: list[Window] = []
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []

    def close() -> None:
        if ids:
            made.append(Window(tuple(ids), tuple(offsets)))
            ids.clear()
            offsets.clear()

    for low, high in paragraphs:
        numbers, covered = pieces.cut(text, low, high)
        for first, last in _parts([text[a:b] for a, b in covered], limit):
            if ids and len(ids) + 1 + last - first > limit:
                close()
            if ids:
                ids.append(pieces.closing)
                offsets.append(NOTHING)
            ids.extend(numbers[first:last])
            offsets.extend(covered[first:last])
    close()
    return made


def _parts(pieces: Sequence[str], limit: int) -> Iterator[tuple[int, int]]:
    """The parts of a paragraph that fit a window: cut behind the last sentence that ends in it."""
    first = 0
    while len(pieces) - first > limit:
        cut = first + limit
        ends = [at for at in range(first + limit // 3, cut) if pieces[at] in _ENDS and pieces[at + 1] not in _ENDS]
        last = ends[-1] + 1 if ends else cut
        yield first, last
        first = last
    if first < len(pieces):
        yield first, len(pieces)
