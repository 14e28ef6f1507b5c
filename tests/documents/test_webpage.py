"""Web pages: the article, its metadata, and pages that mean harm."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from foedus.documents import Limits, Loaded, load

PROSE = (
    "<p>The two governments said on Monday that the ferry agreement, which was signed in March, had entered into "
    "force after the exchange of instruments in the capital.</p>"
    "<p>The harbour master told reporters that the first boats would leave before the end of the week, weather "
    "permitting, and that nobody had asked him.</p>"
)


def page(tmp_path: Path, markup: str | bytes, name: str = "a.html") -> Loaded:
    path = tmp_path / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    (loaded,) = load([path])
    return loaded


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_article_and_what_the_page_says_of_it(tmp_path: Path) -> None:
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry pact | Harbour Gazette</title>
      <link rel="canonical" href="https://example.org/ferry">
      <meta property="article:published_time" content="2021-05-04T10:00:00Z"></head>
      <body><header>Harbour Gazette<nav><a href="/">Home</a></nav></header><article><h1>Ferry pact takes effect</h1>
      <p class="meta">By Ana Leal &middot; 5 May 2021</p>{PROSE}</article>
      <aside><h3>Most read</h3><ul><li>Whale seen in harbour</li></ul></aside>
      <footer>&copy; 2024 Harbour Gazette</footer></body></html>"""
    document = page(tmp_path, markup).document
    assert document is not None
    assert "Whale" not in document.text
    assert "2024" not in document.text
    assert (document.title, document.outlet) == ("Ferry pact takes effect", "Harbour Gazette")
    assert (document.byline, document.address) == ("Ana Leal", "https://example.org/ferry")
    assert (document.published, document.published_basis) == ("2021-05-04", "stated")


def test_a_date_above_the_article_counts_and_a_footers_year_does_not(tmp_path: Path) -> None:
    body = (
        "<html><body><article><h1>Ferry pact</h1>{}"
        + PROSE
        + "</article><footer>&copy; 2024 Gazette</footer></body></html>"
    )
    dated = page(tmp_path, body.format("<p>By Ana Leal | 5 May 2021</p>")).document
    undated = page(tmp_path, body.format("")).document
    unsure = page(tmp_path, body.format("<p>03/04/2021</p>")).document
    assert dated is not None
    assert undated is not None
    assert unsure is not None
    assert (dated.published, dated.published_basis) == ("2021-05-05", "stated")
    assert (undated.published, undated.published_basis) == (None, None)
    assert unsure.published == "2021"


def test_a_time_elements_date_counts(tmp_path: Path) -> None:
    stamp = "<time datetime='2020-02-29T08:00'>today</time>"
    markup = f"<html><body><article><h1>Pact</h1>{stamp}{PROSE}</article></body></html>"
    document = page(tmp_path, markup).document
    assert document is not None
    assert document.published == "2020-02-29"


def test_junk_that_stays_in_the_article_is_marked(tmp_path: Path) -> None:
    first, second = PROSE.split("</p>")[:2]
    markup = f"""<html><body><main><article><h1>Ferry pact takes effect</h1>{first}</p>
      <p class="photo-caption">Boats wait in the old harbour</p>
      <p>Share this article</p><p>READ ALSO: <a href="/x">Whale seen in harbour</a></p>
      <h3>Most read</h3><ul><li>Mayor resigns</li><li>Bakery opens</li></ul>{second}</p></article></main></html>"""
    document = page(tmp_path, markup).document
    assert document is not None
    marked = " ".join(document.text[a:b] for a, b in document.boilerplate)
    kept = "".join(document.text[a:b] for a, b in _rest(document.text, document.boilerplate))
    for junk in ("Share this article", "Whale seen", "Most read", "Mayor resigns", "Bakery opens"):
        assert junk not in kept
    assert "governments" in kept
    assert "harbour master" in kept
    assert "Boats wait" not in kept
    assert "harbour master" not in marked


def _rest(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    head = "<html><head><meta charset='windows-1251'></head>"
    markup = f"{head}<body><article>{PROSE}<p>Газета «Порт» said that it was so.</p>"
    loaded = page(tmp_path, markup.encode("cp1251"))
    assert loaded.document is not None
    assert "«Порт»" in loaded.document.text
    assert loaded.problems == ()


def test_an_unknown_declared_encoding_is_passed_over(tmp_path: Path) -> None:
    markup = f"<html><head><meta charset='klingon'></head><body><article>{PROSE}<p>Café owners agreed that it was.</p>"
    loaded = page(tmp_path, markup.encode("cp1252"))
    assert loaded.document is not None
    assert [p.code for p in loaded.problems] == ["encoding"]


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a></nav><form><button>Search</button></form></body></html>",
        "<html><body><h1>Log in</h1><p>Your name</p></body></html>",
        "no markup at all",
        "http://127.0.0.1:9/article.html",
        "<p" * 100_000,
        "<html><body>" + "<div>" * 100_000 + "deep</body></html>",
    ],
)
def test_a_page_without_an_article_is_named(tmp_path: Path, markup: str) -> None:
    loaded = page(tmp_path, markup)
    assert loaded.document is None
    assert [p.code for p in loaded.problems] == ["no-article"]


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE html [{}]>", '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE lolz [{}]>']
)
def test_an_entity_bomb_is_harmless(tmp_path: Path, doctype: str) -> None:
    entities = '<!ENTITY a "boom">' + "".join(
        f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefghi", "bcdefghij", strict=True)
    )
    markup = f'{doctype.format(entities)}<html xmlns="http://www.w3.org/1999/xhtml"><body><article><p>&j;</p>{PROSE}</article></body></html>'
    loaded = page(tmp_path, markup, "bomb.htm")
    assert loaded.document is not None
    assert "boom" not in loaded.document.text
    assert len(loaded.document.text) < 1000


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret word")
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    markup = f"{doctype}<html><body><article><p>See &x; now.</p>{PROSE}"
    document = page(tmp_path, markup).document
    assert document is not None
    assert "secret word" not in document.text


def test_control_characters_do_no_harm(tmp_path: Path) -> None:
    document = page(tmp_path, f"<html><body><article>\x01\x0b{PROSE}</article></body></html>").document
    assert document is not None
    assert "\x01" not in document.text


def test_a_page_of_too_many_elements_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + PROSE * 20)
    (loaded,) = load([path], limits=Limits(page_elements=10))
    assert loaded.document is None
    assert [p.code for p in loaded.problems] == ["too-large"]


@pytest.mark.slow
def test_a_page_of_many_small_boxes_is_read_in_good_time(tmp_path: Path) -> None:
    loaded = page(
        tmp_path, "<html><body>" + "<div class='share'><p>a</p></div>" * 15_000 + f"<article>{PROSE * 3}</article>"
    )
    assert loaded.document is not None
    assert "harbour master" in loaded.document.text
