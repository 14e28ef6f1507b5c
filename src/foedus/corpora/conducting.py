"""Conducting: items to workers, what they loaded into shards, shards to workers, what they read into the folder.

Never more than a few shards are on their way, whatever the corpus's size.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from foedus.corpora.columns import TABLES
from foedus.corpora.engines import Engine, Lost
from foedus.corpora.folder import Folder, Written
from foedus.corpora.items import Item
from foedus.corpora.reading import Output, Tools, assemble, read_shard
from foedus.corpora.seen import Seen
from foedus.corpora.shards import CHARS, About, LoadedItem, Packer, Shard, load_items
from foedus.documents.load import Loaded
from foedus.model.documents import Document
from foedus.model.problems import DataError, Problem
from foedus.reading.reader import Reading

_BATCH, _BATCH_BYTES = 16, 1_000_000
_LOOKED_AT = 500
"""Items that are looked at, and found to be known, before anything else has its turn."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come with this step.

    weight: the bytes of the sources that are done; written: the shard that was written; None where items were known
    already, of which `known` says how many.  problems: to be told of.
    """

    weight: int
    written: Written | None = None
    known: int = 0
    problems: tuple[Problem, ...] = ()


def who_reads(engine: Engine) -> About:
    """Who the engine's workers are.

    Raises DataError where they cannot work at all.
    """
    engine.submit(-1, _about, None)
    about: About | Lost = engine.wait().value
    if isinstance(about, Lost):
        raise DataError(f"no worker can read: {about.why}; see to the memory, or give fewer --workers")
    return about


def conduct(items: Iterable[Item], folder: Folder, engine: Engine, *, chars: int = CHARS, seen: Seen) -> Iterator[Step]:
    """Reads what the folder does not hold of the items, shard by shard; each is written before its step is yielded.

    seen: what the folder holds (:meth:`Folder.remember`); what is read is added.
    """
    yield from _Run(items, folder, engine, chars, seen).steps()


@dataclass(slots=True)
class _Split:
    """A shard that was lost and is read document by document, so that whichever is to blame is lost alone."""

    shard: Shard
    outputs: dict[int, Output] = field(default_factory=dict)
    left: int = 0


class _Run:
    def __init__(self, items: Iterable[Item], folder: Folder, engine: Engine, chars: int, seen: Seen) -> None:
        self._folder, self._engine, self._seen = folder, engine, seen
        self._packer = Packer(seen, chars)
        self._numbered = enumerate(items)
        self._batches = batched_numbered(self._unknown())
        self._loading: deque[tuple[int, list[tuple[int, Item]]]] = deque()
        self._loaded: dict[int, list[LoadedItem]] = {}
        self._packed: deque[Shard] = deque()
        self._reading: dict[int, Shard | tuple[_Split, int]] = {}
        self._next = self._known = self._known_weight = 0
        self._more = True

    def steps(self) -> Iterator[Step]:
        while True:
            self._fill()
            if self._known:
                yield Step(self._known_weight, known=self._known)
                self._known = self._known_weight = 0
            if self._loading or self._reading:
                yield from self._take()
            elif not self._more and not self._packed:
                return

    def _fill(self) -> None:
        """Give the engine enough to do, reading first, and no more than that."""
        slots = self._engine.slots
        while self._packed and len(self._reading) < slots + 1:
            shard = self._packed.popleft()
            self._submit(read_shard_job, shard, shard)
        while self._more and len(self._loading) < slots and len(self._packed) < slots:
            batch = next(self._batches, None)
            if batch is None:
                self._more = False
                self._close()
            elif batch:
                self._loading.append((self._submit(load_job, batch), batch))
            else:
                return

    def _close(self) -> None:
        if not self._more and not self._loading:
            self._packed.extend(self._packer.close())

    def _submit(self, job: Any, given: Any, reading: Shard | tuple[_Split, int] | None = None) -> int:
        number, self._next = self._next, self._next + 1
        if reading is not None:
            self._reading[number] = reading
        self._engine.submit(number, job, given)
        return number

    def _unknown(self) -> Iterator[tuple[int, Item] | None]:
        """The items that no shard is of; now and then none, so that a long row of known ones holds nothing up."""
        passed = 0
        for number, item in self._numbered:
            if self._seen.add("item", item.key):
                passed = 0
                yield number, item
                continue
            self._known += 1
            self._known_weight += item.weight
            passed += 1
            if passed == _LOOKED_AT:
                passed = 0
                yield None

    def _take(self) -> Iterator[Step]:
        outcome = self._engine.wait()
        if outcome.number not in self._reading:
            self._pack(outcome.number, outcome.value)
            return
        given = self._reading.pop(outcome.number)
        if isinstance(given, Shard):
            if not isinstance(outcome.value, Lost):
                yield self._write(given, outcome.value)
            else:
                yield from self._split(given, outcome.value)
            return
        split, place = given
        lost = outcome.value
        split.outputs[place] = unread(_alone(split.shard, place), lost) if isinstance(lost, Lost) else lost
        split.left -= 1
        if not split.left:
            yield self._write(split.shard, joined([split.outputs[each] for each in sorted(split.outputs)]))

    def _pack(self, number: int, value: Any) -> None:
        """Pack what was loaded, in the order of the items, whatever the order in which it comes."""
        if isinstance(value, Lost):
            value = self._apart(number, value)
        if value is not None:
            self._loaded[number] = value
        while self._loading and self._loading[0][0] in self._loaded:
            for each in self._loaded.pop(self._loading.popleft()[0]):
                self._packed.extend(self._packer.add(each))
        self._close()

    def _apart(self, number: int, lost: Lost) -> list[LoadedItem] | None:
        """Have each of some lost items loaded alone; one that was alone already is lost."""
        at = next(at for at, (each, _) in enumerate(self._loading) if each == number)
        batch = self._loading[at][1]
        if len(batch) == 1:
            return [_not_loaded(*batch[0], lost)]
        del self._loading[at]
        for place, each in enumerate(batch, at):
            self._loading.insert(place, (self._submit(load_job, [each]), [each]))
        return None

    def _split(self, shard: Shard, lost: Lost) -> Iterator[Step]:
        """Have each document of a lost shard read alone; a document that was alone already is lost."""
        count = sum(1 for _ in shard.documents())
        if count <= 1:
            yield self._write(shard, unread(shard, lost))
            return
        split = _Split(shard, {count: assemble(_without_documents(shard), ())}, count)
        for place in range(count):
            self._submit(read_shard_job, _alone(shard, place), (split, place))

    def _write(self, shard: Shard, output: Output) -> Step:
        return Step(shard.weight, self._folder.write(shard, output), problems=output.problems)


def batched_numbered(items: Iterable[tuple[int, Item] | None]) -> Iterator[list[tuple[int, Item]]]:
    """Items some at a time, for one job; where none is yielded, what there is so far, which may be nothing."""
    batch: list[tuple[int, Item]] = []
    held = 0
    for each in items:
        if each is None:
            yield batch
            batch, held = [], 0
            continue
        batch.append(each)
        held += len(each[1].raw.data or b"")
        if len(batch) >= _BATCH or held >= _BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def load_job(_: Tools, numbered: list[tuple[int, Item]]) -> list[LoadedItem]:
    """The job of loading items."""
    return load_items(numbered)


def read_shard_job(tools: Tools, shard: Shard) -> Output:
    """The job of reading a shard."""
    return read_shard(shard, tools)


def _about(tools: Tools, _: None) -> About:
    return tools.about


def _alone(shard: Shard, place: int) -> Shard:
    """A shard of one of a shard's documents."""
    entry, loaded = next(islice(shard.documents(), place, None))
    return replace(shard, entries=(replace(entry, fresh=(loaded,), known=(), problems=()),))


def _without_documents(shard: Shard) -> Shard:
    return replace(shard, entries=tuple(replace(entry, fresh=()) for entry in shard.entries))


def unread(shard: Shard, lost: Lost) -> Output:
    """What is written of documents that could not be read: they themselves, and why."""
    readings = [Reading((), (), (_fault(each.document, lost),)) for _, each in shard.documents() if each.document]
    return assemble(shard, readings)


def _fault(document: Document, lost: Lost) -> Problem:
    what, todo = "not read: its worker failed, also with this document alone", "try it alone: foedus read PATH"
    return Problem("fault", what, document.path, lost.why, todo)


def _not_loaded(number: int, item: Item, lost: Lost) -> LoadedItem:
    where = item.raw.where
    problem = Problem("fault", "not read: its worker failed", where, lost.why, "try it alone: foedus read PATH")
    return LoadedItem(number, item.key, item.weight, item.retrieved, (Loaded(None, (problem,), where),))


def joined(outputs: Iterable[Output]) -> Output:
    """Outputs one after the other, as one."""
    import io

    import polars as pl

    several = list(outputs)
    files = {}
    for table in TABLES:
        together = io.BytesIO()
        pl.concat([pl.read_parquet(io.BytesIO(each.files[table])) for each in several]).write_parquet(together)
        files[table] = together.getvalue()
    rows = {table: sum(each.rows[table] for each in several) for table in TABLES}
    problems = tuple(problem for each in several for problem in each.problems)
    return Output(files, rows, sum(each.words for each in several), problems)
