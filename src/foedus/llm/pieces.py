"""Pieces of a document: whole paragraphs together, as many as one request may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model.documents import Document
from foedus.reading.page import paragraphs

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding can carry: a replacement of the same length is sent."""
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some paragraphs of a document, in its order; boilerplate is none of them.

    spans: where each stands in the document's text.
    """

    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.spans[-1][1]

    def text(self, document: Document) -> str:
        """What is sent of it: its paragraphs, an empty line between them."""
        return sendable("\n\n".join(document.text[start:end] for start, end in self.spans))


def sendable(text: str) -> str:
    r"""A text that every encoding can carry, of the same length.

    >>> sendable("a\ud800b")
    'a�b'
    """
    return _SURROGATE.sub("\ufffd", text)


def pieces(document: Document, chars: int) -> Iterator[Piece]:
    """The pieces of a document; a paragraph that is longer than `chars` is cut after a sentence, else at a space.

    >>> [piece.spans for piece in pieces(Document("a.txt", "One.\\n\\nTwo two.\\n\\nThree."), 13)]
    [((0, 4), (6, 14)), ((16, 22),)]
    """
    held: list[tuple[int, int]] = []
    size = 0
    for start, end in _paragraphs(document, chars):
        if held and size + end - start > chars:
            yield Piece(tuple(held))
            held, size = [], 0
        held.append((start, end))
        size += end - start
    if held:
        yield Piece(tuple(held))


def _paragraphs(document: Document, chars: int) -> Iterator[tuple[int, int]]:
    text = document.text
    for low, end in paragraphs(text, document.boilerplate):
        start = low
        while end - start > chars:
            cut = _cut(text, start, start + chars)
            yield start, start + len(text[start:cut].rstrip())
            start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        if start < end:
            yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    ends = [found.end() for found in _SENTENCE.finditer(text, start + (limit - start) // 2, limit)]
    return ends[-1] if ends else text.rfind(" ", start + 1, limit) + 1 or limit
