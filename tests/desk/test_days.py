"""Acts on days of their own: each day is asked by its own texts, with what had happened by then."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.desk import Desk, Question, ask_bound, ask_situation, situation
from foedus.desk.days import before, in_order
from foedus.model.problems import BadDate
from foedus.model.situations import Act, provocation
from foedus.model.time import Truth
from foedus.views.bound import table, text

JULY = Question(
    "Austria-Hungary",
    "Serbia",
    on="1914-07-28",
    then=("Germany attacks Russia on 1914-08-01", "Russia attacks Germany", "Germany attacks Belgium on 1914-08-04"),
)


def bearers(answer: dict[str, Any], agreement: str) -> set[str]:
    return {o["bearer"] for o in answer["obligations"] if o["provision"]["agreement"] == agreement}


def test_acts_take_their_places_by_their_days(desk: Desk) -> None:
    given = situation(desk, JULY)
    assert given.on == date(1914, 8, 4)
    assert [(act.target, act.on, act.step) for act in given.acts] == [
        ("SRB", date(1914, 7, 28), 1),
        ("RUS", date(1914, 8, 1), 2),
        ("DEU", date(1914, 8, 1), 3),  # of no day of its own, so on that of the act before it
        ("BEL", None, 4),
    ]
    assert [(each.on, len(each.acts)) for each in before(given)] == [(date(1914, 7, 28), 1), (date(1914, 8, 1), 3)]


def test_each_day_is_answered_by_the_texts_of_that_day(desk: Desk) -> None:
    found = ask_bound(desk, JULY)
    first, second = found["before"]
    assert [each["question"]["on"] for each in (first, second, found)] == ["1914-07-28", "1914-08-01", "1914-08-04"]
    assert bearers(first, "gr-rs-1913") == {"GRC"}
    assert bearers(second, "franco-russian-1894") == {"FRA"}
    assert (bearers(second, "london-1839"), "GBR" in bearers(found, "london-1839")) == (set(), True)
    told = {fact["fact"] for o in found["obligations"] for fact in o["because"] if fact["kind"] == "act"}
    assert "DEU attacks RUS on 1914-08-01" in told
    assert "DEU attacks BEL on 1914-08-04" in told


def test_people_are_told_day_by_day(desk: Desk) -> None:
    found = ask_bound(desk, JULY)
    told = text(found, desk.label).split("\n\n")
    assert [part.split(".")[0] for part in told][:1] == [
        "Austria-Hungary attacks Serbia on 1914-07-28, from no viewpoint in particular"
    ]
    assert "then Germany attacks Belgium on 1914-08-04" in told[-1].splitlines()[0]
    notes = [note for note in table(found, desk.label).notes if note.startswith("earlier: ")]
    assert len(notes) == 2


def test_acts_of_one_day_are_one_question() -> None:
    day = date(1914, 8, 1)
    acts = (Act("A", "B", on=day), Act("C", "B"))
    assert in_order(acts, day) == ((Act("A", "B"), Act("C", "B")), day)


def test_whoever_strikes_back_on_a_later_day_was_provoked(desk: Desk) -> None:
    asked = Question("Germany", "Russia", on="1914-08-01", then=("Russia attacks Germany on 1914-08-02",))
    first, second = situation(desk, asked).acts
    assert provocation((first, second), second, None) is Truth.YES
    assert provocation((first, second), first, None) is Truth.NO


def test_a_file_may_give_each_act_its_day(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "july.yaml"
    path.write_text(
        "acts:\n  - Austria-Hungary attacks Serbia on 1914-07-28\n"
        "  - {attacker: Germany, target: Belgium, on: 1914-08-04}\n",
        encoding="utf-8",
    )
    found = ask_situation(desk, path)
    assert [each["question"]["on"] for each in (*found["before"], found)] == ["1914-07-28", "1914-08-04"]


def test_a_day_that_no_calendar_has(desk: Desk) -> None:
    with pytest.raises(BadDate, match="1914-02-30"):
        situation(desk, Question("Germany", "Russia", on="1914-08-01", then=("Russia attacks Germany on 1914-02-30",)))
