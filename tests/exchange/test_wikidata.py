"""A dump of Wikidata: streamed, and proposed as entries that a person looks through; nothing is merged silently."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foedus.desk import Desk, Settings
from foedus.desk.promoting import apply
from foedus.desk.wikidata import Proposed, propose_wikidata
from foedus.exchange.wikidata import read_dump
from foedus.library import load_library
from foedus.model.problems import DataError


def item(number: int) -> dict[str, Any]:
    return {
        "snaktype": "value",
        "datavalue": {"value": {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}},
    }


def day(text: str, precision: int = 11) -> dict[str, Any]:
    time = {"time": f"+{text}T00:00:00Z", "precision": precision, "calendarmodel": "http://x/Q1985727"}
    return {"snaktype": "value", "datavalue": {"value": time}}


def statement(main: dict[str, Any], rank: str = "normal", **qualifiers: dict[str, Any]) -> dict[str, Any]:
    named = {name: [snak] for name, snak in qualifiers.items()}
    return {"mainsnak": main, "rank": rank, "qualifiers": named, "id": f"S${len(str(main))}", "references": [{}]}


def entity(number: int, label: str | None, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    labels = {"en": {"language": "en", "value": label}} if label else {}
    return {"id": f"Q{number}", "type": "item", "labels": labels, "claims": claims}


def code(letters: str) -> list[dict[str, Any]]:
    return [statement({"snaktype": "value", "datavalue": {"value": letters}})]


SOMETIME = {"snaktype": "somevalue"}
KENYA, ABKHAZIA, RUSSIA, FRANCE, PRESIDENT, NEW, PUTIN = 114, 31354462, 159, 142, 999, 77, 7747
ENTITIES = [
    entity(KENYA, "Kenya", P298=code("KEN"), P530=[
        statement(item(ABKHAZIA), P580=day("2020-05-01")),
        statement(item(RUSSIA), P580=day("1963-12-14")),
        statement(item(FRANCE), rank="deprecated"),
        statement({"snaktype": "novalue"}),
    ]),
    entity(RUSSIA, "Russia", P298=code("RUS"), P530=[
        statement(item(ABKHAZIA), P580=day("2008-08-26")),
        statement(item(424242), P580=day("2008-08-26")),
    ]),
    entity(1049, "Nicaragua", P298=code("NIC"), P530=[statement(item(ABKHAZIA), P580=day("1999-00-00", 9))]),
    entity(1050, "Peru", P298=code("PER"), P530=[statement(item(ABKHAZIA), P580=SOMETIME, P582=day("2011-04-00", 10))]),
    entity(ABKHAZIA, "Abkhazia"),
    entity(FRANCE, "France", P298=code("FRA")),
    entity(PRESIDENT, "President of Kenya", P1001=[statement(item(KENYA))]),
    entity(PUTIN, "Vladimir Putin", P39=[statement(item(PRESIDENT), P580=day("2013-04-09"), P582=day("2022-09-13"))]),
    entity(NEW, "Wanjiru Example", P39=[
        statement(item(PRESIDENT), P580=day("2013-04-09"), P582=day("2022-09-13")),
        statement(item(31337)),
    ]),
    {"id": "P530", "type": "property", "labels": {}, "claims": {}},
]  # fmt: skip


def as_array(entities: list[Any]) -> str:
    return "[\n" + ",\n".join(json.dumps(each) for each in entities) + "\n]\n"


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with a folder of the user's own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    return Desk(Settings(library=folder))


def proposed(desk: Desk, folder: Path, entities: list[Any] | None = None) -> Proposed:
    place = folder / "dump.json"
    place.write_text(as_array(ENTITIES if entities is None else entities), encoding="utf-8")
    return propose_wikidata(desk, str(place))


def test_what_the_library_lacks_is_proposed_and_the_rest_is_told(own: Desk, tmp_path: Path) -> None:
    made = proposed(own, tmp_path)
    by = {each.fact: each for each in made.promoted.findings}
    assert {fact: each.outcome for fact, each in by.items()} == {
        "Kenya has diplomatic relations with Abkhazia": "proposed",
        "Russia has diplomatic relations with Abkhazia": "already",
        "Nicaragua has diplomatic relations with Abkhazia": "conflict",
        "Peru has diplomatic relations with Abkhazia": "proposed",
        "Vladimir Putin, President of Kenya": "proposed",
        "Wanjiru Example, President of Kenya": "proposed",
    }
    assert (made.read, made.facts, made.left) == (len(ENTITIES), 9, 3)
    assert not made.problems
    assert not made.promoted.faults
    assert "conflict" in {each.code for each in made.promoted.problems}
    diff = made.promoted.proposal.diff
    assert "+++ b/recognitions.yaml" in diff
    assert not any((tmp_path / "mine").iterdir()), "nothing is written unasked"


@pytest.mark.slow
def test_what_is_applied_is_read_by_the_library_with_its_sources(own: Desk, tmp_path: Path) -> None:
    made = proposed(own, tmp_path)
    apply(own, made.promoted)
    library = load_library(tmp_path / "mine")
    assert not library.problems
    (kenya,) = (row for row in library.recognitions if row.recogniser == "KEN" and row.recognised == "abkhazia")
    assert (kenya.spell.start, kenya.spell.end, kenya.confidence) == ("2020-05-01", "..", "low")
    assert "https://www.wikidata.org/wiki/Q114" in kenya.source
    (peru,) = (row for row in library.recognitions if row.recogniser == "PER" and row.recognised == "abkhazia")
    assert (peru.spell.start, peru.spell.end) == (None, "2011-04")
    (held,) = (each for each in library.tenures if each.person == "wanjiru-example")
    assert (held.office, held.of, held.spell.start, held.spell.end) == ("president", "KEN", "2013-04-09", "2022-09-13")
    assert any(actor.key == "wanjiru-example" for actor in library.actors)
    again = propose_wikidata(Desk(own.settings), str(tmp_path / "dump.json"))
    assert not again.promoted.proposal.changed, "given again, it proposes nothing"


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("dump.json.gz", gzip.compress),
        ("dump.json.bz2", bz2.compress),
        ("dump.jsonl", bytes),
    ],
)
def test_dumps_come_packed_too(desk: Desk, tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    lines = as_array(ENTITIES) if "json." in name else "\n".join(json.dumps(each) for each in ENTITIES)
    (tmp_path / name).write_bytes(pack(lines.encode()))
    assert propose_wikidata(desk, str(tmp_path / name)).read == len(ENTITIES)


def test_the_answer_of_the_api_is_a_dump_too() -> None:
    whole = json.dumps({"entities": {each["id"]: each for each in ENTITIES}})
    assert read_dump([whole], "x").items == len(ENTITIES)


def test_lines_that_are_no_entities_are_told_and_the_rest_is_read() -> None:
    found = read_dump(["[", "{", '{"id": "Q1"},', "7,", '{"claims": {}}', "]"], "x.json")
    assert found.items == 1
    assert [each.where for each in found.problems] == ["x.json:2", "x.json:4", "x.json:5"]
    assert read_dump(["{"] * 70, "x").problems[-1].what == "20 more lines are no entities"
    assert read_dump([], "x").problems[0].code == "empty"


def test_a_file_that_is_cut_off_or_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    whole = gzip.compress(as_array(ENTITIES).encode())
    (tmp_path / "cut.json.gz").write_bytes(whole[: len(whole) // 2])
    for name in ("cut.json.gz", "none.json"):
        with pytest.raises(DataError, match="cannot be read"):
            propose_wikidata(desk, str(tmp_path / name))
