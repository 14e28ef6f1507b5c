"""Loading a member file: what is good is kept, what is not is told with its line."""

from __future__ import annotations

import pytest
from atop_making import KNOWN, loaded, row, text

from foedus.model.problems import DataError
from foedus.panels.atop import COLUMNS, Member, load_members

GOOD = row(3180, 200, "1949-04-04", None, defense=1, consul=1, defcoloc=1)


def test_a_row_becomes_a_membership() -> None:
    (member,) = loaded(GOOD).records
    assert member == Member(3180, 0, 200, "1949-04-04", None, ("defense", "consul"), ("defcoloc",))


def test_an_unknown_day_keeps_its_month() -> None:
    (member,) = loaded(row(1120, 200, "1847-05-21", "1847-08", defense=1)).records
    assert (member.exit, member.span()[1].isoformat()) == ("1847-08", "1847-08-31")


def test_numbers_that_other_programs_export_with_a_point_are_whole() -> None:
    (member,) = loaded({**GOOD, "member": "200.0", "yrexit": "NA", "moexit": "", "dayexit": ""}).records
    assert member.state == 200


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"member": 999}, "no state's code"),
        ({"member": "GBR"}, "no whole number"),
        ({"defense": 2}, "not between 0 and 1"),
        ({"defense": ""}, "no whole number"),
        ({"moent": 13}, "not between 1 and 12"),
        ({"moent": 2, "dayent": 30}, "a day that no month has"),
        ({"ineffect": 0}, "no year of exit"),
        ({"yrexit": 1960, "moexit": 1, "dayexit": 1}, "ineffect is 1"),
        ({"ineffect": 0, "yrexit": 1948, "moexit": 1, "dayexit": 1}, "before it begins"),
        ({"yrent": 1790}, "leaves the years"),
        ({"phase": "nan"}, "no whole number"),
        ({"atopid": "1e3"}, "no whole number"),
    ],
)
def test_a_bad_row_is_a_problem_with_its_line_and_the_rest_loads(cells: dict[str, object], said: str) -> None:
    found = loaded(GOOD, {**GOOD, **cells}, {**GOOD, "member": 220})
    assert [member.state for member in found.records] == [200, 220]
    (problem,) = found.problems
    assert problem.where == "m.csv:3"
    assert said in problem.why
    assert problem.todo


def test_a_row_of_another_width_is_a_problem() -> None:
    lines = text([GOOD]).splitlines(keepends=True)
    found = load_members([*lines, "1,2,3\n", "\n"], "m.csv", KNOWN)
    assert len(found.records) == 1
    assert "3 cells" in found.problems[0].why


def test_missing_columns_are_named() -> None:
    columns = tuple(column for column in COLUMNS if column not in ("phase", "obvary"))
    with pytest.raises(DataError, match=r"m.csv: the columns phase, obvary are missing"):
        load_members(text([GOOD], columns).splitlines(keepends=True), "m.csv", KNOWN)


def test_an_empty_file_has_no_columns() -> None:
    with pytest.raises(DataError, match="it is empty"):
        load_members([], "m.csv", KNOWN)


def test_what_is_no_csv_is_refused_with_its_line() -> None:
    with pytest.raises(DataError, match=r"m.csv:\d+: this is no CSV"):
        load_members([*text([GOOD]).splitlines(keepends=True), '"' + "x" * 200_000], "m.csv", KNOWN)


def test_a_version_whose_end_is_not_known_is_refused() -> None:
    columns = (*COLUMNS, "version")
    with pytest.raises(DataError, match=r"m.csv:2: this is version 3.0"):
        load_members(text([{**GOOD, "version": "3.0"}], columns).splitlines(keepends=True), "m.csv", KNOWN)
    assert load_members(text([{**GOOD, "version": "5.1"}], columns).splitlines(keepends=True), "m", KNOWN).records


def test_threats_are_named_where_the_file_names_them() -> None:
    columns = (*COLUMNS, "statthr1", "statthr2")
    rows = [{**GOOD, "statthr1": 365, "statthr2": ""}]
    (member,) = load_members(text(rows, columns).splitlines(keepends=True), "m.csv", KNOWN).records
    assert member.threats == (365,)


def test_capitals_and_a_byte_order_mark_in_the_header_do_not_matter() -> None:
    lines = text([GOOD]).splitlines(keepends=True)
    assert load_members(["\ufeff" + lines[0].upper(), lines[1]], "m.csv", KNOWN).records
