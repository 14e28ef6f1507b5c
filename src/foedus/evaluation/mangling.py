"""Texts mangled as texts are on their way to a reader: by mail, by a scanner, by a web page copied by hand.

A mangling changes how a text is written, never what it says, so that the annotations of the text hold for what
becomes of it.  A light one leaves every word, capital and full stop that tells anything; a heavy one takes some.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle

from foedus.evaluation.gold import GoldDocument, Piece
from foedus.evaluation.spans import locate
from foedus.model.rewriting import Edit, Rewriting

_SPACE = re.compile(r"(?<=\S) (?=\S)")
_BREAK = re.compile(r"\n+")
_LINE = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[\"“”„«»]")
_ANY_MARK = re.compile(r"[\"“”„«»‘’']")
_LONG_WORD = re.compile(r"[a-z]{9,}")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}")
_SENTENCE = re.compile(r"(?:^|(?<=[a-z0-9)”\"][.!?] )|(?<=[.!?][”\"] ))[“\"‘']?(?P<first>[A-Z])(?=[a-z])", re.MULTILINE)
_STOP = re.compile(r"[.!?,;:]+(?=[\s”\"’')]|$)|[“”\"]", re.MULTILINE)
_WIDTH = 68


_WINDOWS = [bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in range(256)]


@dataclass(frozen=True, slots=True)
class Mangling:
    """A way of mangling: what it is called, the edits that it makes, whether much is lost by it.

    encoding: what the text is written in afterwards; characters that it lacks become question marks.
    """

    name: str
    edits: Callable[[str], Iterable[Edit]]
    heavy: bool = False
    encoding: str = "utf-8"

    def apply(self, text: str) -> Rewriting:
        """A text and what becomes of it."""
        return Rewriting.of(text, sorted(self.edits(text)))


def mangled(gold: GoldDocument, text: str, mangling: Mangling) -> GoldDocument:
    """The annotations of a text, led to where its words stand after mangling; the document carries the mangled text."""
    rewriting = mangling.apply(text)

    def led(piece: Piece) -> Piece:
        span = locate(text, piece)
        return rewriting.forth(*span) if span else piece

    statements = gold.statements and tuple(replace(each, content=led(each.content)) for each in gold.statements)
    claims = tuple(replace(each, evidence=led(each.evidence)) for each in gold.claims)
    return replace(gold, text=rewriting.text, claims=claims, statements=statements)


def _gaps(text: str, new: str, every: int = 1) -> Iterator[Edit]:
    """Spaces between words written otherwise, all of them or every so many."""
    for found in list(_SPACE.finditer(text))[::every]:
        yield found.start(), found.end(), new


def _wrapped(text: str, *, hyphens: bool = False) -> Iterator[Edit]:
    """Lines of a fixed width, paragraphs with a blank line between them; long words cut in two where asked for."""
    yield from ((found.start(), found.end(), "\n\n") for found in _BREAK.finditer(text))
    for line in _LINE.finditer(text):
        start, last = line.start(), None
        for found in (*_SPACE.finditer(text, line.start(), line.end()), None):
            end = found.start() if found else line.end()
            if last is not None and end - start > _WIDTH:
                cut = min(start + _WIDTH - 1, end - 3)
                if hyphens and text[last + 1 : end].isalpha() and text[last + 1 : end].islower() and last + 3 < cut:
                    yield cut, cut, "-\n"
                    start = cut
                else:
                    yield last, last + 1, "\n"
                    start = last + 1
            last = end


def _spaced(text: str) -> Iterator[Edit]:
    """Lines of a fixed width with a blank one after each."""
    yield from ((start, end, "\n\n" if new == "\n" else new) for start, end, new in _wrapped(text))


def _marks(text: str, pairs: str) -> Iterator[Edit]:
    """Double quotation marks of another style, opening and closing by turns in each paragraph."""
    for line in _LINE.finditer(text):
        for found, mark in zip(_DOUBLE.finditer(text, *line.span()), cycle(pairs), strict=False):
            yield found.start(), found.end(), mark


def _straight(text: str) -> Iterator[Edit]:
    yield from ((m.start(), m.end(), "'" if m[0] in "‘’'" else '"') for m in _ANY_MARK.finditer(text))


def _single(text: str) -> Iterator[Edit]:
    yield from _marks(text, "‘’")


def _dropped(text: str, every: int) -> Iterator[Edit]:
    yield from ((m.start(), m.end(), "") for m in list(_DOUBLE.finditer(text))[every - 1 :: every])


def _stray(text: str) -> Iterator[Edit]:
    """An opening mark without a partner at the head of every third paragraph."""
    for line in list(_LINE.finditer(text))[2::3]:
        yield line.start(), line.start(), "“"


def _small(text: str) -> Iterator[Edit]:
    """Sentences that begin without a capital."""
    for found in _SENTENCE.finditer(text):
        yield found.start("first"), found.end("first"), found["first"].lower()


def _loud(text: str, lines: Iterable[re.Match[str]]) -> Iterator[Edit]:
    for line in lines:
        for at in range(line.start(), line.end()):
            if (loud := text[at].upper()) != text[at] and len(loud) == 1:
                yield at, at + 1, loud


def _every_third_loud(text: str) -> Iterator[Edit]:
    yield from _loud(text, list(_LINE.finditer(text))[1::3])


def _first_loud(text: str) -> Iterator[Edit]:
    yield from _loud(text, list(_LINE.finditer(text))[:1])


def _in_words(text: str, sign: str, where: re.Pattern[str], every: int = 1) -> Iterator[Edit]:
    """A sign that cannot be seen, in the midst of words."""
    for found in list(where.finditer(text))[::every]:
        middle = (found.start() + found.end()) // 2
        yield middle, middle, sign


def _around_names(text: str) -> Iterator[Edit]:
    """Marks of direction around names and quotation marks."""
    for found in _NAME.finditer(text):
        yield found.start(), found.start(), "\u200e"
        yield found.end(), found.end(), "\u200f"
    yield from ((m.start(), m.start(), "\u200f") for m in _DOUBLE.finditer(text))


def _entities(text: str) -> Iterator[Edit]:
    table = {"&": "&amp;", '"': "&quot;", "“": "&ldquo;", "”": "&rdquo;", "’": "&#8217;", "'": "&#39;", "–": "&ndash;",
             "—": "&#x2014;", "«": "&laquo;", "»": "&raquo;"}  # fmt: skip
    yield from ((at, at + 1, table[sign]) for at, sign in enumerate(text) if sign in table)
    yield from _gaps(text, "&nbsp;", 7)


def _ligatures(text: str) -> Iterator[Edit]:
    for found in re.finditer("ffi|fi|fl|ff", text):
        yield found.start(), found.end(), {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}[found[0]]


def _dashes(text: str) -> Iterator[Edit]:
    yield from ((m.start(), m.end(), " -- ") for m in re.finditer(r" ?[–—] ?(?!\d)", text))


def _returns(text: str) -> Iterator[Edit]:
    yield from ((m.start(), m.end(), "\r\n") for m in re.finditer("\n", text))


def _misread(text: str) -> Iterator[Edit]:
    """Characters beyond ASCII as they look when UTF-8 is taken for Windows-1252."""
    for at, sign in enumerate(text):
        if not sign.isascii():
            yield at, at + 1, "".join(_WINDOWS[byte] for byte in sign.encode())


def _stops(text: str) -> Iterator[Edit]:
    yield from ((m.start(), m.end(), "") for m in _STOP.finditer(text))


def _last_stops(text: str) -> Iterator[Edit]:
    """Paragraphs that end without a full stop."""
    for found in re.finditer(r"\.(?=\n|\Z)", text):
        yield found.start(), found.end(), ""


def _same(_: str) -> tuple[Edit, ...]:
    return ()


MANGLINGS: tuple[Mangling, ...] = (
    Mangling("doubled spaces", lambda text: _gaps(text, "  ")),
    Mangling("every third space non-breaking", lambda text: _gaps(text, "\u00a0", 3)),
    Mangling("lines of fixed width", _wrapped),
    Mangling("lines of fixed width, words hyphenated", lambda text: _wrapped(text, hyphens=True)),
    Mangling("lines of fixed width, blank lines between", _spaced),
    Mangling("carriage returns", _returns),
    Mangling("straight quotation marks", _straight),
    Mangling("curly quotation marks", lambda text: _marks(text, "“”")),
    Mangling("guillemets", lambda text: _marks(text, "«»")),
    Mangling("German quotation marks", lambda text: _marks(text, "„“")),
    Mangling("single quotation marks", _single),
    Mangling("every fifth quotation mark dropped", lambda text: _dropped(text, 5)),
    Mangling("a stray mark opens every third paragraph", _stray),
    Mangling("no capital at the head of sentences", _small),
    Mangling("no full stop at the end of paragraphs", _last_stops),
    Mangling("first line in capitals", _first_loud),
    Mangling("every third paragraph in capitals", _every_third_loud),
    Mangling("marks of direction around names", _around_names),
    Mangling("zero-width spaces in long words", lambda text: _in_words(text, "\u200b", _LONG_WORD)),
    Mangling("soft hyphens in long words", lambda text: _in_words(text, "\u00ad", _LONG_WORD)),
    Mangling("HTML's names of characters", _entities),
    Mangling("ligatures", _ligatures),
    Mangling("dashes of two hyphens", _dashes),
    Mangling("Windows-1251", _same, encoding="cp1251"),
    Mangling("UTF-8 taken for Windows-1252", _misread),
    Mangling("no quotation marks", lambda text: _dropped(text, 1), heavy=True),
    Mangling("all in capitals", lambda text: _loud(text, _LINE.finditer(text)), heavy=True),
    Mangling("no punctuation", _stops, heavy=True),
)
"""Every way, the light ones first."""
