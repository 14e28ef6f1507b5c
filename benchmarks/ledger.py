"""``python -m benchmarks.ledger [--claims N] [--postgres [URL]]``: how a ledger of N claims does, in both stores.

Each figure is wall-clock time, the median of many questions, each of another actor, word or claim.  Where there is a
plain way to do the same it is measured in the same run: the same rows by the driver alone, words by a scan.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from benchmarks.filling import FIRST_DAY, Sample, fill, floor
from benchmarks.ledgers import SEED, made
from benchmarks.measuring import machine
from benchmarks.readers import beside_a_writer
from foedus.ledger import ClaimFilter, open_ledger
from foedus.ledger.store import Ledger
from foedus.library import load_library

CLAIMS = 1_000_000
WORDS = ("recognised", "Georgia recognised", '"would defend" Cuba', "Abkhazia", "Mongolia denounced", "harbour")
QUESTIONS = 200
_A_PAGE = 20


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
        _told(
            "SQLite",
            "the same rows, by the driver's executemany alone",
            floor(Path(folder), min(given.claims, 100_000)),
        )
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
            spent, used = zip(*times, strict=True)
            figure = f"median {1000 * statistics.median(spent):.2f} ms, slowest {1000 * max(spent):.1f} ms"
            _told(name, what, f"{figure} ({1000 * statistics.median(used):.2f} ms of this process's time)")
    for line in beside_a_writer(place, sample.ids, seconds):
        _told(name, "10 readers and a writer", line)


def _told(store: str, what: str, figure: str) -> None:
    print(f"{store}, {what}: {figure}", flush=True)


def asked(ledger: Ledger, sample: Sample) -> dict[str, list[tuple[float, float]]]:
    """How long each question took, by what was asked."""
    chance = random.Random(SEED)
    last = FIRST_DAY + timedelta(days=365)
    ids = [chance.choice(sample.ids) for _ in range(QUESTIONS)]
    actors = sorted(sample.actors, key=lambda each: -sample.actors[each])
    told = {"busiest": actors[:3], "of the middle": actors[len(actors) // 2 :][:10]}
    found: dict[str, list[tuple[float, float]]] = {
        "as-of lookup of a claim": _times(lambda id_: list(ledger.claims(ClaimFilter(id=id_), last)), ids),
        "as-of lookup of a document": _times(
            lambda id_: list(ledger.documents(last, ids=[id_])), [_document(ledger, id_) for id_ in ids[:50]]
        ),
        "text search, 20 passages": _times(lambda words: list(islice(ledger.search(words, last), 20)), WORDS * 5),
        "words of evidence, a page of 20 claims": _times(
            lambda words: ledger.walk(ClaimFilter(text=words), last, limit=20), WORDS * 5
        ),
    }
    ledger.contradictions(actors[10], limit=_A_PAGE)  # a program's first question loads what it is answered with
    for which, keys in told.items():
        found[f"first page of the contradictions of one actor ({which}, {sample.actors[keys[0]]:,} claims)"] = _times(
            lambda key: ledger.contradictions(key, limit=_A_PAGE), keys
        )
    scan = sa.text("SELECT count(*) FROM texts WHERE body LIKE '%Abkhazia%'")
    with ledger._engine.connect() as connection:
        found["text search by a plain scan (LIKE)"] = _times(lambda _: connection.execute(scan).all(), (0,))
    return found


def _document(ledger: Ledger, claim: str) -> str:
    return next(ledger.claims(ClaimFilter(id=claim))).document


def _times(work: Callable[[str], object], given: Sequence[str] | Sequence[int]) -> list[tuple[float, float]]:
    """How long each took, on the clock and of this process's time."""
    spent = []
    for each in given:
        began, before = time.perf_counter(), time.process_time()
        work(each)  # type: ignore[arg-type]
        spent.append((time.perf_counter() - began, time.process_time() - before))
    return spent


if __name__ == "__main__":
    main()
