"""A file with a fault is left out and told with file, line and remedy; whatever is well formed loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.library import Library, load_library
from foedus.library.doubts import doubts
from foedus.library.files import read_yaml
from foedus.library.own import entry_digest
from foedus.library.seal import HOME, SEAL, make
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
    lib = load(folder, *agreements, **others)
    assert "north-atlantic-1949" in lib.agreement
    return "\n".join(problem.line() for problem in lib.problems)


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
    ({"provisions": [provision(obliged={"all-of": ["parties", ["narnia"]]})]}, "no actor 'narnia'"),
]


def stage(name: str, date: str, *actors: str) -> dict[str, Any]:
    return {"stage": name, "date": date, "source": "text"} | ({"actors": list(actors)} if actors else {})


def since(start: str, end: str | None = None) -> dict[str, Any]:
    return {"start": start, "source": "text"} | ({"end": end} if end else {})


def notice(date: str, **changes: Any) -> dict[str, Any]:
    return {"actors": ["FRA"], "date": date, "notice": "P1Y", "source": "text"} | changes


def fra(**changes: Any) -> list[dict[str, Any]]:
    return [{"actors": ["BEL"], "source": "text"}, {"actors": ["FRA"], "source": "text"} | changes]


TERMS = {"text": "Ten years.", "article": "9", "term": "P10Y", "source": "text"}
RESERVED = {"actor": "FRA", "articles": ["1"], "effect": "excludes", "text": "Not us.", "source": "text"}
GOES = {"text": "It goes first.", "article": "8", "source": "text"}

LIVES = [
    ({"stages": [stage("ratified", "2000-01-01", "FRA"), stage("signed", "2001-01-01", "FRA", "BEL")]}, "for FRA"),
    ({"stages": [stage("terminated", "2010"), stage("invoked", "2012")]}, "invoked (2012) stands after terminated"),
    ({"stages": [stage("in-force", "2001-05-01")]}, "contradicts start of in_force (2000-01-01)"),
    ({"in_force": since("2000", "2010"), "stages": [stage("terminated", "2015")]}, "contradicts end of in_force"),
    ({"terms": TERMS | {"renewal": "none"}, "in_force": since("2000-01-01", "2015")}, "its term is over on 2010-01-01"),
    ({"terms": TERMS | {"renewal": "agreed"}}, "only an agreement renews it"),
    ({"terms": {"text": "t", "article": "9", "source": "text", "renewal": "none"}}, "but has no term"),
    ({"terms": TERMS | {"term": "ten years"}}, "does not match"),
    ({"terms": TERMS | {"term": "P999Y", "renewal": "none"}, "in_force": since("9990-01-01")}, "beyond the year 9999"),
    ({"denunciations": [notice("2010-01-01")], "parties": fra(end="2012-01-01")}, "end FRA's spell on 2011-01-01"),
    ({"denunciations": [notice("2010-01-01")], "parties": fra(end="2010-06-01")}, "but parties ends it on 2010-06-01"),
    ({"denunciations": [notice("2010-01-01")], "parties": fra(end="..")}, "but parties ends it not"),
    ({"denunciations": [notice("2010-01-01", actors=["DEU"])]}, "DEU is no party and cannot leave"),
    ({"denunciations": [notice("2010-01-01", withdrawn="2012")]}, "after it took effect (2011-01-01)"),
    ({"denunciations": [notice("2010-01-01", ends="2010-06-01")]}, "end nothing before 2011-01-01"),
    ({"denunciations": [{"actors": ["FRA"], "date": 2010, "source": "text"}]}, "it has no period of notice"),
    ({"suspensions": [{"text": "t", "actors": ["DEU"]} | since("2010")]}, "DEU is no party"),
    ({"suspensions": [{"text": "t", "towards": ["FRA"]} | since("2010")]}, "who is freed is not said"),
    ({"suspensions": [{"text": "t"} | since("1990")]}, "lies outside the days in force"),
    ({"suspensions": [{"text": "t"} | since("2010", "2009")]}, "ends (2009) before it begins (2010)"),
    ({"parties": fra(provisional=True)}, "provisional application begins on a day of its own"),
    ({"parties": fra(succeeds="DEU")}, "DEU is no party whose place could be taken"),
    ({"parties": fra(succeeds="BEL")}, "BEL is still a party"),
    (
        {"parties": [{"actors": ["BEL"], "end": "2010", "source": "text"}, *fra(succeeds="BEL", start="2008")[1:]]},
        "the succession (2008) begins before BEL's own spell ends (2010)",
    ),
    ({"reservations": [RESERVED | {"actor": "DEU"}]}, "DEU is no party"),
    ({"reservations": [RESERVED | {"articles": ["5"]}]}, "no provision has the article '5'"),
    ({"reservations": [RESERVED | {"effect": "modifies"}]}, "says what holds instead"),
    (
        {"reservations": [RESERVED | {"objections": [{"actors": ["FRA"], "source": "text"}]}]},
        "FRA objects to its own reservation",
    ),
    (
        {"reservations": [RESERVED | {"effect": "modifies", "instead": {"trigger": {"region": "atlantis"}}}]},
        "no region 'atlantis'",
    ),
    (
        {
            "provisions": [provision(duty="comply", trigger=None)],
            "reservations": [RESERVED | {"effect": "modifies", "instead": {"trigger": {"act": "war"}}}],
        },
        "article 1 stands at all times",
    ),
    ({"precedence": [GOES | {"prevails_over": ["nowhere-1900"]}]}, "no agreement 'nowhere-1900'"),
    ({"precedence": [GOES | {"prevails_over": ["pact"]}]}, "goes before itself"),
    ({"precedence": [GOES | {"prevails_over": "any", "articles": ["7"]}]}, "no provision has the article '7'"),
    ({"precedence": [GOES]}, "'prevails_over' is a required property"),
    ({"provisions": [provision(trigger={"act": "attack", "unless_owed": {"duty": "aid"}})]}, "not being owed"),
    (
        {"provisions": [provision(exemptions=[{"text": "t", "source": "text", "unless_performed": "aid"}])]},
        "not being performed",
    ),
    ({"provisions": [provision(trigger={"act": "attack", "attackers": ["DEU"], "excluded": ["DEU"]})]}, "and excluded"),
    (
        {"provisions": [provision(trigger={"act": "attack", "region": "europe", "location": "unspecified"})]},
        "it is not unspecified",
    ),
    ({"provisions": [provision(duty=None, duties=[{"duty": "aid"}, {}])]}, "duties/1: article 1: duty not said"),
    ({"provisions": [provision(duties=[{"protected": ["narnia"]}])]}, "no actor 'narnia'"),
    ({"provisions": [provision(obliged=["BEL", "DEU"])]}, "article 1: it obliges DEU, which never is a party"),
    ({"provisions": [provision(trigger=None, duty="comply", duties=[{"protected": ["FRA"]}])]}, "belong to a trigger"),
]
FAULTS += LIVES


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=[expected for _, expected in FAULTS])
def test_a_fault_is_named_with_its_place(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    raw = pact(**changes)
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "pact.yaml").write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    found = message(tmp_path)
    assert expected in found
    assert "pact.yaml" in found


def test_agreements_that_go_before_one_another_in_a_circle(tmp_path: Path) -> None:
    first = pact(precedence=[GOES | {"prevails_over": ["second"]}])
    second = agreement("second", "FRA", "BEL", precedence=[GOES | {"prevails_over": "earlier"}])
    second["in_force"] = since("2005-01-01")
    found = message(tmp_path, first, second)
    assert "second.yaml:" in found
    assert "second and pact go before one another in a circle" in found


def test_two_agreements_cannot_both_go_before_any_other(tmp_path: Path) -> None:
    found = message(tmp_path, pact(precedence=[GOES | {"prevails_over": "any"}]))
    assert "pact and un-charter-1945 go before one another" in found


def test_all_faults_of_all_files_come_at_once_each_with_its_line(tmp_path: Path) -> None:
    one = pact(parties=[{"actors": ["FRA"], "source": "txet"}])
    two = agreement("second", "FRA", "BEL") | {"form": "handshake"}
    found = message(tmp_path, one, two)
    assert "parties/0/source: no source 'txet'" in found
    assert "second.yaml:4: form" in found


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    assert "is taken by" in message(tmp_path, agreement("cst-1992", "FRA", "BEL"))


def own_copy(digest: str | None = None) -> dict[str, Any]:
    path = HOME / "agreements" / "cst-1992.yaml"
    raw: dict[str, Any] = read_yaml(path, "agreement")
    return {**raw, "instead_of": digest or entry_digest(path.read_text(encoding="utf-8")), "title": "My own words"}


def test_an_entry_of_one_s_own_in_the_place_of_one_of_foedus_s(tmp_path: Path) -> None:
    lib = load(tmp_path, own_copy())
    assert (lib.agreement["cst-1992"].title, lib.problems) == ("My own words", ())
    assert len(lib.agreements) == len(load_library().agreements)


def test_an_entry_in_the_place_of_one_that_has_changed_since_is_told(tmp_path: Path) -> None:
    lib = load(tmp_path, own_copy("0" * 12))
    assert lib.agreement["cst-1992"].title == "My own words"
    (problem,) = lib.problems
    assert (problem.code, "has changed since" in problem.what) == ("doubt", True)
    assert "foedus has no entry 'pact'" in message(tmp_path, pact(instead_of="0" * 12))


def test_a_faulty_entry_leaves_foedus_s_own_in_its_place(tmp_path: Path) -> None:
    lib = load(tmp_path, own_copy() | {"form": "handshake"})
    assert lib.agreement["cst-1992"].title != "My own words"
    assert "form" in lib.problems[0].what


def test_rows_of_one_s_own_stand_in_the_place_of_foedus_s_on_the_same_two(tmp_path: Path) -> None:
    rows = [
        {"recogniser": "NRU", "recognised": "abkhazia", "start": "2009-12-15", "end": "2026-01-01", "source": "note"}
    ]
    tenure = {"person": "vladimir-putin", "office": "president", "of": "RUS", "from": "2000", "to": None}
    lib = load(
        tmp_path,
        recognitions={"sources": {"note": {"title": "A note"}}, "recognitions": rows},
        tenures={"source": "a note", "tenures": [tenure | {"confidence": "low"}]},
    )
    found = [each.spell.end for each in lib.recognitions if (each.recogniser, each.recognised) == ("NRU", "abkhazia")]
    assert (found, len(lib.recognitions)) == (["2026-01-01"], len(load_library().recognitions))
    putin = [each for each in lib.tenures if (each.person, each.office) == ("vladimir-putin", "president")]
    assert [each.spell.start for each in putin] == ["2000"]


def test_the_rest_loads(tmp_path: Path) -> None:
    lib = load(tmp_path, pact(parties=[{"actors": ["FRA"], "source": "txet"}]), agreement("second", "FRA", "BEL"))
    assert "second" in lib.agreement
    assert "pact" not in lib.agreement
    (problem,) = lib.problems
    assert (problem.code, problem.where) == ("fault", f"{tmp_path / 'agreements' / 'pact.yaml'}:12")


def test_what_refers_to_a_file_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    lib = load(
        tmp_path,
        pact(form="handshake"),
        agreement("second", "FRA", "BEL", links=[{"link": "part-of", "parent": "pact"}]),
        agreement("third", "FRA", "BEL"),
    )
    assert {"pact", "second"}.isdisjoint(lib.agreement)
    assert "third" in lib.agreement
    assert "no agreement 'pact'" in lib.problems[1].what


def test_actors_and_offices_of_one_s_own_with_faults(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    entry = {"key": "narnia", "type": "state", "label": "Narnia"}
    for name, actors in (("a", [entry]), ("b", [entry]), ("c", [{"key": "x"}])):
        raw = {"source": "invented", "actors": actors}
        (tmp_path / "actors" / f"{name}.yaml").write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    told = {"office": "president", "of": "atlantis", "from": None, "to": None, "confidence": "low"}
    tenures = {"source": "invented", "tenures": [{"person": "narnia"} | told]}
    lib = load(tmp_path, agreement("mine", "FRA", "narnia"), tenures=tenures)
    assert "mine" in lib.agreement
    assert [Path(problem.where).name for problem in lib.problems] == [
        "b.yaml:3",
        "c.yaml:3",
        "c.yaml:3",
        "tenures.yaml:3",
    ]


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "mine", tmp_path / "secret.yaml"
    (inside / "agreements").mkdir(parents=True)
    outside.write_text(yaml.safe_dump(pact()), encoding="utf-8")
    (inside / "agreements" / "pact.yaml").symlink_to(outside)
    assert "leads out of the folder" in message_of(inside)


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


LATE = [{"actors": ["FRA", "BEL"], "source": "text"}, {"actors": ["LUX"], "start": "2010-01-01", "source": "text"}]


def article(protected: object, **changes: Any) -> dict[str, Any]:
    return provision("7", trigger={"act": "attack", "protected": protected}, **changes)


def test_who_is_protected_by_name_before_it_is_a_party_is_doubtful_and_the_file_stays(tmp_path: Path) -> None:
    lib = load(tmp_path, pact(parties=LATE, provisions=[provision(), article(["BEL", "LUX"])]))
    assert "pact" in lib.agreement
    (problem,) = lib.problems
    assert (problem.code, problem.todo) == ("doubt", "The file is read as it is")
    assert "article 7: it protects LUX from 2000-01-01, a party only from 2010-01-01" in problem.line()
    assert "pact.yaml:" in problem.where


@pytest.mark.parametrize(
    "provisions",
    [
        article(["BEL", "NLD"]),  # a third state, which is never a party
        article({"all-of": ["parties", ["BEL", "LUX"]]}),
        article(["BEL", "LUX"], note="Luxembourg was under its neighbour's protection before"),
        article(["BEL", "LUX"], start="2010-01-01"),
        provision("7", trigger=None, duty="comply"),
    ],
)
def test_what_is_meant_is_not_doubted(tmp_path: Path, provisions: dict[str, Any]) -> None:
    assert load(tmp_path, pact(parties=LATE, provisions=[provisions])).problems == ()


def test_a_successor_is_protected_with_its_predecessor(tmp_path: Path) -> None:
    parties = [
        {"actors": ["CSK"], "end": "1992-12-31", "source": "text"},
        {"actors": ["CZE"], "succeeds": "CSK", "source": "text"},
        {"actors": ["FRA"], "source": "text"},
    ]
    force = {"start": "1980-01-01", "source": "text"}
    raw = pact(in_force=force, parties=parties, provisions=[article({"any-of": [["CSK"], ["CZE"]]})])
    assert load(tmp_path, raw).problems == ()


def test_nothing_of_the_library_itself_is_doubted() -> None:
    for path in sorted((HOME / "agreements").glob("*.yaml")):
        assert not list(doubts(read_yaml(path, "agreement"))), path.name
