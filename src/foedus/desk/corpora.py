"""Corpora: read any number of articles into a folder of Parquet, and load such a folder into a ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk.opening import Desk, Settings
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.corpora.conducting import Step
    from foedus.corpora.engines import Engine
    from foedus.corpora.folder import Written
    from foedus.corpora.shards import About
    from foedus.model.documents import Document
    from foedus.reading import Reader, Reading

ENGINES = ("local", "ray")
_READS = ("documents", "gazetteer", "library", "model", "reading")
"""The packages by whose code and words a text is read."""


class ReaderTools:
    """What a worker of a corpus reads with: a reader, and the seal of all that it goes by."""

    def __init__(self, reader: Reader, library: str | Path | None = None) -> None:
        self._reader = reader
        self._library = library

    @cached_property
    def about(self) -> About:
        """Who reads."""
        from foedus.corpora.shards import About

        return About(self._reader.version, self._reader.read_by, seal(self._library))

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """What is read in each document, as `foedus read` reads it."""
        from foedus.reading import read_all

        return read_all(documents, self._reader)


def make_tools(settings: Settings) -> ReaderTools:
    """A worker's tools, made in the worker."""
    return ReaderTools(Desk(settings).reader, settings.library)


def seal(library: str | Path | None = None) -> str:
    """A hash of all that a text is read by beside the language model: rules, word lists, gazetteer, the user's own.

    >>> seal() == seal()
    True
    """
    import foedus

    home = Path(foedus.__file__).parent
    folders = [home / name for name in _READS] + ([Path(library)] if library else [])
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.suffix in (".py", ".yaml", ".yml", ".json")):
            for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()):
                found.update(hashlib.sha256(part).digest())
    return found.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a corpus is read.

    engine: one of :data:`ENGINES`; workers: how many at once, None for one a processor; chars: of text in a shard.
    replace: whether what another reader read in the folder is removed.
    """

    engine: str = "local"
    workers: int | None = None
    chars: int | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading a corpus has come.

    weight, whole: bytes of the sources that are done, and of all; whole is None where their end is not known.
    shards, rows, words: what the folder holds; new_words, new_documents: of this run.  step: what has just been done.
    """

    weight: int = 0
    whole: int | None = None
    shards: int = 0
    new_shards: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    new_words: int = 0
    new_documents: int = 0
    known: int = 0
    step: Step | None = None


def read_corpus(sources: Iterable[str], out: str | Path, settings: Settings, plan: Plan) -> Iterator[Progress]:
    """Reads what a folder does not hold yet of the sources into it, shard by shard, and says so after each.

    Raises UsageError where an engine is not known or not installed, or the folder holds another reader's work.
    """
    if plan.workers is not None and plan.workers < 1:
        raise UsageError(f"{plan.workers} workers read nothing; give 1 or more")
    named = tuple(sources)
    plain = replace(settings, ledger=None, library=str(settings.library) if settings.library else None)
    with _engine(plan, plain) as engine:
        yield from read_with(engine, named, out, plan)


def read_with(engine: Engine, sources: tuple[str, ...], out: str | Path, plan: Plan) -> Iterator[Progress]:
    """The same on an engine that is there."""
    from foedus.corpora.columns import TABLES
    from foedus.corpora.conducting import conduct, who_reads
    from foedus.corpora.folder import Folder
    from foedus.corpora.seen import Seen
    from foedus.corpora.shards import CHARS
    from foedus.corpora.sources import items, weight

    with Folder(out, who_reads(engine), replace=plan.replace) as folder, Seen() as seen:
        held = folder.remember(seen)
        rows = {table: sum(each.rows[table] for each in held) for table in TABLES}
        now = Progress(0, weight(sources), len(held), 0, rows, sum(each.words for each in held))
        yield now
        for step in conduct(items(sources), folder, engine, chars=plan.chars or CHARS, seen=seen):
            now = replace(now, weight=now.weight + step.weight, known=now.known + step.known, step=step)
            if step.written:
                now = _grown(now, step.written)
            yield now


def _grown(now: Progress, more: Written) -> Progress:
    return replace(
        now,
        shards=now.shards + 1,
        new_shards=now.new_shards + 1,
        rows={table: count + more.rows[table] for table, count in now.rows.items()},
        words=now.words + more.words,
        new_words=now.new_words + more.words,
        new_documents=now.new_documents + more.rows["documents"],
    )


def _engine(plan: Plan, settings: Settings) -> Engine:
    import os

    make = partial(make_tools, settings)
    if plan.engine == "local":
        from foedus.corpora.engines.local import LocalEngine

        return LocalEngine(make, plan.workers or os.cpu_count() or 1)
    if plan.engine == "ray":
        from foedus.corpora.engines.onray import open_ray

        return open_ray(make, plan.workers)
    raise UsageError(f"no engine is called {plan.engine!r}; it is one of {', '.join(ENGINES)}")
