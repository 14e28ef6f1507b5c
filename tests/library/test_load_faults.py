"""A library file with a fault stops the load with file, line and remedy; whatever is well formed loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.library import Library, load_library
from foedus.library.seal import SEAL, make
from foedus.model.problems import LibraryError
from treaties import agreement, provision


def load(folder: Path, *agreements: dict[str, Any], **others: dict[str, Any]) -> Library:
    (folder / "agreements").mkdir(exist_ok=True)
    for raw in agreements:
        (folder / "agreements" / f"{raw['id']}.yaml").write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    for name, raw in others.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    load_library.cache_clear()
    return load_library(folder)


def message(folder: Path, *agreements: dict[str, Any], **others: dict[str, Any]) -> str:
    with pytest.raises(LibraryError) as caught:
        load(folder, *agreements, **others)
    return str(caught.value)


def pact(**changes: Any) -> dict[str, Any]:
    return agreement("pact", "FRA", "BEL", **changes)


def test_a_folder_of_one_s_own_is_added_to_the_library(tmp_path: Path) -> None:
    lib = load(tmp_path, pact())
    assert lib.agreement["pact"].parties[0].actor == "FRA"
    assert "north-atlantic-1949" in lib.agreement


def test_a_year_and_an_article_number_may_be_written_as_numbers(tmp_path: Path) -> None:
    raw = pact(in_force={"start": 2001, "source": "text"}, provisions=[provision()])
    raw["provisions"][0]["article"] = 4
    built = load(tmp_path, raw).agreement["pact"]
    assert (built.in_force.start, built.provisions[0].article) == ("2001", "4")


def test_recognitions_and_viewpoints_of_one_s_own(tmp_path: Path) -> None:
    text = {"sources": {"note": {"title": "A note", "address": "https://example.org/note"}}}
    rows = [{"recogniser": "FRA", "recognised": "KOS", "start": "2001-01-01", "source": "note"}]
    says = [
        {
            "holders": ["FRA", "BEL"],
            "about": "statehood",
            "subject": "KOS",
            "holds": False,
            "start": None,
            "source": "note",
        }
    ]
    rows[0]["recognised"] = "south-ossetia"
    says[0]["subject"] = "south-ossetia"
    lib = load(
        tmp_path,
        pact(),
        recognitions=text | {"recognitions": rows},
        viewpoints=text | {"viewpoints": [{"holder": "FRA", "title": "France"}], "positions": says, "control": []},
    )
    assert lib.recognitions[-1].source == "A note <https://example.org/note>"
    assert [p.holder for p in lib.positions[-2:]] == ["FRA", "BEL"]


FAULTS = [
    ({"id": "other"}, "is not the file's name"),
    ({"kind": "mutual-defense"}, "'mutual-defense' is not one of"),
    ({"confidance": "high"}, "'confidance' was unexpected"),
    ({"parties": [{"actors": ["FRA", "Narnia"], "source": "text"}]}, "'Narnia'"),
    ({"parties": [{"actors": ["FRA", "narnia"], "source": "text"}]}, "no actor 'narnia'"),
    ({"parties": [{"actors": ["FRA"], "source": "txet"}]}, "no source 'txet' is listed"),
    ({"parties": [{"actors": ["FRA"], "start": "2001-02-30", "source": "text"}]}, "'2001-02-30' is not a date"),
    (
        {"parties": [{"actors": ["FRA"], "start": "2005-01-01", "end": "2004-01-01", "source": "text"}]},
        "ends (2004-01-01) before it begins (2005-01-01)",
    ),
    ({"parties": [{"actors": ["FRA"], "start": "1990", "source": "text"}]}, "before the agreement is in force"),
    (
        {
            "in_force": {"start": "2000", "end": "2005-01-01", "source": "text"},
            "parties": [{"actors": ["FRA"], "end": "2007-01-01", "source": "text"}],
        },
        "after the agreement itself (2005-01-01)",
    ),
    (
        {
            "parties": [
                {"actors": ["FRA"], "end": "2010-01-01", "source": "text"},
                {"actors": ["FRA"], "start": "2009-01-01", "source": "text"},
            ]
        },
        "two spells of FRA overlap",
    ),
    (
        {
            "stages": [
                {"stage": "signed", "date": "2001-01-01", "source": "text"},
                {"stage": "in-force", "date": "2000-01-01", "source": "text"},
            ]
        },
        "in-force (2000-01-01) stands before signed (2001-01-01)",
    ),
    ({"links": [{"link": "part-of", "parent": "nowhere-1900"}]}, "no agreement 'nowhere-1900'"),
    ({"links": [{"link": "part-of", "parent": "pact"}]}, "pact is part of itself"),
    ({"rests_on_statehood_of": ["DEU"]}, "DEU is no party"),
    ({"provisions": [provision(duty="defend", trigger=None)]}, "a duty to defend needs a trigger"),
    (
        {"provisions": [provision(duty="consult", trigger=None, beneficiary="attacked")]},
        "nobody is attacked without a trigger",
    ),
    ({"provisions": [provision(trigger={"act": "attack", "region": "atlantis"})]}, "no region 'atlantis'"),
    (
        {"provisions": [provision(trigger={"act": "attack", "unless_performed": {"duty": "defend"}})]},
        "would not be monotone",
    ),
    ({"provisions": [provision(trigger={"act": "performance"})]}, "needs performers and performing"),
    (
        {"provisions": [provision(trigger={"act": "attack", "performers": ["FRA"], "performing": ["aid"]})]},
        "belong to act: performance",
    ),
    ({"provisions": [provision(obliged={"members-of": "nowhere-1900"})]}, "no agreement 'nowhere-1900', whose members"),
    ({"provisions": [provision(obliged={"any-of": [["FRA"], ["narnia"]]})]}, "no actor 'narnia'"),
]


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=[expected for _, expected in FAULTS])
def test_a_fault_is_named_with_its_place(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    raw = pact(**changes)
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "pact.yaml").write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    found = message(tmp_path)
    assert expected in found
    assert "pact.yaml" in found


def test_all_faults_of_all_files_come_at_once_each_with_its_line(tmp_path: Path) -> None:
    one = pact(parties=[{"actors": ["FRA"], "source": "txet"}])
    two = agreement("second", "FRA", "BEL") | {"form": "handshake"}
    found = message(tmp_path, one, two)
    assert "parties/0/source: no source 'txet'" in found
    assert "second.yaml:4: form" in found


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    assert "is taken by" in message(tmp_path, agreement("cst-1992", "FRA", "BEL"))


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "mine", tmp_path / "secret.yaml"
    (inside / "agreements").mkdir(parents=True)
    outside.write_text(yaml.safe_dump(pact()), encoding="utf-8")
    (inside / "agreements" / "pact.yaml").symlink_to(outside)
    assert "leads out of the folder" in message(inside)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "no such folder" in message_of(tmp_path / "nowhere")


def message_of(folder: Path) -> str:
    with pytest.raises(LibraryError) as caught:
        load_library(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: [", "pact.yaml:2"),
        ("a: 1\na: 2", "stands twice"),
        ("!!python/object/apply:os.system ['true']", "pact.yaml:1"),
        ("\x00", "pact.yaml"),
        ("id: 1" + "0" * 6000, "pact.yaml"),
        ("id: x\nnames: " + "[" * 100_000, "pact.yaml:2: values are nested"),
        ("id: &a [*a]", "holds itself"),
        ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12)), "aliases"),
    ],
)
def test_yaml_that_is_broken_or_unsafe(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "pact.yaml").write_text(text, encoding="utf-8")
    assert expected in message(tmp_path)


def test_the_seal_is_that_of_the_files_as_they_are() -> None:
    assert json.loads(SEAL.read_text(encoding="utf-8")) == make(), "run: python -m foedus.library"
