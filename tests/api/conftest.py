"""Fixtures for the Python interface; documents and claims of any kind are made as for the ledger's tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import foedus

sys.path.append(str(Path(__file__).parents[1] / "ledger"))
sys.path.append(str(Path(__file__).parents[1] / "panels"))


@pytest.fixture(scope="session")
def _read(tmp_path_factory: pytest.TempPathFactory, desk: object) -> Path:
    """A ledger with the demonstration's articles; desk: so that the reader is loaded once."""
    place = tmp_path_factory.mktemp("api") / "ledger.sqlite"
    with foedus.open_ledger(place) as ledger:
        ledger.read(foedus.demo_articles())
    return place


@pytest.fixture
def ledger(_read: Path, tmp_path: Path) -> Iterator[foedus.Ledger]:
    """A ledger of its own with the demonstration's articles."""
    place = tmp_path / "ledger.sqlite"
    place.write_bytes(_read.read_bytes())
    with foedus.open_ledger(place) as opened:
        yield opened
