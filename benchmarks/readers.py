"""Ten processes that read a ledger while one writes to it: no error, and no answer that could not have been right."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from foedus.ledger import ClaimFilter, ReadBy, open_ledger
from foedus.model.claims import Mention, Quote, make_claim
from foedus.model.documents import Document

READERS = 10
CLAIMS = 10
"""Claims of every document that is written meanwhile: a document with fewer was seen half written."""
AFTER = datetime(2026, 1, 1, tzinfo=UTC)


def beside_a_writer(place: str | Path, ids: Sequence[str], seconds: float) -> Iterator[str]:
    """What came of it, as lines.

    ids: claims that are there from the beginning.
    """
    context = get_context("spawn")
    results: Any = context.Queue()
    done = context.Event()
    some = list(ids)[:200]
    readers = [context.Process(target=_read, args=(str(place), some, n, done, results)) for n in range(READERS)]
    writer = context.Process(target=_write, args=(str(place), seconds, done, results))
    for each in (*readers, writer):
        each.start()
    found = [results.get(timeout=seconds + 300) for _ in range(READERS + 1)]
    for each in (*readers, writer):
        each.join()
    read = [each for each in found if each["who"] == "reader"]
    wrote = next(each for each in found if each["who"] == "writer")
    times = [spent for each in read for spent in each["times"]]
    wrong = [what for each in found for what in each["wrong"]]
    yield (
        f"{seconds:.0f} s, {len(times):,} reads (median {1000 * statistics.median(times):.1f} ms), "
        f"{wrote['documents']:,} documents written, {len(wrong)} errors or wrong answers"
    )
    yield from wrong[:5]


def _write(place: str, seconds: float, done: Event, results: Any) -> None:
    """Documents one by one, each with its claims; a mark of the time makes every run's new."""
    wrong: list[str] = []
    count = 0
    try:
        with open_ledger(place) as ledger:
            reader, start, mark = ReadBy("0.1.0", "writer"), time.monotonic(), time.time_ns()
            while time.monotonic() - start < seconds:
                document = Document(f"live/{mark}/{count}.txt", f"Live report {count} of {mark}.")
                claims = [
                    make_claim(
                        document=document.id,
                        kind="recognition",
                        roles={
                            "recogniser": [Mention("Live", 0, 4, "live-writer")],
                            "recognised": [Mention("Live", 0, 4, f"live-{n}")],
                        },
                        evidence=[Quote("Live", 0, 4)],
                    )
                    for n in range(CLAIMS)
                ]
                at = AFTER + timedelta(seconds=count)
                ledger.append(document, [], claims, reader=reader, recorded_at=at)
                count += 1
    except Exception as error:  # noqa: BLE001 - what is counted
        wrong.append(f"the writer: {type(error).__name__}: {error}")
    done.set()
    results.put({"who": "writer", "documents": count, "wrong": wrong})


def _read(place: str, ids: Sequence[str], number: int, done: Event, results: Any) -> None:
    """Claims by id, all of which are there; the newest documents, each of which is whole; never fewer than before."""
    chance = random.Random(number)
    times: list[float] = []
    wrong: list[str] = []
    before = 0
    try:
        with open_ledger(place, create=False) as ledger:
            while not done.is_set():
                began = time.perf_counter()
                wanted = chance.choice(ids)
                if [claim.id for claim in ledger.claims(ClaimFilter(id=wanted))] != [wanted]:
                    wrong.append(f"{wanted} was not found")
                times.append(time.perf_counter() - began)
                began = time.perf_counter()
                live: dict[str, int] = {}
                for claim in islice(ledger.claims(ClaimFilter(actor="live-writer", role="recogniser")), 2_000):
                    live[claim.document] = live.get(claim.document, 0) + 1
                times.append(time.perf_counter() - began)
                wrong.extend(f"{each} has {held} claims" for each, held in live.items() if held != CLAIMS)
                if len(live) < before:
                    wrong.append(f"{len(live)} documents after {before}")
                before = len(live)
    except Exception as error:  # noqa: BLE001 - what is counted
        wrong.append(f"a reader: {type(error).__name__}: {error}")
    results.put({"who": "reader", "times": times or [0.0], "wrong": wrong})
