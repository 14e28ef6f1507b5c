"""The gazetteer that comes with foedus, built once for all tests."""

from __future__ import annotations

import pytest

from foedus.gazetteer import Gazetteer
from foedus.library.actors_load import load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()
