"""The JSON API under requests that schemathesis makes of its own description: whatever is asked, nothing breaks."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from foedus.desk import Settings
from foedus.web import create_app

if TYPE_CHECKING:
    from fastapi import FastAPI

    from foedus.reading import Reader

pytestmark = pytest.mark.slow
schemathesis = pytest.importorskip("schemathesis")
TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


@pytest.fixture
def app(news: Path, tmp_path: Path, reader: Reader) -> FastAPI:
    """The API over a ledger of its own."""
    place = shutil.copy(news, tmp_path / "own.sqlite")
    made = create_app(Settings(ledger=str(place)), TOKEN, hosts=("testserver", "localhost"))
    vars(made.state.house.desk)["reader"] = reader
    return made


def test_nothing_that_is_asked_is_an_error_of_the_server(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    for found in schema.get_all_operations():

        @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=found.ok().as_strategy())
        def ask(case: Any) -> None:
            answer = case.call(headers={"authorization": f"Bearer {TOKEN}"})
            assert answer.status_code < 500, (case.method, case.path, case.query, case.body)

        ask()
