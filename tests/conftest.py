"""Fixtures that several packages' tests share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.gazetteer import Gazetteer
    from foedus.library import Library
    from foedus.reading import Reader

# Continuous integration draws the same examples each time; at a desk every run looks elsewhere.  No example is timed:
# how long one takes says how busy the machine is.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Slow tests run without coverage, which takes more time than they do; what they run, quicker ones run too."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional folder of research data beside the project; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the optional data folder ../shared is not there")
    return folder


@pytest.fixture(scope="session")
def desk() -> Desk:
    """A desk with the library and a reader, each loaded once, for Python's functions too; no ledger to write to."""
    from foedus.api.desks import desk as shared_desk
    from foedus.desk import Settings

    return shared_desk(Settings(ledger="sqlite://"))


@pytest.fixture(scope="session")
def library(desk: Desk) -> Library:
    """The library that foedus carries."""
    return desk.library


@pytest.fixture(scope="session")
def gazetteer(desk: Desk) -> Gazetteer:
    """The gazetteer of the library, agreements included."""
    return desk.gazetteer


@pytest.fixture(scope="session")
def reader(desk: Desk) -> Reader:
    """A reader with the language model that foedus brings."""
    return desk.reader


@pytest.fixture(autouse=True)
def _no_settings_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither see nor touch the ledger and the settings of whoever runs them."""
    for name in ("MODEL", "TAGGER", "LLM_URL", "LLM_MODEL", "LLM_KEY", "LLM_PRICE", "LLM_TIMEOUT", "LLM_CHARS", "KEEP"):
        monkeypatch.delenv(f"FOEDUS_{name}", raising=False)
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path_factory.getbasetemp() / "nobodys-data"))
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path_factory.getbasetemp() / "nobodys-ledger.sqlite"))
