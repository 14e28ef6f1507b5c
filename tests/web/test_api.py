"""The JSON API: pages of lists, marks of state, errors that say what to do, and writing with the token alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from foedus.desk import Settings
from foedus.ledger import open_ledger
from foedus.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


@pytest.fixture
def script(news: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A script that has the token, over a ledger of its own."""
    place = shutil.copy(news, tmp_path / "own.sqlite")
    app = create_app(Settings(ledger=str(place)), TOKEN, hosts=("testserver",))
    with TestClient(app, headers={"authorization": f"Bearer {TOKEN}"}) as client:
        yield client
    app.state.house.close()


def test_a_list_is_walked_page_by_page(web: TestClient, news: Path) -> None:
    found, address = [], "/api/v1/claims?limit=7"
    while address:
        answer = web.get(address).json()
        assert len(answer["items"]) <= 7
        found += [each["id"] for each in answer["items"]]
        address = answer["next"]
    with open_ledger(news) as ledger:
        assert found == [each.id for each in ledger.claims()]


def test_what_has_not_changed_is_not_sent_again(script: TestClient) -> None:
    first = script.get("/api/v1/claims")
    mark = {"if-none-match": first.headers["etag"]}
    assert script.get("/api/v1/claims", headers=mark).status_code == 304
    claim = first.json()["items"][0]["id"]
    given = {"verdict": "accept", "targets": [claim], "by": "N. N.", "reason": "so it is"}
    assert script.post("/api/v1/judgements", json=given).status_code == 201
    again = script.get("/api/v1/claims", headers=mark)
    assert again.status_code == 200
    assert again.json()["items"][0]["judged"]["verdict"]["by"] == "N. N."
    assert script.get("/api/v1/judgements").json()["items"][0]["stands"] is True


@pytest.mark.parametrize(
    "path",
    [
        "documents", "statements?speaker=Lukashenko", "search?q=ceasefire", "contradictions", "judgements",
        "agreements", "actors/RUS", "recognitions?place=south-ossetia", "timeline?name=south-ossetia",
        "compare?topic=Belarus", "agreements?party=BLR&on=2022-02-20",
    ],
)  # fmt: skip
def test_each_is_answered(web: TestClient, path: str) -> None:
    assert web.get(f"/api/v1/{path}").status_code == 200


def test_a_document_has_all_that_was_read_in_it(web: TestClient) -> None:
    listed = web.get("/api/v1/documents").json()["items"]
    whole = web.get(f"/api/v1/documents/{listed[0]['id']}").json()
    assert len(whole["claims"]) == listed[0]["claims"]
    assert whole["text"]
    assert web.get("/api/v1/check", params={"what": whole["id"]}).status_code in (200, 400)


@pytest.mark.parametrize(
    ("path", "status"),
    [("claims?kind=x", 400), ("documents/sha256:0", 404), ("actors/nobody-at-all", 404), ("claims?limit=0", 422),
     ("claims?known=tomorrow", 400), ("nowhere", 404), ("search?q=%22", 400)],
)  # fmt: skip
def test_errors_say_what_where_and_what_to_do(web: TestClient, path: str, status: int) -> None:
    answer = web.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"what", "where", "todo"}


def test_writing_needs_the_token(web: TestClient) -> None:
    assert web.post("/api/v1/judgements", json={}).status_code == 401
    assert web.post("/api/v1/read", json={"text": "x"}).status_code == 401


def test_the_endpoints_are_told_on_a_page(web: TestClient) -> None:
    page = web.get("/api/v1/docs").text
    for path in web.get("/api/v1/openapi.json").json()["paths"]:
        assert path in page


def test_whoever_watches_over_it_learns_that_it_is_ready(web: TestClient) -> None:
    answer = web.get("/api/v1/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
