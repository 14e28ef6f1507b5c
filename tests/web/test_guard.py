"""Who may ask, from where and how much; what pages may load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from foedus.desk import Settings
from foedus.web import create_app
from foedus.web.guard import COOKIE, LARGEST, Guard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing
HERE = {"origin": "http://testserver"}
BEARER = {"authorization": f"Bearer {TOKEN}"}


def guarded(*, open_: bool = True) -> TestClient:
    app = FastAPI()

    @app.get("/")
    @app.post("/")
    async def answer(request: Request) -> dict[str, object]:
        return {"bytes": len(await request.body()), "may_write": request.state.may_write}

    app.add_middleware(Guard, token=TOKEN, hosts=("testserver",), open_=open_)
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "", "127.0.0.1.nip.example:80", "["])
def test_another_name_is_not_served(host: str) -> None:
    assert guarded().get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["testserver", "testserver:8765", "TestServer"])
def test_its_own_name_is(host: str) -> None:
    assert guarded().get("/", headers={"host": host}).status_code == 200


def test_looking_is_free_here_and_writing_is_not() -> None:
    client = guarded()
    assert client.get("/").json()["may_write"] is False
    assert client.post("/", headers=HERE).status_code == 401


def test_elsewhere_even_looking_needs_the_token() -> None:
    client = guarded(open_=False)
    assert client.get("/").status_code == 401
    assert client.get("/", headers=BEARER).json()["may_write"] is True


def test_the_token_is_got_by_the_address_that_was_printed() -> None:
    client = guarded()
    assert client.get("/enter", params={"token": "another"}).status_code == 404
    entered = client.get("/enter", params={"token": TOKEN})
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    client.cookies.set(COOKIE, TOKEN)
    assert client.post("/", headers=HERE).json()["may_write"] is True


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {}])
def test_a_page_elsewhere_cannot_write_with_the_visitor_s_cookie(headers: dict[str, str]) -> None:
    client = guarded()
    client.cookies.set(COOKIE, TOKEN)
    assert client.post("/", headers=headers).status_code == 403


def test_a_script_with_the_token_needs_no_origin() -> None:
    assert guarded().post("/", headers=BEARER, content=b"abc").json() == {"bytes": 3, "may_write": True}


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic " + TOKEN, "Bearer \xff"])
def test_what_is_no_token_opens_nothing(given: str) -> None:
    headers = [(b"authorization", given.encode("latin-1")), (b"cookie", b'foedus-token="; x')]
    assert guarded(open_=False).get("/", headers=headers).status_code == 401


def test_more_than_is_taken_is_refused_whether_announced_or_not() -> None:
    client = guarded()
    announced = client.post("/", headers=BEARER | {"content-length": str(LARGEST + 1)}, content=b"")
    assert announced.status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(LARGEST // 1_000_000 + 2):
            yield b"x" * 1_000_000

    assert client.post("/", headers=BEARER, content=endless()).status_code == 413


def test_every_answer_says_what_a_page_may_load() -> None:
    for answer in (guarded().get("/"), guarded().post("/"), guarded().get("/", headers={"host": "evil.example"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"host": "evil.example"}, 421), ({}, 401), (BEARER | {"content-length": str(LARGEST + 1)}, 413),
     (BEARER | {"origin": "http://evil.example"}, 403), (BEARER | {"content-length": "9" * 5000}, 413)],
)  # fmt: skip
def test_a_script_is_refused_as_it_is_told_of_every_error(headers: dict[str, str], status: int) -> None:
    answer = guarded().post("/api/v1/read", headers=headers, content=b"")
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"what", "where", "todo"}


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/guard.py", "/static//etc/passwd", "/static/..%2f"]
)
def test_nothing_but_the_explorer_s_own_files_is_given(web: TestClient, path: str) -> None:
    assert web.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/documents?before=99999999999999999999", "/actors/RUS?before=99999999999999999999", "/documents?q=%00%ff",
        "/api/v1/claims?cursor=99999999999.1", "/api/v1/claims?cursor=4294967296.4294967296", "/actors/%00",
        "/api/v1/search?q=x&cursor=-1", "/api/v1/documents?cursor=1e9", "/api/v1/claims?least=nan", "/documents/%ff",
        "/search?q=%22%22%22%2A", "/scenario?attacker=%00&target=%ed%a0%80", "/actors/" + "a" * 20_000,
        "/agreements/" + "a-" * 10_000, "/recognition/" + "x" * 9_000 + "/y", "/search?q=" + "a*+" * 60,
        "/compare?topic=" + "%F0%9F%92%A5" * 40,
    ],
)  # fmt: skip
def test_odd_addresses_are_answered_and_break_nothing(web: TestClient, path: str) -> None:
    assert web.get(path).status_code < 500


@pytest.mark.parametrize(("path", "kind"), [("/actors", "text/html"), ("/api/v1/health", "application/json")])
def test_a_fault_of_the_explorer_itself_is_told_with_what_its_page_may_load(
    news: Path, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("<script>")

    app = create_app(Settings(ledger=str(news)), TOKEN, hosts=("testserver",))
    monkeypatch.setattr("foedus.web.pages.actors.actors_found", broken)
    monkeypatch.setattr("foedus.ledger.store.Ledger.last", broken)
    answer = TestClient(app, raise_server_exceptions=False).get(path)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith(kind)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "RuntimeError" in answer.text
    assert "<script>" not in answer.text
    app.state.house.close()
