"""From memberships to panels: the rules by example, by property, and against a plain reading of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from atop_making import members, row
from hypothesis import given
from hypothesis import strategies as st

from foedus.library.alliance_duties import AllianceDuty
from foedus.model.agreements import Source
from foedus.panels import Member, Panel, directed_dyad_years, dyad_years, state_years
from foedus.panels.atop import DUTIES
from foedus.panels.csvout import csv_lines

pytestmark = pytest.mark.slow

Rows = dict[tuple[int, ...], tuple[int | None, ...]]


def cells(panel: Panel) -> Rows:
    """A panel's rows by unit and year."""
    width = 2 if panel.unit == "state-year" else 3
    return {tuple(c for c in each[:width] if c is not None): each[width:] for each in panel.rows()}


def test_a_duty_is_the_bearers_own() -> None:
    pair = members(
        row(1, 200, "1900-01-01", "1901-06-01", defense=1), row(1, 640, "1900-01-01", "1901-06-01", nonagg=1)
    )
    assert cells(directed_dyad_years(pair)) == {
        (200, 640, 1900): (1, 0, 0, 0, 0),
        (200, 640, 1901): (1, 0, 0, 0, 0),
        (640, 200, 1900): (0, 0, 0, 1, 0),
        (640, 200, 1901): (0, 0, 0, 1, 0),
    }
    assert cells(dyad_years(pair)) == {(200, 640, 1900): (1, 0, 0, 1, 0), (200, 640, 1901): (1, 0, 0, 1, 0)}
    assert cells(state_years(pair))[640, 1901] == (0, 0, 0, 1, 0, 1)


def test_one_that_leaves_on_the_day_the_other_joins_was_never_its_ally() -> None:
    pair = members(row(1, 200, "1900-01-01", "1901-06-01", defense=1), row(1, 640, "1901-06-01", None, defense=1))
    assert not len(directed_dyad_years(pair))
    overlapping = members(row(1, 200, "1900-01-01", "1901-06-02"), row(1, 640, "1901-06-01", None))
    assert list(cells(dyad_years(overlapping))) == [(200, 640, 1901)]


def test_only_members_of_the_same_phase_are_allies() -> None:
    pair = members(
        row(1, 200, "1900-01-01", "1910-01-01", phase=2, defense=1), row(1, 640, "1900-01-01", None, phase=3)
    )
    assert not len(directed_dyad_years(pair))


def test_the_latest_phase_of_a_year_sets_the_duties() -> None:
    pair = members(
        row(1, 200, "1900-01-01", "1901-06-01", phase=1, defense=1),
        row(1, 640, "1900-01-01", "1901-06-01", phase=1),
        row(1, 200, "1901-06-01", "1902-01-01", phase=2, consul=1),
        row(1, 640, "1901-06-01", "1902-01-01", phase=2),
    )
    found = cells(directed_dyad_years(pair))
    assert [found[200, 640, year] for year in (1900, 1901, 1902)] == [
        (1, 0, 0, 0, 0), (0, 0, 0, 0, 1), (0, 0, 0, 0, 1),
    ]  # fmt: skip
    assert cells(state_years(pair))[200, 1901] == (0, 0, 0, 0, 1, 1)


def test_across_alliances_a_duty_holds_if_any_imposes_it() -> None:
    several = members(
        *(row(1, state, "1900-01-01", "1900-12-01", defense=1) for state in (200, 640)),
        *(row(2, state, "1900-01-01", "1900-12-01", nonagg=1) for state in (200, 640)),
    )
    assert cells(directed_dyad_years(several)) == {
        (200, 640, 1900): (1, 0, 0, 1, 0), (640, 200, 1900): (1, 0, 0, 1, 0),
    }  # fmt: skip
    assert cells(state_years(several))[200, 1900] == (1, 0, 0, 1, 0, 2)


def test_what_is_in_effect_at_the_end_runs_through_the_last_year() -> None:
    pair = members(row(1, 2, "2017-03-01", None), row(1, 20, "2017-03-01", None))
    assert [key[2] for key in cells(dyad_years(pair))] == [2017, 2018]


def test_annam_is_in_no_panel() -> None:
    pair = members(row(1320, 220, "1874-03-15", "1883-01-01", defense=1), row(1320, 8152, "1874-03-15", "1883-01-01"))
    assert not len(directed_dyad_years(pair))
    assert {state for state, _ in cells(state_years(pair))} == {220}


def test_a_treaty_that_names_the_beneficiary_narrows_the_duty_to_it() -> None:
    three = members(*(row(9, state, "1925-10-16", "1925-12-01", defense=1, consul=1) for state in (200, 220, 255)))
    rule = AllianceDuty(9, (0,), (200, 255), "defense", (220,), "4", "a paraphrase", Source("s", "Treaty"), "high")
    found = cells(directed_dyad_years(three, (rule,)))
    assert {pair[:2] for pair, duties in found.items() if duties[0]} == {(200, 220), (255, 220), (220, 200), (220, 255)}
    assert all(duties[4] for duties in found.values())


def test_rows_and_csv_say_the_same_sorted() -> None:
    several = members(
        row(1, 640, "1900-01-01", "1901-06-01", defense=1), row(1, 200, "1900-01-01", "1901-06-01", consul=1)
    )
    for panel in (directed_dyad_years(several), dyad_years(several), state_years(several)):
        header, *lines = "".join(csv_lines(panel)).splitlines()
        rows = list(panel.rows())
        assert header == ",".join(panel.columns)
        assert lines == [",".join(map(str, each)) for each in rows]
        assert len(panel) == len(rows)
        assert rows == sorted(rows, key=lambda each: [cell or 0 for cell in each])


# Properties, on drawn memberships.

DAYS = st.integers(0, 4000).map(lambda n: date(1900, 1, 1) + timedelta(days=n))


@st.composite
def memberships(draw: st.DrawFn) -> Member:
    entry = draw(DAYS)
    left = draw(st.none() | st.integers(0, 1500))
    return Member(
        alliance=draw(st.integers(1, 2)),
        phase=draw(st.integers(1, 3)),
        state=draw(st.sampled_from((2, 20, 200, 220))),
        entry=entry.isoformat(),
        exit=None if left is None else (entry + timedelta(days=left)).isoformat(),
        duties=tuple(draw(st.lists(st.sampled_from(DUTIES), unique=True))),
    )


SEVERAL = st.lists(memberships(), max_size=8)


def plainly(found: Iterable[Member]) -> Rows:
    """The rules read year by year, with nothing clever: what the panel must say."""
    found = list(found)
    latest: dict[tuple[int, int, int, int], tuple[int, set[str]]] = {}
    for one in found:
        for other in found:
            if (one.alliance, one.phase) != (other.alliance, other.phase) or one.state == other.state:
                continue
            low, high = max(one.span()[0], other.span()[0]), min(one.span()[1], other.span()[1])
            for year in range(low.year, high.year + 1) if low < high else ():
                key = (one.alliance, one.state, other.state, year)
                phase, duties = latest.get(key, (0, set()))
                if one.phase > phase:
                    latest[key] = (one.phase, set(one.duties))
                elif one.phase == phase:
                    latest[key] = (phase, duties | set(one.duties))
    rows: dict[tuple[int, ...], set[str]] = {}
    for (_, first, second, year), (_, duties) in latest.items():
        rows.setdefault((first, second, year), set()).update(duties)
    return {key: tuple(int(duty in duties) for duty in DUTIES) for key, duties in rows.items()}


@given(SEVERAL)
def test_the_panel_says_what_a_plain_reading_of_the_rules_says(found: list[Member]) -> None:
    assert cells(directed_dyad_years(found)) == plainly(found)


@given(SEVERAL)
def test_dyads_stand_in_both_directions_and_the_undirected_panel_is_their_or(found: list[Member]) -> None:
    directed = cells(directed_dyad_years(found))
    assert {(b, a, year) for a, b, year in directed} == set(directed)
    either = cells(dyad_years(found))
    assert set(either) == {key for key in directed if key[0] < key[1]}
    for (a, b, year), duties in either.items():
        both = zip(directed[a, b, year], directed[b, a, year], strict=True)
        assert duties == tuple(max(x or 0, y or 0) for x, y in both)


@given(SEVERAL, st.randoms())
def test_the_order_of_rows_means_nothing(found: list[Member], chance: object) -> None:
    shuffled = list(found)
    getattr(chance, "shuffle")(shuffled)  # noqa: B009
    assert cells(directed_dyad_years(shuffled)) == cells(directed_dyad_years(found))
    assert cells(state_years(shuffled)) == cells(state_years(found))


@given(SEVERAL, SEVERAL)
def test_another_alliance_takes_no_duty_away(found: list[Member], more: list[Member]) -> None:
    from dataclasses import replace

    before = cells(directed_dyad_years(found))
    after = cells(directed_dyad_years([*found, *(replace(each, alliance=each.alliance + 2) for each in more)]))
    for key, duties in before.items():
        assert all((y or 0) >= (x or 0) for x, y in zip(duties, after[key], strict=True))


@given(SEVERAL, st.integers(1, 1000))
def test_splitting_a_spell_changes_nothing(found: list[Member], at: int) -> None:
    from dataclasses import replace

    halves = []
    for each in found:
        start, end = each.span()
        cut = start + timedelta(days=at)
        if start < cut < end:
            halves += [replace(each, exit=cut.isoformat()), replace(each, entry=cut.isoformat())]
        else:
            halves.append(each)
    # The panel is by the year and alliances by the day, so that each half still meets whom the whole met.
    assert cells(directed_dyad_years(halves)) == cells(directed_dyad_years(found))
    assert cells(state_years(halves)) == cells(state_years(found))


RULES = st.builds(
    AllianceDuty,
    atopid=st.integers(1, 2),
    phases=st.just((1, 2)),
    bearers=st.sampled_from(((2,), (20, 200))),
    duty=st.sampled_from(DUTIES),
    beneficiaries=st.sampled_from(((), (200,), (2, 220))),
    article=st.just("1"),
    text=st.just("a paraphrase"),
    source=st.just(Source("s", "Treaty")),
    confidence=st.just("high"),
)


@given(SEVERAL, st.lists(RULES, max_size=3))
def test_a_treatys_beneficiaries_take_duties_away_and_no_ally(found: list[Member], rules: list[AllianceDuty]) -> None:
    coded, narrowed = cells(directed_dyad_years(found)), cells(directed_dyad_years(found, rules))
    assert coded.keys() == narrowed.keys()
    bearers = {bearer for rule in rules for bearer in rule.bearers}
    for key, duties in narrowed.items():
        assert all((x or 0) <= (y or 0) for x, y in zip(duties, coded[key], strict=True))
        if key[0] not in bearers:
            assert duties == coded[key]


@given(SEVERAL)
def test_a_state_with_an_ally_counts_at_least_one_alliance(found: list[Member]) -> None:
    states = cells(state_years(found))
    assert all((states[state, year][5] or 0) >= 1 for state, _, year in cells(directed_dyad_years(found)))
