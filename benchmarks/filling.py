"""Filling a ledger, and what its rows cost the driver alone: the floor under any way of filling it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.ledgers import SEED, Made, made
from foedus.ledger import ReadBy, bulk, open_ledger
from foedus.ledger.store import Ledger
from foedus.ledger.stores import WRITES, store_at
from foedus.library import load_library

TOGETHER = 10_000
"""Claims that are recorded together, as `foedus ledger load` does."""
READER = ReadBy("0.1.0", "benchmark")
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_LATE = 0.9
"""The share of a ledger from which on its filling is also told apart."""


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


@dataclass(slots=True)
class Pace:
    """How long something took, on the clock and of this process's time."""

    claims: int = 0
    spent: float = 0.0
    used: float = 0.0

    @contextmanager
    def over(self, claims: int) -> Iterator[None]:
        """While some more claims are worked on."""
        began, before = time.perf_counter(), time.process_time()
        yield
        self.claims += claims
        self.spent += time.perf_counter() - began
        self.used += time.process_time() - before

    def __str__(self) -> str:
        return (
            f"{self.claims / self.spent:,.0f} claims/s ({self.claims / self.used:,.0f} a second of this process's time)"
        )


def fill(ledger: Ledger, claims: int, sample: Sample) -> str:
    """Record the claims, many at a time, each batch on a day of its own; how fast that was."""
    source = made(load_library(None), claims)
    whole, late, words, day = Pace(), Pace(), 0, FIRST_DAY
    while some := list(islice(source, TOGETHER // 10)):
        for each in some:
            sample.see(each)
            words += len(each[0].text.split())
        number = sum(len(each[2]) for each in some)
        now = late if whole.claims >= _LATE * claims else Pace()
        with whole.over(number), now.over(number):
            ledger.append_all([(*each, ()) for each in some], reader=READER, recorded_at=day)
        day += timedelta(hours=1)
    ledger.survey()
    ending = f"; {late} at the end" if late.claims else ""
    return (
        f"{whole}, with their statements, {words:,} words of text and the indexes of words: "
        f"{whole.claims:,} claims in {whole.spent:.0f} s{ending}"
    )


def floor(folder: Path, claims: int) -> str:
    """How fast the driver alone takes the very rows that claims become, into the same tables with all their indexes,
    guards and references: nothing is read, hashed or worked out meanwhile."""
    given: list[list[tuple[str, list[Any]]]] = []
    write = bulk._write

    def noted(connection: Any, rows: Sequence[Any], *, at_once: bool) -> None:
        given[-1].extend((writer.sql, values) for writer, values in rows)
        write(connection, rows, at_once=at_once)

    with open_ledger(folder / "rows.sqlite") as ledger, patch.object(bulk, "_write", noted):
        source = made(load_library(None), claims)
        while some := list(islice(source, TOGETHER // 10)):
            given.append([])
            ledger.append_all([(*each, ()) for each in some], reader=READER, recorded_at=FIRST_DAY)
    open_ledger(folder / "floor.sqlite").close()
    pace = Pace()
    engine = store_at(folder / "floor.sqlite").engine()
    with pace.over(claims):
        for batch in given:
            with engine.execution_options(**{WRITES: True}).begin() as connection, bulk.gathering(connection):
                driver: Any = connection.connection.driver_connection
                for sql, rows in batch:
                    driver.executemany(sql, rows).close()
    engine.dispose()
    return str(pace)
