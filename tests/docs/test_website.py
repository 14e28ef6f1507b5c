"""The documentation's site: built strictly, nothing fetched from anywhere, with a search that the browser answers."""

from __future__ import annotations

import functools
import http.server
import json
import re
import runpy
import shutil
import threading
from pathlib import Path

import pytest

import foedus

pytest.importorskip("zensical", reason="the extra `docs` is not installed")

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "website.py"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it; a link or an anchor that leads nowhere ends it."""
    made = tmp_path_factory.mktemp("site") / "site"
    SCRIPT["build"](made)
    return made


@pytest.mark.slow
def test_no_page_would_load_anything_from_another_machine(site: Path) -> None:
    assert list(SCRIPT["remote_loads"](site)) == []


@pytest.mark.slow
def test_every_page_stands_in_the_menu_and_in_the_search(site: Path) -> None:
    assert list(SCRIPT["left_out"](site)) == []
    found = {entry["location"].partition("#")[0] for entry in json.loads((site / "search.json").read_text())["items"]}
    assert {page.name for page in site.glob("*.html")} - found <= {"404.html"}


@pytest.mark.slow
def test_the_search_answers_and_asks_nobody_else(site: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed (scripts/chromium.py installs it on Debian)")
    asked: list[str] = []
    with served(site) as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(color_scheme="dark")
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/index.html")
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        page.keyboard.press("/")
        page.keyboard.type("casus foederis")
        page.wait_for_selector("a[href*='glossary.html']:visible", timeout=60_000)
        browser.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_the_python_reference_has_every_public_name() -> None:
    page = (ROOT / "docs" / "python-reference.md").read_text(encoding="utf-8")
    assert re.findall(r"^::: foedus\.(\w+)$", page, re.MULTILINE) == foedus.__all__


def test_what_a_page_would_load_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<link rel="stylesheet" href="//fonts.example/a.css"><script src="https://cdn.example/x.js"></script>'
        '<a href="https://example.org">a link is no load</a><style>@import "https://example.org/b.css";</style>'
        '<p style="background: url(https://example.org/c.png)">'
    )
    assert len(list(SCRIPT["remote_loads"](tmp_path))) == 4


class served:  # noqa: N801
    """A folder on a port of this machine, as a context that gives its address."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
