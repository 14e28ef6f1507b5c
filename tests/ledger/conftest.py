"""The stores that the ledger's contract is held against, each by a place that a fresh ledger can be opened at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_making import PASSING, STORES

from foedus.ledger import open_ledger
from foedus.ledger.store import Ledger


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """A place at which there is no ledger yet, in every store."""
    return STORES[request.param](tmp_path)


@pytest.fixture(params=[name for name in STORES if name not in PASSING])
def lasting_place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """The same, in the stores that outlive the program."""
    return STORES[request.param](tmp_path)


@pytest.fixture
def ledger(place: str | Path) -> Iterator[Ledger]:
    """A new, empty ledger in every store."""
    with open_ledger(place) as opened:
        yield opened
