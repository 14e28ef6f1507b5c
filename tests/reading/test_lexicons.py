"""The word lists hold words: YAML reads a bare "on", "no" or "null" as something else, and the word is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import foedus.reading
from foedus.reading.lexicon import lexicon

NAMES = sorted(path.stem for path in (Path(foedus.reading.__file__).parent / "lexicons").glob("*.yaml"))
# A mark on an idiom is the one place where a lexicon means a truth value.
MARKS = {"own"}


def _no_words(value: Any, path: tuple[str, ...], *, listed: bool = False) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Keys and listed entries that are no strings; a value beside a key may be a number too (months are numbered)."""
    if isinstance(value, dict):
        yield from ((path, key) for key in value if not isinstance(key, str))
        for key, inner in value.items():
            if not (isinstance(inner, bool) and key in MARKS):
                yield from _no_words(inner, (*path, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _no_words(inner, path, listed=True)
    elif not isinstance(value, str) and (listed or type(value) is not int):
        yield path, value


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_a_word(name: str) -> None:
    assert list(_no_words(lexicon(name), (name,))) == []
