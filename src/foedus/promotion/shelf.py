"""The files of a user's library as they are being changed, in memory."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from foedus.library.own import entry_digest
from foedus.model.problems import LibraryError
from foedus.promotion import sheet
from foedus.promotion.sources import confidence, quoted, source, source_key
from foedus.promotion.values import Backed, Fact, entry, joined

Cited = tuple[str, str | None]
"""The key of an entry's source, and a note that names the others."""

_NEW = {
    "recognitions.yaml": "sources: {}\nrecognitions: []\n",
    "viewpoints.yaml": "sources: {}\nviewpoints: []\npositions: []\ncontrol: []\n",
    "tenures.yaml": "source: accepted claims, each with its own source\ntenures: []\n",
    "actors/persons.yaml": "source: accepted claims, each with its own source\nactors: []\n",
}
"""Files of rows, where the user has none yet."""


def dated_row(fact: Fact, cited: Cited, **fields: Any) -> dict[str, Any]:
    """The entry of a fact: its own fields, then by which source, how sure it is, and what is to be said of its day."""
    source_, others = cited
    return entry(**fields, source=source_, confidence=confidence(fact.backed), note=joined(fact.day.note, others))


class Shelf:
    """The user's texts by path within the folder, and foedus's own beside them.

    own: the user's files as they are.  home: foedus's own file of a path, or None.
    """

    def __init__(self, own: Mapping[str, str], home: Callable[[str], str | None]) -> None:
        self._before, self._home = dict(own), home
        self._now = dict(own)

    def text(self, path: str) -> str | None:
        """A file as it would be: the user's, else foedus's own."""
        return self._now.get(path) or self._home(path)

    def own(self, path: str) -> Any:
        """The content of the user's file; None where there is none."""
        return sheet.content(self._now[path]) if path in self._now else None

    def home(self, path: str) -> Any:
        """The content of foedus's own file; None where there is none."""
        text = self._home(path)
        return None if text is None else sheet.content(text)

    def content(self, path: str) -> Any:
        """The content of a file: the user's, else foedus's own, else None."""
        return self.own(path) or self.home(path)

    def is_own(self, path: str) -> bool:
        """Whether the file is one of the user's, or is becoming one."""
        return path in self._now

    def start(self, path: str, text: str) -> None:
        """Begin a file that is not there yet."""
        self._now[path] = text

    def take(self, path: str) -> None:
        """See that the user has the file: an agreement of foedus's own is copied, to stand in the place of that."""
        if path in self._now:
            return
        text = self._home(path) if path.startswith("agreements/") else None
        if text is None:
            self._now[path] = _NEW[path]
        else:
            self._now[path] = sheet.put(text, ("instead_of",), entry_digest(text), before="title")

    def kept(self) -> Mapping[str, str]:
        """The files as they are now, to come back to."""
        return dict(self._now)

    def restore(self, kept: Mapping[str, str]) -> None:
        """Come back to the files as they were."""
        self._now = dict(kept)

    def append(self, path: str, where: sheet.Path, item: Any) -> None:
        """One item more in a list of the user's file."""
        self._change(path, lambda text: sheet.append(text, where, item))

    def put(self, path: str, where: sheet.Path, value: Any, before: str | None = None) -> None:
        """A value at a key of the user's file."""
        self._change(path, lambda text: sheet.put(text, where, value, before=before))

    def remark(self, path: str, where: sheet.Path, lines: Sequence[str]) -> None:
        """A comment after a list of the user's file."""
        self._change(path, lambda text: sheet.remark(text, where, lines))

    def _change(self, path: str, change: Callable[[str], str]) -> None:
        self.take(path)
        try:
            self._now[path] = change(self._now[path])
        except LibraryError as error:
            raise LibraryError(f"{path}: {error}") from error

    def cite(self, path: str, several: Sequence[Backed]) -> Cited:
        """The key of the source of claims in a file, and where there are several a note that names the others."""
        first, *others = self.keys(path, several)
        return first, f"also by {', '.join(others)}" if others else None

    def keys(self, path: str, several: Sequence[Backed]) -> list[str]:
        """The keys of the sources of claims in a file, each once; those that it has not are added."""
        self.take(path)
        keys: list[str] = []
        for each in several:
            taken = {**sheet.content(self._now[path])["sources"]}
            key = source_key(each, taken)
            told = quoted(each)
            old = taken.get(key, {}).get("note", "")
            if key not in taken:
                self.put(path, ("sources", key), source(each, [told]))
            elif each.id not in old:
                self.put(path, ("sources", key, "note"), f"{old}; {told}" if old else told)
            keys.append(key)
        return list(dict.fromkeys(keys))

    def borrow(self, path: str, key: str) -> str:
        """A source of foedus's own file, copied into the user's; the key that it has there."""
        self.take(path)
        given, taken = self.home(path)["sources"][key], sheet.content(self._now[path])["sources"]
        name, number = key, 1
        while name in taken and taken[name] != given:
            number += 1
            name = f"{key}-{number}"
        if name not in taken:
            self.put(path, ("sources", name), given)
        return name

    @property
    def changed(self) -> dict[str, str]:
        """The files that are new or otherwise, by path."""
        return {path: text for path, text in sorted(self._now.items()) if self._before.get(path) != text}

    def texts(self) -> dict[str, str]:
        """Every file of the user's as it would be."""
        return dict(self._now)

    def diff(self) -> str:
        """What changes, as a unified diff for ``patch -p1`` or ``git apply`` inside the folder."""
        return "".join(
            line for path, text in self.changed.items() for line in _diff(path, self._before.get(path), text)
        )

    def within(self) -> dict[str, str]:
        """What a file that begins as a copy of foedus's own has otherwise than that: hunks, by path."""
        found = {}
        for path, text in self.changed.items():
            home = self._home(path) if path not in self._before and path.startswith("agreements/") else None
            if home is not None:
                hunks = list(difflib.unified_diff(_split(home), _split(text), n=1))[2:]
                found[path] = "".join(hunks)
        return found


def _diff(path: str, before: str | None, now: str) -> Iterator[str]:
    old = "/dev/null" if before is None else f"a/{path}"
    lines = difflib.unified_diff(_split(before or ""), _split(now), old, f"b/{path}")
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one, as for ``patch``."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
