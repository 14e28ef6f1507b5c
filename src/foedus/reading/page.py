"""A document parsed: its passages, and the same view of them for every later step.

A *passage* is a paragraph that is not boilerplate, parsed on its own: spaCy is fastest so, and a stray quotation
mark or a missing full stop cannot spoil the next paragraph.  Tokens know where they stand in the document.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.documents.clearing import Clear, clear
from foedus.model.claims import Quote
from foedus.model.time import bounds
from foedus.reading.capitals import softened
from foedus.reading.nlp import parsed
from foedus.reading.parse import Parse, Spellings
from foedus.reading.wordindex import WordIndex

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from foedus.gazetteer import Gazetteer
    from foedus.model.documents import Document
    from foedus.reading.layout import Block
    from foedus.reading.parse import Parse, Span, Token

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding can carry: the parser is given a replacement of the same length."""

LONGEST = 10_000
"""Characters of a passage; longer paragraphs are cut, so that one line of megabytes stays safe."""

UNBROKEN = re.compile(r"\S{1000}")
"""No word: the tokenizer's time grows with the square of such a run of brackets or quotation marks."""

BATCH = 32
BATCH_CHARS = 40_000
"""Passages parsed at once, and their characters: the parser's memory grows with both, its time with emptier batches."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the article: where it stands, and its parse.

    label: the label of an interview turn that opens it ("IA REGNUM:"), as (start, end) in the document.
    place: the town of the dateline that opens it ("MINSK, May 3 -").
    The parse leaves both out: `start` is where the parsed text begins.
    """

    index: int
    start: int
    end: int
    parse: Parse
    label: tuple[int, int] | None = None
    heading: bool = False
    place: str | None = None

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of its parse."""
        return self.parse.sents


@dataclass(frozen=True, slots=True)
class Page:
    """A document and its passages, in the order of the text, and where each of their words stands.

    document: with the clear text (:mod:`foedus.documents.clearing`), of which every rule reads.
    source: the document as it was given; cleared: leads what was read back to where it stands in the source.
    """

    document: Document
    passages: tuple[Passage, ...]
    source: Document | None = None
    cleared: Clear = field(default=Clear(""), repr=False)
    index: WordIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", WordIndex.of(passage.parse for passage in self.passages))

    @property
    def day(self) -> date | None:
        """The day of publication, the latest that a coarse date allows; None where it is not known."""
        return bounds(self.document.published)[1] if self.document.published else None

    def passage(self, token: Token) -> Passage:
        """The passage that a token stands in."""
        return self.passages[index_of(token)]

    def forget(self) -> None:
        """Let go of the parses, once nobody will ask again, so that a long batch does not grow by every page read."""
        for passage in self.passages:
            passage.parse.forget()

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
    return token.doc.index


def begin(token: Token) -> int:
    """Where a token begins in the document."""
    return token.begin


def finish(token: Token) -> int:
    """Where a token ends in the document."""
    return token.begin + len(token.text)


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


def parse_page(document: Document, pipeline: Language, gazetteer: Gazetteer | None = None) -> Page:
    """The page of a document: every paragraph that is not boilerplate, parsed."""
    return next(parse_pages((document,), pipeline, gazetteer))


@dataclass(slots=True)
class _Opened:
    """A document whose passages are being parsed."""

    source: Document
    document: Document
    cleared: Clear
    blocks: tuple[Block, ...]
    passages: list[Passage] = field(default_factory=list)

    def page(self) -> Page:
        return Page(self.document, tuple(self.passages), self.source, self.cleared)

    def texts(self) -> Iterator[str]:
        text = _SURROGATE.sub("\ufffd", self.document.text)
        return (text[block.start : block.end] for block in self.blocks)

    def add(self, parsed: Doc, spellings: Spellings) -> None:
        i = len(self.passages)
        block = self.blocks[i]
        parse = Parse.of(parsed, block.start, i, spellings)
        self.passages.append(Passage(i, block.start, block.end, parse, block.label, block.heading, block.place))


def parse_pages(
    documents: Iterable[Document], pipeline: Language, gazetteer: Gazetteer | None = None
) -> Iterator[Page]:
    """The pages of documents, in their order; a document in another language than English has no passages.

    Passages of several documents are parsed together, since the pipeline is fastest with full batches: at most a batch
    of passages is read ahead.

    gazetteer: knows names where a paragraph has nothing but capitals.
    """
    waiting: deque[_Opened] = deque()
    spellings = Spellings(pipeline.vocab.strings)
    for batch in _batches(_opened(documents, waiting, pipeline, gazetteer)):
        parses = parsed(pipeline, [text for _, text in batch], BATCH)
        for (opened, _), parse in zip(batch, parses, strict=True):
            opened.add(parse, spellings)
        while waiting and len(waiting[0].passages) == len(waiting[0].blocks):
            done = waiting.popleft()
            yield done.page()
    yield from (left.page() for left in waiting)


def _opened(
    documents: Iterable[Document], waiting: deque[_Opened], pipeline: Language, gazetteer: Gazetteer | None
) -> Iterator[tuple[_Opened, str]]:
    for source in documents:
        opened = _open(source, pipeline, gazetteer)
        waiting.append(opened)
        yield from ((opened, text) for text in opened.texts())


def _open(source: Document, pipeline: Language, gazetteer: Gazetteer | None) -> _Opened:
    """A document with its clear text, laid out; one in another language than English has no paragraphs."""
    from foedus.reading.layout import lay_out

    if not source.is_english:
        return _Opened(source, source, Clear(source.text), ())
    cleared = clear(source.text)
    cleared = cleared.then(softened(cleared.text, pipeline, gazetteer))
    document = cleared.document(source)
    return _Opened(source, document, cleared, lay_out(document))


def _batches(passages: Iterable[tuple[_Opened, str]]) -> Iterator[list[tuple[_Opened, str]]]:
    batch: list[tuple[_Opened, str]] = []
    chars = 0
    for opened, text in passages:
        if batch and (len(batch) == BATCH or chars + len(text) > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append((opened, text))
        chars += len(text)
    if batch:
        yield batch
