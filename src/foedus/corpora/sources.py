"""The sources of a corpus, lazily: folders, files, JSON lines, Parquet and web archives, an item at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from foedus.corpora.items import Item
from foedus.corpora.jsonlines import lines_of
from foedus.corpora.rows import rows_of
from foedus.corpora.webarchive import pages_of
from foedus.documents.load import Limits
from foedus.documents.sources import Place, Raw, places, read_file, unreadable

MANY: tuple[tuple[tuple[str, ...], Callable[[Path, str, Limits], Iterator[Item]]], ...] = (
    ((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), lines_of),
    ((".parquet",), rows_of),
    ((".warc", ".warc.gz"), pages_of),
)
"""Files that hold many articles, by how their names end, and what takes them apart."""


def items(sources: Iterable[str], stdin: BinaryIO | None = None, limits: Limits | None = None) -> Iterator[Item]:
    """Everything that the sources hold, in a fixed order, never more than one article in memory.

    sources: files, folders of them, or ``-`` for JSON lines on standard input.
    What cannot be read comes as an item with its problem.
    """
    bounds = limits or Limits()
    for source in sources:
        if source == "-":
            yield from _standard_input(stdin, bounds)
            continue
        for place in places(source):
            yield from _of_place(place, bounds)


def weight(sources: Iterable[str]) -> int | None:
    """How many bytes the sources hold together; None where standard input is among them, whose end nobody knows."""
    total = 0
    for source in sources:
        if source == "-":
            return None
        for place in places(source):
            total += _size(place)
    return total


def _of_place(place: Place, limits: Limits) -> Iterator[Item]:
    path = place.path
    if path is None:
        yield Item(Raw(place.where, problem=place.problem))
        return
    name = path.name.lower()
    taken_apart = next((reader for ends, reader in MANY if name.endswith(ends)), None)
    if taken_apart is None or not path.is_file():
        yield Item(read_file(place, limits.file_bytes), _size(place))
        return
    try:
        yield from taken_apart(path, place.where, limits)
    except OSError as error:
        yield Item(Raw(place.where, problem=unreadable(place.where, error)))


def _standard_input(stdin: BinaryIO | None, limits: Limits) -> Iterator[Item]:
    import sys

    from foedus.corpora.jsonlines import lines

    stream: BinaryIO | None = stdin if stdin is not None or sys.stdin is None else sys.stdin.buffer
    if stream is None:
        yield Item(Raw("-", problem=unreadable("-", ValueError("standard input is closed"))))
    else:
        yield from lines(stream, "-", limits.file_bytes)


def _size(place: Place) -> int:
    try:
        return place.path.stat().st_size if place.path else 0
    except (OSError, ValueError):
        return 0
