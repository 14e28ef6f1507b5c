"""Texts as a database can hold them, and back, with no code point changed.

A Python string may hold what a database's text may not: NUL (PostgreSQL refuses it) and lone surrogates
(UTF-8 has no bytes for them).  JSON's ``\\uXXXX`` would merge two neighbouring surrogates into one other
character, so they are escaped here instead, by a character that hardly any text holds.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

_ESCAPE = "\x1a"  # SUBSTITUTE: "in the place of a character that is invalid or cannot be represented"
_ODD = re.compile("[\x00\x1a\ud800-\udfff]")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPED = re.compile(_ESCAPE + "([0-9a-f]{4})")


def escape(text: str) -> str:
    """A text that any database's text column can hold; the same text where nothing is odd.

    >>> escape("Minsk")
    'Minsk'
    >>> unescape(escape("\\ud83d\\ude00 \\x00")) == "\\ud83d\\ude00 \\x00"
    True
    """
    # Looking for a few single characters is many times faster than a pattern.
    if "\0" not in text and _ESCAPE not in text:
        if text.isascii():
            return text
        try:
            text.encode()
            return text
        except UnicodeEncodeError:
            pass  # a lone surrogate
    return _ODD.sub(lambda odd: f"{_ESCAPE}{ord(odd[0]):04x}", text)


def all_plain(texts: Iterable[str | None]) -> bool:
    """Whether it is seen at once that none of many texts has to be escaped."""
    joined = "".join(filter(None, texts))
    if "\0" in joined or _ESCAPE in joined:
        return False
    if joined.isascii():
        return True
    try:
        joined.encode()
    except UnicodeEncodeError:
        return False  # a lone surrogate
    return True


def unescape(stored: str) -> str:
    """The text that :func:`escape` was given."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), stored) if _ESCAPE in stored else stored


def dumps(value: Any) -> str:
    """A JSON text that keeps every code point as it is."""
    return _JSON.encode(value)


def digest(*fields: Any) -> str:
    """A hash of values that no two different lists of values share.

    >>> digest("a", ["b"]) == digest(["a"], "b")
    False
    """
    return hashlib.sha256(dumps(fields).encode("utf-8", "surrogatepass")).hexdigest()
