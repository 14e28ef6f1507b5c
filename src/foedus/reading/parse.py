"""A parse in plain Python: tokens whose attributes, children and sentence are spelt out once.

The names are those of spaCy.  spaCy looks up and builds anew whatever is asked of a token, each time that it is asked;
rules ask the same few things of the same tokens thousands of times, so that asking has to cost nothing.
A parse does not hold the pipeline's own document, whose tensors are far larger.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, overload

from foedus.reading.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_COLUMNS: list[int | str] = [
    "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "SPACY", "LIKE_NUM", "IS_PUNCT", "IS_STOP", "SENT_START",
]  # fmt: skip
_NONE: tuple[Token, ...] = ()


class Token:
    """A word or mark of a parse, in the terms of spaCy; two tokens are equal where they are the same one.

    doc: its parse; i: its place there; idx: its first character; begin: its first character in the document.
    head: what governs it (itself for a root); children: what it governs, in the order of the text.
    left_edge, right_edge: the first and the last token of its subtree; size: how many these are.
    kept: the answers remembered about it (see :mod:`foedus.reading.memo`).
    """

    __slots__ = (
        "begin",
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_stop",
        "kept",
        "left_edge",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "sent",
        "size",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Parse
    i: int
    idx: int
    begin: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    like_num: bool
    is_punct: bool
    is_stop: bool
    is_sent_start: bool
    head: Token
    children: Sequence[Token]
    left_edge: Token
    right_edge: Token
    size: int
    sent: Span
    kept: dict[Any, Any]

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether it has letters only."""
        return self.text.isalpha()

    @property
    def is_title(self) -> bool:
        """Whether it is written with a capital and small letters after it."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """Whether it is white space only."""
        return self.text.isspace()

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The children after it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Sequence[Token]:
        """It and all that it governs, through any number of steps, in the order of the text."""
        low, high = self.left_edge.i, self.right_edge.i + 1
        if high - low == self.size:
            return self.doc.tokens[low:high]
        return [t for t in self.doc.tokens[low:high] if t is self or self.is_ancestor(t)]

    @property
    def ancestors(self) -> Iterator[Token]:
        """What governs it, what governs that, and so on to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def is_ancestor(self, other: Token) -> bool:
        """Whether it governs another token, through any number of steps."""
        return other.doc is self.doc and any(above is self for above in other.ancestors)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens that are coordinated with it, itself not among them."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.rights if child.dep_ == "conj")
        return tuple(token for token in found if token is not self)

    def nbor(self, step: int = 1) -> Token:
        """The token some steps on; IndexError beyond the last."""
        return self.doc.tokens[self.i + step]


class Span:
    """A stretch of a parse: the tokens from `start` up to, not including, `end`.

    label_: what kind of name it is, if the recogniser found it.
    """

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Parse, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            low, high, _ = key.indices(self.end - self.start)
            return Span(self.doc, self.start + low, self.start + max(low, high))
        return self.doc.tokens[self.start + key if key >= 0 else self.end + key]

    @property
    def text(self) -> str:
        """Its words as they are written."""
        if self.start >= self.end:
            return ""
        last = self.doc.tokens[self.end - 1]
        return self.doc.text[self.doc.tokens[self.start].idx : last.idx + len(last.text)]

    @property
    def root(self) -> Token:
        """The token that governs the others; the first of the nearest to the sentence's root where several do."""
        tokens = self.doc.tokens[self.start : self.end]
        if len(tokens) == 1:
            return tokens[0]
        return min(
            (t for t in tokens if t.head is t or not self.start <= t.head.i < self.end),
            key=_depth,
            default=tokens[0],
        )

    @property
    def sent(self) -> Span:
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent


def _depth(token: Token) -> int:
    """How many steps a token is from its sentence's root; marks and spaces that govern nothing are the farthest."""
    if token.head is not token and not token.children and (token.is_punct or token.is_space):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Parse:
    """A text parsed, which is one passage of a document.

    start: where it begins in the document; index: which passage it is.
    sents: its sentences; ents: the names that the pipeline's recogniser found.
    kept: the answers remembered about it as a whole.
    """

    __slots__ = ("__weakref__", "_starts", "ents", "index", "kept", "sents", "start", "text", "tokens")

    def __init__(self, text: str, tokens: tuple[Token, ...], start: int, index: int) -> None:
        self.text, self.tokens, self.start, self.index = text, tokens, start, index
        self.sents: tuple[Span, ...] = ()
        self.ents: tuple[Span, ...] = ()
        self.kept: dict[Any, Any] = {}
        self._starts = [token.idx for token in tokens]

    @classmethod
    def of(cls, doc: Doc, start: int = 0, index: int = 0, spellings: Spellings | None = None) -> Parse:
        """The parse that a spaCy document holds.

        spellings: shared by the parses of one pipeline, so that a word is spelt out once.
        """
        spelt = Spellings(doc.vocab.strings) if spellings is None else spellings
        rows = doc.to_array(_COLUMNS).tolist()
        parse = cls(doc.text, tuple(_tokens(rows, spelt, start)), start, index)
        _link(parse, doc.to_array("HEAD").astype("int64").tolist())
        starts = [i for i, row in enumerate(rows) if row[-1] == 1 or i == 0]
        parse.sents = tuple(Span(parse, low, high) for low, high in pairwise([*starts, len(rows)]))
        for sentence in parse.sents:
            for token in sentence:
                token.sent = sentence
        parse.ents = tuple(Span(parse, entity.start, entity.end, entity.label_) for entity in doc.ents)
        return parse

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            low, high, _ = key.indices(len(self.tokens))
            return Span(self, low, max(low, high))
        return self.tokens[key]

    def covering(self, start: int, end: int) -> Span | None:
        """The tokens that some characters of its text touch; None where there are none."""
        low = bisect_right(self._starts, start) - 1
        high = bisect_right(self._starts, end - 1)
        if low >= 0 and start >= self._starts[low] + len(self.tokens[low].text):
            low += 1  # the space after a token is none of it
        return Span(self, low, high) if 0 <= low < high else None

    def forget(self) -> None:
        """Let go of its tokens, which hold one another: without this only the garbage collector could free them."""
        for token in self.tokens:
            token.children, token.kept = _NONE, {}
            del token.head, token.left_edge, token.right_edge, token.sent
        self.tokens, self.sents, self.ents, self.kept = (), (), (), {}


class Spellings(dict[int, str]):
    """How the words of a pipeline are spelt, by their hashes, each looked up once.

    lemmas: by the hash of a form in lower case, the lemma of which the pipeline's is known to be wrong.
    """

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings
        self.lemmas: dict[int, str] = {strings.add(form): lemma for form, lemma in lexicon("lemmas").items()}

    def __missing__(self, word: int) -> str:
        spelt = self[word] = self._strings[word]
        return spelt


def _tokens(rows: Iterable[Sequence[int]], spelt: Spellings, start: int) -> Iterator[Token]:
    idx = 0
    for i, (orth, lower, lemma, pos, tag, dep, entity, space, number, mark, stop, opens) in enumerate(rows):
        token = Token()
        token.i, token.idx, token.begin = i, idx, start + idx
        token.text, token.lower_ = spelt[orth], spelt[lower]
        token.lemma_ = spelt.lemmas.get(lower) or spelt[lemma]
        token.pos_, token.tag_, token.dep_, token.ent_type_ = spelt[pos], spelt[tag], spelt[dep], spelt[entity]
        token.whitespace_ = " " if space else ""
        token.like_num, token.is_punct, token.is_stop = number == 1, mark == 1, stop == 1
        token.is_sent_start = opens == 1
        token.children, token.kept = _NONE, {}
        token.left_edge = token.right_edge = token
        token.size = 1
        idx += len(token.text) + space
        yield token


def _link(parse: Parse, heads: Iterable[int]) -> None:
    """Gives the tokens of a parse their heads, as steps from each, and with these their children and edges."""
    tokens = parse.tokens
    order: list[Token] = []
    for token, step in zip(tokens, heads, strict=True):
        token.doc = parse
        head = token.head = tokens[token.i + step]
        if head is token:
            order.append(token)
        elif isinstance(head.children, list):
            head.children.append(token)
        else:
            head.children = [token]
    for token in order:  # grows as it is walked: whatever governs comes before what it governs
        order.extend(token.children)
    for token in reversed(order):
        head = token.head
        if head is token:
            continue
        head.size += token.size
        if token.left_edge.i < head.left_edge.i:
            head.left_edge = token.left_edge
        if token.right_edge.i > head.right_edge.i:
            head.right_edge = token.right_edge
