"""``python -m benchmarks.ledger [--claims N] [--postgres [URL]]``: how a ledger of N claims does, in both stores.

Each figure is wall-clock time, the median of many questions, each of another actor, word or claim.  Where there is a
plain way to do the same it is measured in the same run: rows by `executemany`, words by a scan.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from benchmarks.ledgers import SEED, Made, made
from benchmarks.measuring import machine
from benchmarks.readers import beside_a_writer
from foedus.ledger import ClaimFilter, ReadBy, open_ledger
from foedus.ledger.store import Ledger
from foedus.library import load_library

CLAIMS = 1_000_000
TOGETHER = 5_000
"""Claims that are recorded together, as `foedus ledger load` does."""
READER = ReadBy("0.1.0", "benchmark")
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = ("recognised", "Georgia recognised", '"would defend" Cuba', "Abkhazia", "Mongolia denounced", "harbour")
QUESTIONS = 200


@dataclass(slots=True)
class Sample:
    """Claims and actors to be asked for, drawn from what was recorded, without keeping all of it."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    ids: list[str] = field(default_factory=list)
    actors: dict[str, int] = field(default_factory=dict)

    def see(self, found: Made) -> None:
        """Take some of a document's claims."""
        for claim in found[2]:
            for actor in {mention.actor for _, mentions in claim.roles for mention in mentions}:
                self.actors[actor] = self.actors.get(actor, 0) + 1
        if self.chance.random() < 0.02:
            self.ids.append(self.chance.choice(found[2]).id)


def main() -> None:
    """Prints every measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS, help="how many claims the ledger has")
    parser.add_argument(
        "--postgres", nargs="?", const="", help="PostgreSQL too, at this address or on the tests' server"
    )
    parser.add_argument("--seconds", type=float, default=60, help="how long ten readers read beside a writer")
    parser.add_argument("--keep", type=Path, help="leave the SQLite ledger there, and use it if it is there")
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", given.keep or Path(folder) / "ledger.sqlite", given.claims, given.seconds)
        plain_rows(Path(folder) / "plain.sqlite", min(given.claims, 100_000))
    if given.postgres is not None:
        with _server(given.postgres) as address:
            measure("PostgreSQL", address, given.claims, given.seconds)


@contextmanager
def _server(address: str) -> Iterator[str]:
    if address:
        yield address
        return
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "ledger"))
    import postgres_server

    with postgres_server.server() as given:
        yield postgres_server.new_schema(given)


def measure(name: str, place: str | Path, claims: int, seconds: float) -> None:
    """Every measurement of one store."""
    sample = Sample()
    filled = isinstance(place, Path) and place.exists()
    with open_ledger(place) as ledger:
        if filled:
            for found in made(load_library(None), claims):
                sample.see(found)
        else:
            _told(name, "batch insert", fill(ledger, claims, sample))
        for what, times in asked(ledger, sample).items():
            _told(name, what, f"median {1000 * statistics.median(times):.2f} ms, slowest {1000 * max(times):.1f} ms")
    for line in beside_a_writer(place, sample.ids, seconds):
        _told(name, "10 readers and a writer", line)


def _told(store: str, what: str, figure: str) -> None:
    print(f"{store}, {what}: {figure}", flush=True)


def fill(ledger: Ledger, claims: int, sample: Sample) -> str:
    """Record the claims, many at a time, each batch on a day of its own; how fast that was."""
    source = made(load_library(None), claims)
    spent = used = 0.0
    count = words = 0
    day = FIRST_DAY
    while some := list(islice(source, TOGETHER // 10)):
        for each in some:
            sample.see(each)
            words += len(each[0].text.split())
        began, before = time.perf_counter(), time.process_time()
        ledger.append_all([(*each, ()) for each in some], reader=READER, recorded_at=day)
        spent += time.perf_counter() - began
        used += time.process_time() - before
        count += sum(len(each[2]) for each in some)
        day += timedelta(hours=1)
    return (
        f"{count / spent:,.0f} claims/s ({count / used:,.0f} a second of this process's time), with their statements, "
        f"{words:,} words of text and the indexes of words: {count:,} claims in {spent:.0f} s"
    )


def asked(ledger: Ledger, sample: Sample) -> dict[str, list[float]]:
    """How long each question took, by what was asked."""
    chance = random.Random(SEED)
    last = FIRST_DAY + timedelta(days=365)
    ids = [chance.choice(sample.ids) for _ in range(QUESTIONS)]
    actors = sorted(sample.actors, key=lambda each: -sample.actors[each])
    told = {"busiest": actors[:3], "of the middle": actors[len(actors) // 2 :][:10]}
    found: dict[str, list[float]] = {
        "as-of lookup of a claim": _times(lambda id_: list(ledger.claims(ClaimFilter(id=id_), last)), ids),
        "as-of lookup of a document": _times(
            lambda id_: list(ledger.documents(last, ids=[id_])), [_document(ledger, id_) for id_ in ids[:50]]
        ),
        "text search, 20 passages": _times(lambda words: list(islice(ledger.search(words, last), 20)), WORDS * 5),
        "words of evidence, 20 claims": _times(
            lambda words: list(ledger.claims(ClaimFilter(text=words, limit=20), last)), WORDS * 5
        ),
    }
    for which, keys in told.items():
        found[f"contradictions of one actor ({which}, {sample.actors[keys[0]]:,} claims)"] = _times(
            ledger.contradictions, keys
        )
    scan = sa.text("SELECT count(*) FROM texts WHERE body LIKE '%Abkhazia%'")
    with ledger._engine.connect() as connection:
        found["text search by a plain scan (LIKE)"] = _times(lambda _: connection.execute(scan).all(), (0,))
    return found


def _document(ledger: Ledger, claim: str) -> str:
    return next(ledger.claims(ClaimFilter(id=claim))).document


def _times(work: Callable[[str], object], given: Sequence[str] | Sequence[int]) -> list[float]:
    spent = []
    for each in given:
        began = time.perf_counter()
        work(each)  # type: ignore[arg-type]
        spent.append(time.perf_counter() - began)
    return spent


def plain_rows(path: Path, claims: int) -> None:
    """The floor: the same claims as JSON in one table with one index, by the driver alone."""
    records = [claim.record() for _, _, found in made(load_library(None), claims) for claim in found]
    store = sqlite3.connect(path)
    store.execute("PRAGMA journal_mode = WAL").close()
    store.execute("CREATE TABLE claims (id TEXT PRIMARY KEY, kind TEXT, record TEXT)")
    began, before = time.perf_counter(), time.process_time()
    for start in range(0, len(records), TOGETHER):
        rows = [(each["id"], each["kind"], json.dumps(each)) for each in records[start : start + TOGETHER]]
        with store:
            store.executemany("INSERT INTO claims VALUES (?, ?, ?)", rows)
    spent, used = time.perf_counter() - began, time.process_time() - before
    store.close()
    rate = f"{len(records) / spent:,.0f} claims/s ({len(records) / used:,.0f} a second of this process's time)"
    _told("SQLite", "plain rows of the same claims, by executemany", rate)


if __name__ == "__main__":
    main()
