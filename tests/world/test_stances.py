"""What a viewpoint makes of an agreement, of a contested entity and of a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foedus.model.actors import Actor
from foedus.model.problems import UnknownName
from foedus.model.time import Spell, Truth
from foedus.model.viewpoints import Control, Position, Recognition, Region, Territory, Viewpoint
from foedus.world import compile_world
from foedus.world.places import belongs
from foedus.world.stances import viewpoint
from treaties import DAY, agreement, ask, library, provision

PACT = agreement("pact", "A", "land", rests_on_statehood_of=["land"])
SAYS = (
    Position("D", "statehood", "land", False, Spell("2001-01-01"), "a statute"),
    Position("A", "part-of", "valley", True, Spell("2001-01-01"), "a law", of="A"),
    Position("B", "part-of", "valley", True, Spell("2001-01-01"), "a law", of="B"),
)
NOTES = (
    Recognition("R", "land", Spell("2008-08-26"), "a decree", confidence="high"),
    Recognition("U", "land", Spell("2015"), "a report", confidence="low"),
    Recognition("W", "land", Spell("2011-09-19", "2014-03-31"), "a note"),
)
LIBRARY = library(
    PACT,
    positions=SAYS,
    recognitions=NOTES,
    control=(
        Control("land", "land", Spell("1992-06-24", "2023-09-20"), "a ceasefire"),
        Control("valley", "B", Spell("2010-01-01"), "a report"),
    ),
    viewpoints=(
        Viewpoint("T", "Tolerant", silence_statehood="accepted"),
        Viewpoint("Q", "Quiet", silence_statehood="unknown"),
    ),
    territories=(Territory("isle", "Isle", "A", Spell("1900"), "a code"),),
    actors=(Actor("town", "city", "Town", of="A", source="a list"),),
)


def codes(view: str | None, on: date = DAY) -> tuple[bool, list[str], int]:
    found = ask(LIBRARY, "X", "land", on, viewpoint=view)
    return bool(found.obligations), [n.failed_code for n in found.not_bound], len(found.unknown)


@pytest.mark.parametrize(
    ("view", "on", "expected"),
    [
        (None, DAY, (True, [], 0)),
        ("A", DAY, (True, [], 0)),  # a party that does not deny it accepts it
        ("land", DAY, (True, [], 0)),
        ("R", date(2008, 8, 26), (True, [], 0)),
        ("R", date(2008, 8, 25), (False, ["rejected"], 0)),
        ("W", date(2014, 3, 30), (True, [], 0)),
        ("W", date(2014, 3, 31), (False, ["rejected"], 0)),
        ("U", date(2015, 5, 5), (False, [], 1)),
        ("D", DAY, (False, ["rejected"], 0)),
        ("B", DAY, (False, ["rejected"], 0)),  # silent on a contested entity
        ("T", DAY, (True, [], 0)),
        ("Q", DAY, (False, [], 1)),
        ("de-facto", DAY, (True, [], 0)),
        ("de-facto", date(2023, 9, 20), (False, ["rejected"], 0)),
    ],
)
def test_a_viewpoint_accepts_or_rejects_an_instrument(
    view: str | None, on: date, expected: tuple[bool, list[str], int]
) -> None:
    assert codes(view, on) == expected


def test_without_a_viewpoint_disputes_are_listed_from_their_day_on() -> None:
    assert ask(LIBRARY, "X", "land").obligations[0].disputed_by == ("D",)
    assert ask(LIBRARY, "X", "land", date(2000, 6, 1)).obligations[0].disputed_by == ()


def test_a_viewpoint_s_reason_is_among_the_reasons_with_its_source() -> None:
    (owed,) = ask(LIBRARY, "X", "land", viewpoint="R").obligations
    assert [(f.fact, f.source) for f in owed.because if f.kind == "viewpoint"] == [
        ("R recognises land since 2008-08-26", "a decree")
    ]


def test_a_position_on_validity_goes_before_recognition() -> None:
    denied = PACT | {"positions": [{"holders": ["R"], "accepts": False, "start": "2010-01-01", "source": "text"}]}
    lib = library(denied, recognitions=NOTES)
    assert not ask(lib, "X", "land", viewpoint="R").obligations
    assert ask(lib, "X", "land", date(2009, 1, 1), viewpoint="R").obligations
    assert ask(lib, "X", "land").obligations[0].disputed_by == ("R",)


def test_a_silent_viewpoint_accepts_what_rests_on_nobody_s_statehood_unless_its_rule_differs() -> None:
    lib = library(agreement("t", "A", "B"), viewpoints=(Viewpoint("V", "V"), Viewpoint("S", "S", "denied", "denied")))
    assert ask(lib, "X", "A", viewpoint="V").obligations
    assert [n.failed_code for n in ask(lib, "X", "A", viewpoint="S").not_bound] == ["rejected"]


def test_nobody_without_positions_can_be_a_viewpoint_and_near_names_are_offered() -> None:
    with pytest.raises(UnknownName, match=r"did you mean .*de-facto"):
        compile_world(LIBRARY, DAY, "de facto")
    with pytest.raises(UnknownName, match="any actor with positions"):
        viewpoint(LIBRARY, "nobody-at-all")


@pytest.mark.parametrize(
    ("place", "state", "view", "truth"),
    [
        ("A", "A", None, Truth.YES),
        ("isle", "A", None, Truth.YES),
        ("isle", "B", None, Truth.NO),
        ("town", "A", None, Truth.YES),
        ("valley", "A", None, Truth.UNKNOWN),  # both claim it
        ("valley", "A", "A", Truth.YES),
        ("valley", "B", "A", Truth.NO),
        ("valley", "A", "B", Truth.NO),
        ("valley", "A", "D", Truth.UNKNOWN),
        ("valley", "B", "de-facto", Truth.YES),
        ("valley", "A", "de-facto", Truth.NO),
        ("isle", "A", "de-facto", Truth.YES),
        ("land", "A", None, Truth.NO),  # a party to agreements, an entity of its own
        ("BBB", "A", None, Truth.NO),
        ("nowhere", "A", None, Truth.UNKNOWN),
    ],
)
def test_whose_a_place_is(place: str, state: str, view: str | None, truth: Truth) -> None:
    seen = None if view is None else viewpoint(LIBRARY, view)
    assert belongs(LIBRARY, place, state, DAY, seen).truth is truth


def located(zone: Region, **trigger: object) -> tuple[list[str], list[str], int]:
    raw = provision(trigger={"act": "attack", "attackers": "anyone", "protected": "parties"} | trigger)
    lib = replace(library(agreement("t", "AAA", "BBB", provisions=[raw])), regions=(zone,))
    lib = replace(lib, territories=(Territory("isle", "Isle", "AAA", Spell("1900"), "a code"),))
    at = {place: ask(lib, "X", "AAA", territory=place) for place in (None, "isle", "ZZZ")}
    inside = [str(place) for place, found in at.items() if found.obligations]
    why = {str(place): [n.failed_code for n in found.not_bound] for place, found in at.items()}
    outside = [place for place, codes in why.items() if codes == ["out-of-region"]]
    return inside, outside, sum(len(found.unknown) for found in at.values())


def test_a_region_takes_in_its_homelands_and_lists() -> None:
    region = Region("zone", "the zone", ("AAA",), (), (), ("isle",), "text")
    assert located(region, region="zone") == (["None"], ["isle", "ZZZ"], 0)
    region = Region("zone", "the zone", (), ("AAA",), ("isle",), (), "text")
    assert located(region, region="zone") == (["isle"], ["ZZZ"], 1)  # AAA lies in it in part
    assert located(Region("zone", "the zone", ("AAA",), (), (), (), "text"), region="zone") == (["None"], ["ZZZ"], 1)


def test_forces_abroad_are_covered_where_the_text_says_so_and_else_unknown() -> None:
    region = Region("zone", "the zone", (), (), (), (), "text")
    assert located(region) == (["None", "isle"], [], 1)
    assert located(region, objects=["territory"]) == (["None", "isle"], ["ZZZ"], 0)
    assert located(region, objects=["territory", "forces"]) == (["None", "isle", "ZZZ"], [], 0)
    assert located(region, objects=["forces"]) == (["ZZZ"], ["None", "isle"], 0)
