"""Every viewpoint asked at once says of each what it says when it is asked alone."""

from __future__ import annotations

import pytest

from foedus.desk import Desk, Question, ask_bound, situation
from foedus.desk.viewing import ask_viewpoints
from foedus.model.problems import UsageError
from foedus.views import viewpoints as view


@pytest.mark.slow
@pytest.mark.parametrize(
    ("attacker", "target", "holders"),
    [("GEO", "south-ossetia", ("RUS", "GEO", "de-facto", "abkhazia", "SYR")), ("AZE", "ARM", ("AZE", "ARM", "USA"))],
)
def test_each_viewpoint_is_told_as_when_it_is_asked_alone(
    desk: Desk, attacker: str, target: str, holders: tuple[str, ...]
) -> None:
    asked = Question(attacker, target, "2022-02-20")
    found = ask_viewpoints(desk, situation(desk, asked))
    assert set(holders) <= set(found["viewpoints"])
    for holder in holders:
        alone = ask_bound(desk, Question(attacker, target, "2022-02-20", viewpoint=holder))
        keys = {
            (o["bearer"], o["beneficiary"], o["duty"], o["strength"], tuple(o["provision"].values()))
            for o in alone["obligations"]
        }
        held = {
            (d["bearer"], d["beneficiary"], d["duty"], d["strength"], tuple(d["provision"].values()))
            for d in found["duties"]
            if holder in d["held_by"]
        }
        assert held == keys
        unknown = {(e["actor"], tuple(e["provision"].values())) for e in alone["unknown"] if e["provision"]}
        open_ = {(d["bearer"], tuple(d["provision"].values())) for d in found["duties"] if holder in d["unknown_to"]}
        assert open_ <= unknown
    for duty in found["duties"]:
        assert sorted([*duty["held_by"], *duty["unknown_to"], *duty["not_by"]]) == found["viewpoints"]


@pytest.mark.slow
def test_what_every_viewpoint_holds_is_told_by_the_fewer(desk: Desk) -> None:
    disputed = ask_viewpoints(desk, situation(desk, Question("GEO", "south-ossetia", "2022-02-20")))
    text = view.text(disputed, desk.label)
    assert f"seen by each of {len(disputed['viewpoints'])} viewpoints." in text
    assert "in the eyes of" in text
    assert "not in those of the other" in text
    plain = ask_viewpoints(desk, situation(desk, Question("RUS", "NOR", "1950-01-01")))
    assert "in everybody's eyes" in view.text(plain, desk.label)
    assert set(view.COLUMNS) <= set(view.flat(plain)[0])
    assert view.table(plain, desk.label).rows[0][-3:] == (str(len(plain["viewpoints"])), "0", "0")
    early = ask_viewpoints(desk, situation(desk, Question("RUS", "POL", "1300-01-01")))
    assert "No obligation follows in anybody's eyes" in view.text(early, desk.label)


def test_a_question_that_has_a_viewpoint_is_no_question_to_all(desk: Desk) -> None:
    with pytest.raises(UsageError, match="leave out --viewpoint"):
        ask_viewpoints(desk, situation(desk, Question("RUS", "POL", "2022-02-20", viewpoint="RUS")))
