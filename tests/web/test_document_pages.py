"""The list of documents, the reader and the search, as they are sent."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from foedus.desk import Desk, Settings
from foedus.ledger import open_ledger
from foedus.ledger.records import ReadBy
from foedus.model.documents import Document
from foedus.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "<script>alert(1)</script>"


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("path", ["/", "/documents"])
def test_the_first_page_and_the_list_lead_to_every_article(web: TestClient, news: Path, path: str) -> None:
    page = web.get(path).text
    with open_ledger(news) as ledger:
        documents = list(ledger.documents())
    assert len(documents) == 3
    for document in documents:
        assert f"/documents/{document.id}" in page
        assert document.title
        assert document.title in html.unescape(page)


def test_the_reader_shows_every_word_and_every_claim(web: TestClient, news: Path) -> None:
    with open_ledger(news) as ledger:
        for document in ledger.documents():
            page = web.get(f"/documents/{document.id}").text
            article = re.search(r"<article.*?</article>", page, re.S)
            assert article
            shown = [line.strip() for line in text_of(article[0]).splitlines() if line.strip()]
            assert shown == [line.strip() for line in document.text.splitlines() if line.strip()]
            claims = [claim for claim in ledger.claims() if claim.document == document.id]
            assert claims
            for claim in claims:
                assert f'id="{claim.id}"' in page
                assert re.search(rf'data-of="[^"]*{claim.id}', page)


def test_a_list_is_narrowed_by_words_and_dates(web: TestClient) -> None:
    assert web.get("/documents").text.count("<tr>") == 4
    assert web.get("/documents", params={"q": "four questions"}).text.count("<tr>") == 2
    assert web.get("/documents", params={"since": "2025"}).text.count("<tr>") == 2
    assert web.get("/documents", params={"until": "2022-02"}).text.count("<tr>") == 3
    assert "holds no such document" in web.get("/documents", params={"outlet": "Nobody's"}).text


def test_as_of_a_day_before_anything_was_read_there_is_nothing(web: TestClient, news: Path) -> None:
    assert "holds no such document" in web.get("/documents", params={"known": "2001-01-01"}).text
    with open_ledger(news) as ledger:
        known = next(ledger.documents()).id
    gone = web.get(f"/documents/{known}", params={"known": "2001-01-01"})
    assert gone.status_code == 404


def test_words_are_found_under_any_name(web: TestClient) -> None:
    assert "<mark>" in web.get("/search", params={"q": "ceasefire"}).text
    assert "No passage" in web.get("/search", params={"q": "цхинвал"}).text
    assert "<mark>" in web.get("/search", params={"q": "Tskhinvali", "every": "true"}).text
    assert 'role="alert"' in web.get("/search", params={"q": '"'}).text


@pytest.mark.parametrize(
    "path", ["/documents/sha256:0", "/nowhere", "/documents?known=tomorrow", "/documents?before=x"]
)
def test_trouble_is_told(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert 400 <= answer.status_code < 500


def test_a_hostile_article_is_shown_as_it_is_written(tmp_path: Path) -> None:
    place = tmp_path / "hostile.sqlite"
    text = f"{SCRIPT} ' OR 1=1; -- \u202egnihton\u202c a\u200bb <img src=x onerror=alert(2)>"
    given = Document('x"><script>.txt', text, title=SCRIPT, outlet="<b>", byline="&amp;", address="javascript:alert(3)")
    with Desk(Settings(ledger=str(place))) as desk:
        desk.writable.append(
            given, reader=ReadBy("0", "none"), recorded_at=create_app(desk.settings, "x").state.house.now()
        )
    with TestClient(create_app(Settings(ledger=str(place)), "x", hosts=("testserver",))) as client:
        for page in (client.get("/documents").text, client.get(f"/documents/{given.id}").text):
            assert "<script>" not in page
            assert "<img" not in page
            assert 'href="javascript' not in page
            assert SCRIPT in html.unescape(page)
