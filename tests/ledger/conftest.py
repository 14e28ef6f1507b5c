"""The stores that the ledger's contract is held against, each by a place that a fresh ledger can be opened at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_making import PASSING, STORES

from foedus.ledger import open_ledger
from foedus.ledger.store import Ledger


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL database whose server lives as long as the tests."""
    import postgres_server

    if why := postgres_server.why_none():
        pytest.skip(why)
    with postgres_server.server() as address:
        yield address


def new_place(store: str, request: pytest.FixtureRequest, folder: Path) -> str | Path:
    """A place in a store at which there is no ledger yet."""
    if store != "postgresql":
        return STORES[store](folder)
    from postgres_server import new_schema

    return new_schema(request.getfixturevalue("postgres"))


@pytest.fixture(params=[*STORES, "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """A place at which there is no ledger yet, in every store."""
    return new_place(request.param, request, tmp_path)


@pytest.fixture(params=[name for name in (*STORES, "postgresql") if name not in PASSING])
def lasting_place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """The same, in the stores that outlive the program."""
    return new_place(request.param, request, tmp_path)


@pytest.fixture(params=["sqlite-file", "postgresql"])
def either_place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """The same, once of each kind, for what takes long."""
    return new_place(request.param, request, tmp_path)


@pytest.fixture
def ledger(place: str | Path) -> Iterator[Ledger]:
    """A new, empty ledger in every store."""
    with open_ledger(place) as opened:
        yield opened
