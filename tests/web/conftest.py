"""An explorer over a small ledger of the bundled articles, asked without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from foedus.desk import Desk, Settings, read_into
from foedus.desk.demo import ARTICLES
from foedus.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedus.reading import Reader

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A ledger with the bundled articles."""
    place = tmp_path_factory.mktemp("web") / "news.sqlite"
    with Desk(Settings(ledger=str(place))) as empty, empty.with_reader(reader) as desk:
        list(read_into(desk, [str(ARTICLES)]))
    return place


@pytest.fixture(scope="session")
def web(news: Path) -> Iterator[TestClient]:
    """A visitor who may only look."""
    app = create_app(Settings(ledger=str(news)), TOKEN, hosts=("testserver",))
    with TestClient(app) as client:
        yield client
    app.state.house.close()
