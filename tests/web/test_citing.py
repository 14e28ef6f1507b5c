"""Permanent links show the same later, and bibliographies take the entries."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from pybtex.database import parse_string

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def parts(page: str) -> tuple[str, str, str]:
    """The permanent address, the BibTeX entry and the CSL-JSON of a page."""
    found = re.search(r'<a href="([^"]+)">Permanent link', page)
    bibtex = re.search(r'<pre id="cite-bibtex">(.*?)</pre>', page, re.DOTALL)
    csl = re.search(r'<pre id="cite-csl">(.*?)</pre>', page, re.DOTALL)
    assert found
    assert bibtex
    assert csl
    return html.unescape(found[1]), html.unescape(bibtex[1]), html.unescape(csl[1])


def test_a_permanent_link_shows_the_same_and_cites_itself(web: TestClient) -> None:
    first = web.get("/documents", params={"q": "four & questions"})
    address, bibtex, csl = parts(first.text)
    again = web.get(address)
    assert again.status_code == 200
    assert parts(again.text)[0] == address
    assert "known=" in address
    entry = next(iter(parse_string(bibtex, "bibtex").entries.values()))
    assert entry.fields["url"] == address
    item = json.loads(csl)[0]
    assert (item["URL"], item["type"]) == (address, "webpage")


def test_what_was_just_read_is_in_the_permanent_link(web: TestClient) -> None:
    address = parts(web.get("/documents").text)[0]
    assert web.get(address).text.count("<tr>") == 4


def test_a_moment_without_a_zone_is_refused(web: TestClient) -> None:
    assert web.get("/documents", params={"known": "2026-01-31T12:00:00"}).status_code == 400
    assert web.get("/documents", params={"known": "2001-01-31T12:00:00+01:00"}).text.count("<tr>") == 0
