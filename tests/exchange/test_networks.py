"""Graphs, maps and calendars: other libraries read them, and time and viewpoint are in them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from exchange_making import ABKHAZIA, CLAIMS, CORRECTED, DEFENCE, MEMBER

from foedus.desk import Desk
from foedus.desk.exchanging import Wanted
from foedus.desk.exporting import Further, export
from foedus.exchange.shapes import geojson_shapes, topology_shapes, wound
from foedus.model.problems import UsageError

GEXF = {
    "gexf": {"version"},
    "meta": set(),
    "creator": set(),
    "graph": {"timeformat", "defaultedgetype", "mode"},
    "attributes": {"class", "mode"},
    "attribute": {"id", "title", "type"},
    "nodes": set(),
    "node": {"id", "label"},
    "edges": set(),
    "edge": {"id", "label", "source", "target", "weight", "start", "end"},
    "attvalues": set(),
    "attvalue": {"for", "value"},
}
"""Elements of GEXF 1.2 with the attributes that its schema lets them have, as far as they are used."""


def made(at: Desk, name: str, wanted: Wanted | None = None, **further: Any) -> bytes:
    return b"".join(export(at, name, wanted or Wanted(), Further(**further)).pieces)


def test_networkx_reads_graphml_with_everything_on_the_edges(at: Desk) -> None:
    import networkx as nx

    graph = nx.read_graphml(io.BytesIO(made(at, "graphml", Wanted(known_on="2030-01-01"))), force_multigraph=True)
    by_id = {told["id"]: (source, target, told) for source, target, told in graph.edges(data=True)}
    assert set(by_id) == {each.id for each in CLAIMS}
    source, target, told = by_id[ABKHAZIA.id]
    assert (graph.nodes[source]["label"], graph.nodes[target]["type"]) == ("Syria", "de-facto-state")
    assert (source, target, told["start"], told["end"]) == ("SYR", "abkhazia", "2018-01-01", "2018-12-31")
    assert (told["time"], told["quote"], told["known_on"]) == (
        "2018",
        "Syria recognised Abkhazia in 2018",
        "2030-01-01",
    )
    assert (told["standing"], by_id[MEMBER.id][2]["standing"]) == ("unjudged", "rejected")
    assert by_id[DEFENCE.id][2]["viewpoint"] == "BLR"
    standing = nx.read_graphml(io.BytesIO(made(at, "graphml", Wanted(standing=True))), force_multigraph=True)
    assert CORRECTED.id in {told["id"] for *_, told in standing.edges(data=True)}


def test_gexf_has_spells_and_what_its_schema_allows(at: Desk) -> None:
    import networkx as nx

    text = made(at, "gexf", Wanted(on="2022-02-20"), origin="both", viewpoint="RUS")
    for element in ET.fromstring(text).iter():  # noqa: S314 - our own file
        name = element.tag.rpartition("}")[2]
        allowed = {key for key in element.attrib if not key.startswith("{")}
        assert allowed <= GEXF[name], name
    graph = nx.read_gexf(io.BytesIO(text))
    found = {told["id"]: (source, target, told) for source, target, told in graph.edges(data=True)}
    facts = [each for each in found.values() if each[2]["level"] == "library"]
    (nato,) = (t for s, a, t in facts if (s, a) == ("USA", "north-atlantic-1949"))
    assert (nato["start"], nato["holds"], nato["in_force"], nato["viewpoint"]) == (
        "1949-08-24",
        "yes",
        "in force",
        "RUS",
    )
    ended = [t for s, a, t in facts if (s, a) == ("CZE", "warsaw-1955") or "end" in t]
    assert ended
    with pytest.raises(UsageError, match="--on"):
        made(at, "gexf", origin="library", viewpoint="RUS")
    few = nx.read_gexf(io.BytesIO(made(at, "gexf", Wanted(actor="Abkhazia"), origin="library")))
    assert all("abkhazia" in ends for ends in few.edges())


@pytest.mark.slow
def test_the_same_bytes_whatever_the_order_of_hashes(filled: Path) -> None:
    """Sets have another order in each process: what is written must not show it."""
    code = (
        "import sys, hashlib\n"
        "from foedus.desk import Desk, Settings\n"
        "from foedus.desk.exchanging import Wanted\n"
        "from foedus.desk.exporting import Further, export\n"
        f"desk = Desk(Settings(ledger={str(filled)!r}))\n"
        "for name in ('graphml', 'gexf', 'turtle', 'trig', 'json-ld', 'nquads', 'stix', 'ftm', 'csv'):\n"
        "    data = b''.join(export(desk, name, Wanted()).pieces)\n"
        "    print(name, hashlib.sha256(data).hexdigest())\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def rings(geometry: dict[str, Any]) -> list[list[list[tuple[float, float]]]]:
    return geometry["coordinates"]  # type: ignore[no-any-return]


def test_geojson_follows_the_standard_and_tells_what_has_no_shape(at: Desk, tmp_path: Path) -> None:
    square = [[[30, 30], [30, 40], [40, 40], [40, 30], [30, 30]]]
    fiji = [[[179, -16], [-179, -16], [-179, -18], [179, -18], [179, -16]]]
    shapes = tmp_path / "countries.geojson"
    features = [
        {"type": "Feature", "properties": {"ISO_A3": code}, "geometry": {"type": "Polygon", "coordinates": rings}}
        for code, rings in (("SYR", square), ("FJI", fiji))
    ]
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    asked = {"layer": "recognition", "of": "Abkhazia", "viewpoint": "GEO", "shapes": str(shapes)}
    got = export(at, "geojson", Wanted(on="2022-02-20", known_on="2030-01-01"), Further(**asked))  # type: ignore[arg-type]
    found = json.loads(b"".join(got.pieces))
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    by_key = {each["id"]: each for each in found["features"]}
    assert len(by_key) == len(found["features"])
    for each in found["features"]:
        assert {"type", "geometry", "properties"} <= set(each)
        if each["geometry"] is None:
            assert each["properties"]["geometry_source"] is None
            continue
        for outer, *holes in rings(each["geometry"]):
            for ring, sign in ((outer, 1), *((hole, -1) for hole in holes)):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert sign * sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0
                assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
    syria = by_key["SYR"]["properties"]
    assert (syria["on"], syria["viewpoint"], syria["known_on"]) == ("2022-02-20", "GEO", "2030-01-01")
    assert [each["id"] for each in syria["claims"]] == [ABKHAZIA.id]
    assert syria["claims"][0]["quote"] == "Syria recognised Abkhazia in 2018"
    assert by_key["RUS"]["geometry"] is None
    assert any("RUS" in note for note in got.notes)
    assert by_key["abkhazia"]["properties"]["schematic"] is True
    with pytest.raises(UsageError, match="--on"):
        made(at, "geojson")


def test_shapes_over_the_180th_meridian_are_cut() -> None:
    east, west = wound([[[(179, -16), (-179, -16), (-179, -18), (179, -18), (179, -16)]]])
    assert {x for x, _ in east[0]} == {179.0, 180.0}
    assert {x for x, _ in west[0]} == {-180.0, -179.0}
    assert wound([[[(1, 1), (1, 1)]], [[(0, 0), (1, 1), (2, 2), (0, 0)]]]) == [], "specks without an area are no rings"
    ((pole,),) = wound([[[(-180, -80), (-60, -70), (60, -70), (180, -80), (-180, -80)]]])
    assert min(y for _, y in pole) == -90


def test_shapes_come_out_of_topologies() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2]]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"a3": "AAA"}},
            {"type": "MultiPolygon", "arcs": [[[-2, -1]]], "properties": {"a3": "BBB"}},
        ]}},
    }  # fmt: skip
    found = topology_shapes(json.dumps(topology))
    assert found["AAA"] == found["BBB"] or {*found["AAA"][0][0]} == {*found["BBB"][0][0]}
    with pytest.raises(UsageError, match="no GeoJSON of areas"):
        geojson_shapes("[]", "x.geojson")


def test_a_calendar_has_exact_days_spans_and_renewals(at: Desk) -> None:
    import icalendar

    found = icalendar.Calendar.from_ical(made(at, "icalendar", Wanted(on="2022-02-20"), viewpoint="GEO"))
    events = list(found.walk("VEVENT"))
    uids = [str(each["uid"]) for each in events]
    assert len(set(uids)) == len(uids)
    assert {str(each["x-foedus-agreement"]) for each in events} == set(at.library.agreement)
    by = {(str(each["x-foedus-agreement"]), str(each["summary"]).split(": ", 1)[1]): each for each in events}
    nato = by["north-atlantic-1949", "in-force"]
    assert (nato.decoded("dtstart"), nato.decoded("dtend")) == (date(1949, 8, 24), date(1949, 8, 25))
    assert "Seen from GEO on 2022-02-20: in force" in str(nato["description"])
    for each in events:
        span = each.decoded("dtend") - each.decoded("dtstart")
        assert ("some day of" in str(each["summary"])) is (span.days > 1)
        assert (str(each["status"]) == "CONFIRMED") <= (span.days == 1)
    recurring = {str(each["x-foedus-agreement"]): each for each in events if "rrule" in each}
    assert "cst-1992" in recurring
    assert recurring["cst-1992"].decoded("rrule").to_ical() == b"FREQ=YEARLY;INTERVAL=5"
    few = icalendar.Calendar.from_ical(made(at, "icalendar", agreements=("NATO treaty of 1949", "cst-1992")[1:]))
    assert {str(each["x-foedus-agreement"]) for each in few.walk("VEVENT")} == {"cst-1992"}


def test_stix2_parses_the_bundle_and_everything_refers_to_what_is_there(at: Desk) -> None:
    import stix2

    text = made(at, "stix", Wanted(known_on="2030-01-01"))
    found = stix2.parse(text.decode(), version="2.1")
    ids = {each.id for each in found.objects}
    for each in found.objects:
        refs = [*each.get("object_refs", ()), *(each[name] for name in ("source_ref", "target_ref") if name in each)]
        assert set(refs) <= ids
        assert each.id.split("--")[1][14] == "5", "no chance is in its id"
    notes = {each.external_references[0].external_id: each for each in found.objects if each.type == "note"}
    assert set(notes) == {each.id for each in CLAIMS}
    assert "standing:accepted" in notes[DEFENCE.id].labels
    assert "viewpoint:BLR" in notes[DEFENCE.id].labels
    links = {each.external_references[0].external_id for each in found.objects if each.type == "relationship"}
    assert ABKHAZIA.id in links
    assert not links & {DEFENCE.id, MEMBER.id}, "what is conditional or rejected is no fact"
    opinions = [each for each in found.objects if each.type == "opinion"]
    assert sorted(each.opinion for each in opinions) == ["agree", "disagree", "neutral"]


@pytest.mark.parametrize(
    ("name", "further"), [("csv", {"layer": "forces"}), ("gexf", {"of": "NATO"}), ("geojson", {"origin": "both"})]
)
def test_what_a_format_does_not_take_is_told(at: Desk, name: str, further: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="is not for"):
        made(at, name, Wanted(on="2022-01-01"), **further)


def test_a_file_of_each_is_written_whole(at: Desk, tmp_path: Path) -> None:
    for name in ("graphml", "icalendar"):
        place = tmp_path / name
        assert not list(export(at, name, Wanted(), out=str(place)).pieces)
        assert place.read_bytes() == made(at, name)
