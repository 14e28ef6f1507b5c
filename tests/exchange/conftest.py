"""A desk at a ledger that has some of everything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exchange_making import fill

if TYPE_CHECKING:
    from foedus.desk import Desk


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that has some of everything."""
    place = tmp_path_factory.mktemp("exchange") / "ledger.sqlite"
    fill(place)
    return place


@pytest.fixture(scope="session")
def at(desk: Desk, filled: Path) -> Desk:
    """A desk at that ledger, with the library and the gazetteer of all tests."""
    from foedus.desk import Desk, Settings

    own = Desk(Settings(ledger=str(filled)))
    vars(own).update(library=desk.library, gazetteer=desk.gazetteer)
    return own
