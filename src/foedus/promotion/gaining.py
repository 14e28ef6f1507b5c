"""Gaining: an entry that a library has already gets the sources of later claims that agree with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.promotion.shelf import Shelf
from foedus.promotion.sources import same_text
from foedus.promotion.values import Already, Backed, Fact, Mended, joined, same_day, when

_CITED = re.compile(r"\bby ([\w.-]+(?:, [\w.-]+)*)")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that tells a fact already.

    has: what the library says, in words.  content: of the file in which the entry stands, the user's or foedus's own.
    row: the entry.  day: its own, which a claim has to give to stand for it.  note: gives the entry that note.
    whom: of whom the claims are, where the entry is of others besides.
    """

    has: str
    content: Mapping[str, Any]
    row: Mapping[str, Any]
    day: str | None
    note: Callable[[str], None]
    whom: Iterable[str] = ()


def gain(fact: Fact, shelf: Shelf, told: Told) -> Already:
    """What becomes of a fact that an entry tells: the entry gets the sources that it has not, or nothing is proposed.

    Only claims whose text gives the entry's day count: what else they say of it, a person has not accepted.
    """
    sources = told.content["sources"]
    cited = [sources[key] for key in _cited(told.row) if key in sources]
    new = [each for each in _agreeing(fact, told.day) if not any(same_text(one, each) for one in cited)]
    if not new:
        return Already(told.has)
    keys = ", ".join(shelf.keys(fact.path, new))
    whom = ", ".join(sorted(told.whom))
    told.note(str(joined(told.row.get("note"), f"also by {keys}{f' ({whom})' if whom else ''}")))
    todo = ("its confidence is medium: raise it if its sources are independent of one another",)
    return Mended(f"{told.has}; it gets the source {keys}", *(todo if told.row.get("confidence") == "medium" else ()))


def _agreeing(fact: Fact, day: str | None) -> Iterable[Backed]:
    """The claims of a fact whose text gives the entry's day."""
    for each in fact.backed if day else ():
        own = when(each)
        if own.exact and same_day(own.edtf, str(day)):
            yield each


def _cited(row: Mapping[str, Any]) -> set[str]:
    """The keys of the sources that an entry names: its own, and those that its note has."""
    return {row["source"], *(key for found in _CITED.findall(row.get("note") or "") for key in found.split(", "))}
