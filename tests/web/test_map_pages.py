"""The map and the recognition matrix, asked without a browser."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from foedus.desk import Desk, Settings
from foedus.desk.asking import Question, ask_bound
from foedus.exchange.outlines import disputed_areas, sketches
from foedus.model.problems import UsageError
from foedus.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


def asked(web: TestClient, query: str) -> dict[str, Any]:
    answer = web.get(f"/api/v1/map?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_recognition_follows_the_day_and_withdrawals_are_no_silence(web: TestClient) -> None:
    entity = "layer=recognition&of=abkhazia"
    before, during, after = (
        asked(web, f"{entity}&on={day}")["states"] for day in ("2008-08-01", "2012-01-01", "2015-01-01")
    )
    assert "RUS" not in before
    assert during["TUV"] == during["RUS"] == "yes"
    assert after["TUV"] == "weak"
    assert during["GEO"] == "no"
    assert "BRA" not in during  # of whom nothing is known


def test_a_contested_place_takes_the_state_of_whose_part_it_is(web: TestClient) -> None:
    query = "layer=membership&of=cst-1992&on=1996-01-01"
    assert asked(web, query)["states"]["GEO"] == "yes"
    assert "south-ossetia" not in asked(web, query)["states"]
    assert asked(web, f"{query}&viewpoint=GEO")["states"]["south-ossetia"] == "yes"
    mine = {each["key"]: each for each in asked(web, f"{query}&viewpoint=GEO")["contested"]}
    assert (mine["south-ossetia"]["kind"], mine["south-ossetia"]["of"]) == ("part", "GEO")
    own = asked(web, "on=2022-02-20&viewpoint=south-ossetia")["contested"]
    assert next(each for each in own if each["key"] == "south-ossetia")["kind"] == "state"


@pytest.mark.parametrize(
    ("day", "place", "kind", "of"),
    [
        ("2022-02-20", "crimea", "part", "RUS"),
        ("2013-01-01", "crimea", "part", "UKR"),
        ("2014-03-05", "crimea", "open", None),
        ("2022-02-20", "artsakh", "state", None),
        ("2023-12-01", "artsakh", "part", "AZE"),
        ("2022-02-20", "TWN", "state", None),
    ],
)
def test_the_de_facto_viewpoint_looks_at_control(
    web: TestClient, day: str, place: str, kind: str, of: str | None
) -> None:
    found = asked(web, f"on={day}&viewpoint=de-facto")["contested"]
    here = next(each for each in found if each["key"] == place)
    assert (here["kind"], here["of"]) == (kind, of)


def test_obligations_are_those_of_the_answer(web: TestClient) -> None:
    with Desk(Settings()) as desk:
        answer = ask_bound(desk, Question("GEO", "south-ossetia", "2022-02-20", viewpoint="RUS"))
    bearers = {each["bearer"] for each in answer["obligations"]}
    query = "layer=obligations&attacker=GEO&target=south-ossetia&on=2022-02-20"
    states = asked(web, f"{query}&viewpoint=RUS")["states"]
    assert {key for key in bearers if states[key] not in ("yes", "weak")} == set()
    assert states["RUS"] == states["crimea"] == "yes"  # to who has Crimea for Russian
    assert asked(web, query)["states"]["RUS"] == "disputed"
    assert "RUS" not in {key for key, state in asked(web, f"{query}&viewpoint=GEO")["states"].items() if state == "yes"}
    assert (states["GEO"], states["south-ossetia"]) == ("foe", "focus")
    both = asked(web, "layer=obligations&attacker=GEO&target=south-ossetia;abkhazia&on=2022-02-20")["states"]
    assert both["abkhazia"] == both["south-ossetia"] == "focus"


def test_forces_are_there_by_texts_and_by_claims(web: TestClient) -> None:
    query = "layer=forces&of=RUS&on=2022-02-20"
    assert asked(web, f"{query}&viewpoint=RUS")["states"]["south-ossetia"] == "yes"
    assert asked(web, f"{query}&viewpoint=GEO")["states"]["south-ossetia"] == "disputed"
    rows = {each["key"]: each for each in asked(web, query)["rows"]}
    assert rows["BLR"]["state"] == "said"
    assert "claim" in rows["BLR"]["words"]


def days_of(page: str) -> list[str]:
    found = re.search(r'<ol class="stops">.*?</ol>', page, re.DOTALL)
    return re.findall(r">(\d{4}-\d\d-\d\d)</a>", found[0]) if found else []


@pytest.mark.parametrize(
    ("page", "api"),
    [
        ("/map?layer=recognition&of=abkhazia", "layer=recognition&of=abkhazia"),
        ("/map?layer=membership&of=cst-1992", "layer=membership&of=cst-1992"),
        ("/recognition?entity=abkhazia", "layer=recognition&of=abkhazia"),
    ],
)
def test_between_two_stops_of_the_slider_the_map_is_the_same(web: TestClient, page: str, api: str) -> None:
    days = days_of(web.get(f"{page}&on=2012-01-01").text)
    assert days == sorted(set(days))
    assert len(days) >= 4
    low, high = next(
        (low, high) for low, high in itertools.pairwise(map(date.fromisoformat, days)) if (high - low).days > 300
    )
    within = [asked(web, f"{api}&on={day}")["states"] for day in (low + timedelta(5), high - timedelta(1))]
    assert within[0] == within[1]


def test_the_page_says_in_words_what_the_map_shows(web: TestClient) -> None:
    page = web.get("/map?on=2022-02-20&region=caucasus").text
    assert "schematic" in page
    assert "drawing defaults" in page
    assert 'id="row-RUS"' in page
    assert "/recognition/RUS/south-ossetia?on=2022-02-20" in page
    assert "region=europe" in page
    assert 'data-box="' in page
    rows = list(csv.DictReader(io.StringIO(web.get("/map.csv?on=2022-02-20").text)))
    assert {each["key"]: each["state"] for each in rows} == asked(web, "on=2022-02-20")["states"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("layer=weather", 400),
        ("of=atlantis", 404),
        ("viewpoint=CMR", 404),
        ("on=2022-02-30", 400),
        ("layer=obligations&attacker=GEO&target=GEO", 400),
    ],
)
def test_what_cannot_be_shown_is_said(web: TestClient, query: str, status: int) -> None:
    assert web.get(f"/map?{query}").status_code == status


def _inside(point: tuple[float, float], ring: list[list[float]]) -> bool:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


# Towns on either side, by their coordinates in GeoNames.
TOWNS = {
    "south-ossetia": (
        [(43.969, 42.228), (43.924, 42.390), (44.483, 42.124)],
        [(44.113, 41.985), (43.444, 42.585), (44.689, 42.351)],
    ),
    "abkhazia": ([(40.989, 43.007), (41.736, 42.627), (40.271, 43.279)], [(41.868, 42.508), (41.562, 42.393)]),
    "transnistria": (
        [(29.628, 46.843), (29.477, 46.832), (29.010, 47.768), (28.699, 48.032)],
        [(28.968, 47.749), (28.859, 47.009), (29.124, 47.255)],
    ),
    "artsakh": (
        [(46.753, 39.818), (46.750, 39.760), (47.112, 39.795)],
        [(46.927, 39.991), (47.145, 39.601), (46.932, 40.342)],
    ),
    "crimea": (
        [(34.10, 44.95), (33.692, 46.109), (36.475, 45.357), (33.521, 44.608)],
        [(34.809, 46.168), (33.541, 46.365), (37.0, 45.2)],
    ),
    "donetsk": (
        [(37.802, 48.023), (38.017, 48.300), (38.403, 48.336), (38.086, 47.114)],
        [(37.541, 47.095), (37.750, 48.140), (37.494, 47.601), (39.306, 48.568)],
    ),
    "luhansk": (
        [(39.306, 48.568), (38.797, 48.469), (38.524, 48.628), (39.647, 48.076)],
        [(39.230, 48.738), (38.371, 48.632), (39.484, 48.662), (37.802, 48.023)],
    ),
}


@pytest.mark.parametrize("key", TOWNS)
def test_a_sketch_holds_its_towns_and_no_others(key: str) -> None:
    outline = next(each for each in sketches() if each.key == key)
    ring = outline.polygons[0][0]
    held, beyond = TOWNS[key]
    assert [point for point in held if not _inside(point, ring)] == []
    assert [point for point in beyond if _inside(point, ring)] == []
    assert outline.source


def test_a_sketch_is_drawn_while_it_lasts(web: TestClient) -> None:
    def drawn(day: str) -> set[str]:
        return {each["properties"]["key"] for each in asked(web, f"on={day}")["outlines"]["features"]}

    assert "artsakh" in drawn("2023-06-01")
    assert drawn("2023-06-01") - drawn("2024-01-01") == {"artsakh"}
    assert not drawn("1980-01-01")


SQUARE = {"type": "Polygon", "coordinates": [[[44, 42], [44.2, 42], [44.2, 42.2], [44, 42.2], [44, 42]]]}


def test_a_file_of_disputed_areas_takes_the_place_of_sketches(news: Path, tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"BRK_NAME": "South Ossetia", "NOTE_BRK": "Self admin."}, "geometry": SQUARE},
        {
            "type": "Feature",
            "properties": {"BRK_NAME": "An isle <b>"},
            "geometry": {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]},
        },
    ]
    path = tmp_path / "disputed.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    app = create_app(Settings(ledger=str(news)), TOKEN, hosts=("testserver",), disputed=path)
    with TestClient(app) as client:
        outlines = asked(client, "on=2022-02-20")["outlines"]["features"]
        assert "An isle &lt;b&gt;" in client.get("/map?on=2022-02-20").text
    app.state.house.close()
    given = {each["properties"]["key"]: each["properties"]["schematic"] for each in outlines}
    assert given["south-ossetia"] is False
    assert given[None] is False
    assert given["abkhazia"] is True
    assert sum(each["properties"]["key"] == "south-ossetia" for each in outlines) == 1


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[1e9, 2], [3, 4]]]}}]}',
    ],
)
def test_a_file_that_is_no_such_geojson_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "disputed.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="FeatureCollection"):
        disputed_areas(path, lambda name: ())
    with pytest.raises(UsageError, match="cannot read"):
        disputed_areas(tmp_path / "none", lambda name: ())


def test_the_matrix_has_states_filters_and_files(web: TestClient) -> None:
    def pairs(query: str) -> dict[tuple[str, str], str]:
        found = web.get(f"/api/v1/recognition?{query}").json()
        return {(each["recogniser"], each["recognised"]): each["state"] for each in found}

    everything = pairs("on=2016-01-01")
    assert everything["RUS", "south-ossetia"] == "yes"
    assert everything["TUV", "abkhazia"] == "withdrawn"
    assert everything["GEO", "abkhazia"] == "no"
    assert {whom for _, whom in pairs("on=2016-01-01&entity=abkhazia")} == {"abkhazia"}
    assert {who for who, _ in pairs("on=2016-01-01&recogniser=Tuvalu")} == {"TUV"}
    assert set(pairs("on=2016-01-01&state=withdrawn").values()) == {"withdrawn"}
    rows = csv.DictReader(io.StringIO(web.get("/recognition.csv?on=2016-01-01").text))
    assert {(each["recogniser"], each["recognised"]): each["state"] for each in rows} == everything
    page = web.get("/recognition?on=2016-01-01").text
    assert '<th scope="col">' in page
    assert '<th scope="row"><a href="/actors/TUV?on=2016-01-01">Tuvalu</a></th>' in page


def test_a_cell_opens_its_history_with_its_evidence(web: TestClient) -> None:
    page = web.get("/recognition/NRU/south-ossetia?on=2022-02-20").text
    assert "2009-12-16" in page
    assert "Pravda" in page
    assert "/documents/sha256:" in page
    assert "#claim:" in page
    assert web.get("/recognition/NRU/atlantis").status_code == 404
    assert "neither an act nor a position" in web.get("/recognition/BRA/south-ossetia").text


def test_a_view_that_could_not_count_every_claim_says_so(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more claims than were counted" not in web.get("/recognition?on=2022-02-20").text
    for module in ("recognising", "presence", "mapping"):
        monkeypatch.setattr(f"foedus.desk.{module}.MOST_CLAIMS", 1)
    assert "more claims than were counted" in web.get("/recognition?on=2022-02-20").text
    assert any("more claims" in note for note in asked(web, "layer=recognition&of=south-ossetia")["notes"])
    assert any("more claims" in note for note in asked(web, "layer=forces")["notes"])


def test_membership_of_an_organisation_without_a_text_is_what_claims_say(web: TestClient) -> None:
    found = asked(web, "layer=membership&of=cis&on=2022-02-20")
    assert {each["state"] for each in found["rows"]} <= {"said", "disputed", "no"}
    assert "claims" in found["notes"][0]
    assert asked(web, "layer=membership&of=csto&on=2022-02-20")["of"] == "cst-1992"
