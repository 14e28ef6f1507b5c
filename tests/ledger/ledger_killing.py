"""Programs that record and read in processes of their own, for tests that kill them or let them meet."""

from __future__ import annotations

import multiprocessing
import os
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection

from foedus.ledger import ReadBy, open_ledger
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim, Mention, Quote, Statement, make_claim
from foedus.model.documents import Document
from foedus.model.problems import Problem

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["ledger_killing", "foedus.ledger.store", "psycopg"])

_READER = ReadBy("0.1.0", "test")
_BEGUN = datetime(2024, 1, 1, tzinfo=UTC)


def made(number: int) -> tuple[Document, list[Statement], list[Claim], list[Problem]]:
    """What is read in the document of a number: a statement, two claims and a problem."""
    text = f"Minsk said that Russia recognised State{number}. " + "The weather was fine. " * (number % 40)
    document = Document(f"{number}.txt", text)
    said = Statement(
        document.id, Mention("Minsk", 0, 5, "BLR"), Quote("said", 6, 10), ((16, text.index(".")),), "indirect"
    )
    name = f"State{number}"
    at = text.index(name)
    roles = {
        "recogniser": [Mention("Russia", 16, 22, "RUS")],
        "recognised": [Mention(name, at, at + len(name), name.lower())],
    }
    words = [Quote(text[16 : at + len(name)], 16, at + len(name))]
    claims = [
        make_claim(
            document=document.id, statement=said.id, kind="recognition", roles=roles, evidence=words, status=status
        )
        for status in ("actual", "planned")
    ]
    return document, [said], claims, [Problem("odd", f"an odd line {number}", document.path)]


def record(place: str, first: int, told: Connection, until: float | None = None) -> None:
    """Record one document after the other, and tell the number of each as soon as it is recorded."""
    number = first
    with open_ledger(place) as ledger:
        told.send(0)
        while until is None or time.monotonic() < until:
            recorded_at = _BEGUN + timedelta(seconds=number)
            ledger.append(*made(number), reader=_READER, recorded_at=recorded_at)
            told.send(number)
            number += 1


def held(ledger: Ledger) -> int:
    """How many documents a ledger holds, where each is whole and none is missing.

    Raises AssertionError where anything is half, out of order or of nothing.
    """
    claims = [each.claim.id for each in ledger.recorded_claims()]
    number, half = divmod(len(claims), 2)
    assert not half
    assert claims == [claim.id for one in range(1, number + 1) for claim in made(one)[2]]
    return number


def read(place: str, until: float, told: Connection) -> None:
    """Read all over and over; tells how often, the last number of documents, and what was wrong, if anything."""
    rounds = last = 0
    try:
        with open_ledger(place) as ledger:
            while time.monotonic() < until:
                number = held(ledger)
                assert number >= last, f"{last} documents were there, and now {number}"
                rounds, last = rounds + 1, number
        told.send((rounds, last, None))
    except BaseException as error:  # noqa: BLE001
        told.send((rounds, last, f"{os.getpid()}: {error!r}"))
