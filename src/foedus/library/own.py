"""A folder of the user's own: faults as values, and what stands beside the library's entries or in their place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from foedus.library.actors_load import actors_of, load_tenures
from foedus.library.files import line_of
from foedus.model.actors import Actor, Tenure
from foedus.model.problems import LibraryError

T = TypeVar("T")
File = tuple[Path, str, Any]
"""Where a file is, the schema that it satisfies, and its content."""

_LINE = re.compile(r":(\d+): ")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault in a file: where, and what is wrong with its remedy; left_out: whether the file is left out for it."""

    path: Path
    number: int | None
    what: str
    left_out: bool = True

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path}:{self.number}" if self.number else str(self.path)

    def line(self) -> str:
        """The fault as one line."""
        return f"{self.where}: {self.what}"


def troubles(path: Path, error: LibraryError) -> list[Trouble]:
    """The faults that an error about one file lists, one a line."""
    return [_trouble(path, line) for line in str(error).splitlines()]


def _trouble(path: Path, line: str) -> Trouble:
    said = line.removeprefix(str(path))
    if said == line:
        return Trouble(path, None, line)
    number = _LINE.match(said)
    return Trouble(path, int(number[1]), said[number.end() :]) if number else Trouble(path, None, said.lstrip(": "))


def actors_beside(folder: Path, known: Iterable[Actor]) -> tuple[tuple[Actor, ...], list[Trouble]]:
    """The actors of a folder's files that satisfy their schema and give nobody a key that somebody has."""
    taken = {actor.key for actor in known}
    found: list[Actor] = []
    trouble: list[Trouble] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            actors = actors_of(path)
        except LibraryError as error:
            trouble += troubles(path, error)
            continue
        keys = [actor.key for actor in actors]
        twice = [(i, key) for i, key in enumerate(keys) if key in taken or key in keys[:i]]
        for i, key in twice:
            what = f"the key {key!r} stands twice, or in another file too; keep one entry"
            trouble.append(Trouble(path, line_of(path, ("actors", i)), what))
        if not twice:
            found += actors
            taken |= set(keys)
    return tuple(found), trouble


def tenures_beside(folder: Path, known: set[str]) -> tuple[tuple[Tenure, ...], list[Trouble]]:
    """The offices of a folder's file, where it satisfies its schema and everybody in it is known."""
    path = folder / "tenures.yaml"
    try:
        tenures = load_tenures(folder)
    except LibraryError as error:
        return (), troubles(path, error)
    trouble = [
        Trouble(path, line_of(path, ("tenures", i)), f"no actor {key!r}; mend the key or add the actor to actors/")
        for i, tenure in enumerate(tenures)
        for key in (tenure.person, tenure.of)
        if key not in known
    ]
    return ((), trouble) if trouble else (tenures, [])


def standing(home: Sequence[File], own: Iterable[File]) -> tuple[File, ...]:
    """The library's own files without the agreements in whose place one of the user's says that it stands."""
    named = {raw["id"] for _, schema, raw in own if schema == "agreement" and "instead_of" in raw}
    return tuple(file for file in home if file[1] != "agreement" or file[2]["id"] not in named)


def beside(home: Iterable[T], own: Iterable[T], about: Callable[[T], Hashable]) -> tuple[T, ...]:
    """The library's rows and the user's, whose rows on a thing stand in the place of the library's rows on it."""
    said = tuple(own)
    told = {about(each) for each in said}
    return (*(each for each in home if about(each) not in told), *said)


def entry_digest(text: str) -> str:
    """The digest by which an entry names the text of the one in whose place it stands; line ends do not count."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:12]


def overtaken(raw: Mapping[str, Any], home: Path) -> Iterator[tuple[tuple[Any, ...], str]]:
    """An entry that stands in the place of one that foedus has changed since, or no longer has."""
    if "instead_of" not in raw:
        return
    path = home / "agreements" / f"{raw['id']}.yaml"
    if not path.exists():
        yield ("instead_of",), f"foedus has no entry {raw['id']!r} in whose place this could stand; take instead_of out"
        return
    now = entry_digest(path.read_text(encoding="utf-8"))
    if now != raw["instead_of"]:
        what = f"foedus's own entry has changed since this one was made from it; compare the two ({path})"
        yield ("instead_of",), f"{what}, take over what is new and write instead_of: '{now}'"
