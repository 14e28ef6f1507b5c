"""Shards: documents that are read together, each document once, under a name that says what they are and who reads.

The same items in the same order give the same shards, whatever came of an earlier run: a shard is closed by what it
holds and never by what comes after it, so that what a killed run left out is packed as it would have been.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.corpora.items import Item
from foedus.corpora.seen import Seen
from foedus.documents.load import Limits, Loaded, load_raw
from foedus.model.documents import Document
from foedus.model.problems import Problem

FORMAT = 1
"""The form of what is written; another form is another name."""

CHARS = 500_000
"""Characters of text in one shard: some twenty seconds of reading."""
ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class About:
    """Who reads: the program's version, the language model with its own, and the seal of all that reading goes by."""

    version: str
    model: str
    seal: str


@dataclass(frozen=True, slots=True)
class LoadedItem:
    """An item with its documents; number: its place among all items of the run."""

    number: int
    key: str
    weight: int
    retrieved: str | None
    loaded: tuple[Loaded, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one item brings to a shard.

    fresh: documents that stand nowhere before, to be read; known: those that do, whose place alone is recorded.
    problems: those of what gave no document, or none that is read here.
    """

    key: str
    retrieved: str | None
    fresh: tuple[Loaded, ...]
    known: tuple[Document, ...]
    problems: tuple[Problem, ...]

    @property
    def chars(self) -> int:
        """Characters to be read."""
        return sum(len(each.document.text) for each in self.fresh if each.document)


@dataclass(frozen=True, slots=True)
class Shard:
    """Entries that are read and written together.

    number: the place of its first item among all items of the run; weight: the bytes of the sources it stands for.
    """

    number: int
    entries: tuple[Entry, ...]
    weight: int

    def name(self, about: About) -> str:
        """A hash of what it holds and of who reads it."""
        held = [
            [each.key, [one.document.id for one in each.fresh if one.document], [one.id for one in each.known]]
            for each in self.entries
        ]
        fields = [FORMAT, about.version, about.model, about.seal, held]
        return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()[:32]

    def documents(self) -> Iterator[tuple[Entry, Loaded]]:
        """The documents to be read, each with the entry that brings it."""
        for entry in self.entries:
            for each in entry.fresh:
                yield entry, each


def load_items(numbered: Iterable[tuple[int, Item]], limits: Limits | None = None) -> list[LoadedItem]:
    """The documents of items: what takes a while of what must be known before a document is known."""
    bounds = limits or Limits()
    return [
        LoadedItem(number, item.key, item.weight, item.retrieved, tuple(load_raw(item.raw, bounds)))
        for number, item in numbered
    ]


class Packer:
    """Packs what was loaded, in the order of its items, into shards.

    seen: the documents that stand somewhere already; those that are packed are added.
    """

    def __init__(self, seen: Seen, chars: int = CHARS) -> None:
        self._seen = seen
        self._most = chars
        self._entries: list[Entry] = []
        self._first = self._chars = self._weight = 0

    def add(self, item: LoadedItem) -> Iterator[Shard]:
        """Add an item; yields a shard where that closes one."""
        entry = self._entry(item)
        if not self._entries:
            self._first = item.number
        self._entries.append(entry)
        self._chars += entry.chars
        self._weight += item.weight
        if self._chars >= self._most or len(self._entries) >= ENTRIES:
            yield from self.close()

    def close(self) -> Iterator[Shard]:
        """The shard that is still open, where there is one."""
        if self._entries:
            yield Shard(self._first, tuple(self._entries), self._weight)
        self._entries, self._chars, self._weight = [], 0, 0

    def _entry(self, item: LoadedItem) -> Entry:
        fresh: list[Loaded] = []
        known: list[Document] = []
        problems: list[Problem] = []
        for each in item.loaded:
            if each.document is not None and self._seen.add("document", each.document.id):
                fresh.append(each)
                continue
            problems.extend(each.problems)
            if each.document is not None:
                known.append(each.document)
        return Entry(item.key, item.retrieved, tuple(fresh), tuple(known), tuple(problems))
