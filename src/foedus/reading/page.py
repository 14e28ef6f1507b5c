"""A document parsed: its passages, and the same view of them for every later step.

A *passage* is a paragraph that is not boilerplate, parsed on its own: spaCy is fastest so, and a stray quotation
mark or a missing full stop cannot spoil the next paragraph.  Tokens know where they stand in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Quote
from foedus.model.time import bounds

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from foedus.model.documents import Document

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding can carry: the parser is given a replacement of the same length."""
_START = "foedus_start"
_INDEX = "foedus_index"

LONGEST = 10_000
"""Characters of a passage; longer paragraphs are cut, so that one line of megabytes stays safe."""

UNBROKEN = re.compile(r"\S{1000}")
"""No word: the tokenizer's time grows with the square of such a run of brackets or quotation marks."""

BATCH = 16
BATCH_CHARS = 40_000
"""Passages parsed at once, and their characters: the parser's memory grows with both."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the article: where it stands, and its parse.

    label: the label of an interview turn that opens it ("IA REGNUM:"), as (start, end) in the document.
    The parse leaves the label out: `start` is where the parsed text begins.
    """

    index: int
    start: int
    end: int
    parse: Doc
    label: tuple[int, int] | None = None
    heading: bool = False

    @property
    def sentences(self) -> Iterator[Span]:
        """The sentences of its parse."""
        return self.parse.sents


@dataclass(frozen=True, slots=True)
class Page:
    """A document and its passages, in the order of the text."""

    document: Document
    passages: tuple[Passage, ...]

    @property
    def day(self) -> date | None:
        """The day of publication, the latest that a coarse date allows; None where it is not known."""
        return bounds(self.document.published)[1] if self.document.published else None

    def passage(self, token: Token) -> Passage:
        """The passage that a token stands in."""
        return self.passages[index_of(token)]

    def tokens(self) -> Iterator[Token]:
        """Every token of every passage, in the order of the text."""
        for passage in self.passages:
            yield from passage.parse

    def quote(self, start: int, end: int) -> Quote:
        """The document's words from start to end."""
        return Quote(self.document.text[start:end], start, end)

    def evidence(self, tokens: Any) -> Quote:
        """The stretch from the first to the last of some tokens of one passage."""
        ordered = sorted(tokens, key=lambda token: token.i)
        return self.quote(begin(ordered[0]), finish(ordered[-1]))


def index_of(token: Token) -> int:
    """The index of the passage that a token stands in."""
    index: int = token.doc.user_data[_INDEX]
    return index


def begin(token: Token) -> int:
    """Where a token begins in the document."""
    start: int = token.doc.user_data[_START]
    return start + token.idx


def finish(token: Token) -> int:
    """Where a token ends in the document."""
    return begin(token) + len(token)


def paragraphs(text: str, boilerplate: tuple[tuple[int, int], ...] = ()) -> Iterator[tuple[int, int]]:
    """The spans of paragraphs, stripped of white space and of boilerplate.

    >>> list(paragraphs("One.  \\n\\nTwo."))
    [(0, 4), (8, 12)]
    """
    for line in _PARAGRAPH.finditer(text):
        for start, end in _outside(line.start(), line.end(), boilerplate):
            yield from _pieces(text, start, end)


def _outside(start: int, end: int, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    for low, high in spans:
        if high <= start:
            continue
        if low >= end:
            break
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        cut = end
        if end - start > LONGEST:
            cut = _cut(text, start, start + LONGEST)
        if run := UNBROKEN.search(text, start, cut):
            cut = run.end()
        piece = text[start:cut]
        low, high = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if low < high:
            yield low, high
        start = cut


def _cut(text: str, start: int, limit: int) -> int:
    """Where a piece of an endless paragraph ends: after a sentence if one ends in its second half, else at a space."""
    sentence = text.rfind(". ", start + LONGEST // 2, limit)
    if sentence >= 0:
        return sentence + 2
    return text.rfind(" ", start, limit) + 1 or limit


def parse_page(document: Document, pipeline: Language) -> Page:
    """The page of a document: every paragraph that is not boilerplate, parsed a small batch at a time."""
    from foedus.reading.layout import lay_out

    blocks = lay_out(document)
    text = _SURROGATE.sub("\ufffd", document.text)
    contexts = [(text[block.start : block.end], i) for i, block in enumerate(blocks)]
    passages = []
    for batch in _batches(contexts):
        for parse, i in pipeline.pipe(batch, as_tuples=True, batch_size=BATCH):
            block = blocks[i]
            parse.user_data[_START], parse.user_data[_INDEX] = block.start, i
            passages.append(Passage(i, block.start, block.end, parse, block.label, block.heading))
    return Page(document, tuple(passages))


def _batches(contexts: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    batch: list[tuple[str, int]] = []
    chars = 0
    for text, i in contexts:
        if batch and chars + len(text) > BATCH_CHARS:
            yield batch
            batch, chars = [], 0
        batch.append((text, i))
        chars += len(text)
    if batch:
        yield batch
