"""Reading a shard: a pure function from its documents to the rows that are written of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from foedus.corpora.columns import TABLES, claim_row, parquet
from foedus.corpora.shards import About, Shard
from foedus.documents.load import Loaded
from foedus.model.documents import Document
from foedus.model.problems import Problem, each_once
from foedus.reading.reader import Reading


class Tools(Protocol):
    """What a worker reads with; made once in each worker, since a language model takes seconds to load."""

    @property
    def about(self) -> About:
        """Who reads."""
        ...

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """What is read in each document, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Output:
    """What is written of a shard: each table's Parquet, how many rows each has, and the problems to be told of."""

    files: dict[str, bytes]
    rows: dict[str, int]
    words: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Rows:
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in TABLES})
    problems: list[Problem] = field(default_factory=list)
    words: int = 0

    def sighted(self, document: Document, retrieved: str | None) -> None:
        told = document.record()
        told = {key: value for key, value in told.items() if key not in ("type", "id", "text", "boilerplate")}
        self.tables["sightings"].append({"document": document.id, **told, "retrieved": retrieved})

    def troubled(self, problems: Iterable[Problem], document: str | None) -> None:
        for problem in problems:
            self.problems.append(problem)
            self.tables["problems"].append({**asdict(problem), "document": document})

    def read(self, document: Document, loaded: Loaded, reading: Reading, retrieved: str | None) -> None:
        self.words += len(document.text.split())
        self.tables["documents"].append({**document.record(), "retrieved": retrieved})
        self.sighted(document, retrieved)
        self.tables["statements"].extend(each.record() for each in reading.statements)
        self.tables["claims"].extend(claim_row(each.record()) for each in reading.claims)
        self.troubled(each_once((*loaded.problems, *reading.problems)), document.id)

    def output(self) -> Output:
        files = {name: parquet(name, rows) for name, rows in self.tables.items()}
        counts = {name: len(rows) for name, rows in self.tables.items()}
        return Output(files, counts, self.words, tuple(self.problems))


def read_shard(shard: Shard, tools: Tools) -> Output:
    """All that is written of a shard; the same for the same shard and reader, wherever and whenever it is read."""
    pairs = list(shard.documents())
    return assemble(shard, list(tools.read(loaded.document for _, loaded in pairs if loaded.document is not None)))


def assemble(shard: Shard, readings: Sequence[Reading]) -> Output:
    """What is written of a shard whose documents were read, in their order."""
    made = _Rows()
    left = iter(readings)
    for entry in shard.entries:
        for loaded in entry.fresh:
            if loaded.document is not None:
                made.read(loaded.document, loaded, next(left), entry.retrieved)
        for document in entry.known:
            made.sighted(document, entry.retrieved)
        made.troubled(entry.problems, None)
    return made.output()
