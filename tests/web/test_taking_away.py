"""What can be taken away from pages: pictures with a line that says where they are from, and JSON of the same."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from foedus.desk import Desk, Settings
from foedus.web.pictures import Row, lives, matrix
from foedus.web.spans import Part, scale

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())  # noqa: S314 - made here


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/agreements/ru-so-alliance-2015/life.svg?on=2022-02-20", ("life and parties", "ratified by Russia")),
        ("/actors/south-ossetia/offices.svg?on=2022-02-20", ("offices", "Anatoly Bibilov")),
        ("/recognition.svg?on=2022-02-20&entity=south-ossetia", ("Who recognises whom", "Nauru", "2009-12-16")),
    ],
)
def test_a_picture_says_what_it_shows_and_where_it_is_from(web: TestClient, path: str, told: tuple[str, ...]) -> None:
    answer = web.get(path)
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "script-src" not in answer.headers["content-security-policy"]
    said = words(answer.text)
    for each in (*told, "Source: foedus", "on=2022-02-20", "known="):
        assert each in said


def test_bars_lie_on_their_years_and_events_are_dots() -> None:
    from datetime import date

    on = scale(["2000-01-01", "2020-01-01"], date(2010, 1, 1))
    half = Part(on.at(date(2010, 1, 1)), on.at(date(2020, 1, 1)) - on.at(date(2010, 1, 1)))
    rows = [Row("spell & name", "since 2010", (half,)), Row("event", "2010", (Part(half.at, 0.0),))]
    root = ElementTree.fromstring(lives("A <life>", "Legend.", "Source.", on, half.at, rows))  # noqa: S314
    bar = next(each for each in root.iter(f"{SVG}rect") if each.get("class") == "sure")
    dot = next(root.iter(f"{SVG}circle"))
    here = next(each for each in root.iter(f"{SVG}line") if each.get("class") == "here")
    assert float(bar.get("x", "")) == float(dot.get("cx", "")) == float(here.get("x1", ""))
    assert "spell & name" in "".join(root.itertext())


def test_a_matrix_has_room_for_every_cell() -> None:
    made = matrix("Who", "Legend.", "Source.", ["A", "B"], ["X"], {(0, 0): "✓ since 2008-08-26", (1, 0): "✕ denies it"})
    root = ElementTree.fromstring(made)  # noqa: S314 - made here
    assert len([each for each in root.iter(f"{SVG}rect") if each.get("class") == "yes"]) == 1
    assert float(root.get("height", "0")) > max(float(each.get("y", "0")) for each in root.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    "path",
    [
        "/documents?q=Belarus",
        "/search?q=ceasefire&every=true",
        "/agreements?party=Belarus&on=2022-02-20",
        "/agreements/ru-so-alliance-2015",
        "/actors?q=Осетия",
        "/actors/south-ossetia?on=2022-02-20",
        "/recognition/NRU/south-ossetia?on=2022-02-20",
        "/disagreements",
        "/compare?topic=Belarus",
    ],
)
def test_every_view_leads_to_its_json(web: TestClient, path: str) -> None:
    found = re.search(r'<a href="([^"]+)">This as JSON', web.get(path).text)
    assert found
    answer = web.get(html.unescape(found[1]))
    assert answer.status_code == 200, answer.text
    assert answer.json()


def test_a_document_and_a_claim_lead_to_their_json(web: TestClient, news: Path) -> None:
    with Desk(Settings(ledger=str(news))) as desk:
        claim = next(desk.ledger.recorded_claims()).claim
    for path, key in ((f"/documents/{claim.document}", claim.document), (f"/claims/{claim.id}", claim.id)):
        found = re.search(r'<a href="([^"]+)">This as JSON', web.get(path).text)
        assert found
        assert web.get(html.unescape(found[1])).json()["id"] == key
