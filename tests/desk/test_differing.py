"""What differs between two answers: another viewpoint, another day."""

from __future__ import annotations

import pytest

from foedus.desk import Desk, Question, ask_bound, ask_difference
from foedus.model.problems import UsageError
from foedus.views import difference as view

ATTACK = Question("GEO", "south-ossetia", "2022-02-20", viewpoint="RUS")


def bearers(entries: list[dict[str, object]]) -> set[object]:
    return {entry["obligation"]["bearer"] for entry in entries}  # type: ignore[index]


def test_another_viewpoint_takes_obligations_away_and_says_by_which_position(desk: Desk) -> None:
    found = ask_difference(desk, ATTACK, viewpoint="GEO")
    assert bearers(found["no_longer"]) >= {"RUS"}
    assert found["becomes"] == []
    articles = {entry["obligation"]["provision"]["agreement"]: entry for entry in found["no_longer"]}
    defence = articles["ru-so-friendship-2008"]
    assert all("Georgia" in said["why"] or "GEO" in said["why"] for said in defence["otherwise"])
    assert {fact["kind"] for fact in defence["facts"]} == {"viewpoint"}


def test_the_difference_the_other_way_round_is_the_same_mirrored(desk: Desk) -> None:
    there = ask_difference(desk, ATTACK, viewpoint="GEO", on="2012-01-01")
    other = Question("GEO", "south-ossetia", "2012-01-01", viewpoint="GEO")
    back = ask_difference(desk, other, viewpoint="RUS", on="2022-02-20")
    assert (there["no_longer"], there["becomes"], there["same"]) == (back["becomes"], back["no_longer"], back["same"])
    assert [(e["before"], e["after"]) for e in there["changed"]] == [(e["after"], e["before"]) for e in back["changed"]]


def test_another_day_adds_what_came_into_force_between(desk: Desk) -> None:
    earlier = Question("GEO", "south-ossetia", "2008-09-01", viewpoint="RUS")
    found = ask_difference(desk, earlier, on="2022-02-20")
    whole = ask_bound(desk, ATTACK)
    entries = [entry["obligation"] for entry in found["becomes"]]
    assert entries
    assert all(owed in whole["obligations"] for owed in entries)
    assert found["same"] == len(whole["obligations"]) - len(entries)
    text = view.text(found, desk.label)
    assert "Bound in (2) only:" in text
    assert "is not in force before 2009-01-20" in text
    assert [row["change"] for row in view.flat(found)] == ["becomes"] * len(entries)
    assert len(view.table(found, desk.label).rows) == len(entries)


def test_what_changed_of_an_obligation_is_told_field_by_field(desk: Desk) -> None:
    found = ask_difference(desk, Question("any", "POL", "2000-01-01"), on="2022-02-20")
    for entry in found["changed"]:
        assert entry["differs"]
        assert all(entry["before"][name] != entry["after"][name] for name in entry["differs"])
    made_up = {**found, "changed": [
        {"before": owed, "after": {**owed, "depth": 2, "disputed_by": ["RUS"]}, "differs": ["depth", "disputed_by"]}
        for owed in ask_bound(desk, ATTACK)["obligations"][:1]
    ]}  # fmt: skip
    text = view.text(made_up, desk.label)
    assert "depth: (1) 1, (2) 2" in text
    assert "disputed by:" in text


def test_nothing_differs_where_nobody_is_bound_either_way(desk: Desk) -> None:
    found = ask_difference(desk, Question("URY", "CHE", "1990-01-01"), on="1991-01-01")
    assert view.text(found, desk.label).endswith("Nothing differs: 0 obligations in both answers.")


def test_one_question_twice_is_a_mistake(desk: Desk) -> None:
    with pytest.raises(UsageError, match="--other-on"):
        ask_difference(desk, ATTACK, viewpoint="RUS")
