"""An explorer over a small ledger of the bundled articles, asked without a network."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.testclient import TestClient

from foedus.desk import Desk, Settings, read_into
from foedus.desk.demo import ARTICLES
from foedus.web import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from foedus.reading import Reader

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A ledger with the bundled articles, into which no test writes."""
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


VENDORED = Path(__file__).resolve().parents[2] / ".vendor"


@pytest.fixture(scope="session")
def written(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the bundled articles that visitors in browsers write into; later visitors see what they wrote."""
    return Path(shutil.copy(news, tmp_path_factory.mktemp("web") / "written.sqlite"))


@pytest.fixture(scope="session")
def address(written: Path) -> Iterator[str]:
    """Where an explorer over the bundled articles really listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        app = create_app(Settings(ledger=str(written)), TOKEN)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)
    app.state.house.close()


@pytest.fixture(scope="module")  # while Playwright runs no other test of its thread can run an event loop
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; tests that need it are skipped where it is not installed."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed (scripts/chromium.py installs it on Debian)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Light and dark."""
    return str(request.param)


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of a visitor who may write, whose errors fail the test and whose network ends at the explorer."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    wrong: list[str] = []
    context.route(
        lambda url: not url.startswith(address), lambda route: (asked.append(route.request.url), route.abort())
    )
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"/enter?token={TOKEN}")
    yield page
    context.close()
    assert asked == [], "a page asked another machine"
    assert wrong == [], "a page had errors"


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Checks a page by axe-core for WCAG 2.2 AA; skipped where axe was not fetched."""
    axe = VENDORED / "axe.js"
    if not axe.is_file():
        pytest.skip("axe-core is not there (scripts/vendor.py fetches it)")

    def check(page: Page) -> None:
        # Put in by the tool, not by the page, whose policy allows no script but its own.
        page.evaluate(axe.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("(tags) => axe.run({runOnly: tags})", tags)
        told = [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
        assert told == []

    return check
