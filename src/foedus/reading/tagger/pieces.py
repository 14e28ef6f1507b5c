"""Words cut into the pieces of the encoder's vocabulary, each with the characters that it covers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.model.extras import needed
from foedus.model.problems import DataError

if TYPE_CHECKING:
    from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]

_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+|[^\\w\\s]|_")  # a letter keeps the accents that are written apart
_HALF = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no vocabulary holds."""
_GOES_ON = "##"
_MEMORY = 50_000
"""Words whose pieces are kept, so that a long batch does not grow without end."""
_LONGEST = 100
"""Characters of a word that is cut into pieces; a longer one is unknown, as it was to the encoder's makers."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary of an uncased encoder (WordPiece: Schuster and Nakajima 2012).

    opening, closing, unknown: the numbers of its marks.
    """

    processor: WordPieceProcessor
    opening: int
    closing: int
    unknown: int
    _known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(path: Path) -> Pieces:
        """The vocabulary in a file of one piece a line, those that go on with a word marked ``##``.

        Raises DataError where one of the marks is missing.
        """
        with needed("tagger", "--tagger"):
            from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]

        pieces = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        numbers = {piece: number for number, piece in enumerate(pieces)}
        try:
            marks = [numbers[mark] for mark in ("[CLS]", "[SEP]", "[UNK]")]
        except KeyError as mark:
            raise DataError(f"{path}: not a vocabulary of pieces: {mark} is missing; install it anew") from mark
        opening, closing, unknown = marks
        return Pieces(WordPieceProcessor(pieces), opening, closing, unknown)

    def cut(self, text: str, low: int, high: int) -> tuple[list[int], list[tuple[int, int]]]:
        """The pieces of a stretch of text: their numbers and the characters that each covers."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for match in _WORD.finditer(text, low, high):
            start, end = match.span()
            numbers, lengths = self._word(match.group())
            ids.extend(numbers)
            if sum(lengths) != end - start:  # accents or case changed its length: each piece covers the word
                offsets.extend([(start, end)] * len(numbers))
                continue
            for length in lengths:
                offsets.append((start, start + length))
                start += length
        return ids, offsets

    def _word(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MEMORY:
                self._known.clear()
            known = self._known[word] = self._pieces(word)
        return known

    def _pieces(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        whole = ((self.unknown,), (len(word),))
        if not plain or len(plain) > _LONGEST or _HALF.search(plain):
            return whole
        numbers, pieces = self.processor.encode(plain)
        if min(numbers) < 0:
            return whole
        return tuple(numbers), tuple(len(piece.removeprefix(_GOES_ON)) for piece in pieces)
