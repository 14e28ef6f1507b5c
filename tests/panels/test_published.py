"""ATOP's own panels, made again from its member file; the other sets of the field load whole."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.desk.panels import Asked, make_panel
from foedus.library.alliance_duties import load_alliance_duties
from foedus.panels import Member, Panel, directed_dyad_years, dyad_years, state_years
from foedus.panels.atop import DUTIES
from foedus.panels.files import read_set

pytestmark = pytest.mark.shared

Cells = dict[tuple[int, ...], tuple[int, ...]]


@pytest.fixture(scope="module")
def data(shared: Path) -> Path:
    if not (shared / "data" / "atop").is_dir():
        pytest.skip("the optional data folder ../shared/data is not there")
    return shared / "data"


@pytest.fixture(scope="module")
def members(data: Path) -> tuple[Member, ...]:
    loaded = read_set("atop", str(data / "atop" / "atop5_1m.csv"))
    assert not loaded.problems
    return loaded.records


@pytest.fixture(scope="module")
def published(data: Path) -> Cells:
    """ATOP's directed dyad-years."""
    with (data / "atop" / "atop5_1_ddyr_core.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {tuple(map(int, row[:3])): tuple(map(int, row[3:])) for row in rows}


def cells(panel: Panel) -> Cells:
    width = 2 if panel.unit == "state-year" else 3
    rows = (tuple(cell for cell in row if cell is not None) for row in panel.rows())
    return {row[:width]: row[width:] for row in rows}


def differences(made: Cells, other: Cells) -> Iterator[tuple[tuple[int, ...], str]]:
    for key, duties in other.items():
        for name, one, two in zip(DUTIES, made[key], duties, strict=True):
            if one != two:
                yield key, name


@pytest.mark.slow
def test_member_level_values_give_all_keys_and_all_but_421_cells(members: tuple[Member, ...], published: Cells) -> None:
    made = cells(directed_dyad_years(members))
    assert made.keys() == published.keys()
    assert len(made) == 273_296
    assert sum(1 for _ in differences(made, published)) == 421


@pytest.mark.slow
def test_what_the_treaties_name_leaves_124_cells_each_of_which_is_listed(
    members: tuple[Member, ...], published: Cells
) -> None:
    made = cells(directed_dyad_years(members, load_alliance_duties().duties))
    assert made.keys() == published.keys()
    left = Counter((*key[:2], name) for key, name in differences(made, published))
    # Austria's German allies of 1862, for which no text was at hand.
    middle = {240, 245, 269, 271, 275}
    unestablished = {(a, b, "neutral"): 5 for a in middle for b in middle if a != b}
    # Locarno's article 2 binds neither Belgium to France nor France to Belgium; ATOP's coders read it otherwise.
    read_otherwise = {(211, 220, "nonagg"): 12, (220, 211, "nonagg"): 12}
    assert left == {**unestablished, **read_otherwise}
    assert sum(left.values()) == 124


def test_every_alliance_with_duties_that_differ_by_ally_and_show_it_is_settled_or_open(
    members: tuple[Member, ...], published: Cells
) -> None:
    known = load_alliance_duties()
    settled = {duty.atopid for duty in known.duties} | {question.atopid for question in known.open}
    assert len(settled) == 10
    assert settled <= {member.alliance for member in members if member.varies}


def test_what_the_library_says_fits_the_alliances_members(members: tuple[Member, ...]) -> None:
    belongs = {(each.alliance, each.phase, each.state): each for each in members}
    for entry in load_alliance_duties().duties:
        for phase in entry.phases:
            for bearer in entry.bearers:
                member = belongs[entry.atopid, phase, bearer]
                assert entry.duty in member.duties
                assert all((entry.atopid, phase, ally) in belongs for ally in entry.beneficiaries)


@pytest.mark.slow
def test_undirected_dyads_are_the_or_of_both_directions(members: tuple[Member, ...]) -> None:
    directed, either = cells(directed_dyad_years(members)), cells(dyad_years(members))
    assert len(either) == 136_648
    assert all(
        duties == tuple(map(max, directed[a, b, year], directed[b, a, year])) for (a, b, year), duties in either.items()
    )


def test_state_years_are_all_as_published(members: tuple[Member, ...], data: Path) -> None:
    with (data / "atop" / "atop5_1sy.csv").open(encoding="utf-8", newline="") as file:
        published = {
            (int(row["state"]), int(row["year"])): tuple(int(row[name]) for name in (*DUTIES, "number"))
            for row in csv.DictReader(file)
        }
    assert len(published) == 11_923
    assert cells(state_years(members)) == published


@pytest.mark.parametrize(
    ("kind", "path", "rows"),
    [
        ("cow-states", "cow/cow_states2016.csv", 243),
        ("gw-states", "states/gw_states2017.csv", 216),
        ("cow-wars", "cow/cow_InterStateWarData_v4.0.csv", 337),
        ("mid", "cow/cow_mid5_dirdisps.csv", 11_390),
        ("mid", "cow/cow_mid5_ddydisps.csv", 10_234),
        ("ucdp", "ucdp/ucdp_acd_25_1.csv", 5_652),
    ],
)
def test_the_other_sets_load_whole(data: Path, kind: str, path: str, rows: int) -> None:
    loaded = read_set(kind, str(data / path))
    assert (len(loaded.records), loaded.problems) == (rows, ())


def test_a_grid_of_cows_list_has_the_pairs_of_its_own_system_years(data: Path, tmp_path: Path) -> None:
    from foedus.desk.panels import import_set

    import_set("cow-states", str(data / "cow" / "cow_states2016.csv"), str(tmp_path))
    asked = Asked("state-year", file=str(data / "atop" / "atop5_1m.csv"), states="cow")
    made = {row[:2] for row in make_panel(asked, str(tmp_path)).panel.rows()}
    with (data / "cow" / "cow_system2016.csv").open(encoding="utf-8", newline="") as file:
        assert made == {(int(row["ccode"]), int(row["year"])) for row in csv.DictReader(file)}
