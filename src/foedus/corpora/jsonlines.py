"""JSON lines: one article a line, in the shape that a .json file has."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from foedus.corpora.items import Item
from foedus.documents.load import Limits
from foedus.documents.sources import Raw, too_large
from foedus.model.problems import Problem

_PIECE = 1_000_000


def lines_of(path: Path, where: str, limits: Limits) -> Iterator[Item]:
    """The lines of a file, unpacked where its name ends with .gz.

    A packed file that breaks off gives what stands before the break, and a problem.
    """
    with path.open("rb") as stored:
        if path.suffix.lower() != ".gz":
            yield from lines(stored, where, limits.file_bytes)
            return
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=stored))
        told = number = 0
        try:
            for item in lines(unpacked, where, limits.file_bytes):
                at, number = stored.tell(), number + 1
                yield Item(item.raw, at - told)
                told = at
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            why = f"{error}; {number} lines before that were read"
            problem = Problem("unreadable", "not read to its end: the packed file is damaged", where, why, "mend it")
            yield Item(Raw(where, problem=problem))


def lines(stream: BinaryIO, where: str, limit: int) -> Iterator[Item]:
    """The lines of a stream that hold anything; one that is longer than the limit is a problem and not kept.

    >>> import io
    >>> [item.raw.where for item in lines(io.BytesIO(b'{"text": "One."}\\n\\n{"text": "Two."}'), "news.jsonl", 100)]
    ['news.jsonl:1', 'news.jsonl:3']
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        at = f"{where}:{number}"
        size = len(line)
        if size > limit and not line.endswith(b"\n"):
            while rest := stream.readline(_PIECE):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield Item(Raw(at, problem=too_large(at, limit, size)), size)
        elif line.strip():
            yield Item(Raw(at, "json", line), size)
