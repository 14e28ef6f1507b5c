"""Memberships as provisions: what is only a flag makes the answer unknown, never yes."""

from __future__ import annotations

from datetime import date

import pytest
from atop_making import members, row
from hypothesis import given
from hypothesis import strategies as st

from foedus.library.alliance_duties import AllianceDuty
from foedus.model.agreements import ACTS, DUTIES, Source
from foedus.model.time import Truth
from foedus.panels import MemberProvision, provisions
from foedus.panels.atop import CONDITIONS, FLAGS

DAY = date(1939, 6, 1)


def of(**cells: object) -> tuple[MemberProvision, ...]:
    """The provisions of one member with these cells, in an alliance of two."""
    pair = members(row(1, 200, "1939-01-01", None, **cells), row(1, 220, "1939-02-01", "1940-06-22"))
    return provisions(pair)


def test_an_unconditional_duty_binds_while_both_are_members() -> None:
    (duty,) = of(defense=1)
    assert (duty.bearer, duty.duty, duty.act, duty.conditions) == (200, "defend", "attack", ())
    assert duty.binds(220, date(1939, 1, 15)) is Truth.NO
    assert duty.binds(220, DAY) is Truth.YES
    assert duty.binds(220, date(1940, 6, 22)) is Truth.NO
    assert duty.binds(365, DAY) is Truth.NO


@pytest.mark.parametrize("flag", ["defcoadv", "defcoloc", "defcocon", "defconum", "defcodem", "olimob"])
def test_a_condition_that_the_data_do_not_specify_makes_it_unknown(flag: str) -> None:
    (duty,) = of(defense=1, **{flag: 1})
    assert duty.binds(220, DAY) is Truth.UNKNOWN
    assert duty.binds(220, date(1938, 1, 1)) is Truth.NO
    assert [condition.treat for condition in duty.conditions] == ["unknown"]


def test_a_flag_conditions_its_own_duty_alone() -> None:
    found = {each.duty: each for each in of(defense=1, consul=1, defcoloc=1)}
    assert found["defend"].binds(220, DAY) is Truth.UNKNOWN
    assert found["consult"].binds(220, DAY) is Truth.YES


def test_conditions_that_a_question_can_state_are_kept_as_such() -> None:
    (unprovoked,) = of(defense=1, defconpr=1)
    assert (unprovoked.unprovoked, unprovoked.conditions) == (True, ())
    (asked,) = of(consul=1, concoreq=1)
    assert (asked.on_request, asked.conditions) == (True, ())
    (neutral,) = of(neutral=1, neucoatt=1, neuconpr=1)
    assert (neutral.act, neutral.unprovoked, neutral.conditions) == ("attack", True, ())
    (standing,) = of(nonagg=1)
    assert (standing.duty, standing.act) == ("not-attack", None)


def test_what_was_in_effect_when_the_data_end_is_unknown_afterwards() -> None:
    pair = members(row(1, 200, "1949-04-04", None, defense=1), row(1, 220, "1949-04-04", None))
    (duty,) = provisions(pair)
    assert duty.binds(220, date(2018, 12, 31)) is Truth.YES
    assert duty.binds(220, date(2019, 1, 1)) is Truth.UNKNOWN


def test_a_day_that_is_not_known_makes_its_month_unknown() -> None:
    pair = members(row(1, 200, "1847-05-21", "1847-08", defense=1), row(1, 235, "1847-05-21", "1847-08"))
    (duty,) = provisions(pair)
    assert duty.binds(235, date(1847, 7, 31)) is Truth.YES
    assert duty.binds(235, date(1847, 8, 15)) is Truth.UNKNOWN


def test_a_duty_is_owed_only_to_whom_the_treaty_names() -> None:
    three = members(*(row(9, state, "1925-10-16", "1936-03-07", defense=1) for state in (200, 220, 255)))
    source = Source("s", "Treaty")
    rules = (
        AllianceDuty(9, (0,), (200,), "defense", (220,), "4", "a paraphrase", source, "high"),
        AllianceDuty(9, (0,), (255,), "defense", (), "4", "a paraphrase", source, "high"),
    )
    found = {each.bearer: [ally for ally, _ in each.beneficiaries] for each in provisions(three, rules)}
    assert found == {200: [220], 220: [200, 255]}


@given(st.sets(st.sampled_from(FLAGS)), st.sets(st.sampled_from(tuple(CONDITIONS)), min_size=1))
def test_more_conditions_never_make_an_answer_surer(flags: set[str], duties: set[str]) -> None:
    cells = dict.fromkeys(duties, 1)
    plain = of(**cells)
    conditioned = of(**cells, **dict.fromkeys(flags, 1))
    assert {each.duty for each in plain} == {each.duty for each in conditioned}
    assert all(each.duty in DUTIES and (each.act is None or each.act in ACTS) for each in conditioned)
    for each in conditioned:
        assert each.binds(220, DAY) is (Truth.UNKNOWN if each.conditions else Truth.YES)
