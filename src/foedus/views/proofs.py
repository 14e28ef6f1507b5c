"""The premises of a proof in words, with their sources numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foedus.model.answers import ASSUMED, GIVEN
from foedus.model.ids import slug
from foedus.views.table import Label, Record

_NO_SOURCE = (None, "", GIVEN, ASSUMED)
_ONE_OF = re.compile(r"\[(\d[\d-]*)\.\.(\d[\d-]*)\]")
_KEY = re.compile(r"(?<![\w-])(?:[A-Z]{3,4}|[a-z]+(?:-[a-z]+)*)(?![\w-])")
ABBREVIATIONS = ("csto", "eu", "nato")
"""Actors' keys that stand in sentences though their names are not spelled so."""


class Citations:
    """The sources of a text, numbered as they come, each once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        """The number under which a source is cited."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def lines(self) -> Iterator[str]:
        """The list of sources."""
        return (f"[{number}] {source}" for source, number in self._numbers.items())


def facts(because: Iterable[Record], label: Label, cited: Citations) -> Iterator[str]:
    """The premises, each with its source; what the question gives or the answer assumes has none."""
    for reason in because:
        source = reason.get("source")
        told = "" if source in _NO_SOURCE else f" [{cited.number(source)}]"
        yield f"{named(reason['fact'], label)}{told}"


def named(sentence: str, label: Label) -> str:
    """A sentence with its actors' keys as names; an agreement's id, which has a number in it, is kept for commands.

    >>> named("BLR is not a party to ru-so-alliance-2015", lambda key: {"BLR": "Belarus"}.get(key, key))
    'Belarus is not a party to ru-so-alliance-2015'
    """
    return when(_KEY.sub(lambda found: _name(found[0], label), sentence)).replace("article - ", "its article ")


def _name(word: str, label: Label) -> str:
    name = label(word)
    if name == word:
        return word
    # A plain word may be somebody's key by chance ("union"): it is one where the name is the key, capitalised.
    sure = "-" in word or word.isupper() or word in ABBREVIATIONS or slug(name) == word
    return name if sure else word


def when(edtf: str) -> str:
    """A date in words, where EDTF gives a set of days.

    >>> when("[2011-10-06..2012-12-31]"), when("1994-04-20")
    ('a day from 2011-10-06 to 2012-12-31', '1994-04-20')
    """
    return _ONE_OF.sub(r"a day from \1 to \2", edtf)
