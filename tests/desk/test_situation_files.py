"""Situation files and sentences: what they may say, and how their faults are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.desk.acts import sentence
from foedus.desk.asking import Question, situation
from foedus.desk.situations import Overrides, ask_situation, read_situation
from foedus.model.problems import UsageError
from foedus.model.situations import Account, Act

if TYPE_CHECKING:
    from foedus.desk import Desk

WAR = """\
on: 1914-08-04
retaliation: helpers
ask: [Italy]
acts:
  - {act: Austria-Hungary attacks Serbia, step: 1}
  - attacker: Germany
    target: [Russia, France]
    provoked: {according_to: Germany, denied_by: [France]}
    step: 2
  - attacker: Germany
    target: Belgium
    objects: [territory, forces]
    kind: attack
    step: 3
"""


def written(folder: Path, text: str, name: str = "war.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_who_does_what_in_which_order(desk: Desk, tmp_path: Path) -> None:
    found = read_situation(desk, written(tmp_path, WAR))
    told = (Account("DEU", True), Account("FRA", False))
    assert found.acts == (
        Act("austria-hungary", "SRB", step=1),
        Act("DEU", "RUS", accounts=told, step=2),
        Act("DEU", "FRA", accounts=told, step=2),
        Act("DEU", "BEL", objects=("territory", "forces"), step=3),
    )
    assert (found.on.isoformat(), found.retaliation, found.ask) == ("1914-08-04", "helpers", ("ITA",))


def test_a_call_goes_before_its_file_and_adds_to_who_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    over = Overrides(on="1914-08-05", ask=("Japan",), retaliation="none", entanglement=True)
    found = read_situation(desk, written(tmp_path, WAR), over)
    assert (found.on.day, found.ask, found.retaliation, found.entanglement) == (5, ("ITA", "JPN"), "none", True)


def test_json_with_tabs_and_yaml_say_the_same(desk: Desk, tmp_path: Path) -> None:
    raw = {"on": "2022-02-20", "acts": ["Georgia attacks the forces of Russia in South Ossetia"]}
    by_json = read_situation(desk, written(tmp_path, json.dumps(raw, indent="\t"), "a.json"))
    by_yaml = read_situation(desk, written(tmp_path, f"on: 2022-02-20\nacts:\n  - {raw['acts'][0]}\n"))
    assert by_json == by_yaml
    assert by_json.acts == (Act("GEO", "RUS", "south-ossetia", objects=("forces",)),)


def test_the_answer_of_a_file_is_checked_and_names_its_acts(desk: Desk, tmp_path: Path) -> None:
    answer = ask_situation(desk, written(tmp_path, WAR))
    assert [act["target"] for act in answer["question"]["acts"]] == ["SRB", "RUS", "FRA", "BEL"]
    british = [owed for owed in answer["obligations"] if owed["bearer"] == "GBR"]
    assert {ground["act"] for owed in british if owed["depth"] == 1 for ground in owed["grounds"]} == {3}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("acts:\n  - Georgia attacks Russia\n  - Atlantis attacks Serbia\n", ["war.yaml:3:", "Atlantis"]),
        ("acts:\n  - Georgia and Russia\n", ["war.yaml:2:", "not an act"]),
        ("on: 2022-02-31\nacts: [Georgia attacks Russia]\n", ["war.yaml:1:", "2022-02-31"]),
        ("acts:\n  - attacker: GEO\n    victim: RUS\n", ["war.yaml:2:", "situation.schema.json"]),
        ("acts: []\n", ["war.yaml:1:", "acts"]),
        ("viewpoint: Narnia\nacts: [Georgia attacks Russia]\n", ["war.yaml:1:", "Narnia"]),
        ("acts:\n  - Russia attacks Russia\n", ["war.yaml:2:", "two sides"]),
        ("acts: [Georgia attacks Russia]\nask:\n  - Italy\n  - Narnia\n", ["war.yaml:4:", "Narnia"]),
        ("acts: [\n", ["war.yaml:"]),
    ],
)
def test_faults_name_file_and_line(desk: Desk, tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        read_situation(desk, written(tmp_path, text))
    assert all(each in str(error.value) for each in told), error.value


def test_all_faults_are_told_at_once(desk: Desk, tmp_path: Path) -> None:
    text = "acts:\n  - Atlantis attacks Serbia\n  - Narnia attacks Serbia\n"
    with pytest.raises(UsageError, match=r"(?s)war.yaml:2.*war.yaml:3"):
        read_situation(desk, written(tmp_path, text))


def test_more_acts_than_a_situation_holds_are_refused(desk: Desk, tmp_path: Path) -> None:
    many = ", ".join(["Georgia"] * 20)
    text = f"acts:\n  - {{attacker: [{many}], target: [{many.replace('Georgia', 'Russia')}]}}\n"
    with pytest.raises(UsageError, match="at most 200"):
        read_situation(desk, written(tmp_path, text))


def test_sentences_beside_the_first_act_are_in_no_order_and_then_in_theirs(desk: Desk) -> None:
    asked = Question("GEO", "RUS", "2022-02-20", also=("Ukraine threatens Belarus",), then=("Russia attacks Georgia",))
    assert [(a.attacker, a.kind, a.step) for a in situation(desk, asked).acts] == [
        ("GEO", "attack", 1),
        ("UKR", "threat", 1),
        ("RUS", "attack", 2),
    ]


def test_names_with_an_and_of_their_own_are_one_name(desk: Desk) -> None:
    one, two = "through Bosnia and Herzegovina", "through Belarus and Lithuania"
    asked = Question("SRB", "HRV", "2001-01-01", also=(f"Serbia attacks Croatia {one}", f"Russia attacks Poland {two}"))
    assert [act.through for act in situation(desk, asked).acts] == [(), ("BIH",), ("BLR", "LTU")]


def test_a_sentence_says_what_is_hit_where_and_by_whose_account() -> None:
    found = sentence("A attacks the forces and vessels of B in T through U, provoked according to V")
    assert (found.attacker, found.target, found.territory) == ("A", "B", "T")
    assert (found.objects, found.through, found.tellers) == (("forces", "vessels"), ("U",), ("V",))
    assert sentence("A attacks with nuclear weapons B").kind == "nuclear-attack"
    assert sentence("A attacks B after provocation").provoked
