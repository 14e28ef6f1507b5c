"""``bound --explain``, ``--flip`` and pictures: what is printed, where to, and which words are refused."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from calling import Run

CHAIN = ("bound", "--attacker", "DEU", "--target", "CSK", "--on", "1938-09-28")
FINLAND = ("bound", "--attacker", "RUS", "--target", "FIN", "--on", "2022-02-20")


def test_an_obligation_is_proved_by_its_number(run: Run) -> None:
    text = run(*CHAIN, "--explain", "2").out
    assert "2. Soviet Union has to defend Czechoslovakia" in text
    assert "\n   1. France has to defend Czechoslovakia" in text  # the duty that it presupposes, one step in
    proof = json.loads(run(*CHAIN, "--explain", "2", "--format", "json").out)["proofs"][0]
    assert (proof["number"], proof["height"]) == (1, 2)
    steps = proof["derivation"]
    assert all(premise < each["step"] for each in steps for premise in each["premises"])
    assert steps[-1]["rule"] == "owed"
    reasons = {(fact["fact"], fact["source"]) for each in steps for fact in each["facts"]}
    assert {(fact["fact"], fact["source"]) for fact in proof["steps"][-1]["because"]} <= reasons
    assert [(step["number"], step["bearer"], step["depth"]) for step in proof["steps"]] == [
        (0, "FRA", 1),
        (1, "SUN", 2),
    ]
    assert all(fact["source"] for step in proof["steps"] for fact in step["because"])


def test_an_actor_is_explained_condition_by_condition(run: Run) -> None:
    found = json.loads(run(*FINLAND, "--explain", "United States", "--format", "json").out)
    assert found["proofs"] == []
    case = next(each for each in found["why_not"] if each["provision"]["agreement"] == "north-atlantic-1949")
    conditions = case["conditions"]
    assert next(each["code"] for each in conditions if each["met"] == "no") == "not-party"
    assert any(each["met"] == "yes" and each["source"] for each in conditions)
    failing = [sum(c["met"] != "yes" for c in each["conditions"]) for each in found["why_not"]]
    assert failing == sorted(failing)
    text = run(*FINLAND, "--explain", "United States").out
    assert "fails Finland is not a party to north-atlantic-1949 before 2023-04-04 (not-party)" in text
    assert "Sources:" in text


def test_somebody_who_is_bound_by_one_article_and_not_by_another_has_both_told(run: Run) -> None:
    found = json.loads(run(*CHAIN, "--explain", "FRA", "--format", "json").out)
    assert found["proofs"]
    assert found["why_not"]
    assert found["question"]["attacker"] == "DEU"


@pytest.mark.slow
def test_flips_say_if_and_then(run: Run) -> None:
    text = run(*FINLAND, "--flip", "USA").out
    assert "United States is not bound to fight for anybody or to help it." in text
    assert (
        "- If Finland were a party to north-atlantic-1949, then United States would be bound to defend Finland by "
        "north-atlantic-1949, article 5." in text
    )
    text = run(*CHAIN, "--flip", "SUN").out
    assert "- If franco-czechoslovak-1925 were suspended, then Soviet Union would not be bound." in text


@pytest.mark.slow
def test_flips_as_json_carry_the_changes_and_what_follows(run: Run) -> None:
    found = json.loads(run(*FINLAND, "--flip", "USA", "--format", "json").out)
    assert (found["actor"], found["bound"], found["duties"]) == ("USA", "no", ["defend", "attack", "aid"])
    accession = {"change": "accession", "agreement": "north-atlantic-1949", "actor": "FIN", "other": None}
    changes = [change for flip in found["flips"] for change in flip["changes"]]
    assert accession | {"if": "FIN were a party to north-atlantic-1949"} in changes
    assert all(flip["then"] == "bound" and flip["obligations"] for flip in found["flips"])
    line = run(*FINLAND, "--flip", "USA", "--format", "jsonl").out
    assert json.loads(line) == found
    assert line.count("\n") == 1


def test_flips_may_be_about_another_duty_and_more_or_fewer_changes(run: Run) -> None:
    text = run(*CHAIN, "--flip", "FRA", "--duty", "consult").out
    assert "France is not bound to consult." in text
    none = run("bound", "--attacker", "GEO", "--target", "south-ossetia", "--on", "2022-02-20", "--viewpoint", "RUS",
               "--flip", "RUS", "--up-to", "1").out  # fmt: skip
    assert "No set of one change" in none


@pytest.mark.parametrize("form", ["svg", "dot", "json", "text", "csv"])
def test_what_is_written_to_a_file_is_what_is_printed(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"answer.{form}"
    done = run(*CHAIN, "--format", form, "--out", str(path))
    assert (done.code, done.out) == (0, "")
    assert path.read_text(encoding="utf-8").replace("\r", "") == run(*CHAIN, "--format", form).out.replace("\r", "")


def test_a_proof_is_drawn_too(run: Run) -> None:
    picture = run(*CHAIN, "--explain", "2", "--format", "svg").out
    assert picture.startswith("<svg")
    assert 'class="facts"' in picture
    assert run(*CHAIN, "--explain", "2", "--format", "dot").out.startswith("digraph")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--explain", "99"), "the answer has no obligation 99: its numbers go from 1 to"),
        (("--explain", "0"), "the answer has no obligation 0"),
        (("--explain", "Atlantis"), "Atlantis"),
        (("--explain", "POL", "--format", "svg"), "no proof to draw"),
        (("--explain", "1", "--format", "csv"), "text, json or jsonl"),
        (("--flip", "Atlantis"), "Atlantis"),
        (("--flip", "SUN", "--format", "dot"), "flips are sentences"),
        (("--flip", "SUN", "--duty", "dance"), "no duty 'dance'"),
        (("--format", "table", "--out", "x"), "goes to the terminal only"),
        (("--format", "svg", "--out", "no/such/folder/x.svg"), "cannot be written"),
    ],
)
def test_words_that_are_off_are_refused_with_the_reason(run: Run, words: tuple[str, ...], reason: str) -> None:
    done = run(*CHAIN, *words)
    assert done.code == 2
    assert reason in done.err


DAYS = ("bound", "--attacker", "DEU", "--target", "RUS", "--on", "1914-08-01",
        "--then", "Germany attacks Belgium on 1914-08-04")  # fmt: skip


def test_rows_and_pictures_show_every_day_that_an_act_has(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*DAYS, "--format", "csv").out)))
    answers = json.loads(run(*DAYS, "--format", "json").out)
    days = [*answers["before"], answers]
    assert [row["on"] for row in rows] == [day["question"]["on"] for day in days for _ in day["obligations"]]
    assert {row["on"] for row in rows} == {"1914-08-01", "1914-08-04"}
    assert ("GBR", "1914-08-04") in {(row["bearer"], row["on"]) for row in rows}
    assert ("GBR", "1914-08-01") not in {(row["bearer"], row["on"]) for row in rows}
    for form in ("svg", "dot"):
        picture = run(*DAYS, "--format", form).out
        assert picture.index("as of 1914-08-01") < picture.index("as of 1914-08-04")
        assert "day-1-duty-1" in picture
        assert "day-2-duty-1" in picture


def test_the_days_of_a_picture_stand_one_under_the_other(run: Run) -> None:
    picture = run(*DAYS, "--format", "svg").out
    boxes = re.findall(
        r'<g id="day-(\d)-\S+">.*?<rect class="\w+" x="\S+" y="([\d.]+)" width="\S+" height="([\d.]+)"', picture
    )
    lowest = max(float(y) + float(height) for day, y, height in boxes if day == "1")
    assert lowest < min(float(y) for day, y, _ in boxes if day == "2")


@pytest.mark.slow
def test_every_viewpoint_is_asked_at_once(run: Run) -> None:
    asked = ("bound", "--attacker", "GEO", "--target", "south-ossetia", "--on", "2022-02-20", "--each-viewpoint")
    duties = json.loads(run(*asked, "--format", "json").out)["duties"]
    assert {"RUS", "abkhazia"} <= set(duties[0]["held_by"])
    assert "GEO" in duties[0]["not_by"]
    assert len(list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))) == len(duties)
    assert "as text, table, csv" in run(*asked, "--format", "svg").err
    assert "ask one viewpoint for those" in run(*asked, "--flip", "RUS").err
