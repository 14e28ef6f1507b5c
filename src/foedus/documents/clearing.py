"""A text as it was meant: what mail, scanners and web pages did to its characters, spaces and lines undone.

The text itself stays as it is, and so does every offset in it: what is found in the clear text is led back.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from foedus.documents.wrapping import unwrapped
from foedus.model.documents import Document
from foedus.model.rewriting import Edit, Rewriting

Span = tuple[int, int]

_HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
_SIGN = re.compile(
    rf"(?P<hidden>\u00ad[^\S\n]*\n[^\S\n]*|[{_HIDDEN}]+)|(?P<blank>[{_BLANKS}])|(?P<entity>{_ENTITY})"
    r"|(?P<cut>\u00e2\u20ac(?:\ufffd|(?=[\s.,;:!?)]|\Z)))"
    r"|(?P<misread>[\u00c2-\u00f4][\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3})"
    r"|(?P<joined>[\ufb00-\ufb06\uff01-\uff5e])|(?P<marked>[A-Za-z][\u0300-\u036f]+)|(?P<hyphen>[\u2010\u2011])"
)
_ODD = re.compile(
    rf"[{_HIDDEN}{_BLANKS}&\u00c2-\u00f4\u2010\u2011\ufb00-\ufb06\uff01-\uff5e]|[A-Za-z](?=[\u0300-\u036f])"
)
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|(?<=\S)\t(?=\S)")
_HEAD = re.compile(r"(?:^[ \t]*|(?<=[^\s.][^\s.][.!?])[\"”’')]?\s+)[\"“„«‘'(]?(?P<first>[^\W\d_])", re.MULTILINE)
_LEAST = 4
_SHARE = 0.6
_BYTES = {bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)): b for b in range(256)}
"""What each byte looks like in Windows-1252; the five that it lacks keep their number, as browsers have it."""


@dataclass(frozen=True, slots=True)
class Clear:
    """The clear text, and the rewritings that led to it one after the other; none where the text was clear."""

    text: str
    steps: tuple[Rewriting, ...] = ()

    def back(self, start: int, end: int) -> Span:
        """The span of the original that a span of the clear text stands for."""
        for step in reversed(self.steps):
            start, end = step.back(start, end)
        return start, end

    def forth(self, start: int, end: int) -> Span:
        """The span of the clear text that a span of the original became."""
        for step in self.steps:
            start, end = step.forth(start, end)
        return start, end

    def document(self, source: Document) -> Document:
        """A document with the clear text as its text, its boilerplate where it stands there."""
        if not self.steps:
            return source
        spans = (self.forth(start, end) for start, end in source.boilerplate)
        return replace(source, text=self.text, boilerplate=tuple(span for span in spans if span[0] < span[1]))

    def then(self, edits: Iterator[Edit]) -> Clear:
        """The same with further edits made on its text."""
        found = tuple(edits)
        if not found:
            return self
        step = Rewriting.of(self.text, found)
        return Clear(step.text, (*self.steps, step))


@lru_cache(maxsize=2)  # loading and reading ask for the same text
def clear(text: str) -> Clear:
    """A text without what hides its words.

    Characters that cannot be seen are left out, non-breaking and doubled spaces become one space, HTML's names of
    characters and UTF-8 that was taken for Windows-1252 become the characters meant, letters with marks beside them
    become one; lines of a fixed width are joined again, and where sentences begin without a capital they get one.

    >>> clear("So\\u00advi\\u00adet\\u00a0 troops &amp; tanks").text
    'Soviet troops & tanks'
    """
    cleared = Clear(text)
    for way in (_signs, _spaces, unwrapped, _heads):
        cleared = cleared.then(way(cleared.text))
    return cleared


def _signs(text: str) -> Iterator[Edit]:
    if text.isascii() and "&" not in text:
        return
    found = list(_signs_in(text))
    misread = sum(match.lastgroup == "misread" and _meant(match[0]) is not None for match in found) > 1
    for match in found:
        if (new := _cleared(match, misread=misread)) is not None:
            yield match.start(), match.end(), new


def _signs_in(text: str) -> Iterator[re.Match[str]]:
    """The signs of a text; to look first for the characters that one begins with is several times faster."""
    done = 0
    for odd in _ODD.finditer(text):
        if odd.start() >= done and (sign := _SIGN.match(text, odd.start())):
            done = sign.end()
            yield sign


def _cleared(match: re.Match[str], *, misread: bool) -> str | None:
    """What is to stand instead of a sign; None where it stays."""
    sign = match[0]
    match match.lastgroup:
        case "hidden":
            return ""
        case "blank":
            return " "
        case "hyphen":
            return "-"
        case "cut":
            return "”"
        case "entity":
            meant = html.unescape(sign)
            return None if meant == sign else "".join(" " if c.isspace() else c for c in meant if c not in _HIDDEN)
        case "misread":
            return _meant(sign) if misread else None
        case _:
            return unicodedata.normalize("NFKC", sign)


def _meant(sign: str) -> str | None:
    """The one character whose bytes these characters show, with what follows it; None where they show none."""
    for length in range(len(sign), 1, -1):
        try:
            character = bytes(_BYTES[c] for c in sign[:length]).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
        if len(character) == 1 and unicodedata.category(character)[0] in "LPSZ":
            return (" " if character.isspace() else character) + sign[length:]
    return None


def _spaces(text: str) -> Iterator[Edit]:
    if "  " in text or "\t" in text:
        yield from ((found.start(), found.end(), " ") for found in _SPACES.finditer(text))


def _heads(text: str) -> Iterator[Edit]:
    """Capitals for the heads of lines and sentences, where most of a text have none."""
    heads = list(_HEAD.finditer(text))
    small = [found for found in heads if found["first"].islower()]
    if len(small) < _LEAST or len(small) < _SHARE * len(heads):
        return
    for found in small:
        if len(capital := found["first"].upper()) == 1:
            yield found.start("first"), found.end("first"), capital
