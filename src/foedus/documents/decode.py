"""Bytes to text: UTF-8 first, then what the file declares, then a guess that is said aloud."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from foedus.model.problems import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"SQLite",
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,30})["']""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
_LEGACY = [
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "koi8_r", "iso8859_2", "iso8859_5",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 20_000
_CLOSE = 0.02
_HIGH = bytes(range(0x80, 0x100))
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded; None for bytes that are no text."""

    text: str | None
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, where: str, *, markup: bool = False, charset: str | None = None) -> Decoded:
    """The text that bytes hold, with its byte-order mark dropped and newlines as they are.

    Tried in order: byte-order mark, UTF-8, the encoding that a server named (`charset`) or a web page declares
    (`markup`), and charset-normalizer's best guess.  A text that is mostly UTF-8 keeps its good characters, the bad
    bytes become U+FFFD.  Everything that is not certain is listed as a Problem.

    >>> decode(b"\\xef\\xbb\\xbfMinsk\\r\\n", "a.txt").text
    'Minsk\\r\\n'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_replacement(data[len(bom) :], encoding, where)
    if _is_binary(data):
        return Decoded(None, None, (_binary(where),))
    if b"\0" in data:
        return _broken_or_legacy(data, where)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for declared in (charset, _declared(data) if markup else None):
        if declared is None:
            continue
        try:
            return Decoded(data.decode(declared), declared)
        except (UnicodeError, LookupError):
            pass
    return _broken_or_legacy(data, where)


def _is_binary(data: bytes) -> bool:
    head = data[:_SAMPLE]
    if data.startswith(_MAGIC):
        return True
    if b"\0" in data:
        return not _looks_utf16(head)
    return len(head) - len(head.translate(None, _CONTROL)) > len(head) * 0.1


def _looks_utf16(head: bytes) -> bool:
    """Whether every other byte is a zero, as in UTF-16 English without a mark."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    low, high = sorted((even, odd))
    return len(head) >= 8 and high > len(head) * 0.4 and low < len(head) * 0.02


def _binary(where: str) -> Problem:
    return Problem(
        "binary",
        "not read: no text",
        where,
        "the file holds binary data",
        "give the text itself: .txt, .md, .html or .json",
    )


def _declared(data: bytes) -> str | None:
    found = _XML.search(data[:1000]) or _META.search(data[:4096])
    if not found:
        return None
    try:
        return codecs.lookup(found[1].decode("ascii", "ignore")).name
    except LookupError:
        return None


def _with_replacement(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (_replaced(where, encoding, error.start, text.count("\ufffd")),))


def _replaced(where: str, encoding: str, at: int, count: int) -> Problem:
    return Problem(
        "encoding",
        f"broken {encoding.upper()}: {count} place{'s' * (count != 1)} could not be decoded, the first at byte {at}",
        where,
        "the bytes there are not of this encoding; each was read as U+FFFD, the rest as it stands",
        "save the file again as UTF-8 to have them right",
    )


def _broken_or_legacy(data: bytes, where: str) -> Decoded:
    encoding: str | None
    if b"\0" in data:
        encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    elif _mostly_utf8(data[:1_000_000]):
        return _with_replacement(data, "utf-8", where)
    else:
        encoding = _guess(data)
    if encoding is None:
        return _with_replacement(data, "utf-8", where)
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    guessed = Problem(
        "encoding",
        f"not UTF-8: read as {encoding}",
        where,
        "the encoding was guessed from the bytes" + (", some of which fit none" if "\ufffd" in text else ""),
        "save the file as UTF-8 to be certain",
    )
    return Decoded(text, encoding, (guessed,))


def _mostly_utf8(data: bytes) -> bool:
    """Whether at least half of the bytes that are not ASCII form UTF-8 characters."""
    good = sum(len(match[0]) for match in _MULTIBYTE.finditer(data))
    return good > 0 and good * 2 >= len(data) - len(data.translate(None, _HIGH))


def _guess(data: bytes) -> str | None:
    """The encoding that fits best; the bytes that are not ASCII decide, with some words around them."""
    from charset_normalizer import from_bytes

    first = next((match.start() for match in _NOT_ASCII.finditer(data)), 0)
    sample = data[max(0, first - _SAMPLE // 4) :][:_SAMPLE]
    matches = list(from_bytes(sample, cp_isolation=_LEGACY))
    if not matches:
        return None
    best = matches[0]
    # Encodings that fit about as well are told apart by how common they are; the list is in that order.
    close = [m for m in matches if m.chaos <= best.chaos + _CLOSE and m.coherence >= best.coherence - 5 * _CLOSE]
    names = {name for match in close for name in match.could_be_from_charset}
    fitting = [name for name in _LEGACY if name in names and _decodes(data, name)]
    # In a text full of South Slavic names the Western code page shows æ and ð where the Central European has ć and đ.
    if fitting[:1] == ["cp1252"] and "cp1250" in fitting and re.search(rb"[\xe6\xf0\xd0]", sample):
        return "cp1250"
    return fitting[0] if fitting else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
