"""Lists of states, wars, disputes and conflicts: loading, and standing beside a panel."""

from __future__ import annotations

import pytest
from atop_making import members, row

from foedus.library.state_codes import load_state_codes
from foedus.model.problems import DataError
from foedus.panels import Panel, directed_dyad_years, dyad_years, state_years
from foedus.panels.conflicts import load_conflicts
from foedus.panels.coverage import Coverage
from foedus.panels.csvout import csv_lines
from foedus.panels.disputes import load_disputes
from foedus.panels.joins import conflict_column, dispute_column, on_grid, war_column
from foedus.panels.panel import Extra
from foedus.panels.states import StateSpell, load_cow_states, load_gw_states
from foedus.panels.wars import load_wars

CODES = load_state_codes()
COW = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday\n"
GW = "Cow Nr.,Cow ID,Name of State,Start,End\n"
WARS = (
    "WarNum,WarName,ccode,Side,Initiator,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,"
    "StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2\n"
)
MID = "dispnum,ccode1,ccode2,year,hostlev1,hostlev2\n"
UCDP = "conflict_id,year,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,intensity_level,type_of_conflict\n"


def lines(*parts: str) -> list[str]:
    return "".join(parts).splitlines(keepends=True)


def column(panel: Panel, extra: Extra) -> dict[tuple[int, ...], int | None]:
    """The cells of a column beside a panel, by unit and year."""
    from dataclasses import replace

    width = 2 if panel.unit == "state-year" else 3
    return {
        tuple(cell for cell in each[:width] if cell is not None): each[-1]
        for each in replace(panel, extras=(extra,)).rows()
    }


def test_cow_states_load_and_a_spell_that_ends_before_it_begins_is_told() -> None:
    found = load_cow_states(
        lines(COW, "USA,2,America,1816,1,1,2016,12,31\n", "CAN,20,Canada,1920,1,10,1919,1,1\n"), "s.csv", CODES
    )
    assert found.records == (StateSpell(2, "1816-01-01", "2016-12-31"),)
    assert (found.problems[0].where, "before it begins" in found.problems[0].why) == ("s.csv:3", True)


def test_gw_states_load_with_their_own_dates_and_codes() -> None:
    found = load_gw_states(
        lines(GW, "563,TRA,Transvaal,01.01.1852,30.05.1910\n", "2,USA,America,1816-01-01,31.12.2017\n"), "g.csv", CODES
    )
    assert found.records == (StateSpell(563, "1852-01-01", "1910-05-30"),)
    assert "31.12.2017" in found.problems[0].why


def test_a_state_that_no_list_has_is_told() -> None:
    found = load_cow_states(lines(COW, "XXX,999,Nowhere,1816,1,1,2016,12,31\n"), "s.csv", CODES)
    assert "999" in found.problems[0].why


def test_wars_load_with_a_second_spell_and_both_ends_of_lines() -> None:
    text = WARS + '10,"War, with a comma",200,1,1,3,24,1848,8,9,1848,3,12,1849,3,30,1849\n'
    text += "10,War,300,2,2,3,24,1848,8,9,1848,-8,-8,-8,-8,-8,-8\n"
    found = load_wars(text.replace("\n", "\r").splitlines(keepends=True), "w.csv", CODES)
    assert not found.problems
    assert [len(each.spells) for each in found.records] == [2, 1]
    assert found.records[0].name == "War, with a comma"
    assert found.records[0].initiator


def test_a_war_without_an_end_is_told() -> None:
    found = load_wars(lines(WARS, "10,War,200,1,1,3,24,1848,-7,-7,-7,-8,-8,-8,-8,-8,-8\n"), "w.csv", CODES)
    assert "the war's end is not known" in found.problems[0].why


def test_two_fought_one_another_only_on_opposite_sides_at_one_time() -> None:
    wars = load_wars(
        lines(
            WARS,
            "10,War,200,1,1,3,24,1848,8,9,1848,3,12,1849,3,30,1849\n",
            "10,War,220,1,2,3,24,1848,8,9,1848,-8,-8,-8,-8,-8,-8\n",
            "10,War,300,2,2,3,24,1848,8,9,1848,-8,-8,-8,-8,-8,-8\n",
        ),
        "w.csv",
        CODES,
    ).records
    several = members(*(row(1, state, "1848-01-01", "1849-12-31") for state in (200, 220, 300)))
    found = column(dyad_years(several), war_column(wars, "dyad-year"))
    assert {key for key, cell in found.items() if cell} == {(200, 300, 1848), (220, 300, 1848)}
    states = column(state_years(several), war_column(wars, "state-year"))
    assert {key for key, cell in states.items() if cell} == {(200, 1848), (200, 1849), (220, 1848), (300, 1848)}


def test_disputes_stand_beside_both_directions_and_are_not_known_outside_their_years() -> None:
    disputes = load_disputes(lines(MID, "7,200,365,1904,3,4\n", "7,200,200,1904,3,4\n"), "m.csv", CODES)
    assert "between two states" in disputes.problems[0].why
    pair = members(row(1, 200, "1815-01-01", "1816-02-01"), row(1, 365, "1815-01-01", "1816-02-01"),
                   row(2, 200, "1904-01-01", "1905-02-01"), row(2, 365, "1904-01-01", "1905-02-01"),
                   row(3, 200, "2014-01-01", None), row(3, 365, "2014-01-01", None))  # fmt: skip
    found = column(directed_dyad_years(pair), dispute_column(disputes.records, "directed-dyad-year"))
    assert [found[200, 365, year] for year in (1815, 1816, 1904, 1905, 2014, 2015)] == [None, 0, 1, 0, 0, None]
    assert found[365, 200, 1904] == 1


def test_conflicts_know_supporters_and_speak_cows_codes() -> None:
    conflicts = load_conflicts(
        lines(
            UCDP,
            '1,1999,"2, 260",,345,,2,2\n',
            "2,1999,200,220.0,,,1,intrastate\n",
            "3,1999,200,,,,1,brawl\n",
        ),
        "u.csv",
        CODES,
    )
    assert [each.kind for each in conflicts.records] == ["interstate", "intrastate"]
    assert conflicts.records[1].side_a == (200, 220)
    assert "UCDP does not have" in conflicts.problems[0].why
    extra = conflict_column(conflicts.records, "dyad-year", CODES.as_cow)
    assert set(extra.values) == {(2, 345), (345, 2), (255, 345), (345, 255)}
    states = conflict_column(conflicts.records, "state-year", CODES.as_cow)
    assert set(states.values) == {(2,), (255,), (345,), (200,), (220,)}


def test_a_grid_has_every_pair_of_the_list_and_0_only_where_the_data_cover_the_year() -> None:
    pair = members(row(1, 2, "2017-03-01", None, defense=1), row(1, 20, "2017-03-01", None, defense=1))
    spells = (
        StateSpell(2, "2016-01-01", "2020-12-31"),
        StateSpell(20, "2017-06-01", "2019-12-31"),
        StateSpell(200, "2018-01-01", "2018-06-01"),
    )
    grid = on_grid(directed_dyad_years(pair), spells)
    found = {tuple(each[:3]): each[3] for each in grid.rows()}
    assert [(key, cell) for key, cell in found.items() if key[0] == 2] == [
        ((2, 20, 2017), 1), ((2, 20, 2018), 1), ((2, 20, 2019), None), ((2, 200, 2018), 0),
    ]  # fmt: skip
    assert len(found) == 10
    assert len(list(on_grid(dyad_years(pair), spells).rows())) == 5
    assert "2,20,2019,NA,NA,NA,NA,NA\n" in "".join(csv_lines(grid))


def test_a_grid_of_states_counts_no_alliance_as_0_and_leaves_out_who_is_not_in_the_list() -> None:
    pair = members(row(1, 2, "2017-03-01", None, defense=1), row(1, 20, "2017-03-01", None, defense=1))
    grid = on_grid(state_years(pair), (StateSpell(2, "2016-01-01", "2019-12-31"),))
    assert list(grid.rows()) == [
        (2, 2016, 0, 0, 0, 0, 0, 0), (2, 2017, 1, 0, 0, 0, 0, 1), (2, 2018, 1, 0, 0, 0, 0, 1),
        (2, 2019, None, None, None, None, None, None),
    ]  # fmt: skip
    assert "2,2019,NA,NA,NA,NA,NA,NA\n" in "".join(csv_lines(grid))


def test_a_grid_that_begins_before_the_alliances_moves_nothing() -> None:
    pair = members(row(1, 2, "1815-03-01", "1816-05-01", consul=1), row(1, 20, "1815-03-01", "1816-05-01"))
    spells = (StateSpell(2, "1800-01-01", "1817-12-31"), StateSpell(20, "1814-01-01", "1817-12-31"))
    rows = {tuple(each[:3]): each[7] for each in on_grid(directed_dyad_years(pair), spells).rows()}
    assert [rows[2, 20, year] for year in (1814, 1815, 1816, 1817)] == [None, 1, 1, 0]


def test_gleditsch_and_wards_codes_become_cows_in_a_grid() -> None:
    pair = members(row(1, 255, "1990-01-01", None, defense=1), row(1, 2, "1990-01-01", None))
    spells = (StateSpell(260, "1949-09-21", "2017-12-31"), StateSpell(2, "1816-01-01", "2017-12-31"))
    found = {tuple(each[:3]): each[3] for each in on_grid(dyad_years(pair), spells, CODES.as_cow).rows()}
    assert (found[2, 260, 1989], found[2, 255, 1990], (2, 260, 1990) in found) == (0, 1, False)


def test_coverage_grows_with_what_a_newer_file_has() -> None:
    assert Coverage(1816, 2014).widened((1900, 2015)) == Coverage(1816, 2015)
    assert 2015 not in Coverage(1816, 2014)
    assert Coverage(1900, 1901).bits(1950, 1960) == 0


@pytest.mark.parametrize("load", [load_cow_states, load_gw_states, load_wars, load_disputes, load_conflicts])
def test_missing_columns_are_named_for_every_set(load: object) -> None:
    with pytest.raises(DataError, match="are missing; it has a, b"):
        load(["a,b\n", "1,2\n"], "x.csv", CODES)  # type: ignore[operator]
