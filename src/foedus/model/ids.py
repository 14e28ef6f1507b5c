"""Identifiers: a hash of a canonical JSON array of every identity field.

An array, not fields joined by a separator, so that no two different records can collide.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=2)  # every claim of a document asks for it
def text_id(text: str) -> str:
    """The document id of a text: SHA-256 of its UTF-8 bytes.

    Lone surrogates, which UTF-8 cannot carry, are hashed by their code point.

    >>> text_id("")
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record_id(prefix: str, *fields: Any) -> str:
    """A stable id for a record: ``prefix:`` and 20 hex digits of its identity fields' hash.

    Lone surrogates are hashed by their code point, so that two of them are not the character that they would encode.

    >>> record_id("claim", "a", ["b", 1]) == record_id("claim", "a", ["b", 1])
    True
    """
    return hashed_id(prefix, canonical(fields))


def canonical(value: Any) -> str:
    """A JSON text that two values share only where they are the same: keys in their order, no needless space."""
    return _CANONICAL.encode(value)


def hashed_id(prefix: str, text: str) -> str:
    """The id of a record whose identity is this JSON text; see :func:`record_id`."""
    return f"{prefix}:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


_LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E",
})  # fmt: skip
"""Latin letters that Unicode does not decompose into an ASCII letter and a mark."""


def slug(name: str) -> str:
    """A name as a plain key: lower case, ASCII where Unicode decomposes to it, hyphens between words.

    A name with no letter that ASCII can carry keeps its own letters, so that two Georgian names stay two.

    >>> slug("Aleksandar Vučić")
    'aleksandar-vucic'
    >>> slug("Lars Løkke Rasmussen")
    'lars-lokke-rasmussen'
    >>> slug("სამაჩაბლო")
    'სამაჩაბლო'
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    folded = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return folded or re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "unnamed"
