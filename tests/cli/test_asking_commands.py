"""``bound``, ``agreements``, ``actor`` and ``recognition``: questions to the library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from calling import Run

QUESTION = ("bound", "--attacker", "GEO", "--target", "south-ossetia", "--on", "2022-02-20")


def test_bound_as_json_is_the_contracts_object(run: Run) -> None:
    done = run(*QUESTION, "--viewpoint", "RUS", "--format", "json")
    assert done.code == 0
    answer = json.loads(done.out)
    asked = {key: answer["question"][key] for key in list(answer["question"])[:8]}
    assert asked == {
        "attacker": "GEO", "target": "south-ossetia", "territory": None, "through": [], "on": "2022-02-20",
        "viewpoint": "RUS", "provoked": False, "basis": "text",
    }  # fmt: skip
    assert {"obligations", "not_bound", "conflicts", "unknown"} < set(answer)
    for owed in answer["obligations"]:
        assert owed["because"]
        assert all(reason["source"] for reason in owed["because"])
    assert any(owed["bearer"] == "RUS" and owed["duty"] == "defend" for owed in answer["obligations"])


def test_names_and_keys_ask_the_same(run: Run) -> None:
    by_key = run(*QUESTION, "--viewpoint", "GEO", "--format", "jsonl")
    by_name = run("bound", "--attacker", "Georgia", "--target", "Tskhinvali region", "--on", "2022-02-20",
                  "--viewpoint", "Georgia", "--format", "jsonl")  # fmt: skip
    assert by_key.out == by_name.out
    assert len(by_key.out.splitlines()) == 1


def test_all_forms_of_an_answer_tell_of_the_same_obligations(run: Run) -> None:
    answer = json.loads(run(*QUESTION, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(run(*QUESTION, "--format", "csv").out)))
    assert [(row["bearer"], row["article"]) for row in rows] == [
        (owed["bearer"], owed["provision"]["article"]) for owed in answer["obligations"]
    ]
    text = run(*QUESTION).out
    assert all(f"  {number}. " in text for number in range(1, len(rows) + 1))
    assert run(*QUESTION, "--format", "table").code == 0


def test_whoever_is_asked_about_is_answered_about(run: Run) -> None:
    done = run(*QUESTION, "--ask", "Uruguay", "--format", "json")
    answer = json.loads(done.out)
    named = [case["actor"] for case in answer["not_bound"]] + [gap["actor"] for gap in answer["unknown"]]
    assert "URY" in named


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("bound", "--attacker", "Rusia", "--target", "GEO", "--on", "2022-02-20"), "did you mean"),
        (("bound", "--attacker", "RUS", "--target", "GEO", "--on", "2022-02-30"), "YYYY-MM-DD"),
        (("bound", "--attacker", "RUS", "--target", "GEO", "--on", "0000-01-01"), "YYYY-MM-DD"),
        ((*QUESTION, "--viewpoint", "CMR"), "viewpoint"),
        (("bound", "--target", "GEO"), "--attacker"),
        (("bound", "--nonsense"), "--nonsense"),
        (("nonsense",), "nonsense"),
        (("actor", "Nobody at All"), "Nobody at All"),
        (("bound", "--attacker", "RUS", "--target", "Russia"), "two sides"),
        (("bound", "--attacker", "RUS", "--target", "any"), "only the attacker"),
        (("bound", "--attacker", "RUS", "--target", "Lukashenko"), "acts for Belarus (BLR)"),
        (("bound", "--attacker", "Izvestia", "--target", "RUS"), "an outlet"),
        ((*QUESTION, "--ask", "cst-1992"), "an agreement"),
        (("agreements", "cst-1992", "--on", "2000-01-01"), "narrow the list"),
        (("agreements", "cst-1991"), "cst-1992"),
        (("recognition", "Nowhere Land"), "Nowhere Land"),
    ],
)
def test_words_that_are_off_end_with_2_and_a_hint(run: Run, words: tuple[str, ...], hint: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert hint in done.err
    assert "Traceback" not in done.err
    assert not done.out


def test_declared_commitments_need_a_ledger(run: Run, tmp_path: object) -> None:
    assert run(*QUESTION, "--basis", "both", "--ledger", f"{tmp_path}/none.sqlite").code == 3


def test_agreements_are_listed_and_narrowed(run: Run) -> None:
    everything = json.loads(run("agreements", "--format", "json").out)
    ids = [agreement["id"] for agreement in everything]
    assert ids == sorted(ids)
    row = csv.DictReader(io.StringIO(run("agreements", "--party", "Belarus", "--format", "csv").out))
    assert {"cst-1992", "union-state-1999"} <= {agreement["id"] for agreement in row}
    gone = run("agreements", "--on", "1990-01-01", "--format", "jsonl").out
    assert '"id": "cst-1992"' not in gone
    table = run("agreements").out
    assert all(identifier in table for identifier in ids)


@pytest.mark.parametrize("form", ["text", "table", "json", "jsonl", "csv"])
def test_one_agreement_is_shown_in_every_form(run: Run, form: str) -> None:
    done = run("agreements", "cst-1992", "--format", form)
    assert done.code == 0
    assert "cst-1992" in done.out


def test_an_agreements_page_cites_its_sources(run: Run) -> None:
    text = run("agreements", "Tashkent Treaty").out
    assert "Provisions:" in text
    assert "Sources:" in text


@pytest.mark.parametrize("form", ["text", "table", "json", "jsonl", "csv"])
def test_an_actor_is_shown_in_every_form_with_names_by_who_uses_them(run: Run, form: str) -> None:
    done = run("actor", "South Ossetia", "--format", form)
    assert done.code == 0
    assert "Tskhinvali" in done.out


def test_an_actors_offices_are_those_of_the_day(run: Run) -> None:
    text = run("actor", "south-ossetia", "--on", "2021-06-01").out
    assert "Bibilov" in text
    assert "Gagloev" not in text


def test_recognition_is_narrowed_by_place_day_and_recogniser(run: Run) -> None:
    done = run("recognition", "South Ossetia", "--on", "2022-02-20", "--viewpoint", "RUS", "--format", "json")
    (row,) = json.loads(done.out)
    assert (row["recogniser"], row["recognised"]) == ("RUS", "south-ossetia")
    assert row["source"]
    before = json.loads(run("recognition", "South Ossetia", "--on", "2007-01-01", "--format", "json").out)
    assert "RUS" not in {row["recogniser"] for row in before}
    assert all(row["start"] is None or row["start"] < "2007-01-02" for row in before)
    assert "Nicaragua" in run("recognition", "South Ossetia").out


@pytest.mark.parametrize("form", ["text", "table", "csv", "json", "jsonl"])
def test_diff_tells_who_is_bound_in_one_answer_only_in_every_form(run: Run, form: str) -> None:
    done = run("diff", *QUESTION[1:], "--viewpoint", "RUS", "--other-viewpoint", "Georgia", "--format", form)
    assert done.code == 0
    assert "ru-so-friendship-2008" in done.out
    if form == "json":
        assert [asked["viewpoint"] for asked in json.loads(done.out)["questions"]] == ["RUS", "GEO"]


def test_diff_of_one_question_is_refused_with_a_hint(run: Run) -> None:
    done = run("diff", *QUESTION[1:])
    assert done.code == 2
    assert "--other-viewpoint" in done.err


def test_forces_abroad_several_acts_and_entanglement_on_the_command_line(run: Run) -> None:
    done = run("bound", "--attacker", "GEO", "--forces-of", "RUS", "--in", "south-ossetia", "--on", "2022-02-20",
               "--also", "Ukraine threatens Belarus", "--then", "Russia attacks Georgia", "--retaliation", "both",
               "--provoked-according-to", "RUS", "--entanglement", "--format", "json")  # fmt: skip
    answer = json.loads(done.out)
    assert done.code == 0
    assert [(act["attacker"], act["step"]) for act in answer["question"]["acts"]] == [
        ("GEO", 1),
        ("UKR", 1),
        ("RUS", 2),
    ]
    assert answer["question"]["acts"][0]["objects"] == ["forces"]
    assert answer["question"]["acts"][0]["accounts"] == [{"holder": "RUS", "provoked": True}]
    assert answer["question"]["retaliation"] == "both"
    assert {"drawn", "longest", "both_sides", "obligations"} <= set(answer["entanglement"])
    assert [told["host"] for told in answer["passages"]] == ["south-ossetia"]


def test_the_text_says_passage_and_entanglement_apart(run: Run) -> None:
    done = run("bound", "--attacker", "any", "--target", "RUS", "--through", "BLR", "--on", "2021-09-01",
               "--entanglement")  # fmt: skip
    assert "Passage and basing:" in done.out
    assert "Through Belarus: " in done.out
    assert "Entanglement, if everybody performed and struck back:" in done.out


def test_entanglement_tells_who_is_drawn_in_by_steps(run: Run) -> None:
    done = run("bound", "--attacker", "DEU", "--target", "FRA", "--on", "1914-08-03", "--entanglement")
    assert "bound to both sides" in done.out or "step 2" in done.out


def test_a_call_that_names_no_act_or_two_ways_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("acts: [Georgia attacks Russia]\n", encoding="utf-8")
    for words in (
        ("--attacker", "GEO"),
        ("--target", "GEO"),
        ("--attacker", "GEO", "--target", "RUS", "--forces-of", "RUS"),
        ("--situation", str(file), "--attacker", "GEO"),
        ("--attacker", "GEO", "--target", "RUS", "--also", "nothing much"),
    ):
        assert run("bound", *words).code == 2
    assert run("bound", "--situation", str(file), "--on", "2022-02-20").code == 0
