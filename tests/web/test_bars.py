"""Spells along a scale."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foedus.model.time import OPEN, Spell
from foedus.web.spans import scale

DAYS = st.dates(date(1800, 1, 1), date(2100, 1, 1))
EDTF = st.one_of(
    DAYS.map(date.isoformat), DAYS.map(lambda day: str(day.year)), DAYS.map(lambda day: day.isoformat()[:7])
)


@given(st.one_of(st.none(), EDTF), st.one_of(st.none(), st.just(OPEN), EDTF), DAYS)
def test_parts_lie_on_the_scale_one_after_another(start: str | None, end: str | None, day: date) -> None:
    parts = scale([start, end], day).parts(Spell(start, end))
    edges = [edge for part in parts for edge in (part.at, part.at + part.width)]
    assert all(-0.02 <= edge <= 100.02 for edge in edges)
    assert all(low <= high + 0.02 for low, high in pairwise(edges))
    assert sum(part.sure for part in parts) <= 1


def test_what_a_date_leaves_open_is_not_sure() -> None:
    made = scale(["2010-01-01", "2020-01-01"], date(2015, 1, 1))
    assert [part.sure for part in made.parts(Spell("2015-02-01", "2016-02-01"))] == [True]
    assert [part.sure for part in made.parts(Spell("2015", "2016-02-01"))] == [False, True]
    assert [part.sure for part in made.parts(Spell(None, "2016-02-01"))] == [False]
    assert [part.sure for part in made.parts(Spell("2015-02-01", None))] == [False]
    (still,) = made.parts(Spell("2015-02-01", OPEN))
    assert still.at + still.width == 100


def test_a_point_is_a_day_or_the_days_that_it_may_be() -> None:
    made = scale(["2010-01-01", "2020-01-01"], date(2015, 1, 1))
    exact, month = made.point("2015-01-01"), made.point("2015")
    assert exact is not None
    assert exact.width == 0
    assert exact.at == made.at(date(2015, 1, 1))
    assert month is not None
    assert month.width > 5
    assert made.point("soon") is None


@given(DAYS, DAYS)
def test_ticks_are_few_round_years_within(low: date, high: date) -> None:
    ticks = scale([low.isoformat(), high.isoformat()], low).ticks
    assert len(ticks) <= 8
    assert all(0 <= tick.at <= 100 for tick in ticks)
