"""What was imported is kept whole, and told apart from what was not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from atop_making import row, text

from foedus.desk.panels import Asked, import_set, imported_agreements, make_panel, write_panel
from foedus.model.problems import DataError, UsageError
from foedus.panels import csv_lines
from foedus.panels.files import data_folder, kept, read_set

ROWS = (row(3180, 200, "1949-04-04", None, defense=1, defcoloc=1), row(3180, 220, "1949-04-04", None, defense=1))
STATES = "ccode,styear,stmonth,stday,endyear,endmonth,endday\n200,1816,1,1,2016,12,31\n220,1816,1,1,2016,12,31\n"


@pytest.fixture
def member_file(tmp_path: Path) -> Path:
    path = tmp_path / "m.csv"
    path.write_text(text(ROWS), encoding="utf-8")
    return path


def test_what_was_imported_is_what_was_read(member_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = import_set("atop", str(member_file), str(folder))
    assert (done.records, done.years, done.problems) == (2, (1815, 2018), ())
    assert done.place.parent == folder
    assert kept("atop", folder).records == read_set("atop", str(member_file)).records
    (treaty,) = imported_agreements("atop", date(1950, 1, 1), str(folder))
    assert [each.duty for each in treaty.provisions] == ["defend", "defend"]


def test_every_kind_comes_back_from_the_cache_as_it_was(tmp_path: Path) -> None:
    files = {
        "cow-states": STATES,
        "gw-states": "Cow Nr.,Start,End\n2,01.01.1816,31.12.2017\n",
        "cow-wars": (
            "warnum,warname,ccode,side,initiator,startyear1,startmonth1,startday1,endyear1,endmonth1,endday1,"
            "startyear2,startmonth2,startday2,endyear2,endmonth2,endday2\n"
            "1,War,200,1,1,1823,4,7,1823,11,13,-8,-8,-8,-8,-8,-8\n"
        ),
        "mid": "dispnum,ccode1,ccode2,year,hostlev1,hostlev2\n2,2,200,1902,3,1\n",
        "ucdp": "conflict_id,year,gwno_a,gwno_b,intensity_level,type_of_conflict\n1,1967,651,666,2,interstate\n",
    }
    for kind, content in files.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(content, encoding="utf-8")
        import_set(kind, str(path), str(tmp_path))
        assert kept(kind, tmp_path).records == read_set(kind, str(path)).records


def test_the_panel_of_a_file_and_of_its_import_are_the_same(member_file: Path, tmp_path: Path) -> None:
    import_set("atop", str(member_file), str(tmp_path))
    given = make_panel(Asked("dyad-year", file=str(member_file)))
    assert make_panel(Asked("dyad-year"), str(tmp_path)).panel == given.panel


def test_rows_left_out_at_the_import_are_remembered(member_file: Path, tmp_path: Path) -> None:
    member_file.write_text(text((*ROWS, {**ROWS[0], "member": 999})), encoding="utf-8")
    assert len(import_set("atop", str(member_file), str(tmp_path)).problems) == 1
    made = make_panel(Asked("state-year"), str(tmp_path))
    assert made.notes == ("atop was imported from m.csv without 1 of its rows",)


def test_a_cache_that_somebody_changed_is_not_trusted(member_file: Path, tmp_path: Path) -> None:
    place = import_set("atop", str(member_file), str(tmp_path)).place
    place.write_text(place.read_text(encoding="utf-8").replace("3180", "3181"), encoding="utf-8")
    with pytest.raises(DataError, match="foedus import atop FILE"):
        kept("atop", tmp_path)
    for broken in ("", "[]\n[]\n", json.dumps({"format": 1}) + "\n[]\n", "\n\n\n"):
        place.write_text(broken, encoding="utf-8")
        with pytest.raises(DataError, match="is not what was written there"):
            kept("atop", tmp_path)


def test_what_was_not_imported_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"atop has not been imported; .*`foedus import atop FILE`"):
        make_panel(Asked("dyad-year"), str(tmp_path))


def test_a_file_of_another_kind_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "states.csv"
    path.write_text(STATES, encoding="utf-8")
    with pytest.raises(DataError, match=r"its columns are those of cow-states: `foedus import cow-states"):
        read_set("atop", str(path))


def test_a_file_without_one_good_row_is_refused_and_replaces_nothing(member_file: Path, tmp_path: Path) -> None:
    import_set("atop", str(member_file), str(tmp_path))
    bad = tmp_path / "bad.csv"
    bad.write_text(text([{**ROWS[0], "member": 999}]), encoding="utf-8")
    with pytest.raises(DataError, match="no row could be read as ATOP"):
        import_set("atop", str(bad), str(tmp_path))
    assert len(kept("atop", tmp_path).records) == 2


def test_names_in_an_older_encoding_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes("ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday\n".encode("latin-1"))
    path.write_bytes(path.read_bytes() + "437,Côte d'Ivoire,1960,8,7,2016,12,31\n".encode("latin-1"))
    assert len(read_set("cow-states", str(path)).records) == 1


def test_a_file_larger_than_any_of_these_sets_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "endless.csv"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)
    with pytest.raises(DataError, match="more than 200 MB"):
        read_set("atop", str(path))


def test_a_panel_that_cannot_be_written_leaves_no_half_of_it(member_file: Path, tmp_path: Path) -> None:
    panel = make_panel(Asked("dyad-year", file=str(member_file))).panel
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(DataError, match="it cannot be written"):
        write_panel(panel, str(tmp_path / "out.csv"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["m.csv", "out.csv"]


def test_a_grid_and_columns_come_from_what_was_imported(member_file: Path, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(STATES, encoding="utf-8")
    import_set("cow-states", str(tmp_path / "s.csv"), str(tmp_path))
    (tmp_path / "d.csv").write_text("dispnum,ccode1,ccode2,year,hostlev1,hostlev2\n2,220,200,1902,3,1\n")
    import_set("mid", str(tmp_path / "d.csv"), str(tmp_path))
    (tmp_path / "u.csv").write_text(
        "conflict_id,year,gwno_a,gwno_b,intensity_level,type_of_conflict\n1,1967,651,666,2,interstate\n"
    )
    import_set("ucdp", str(tmp_path / "u.csv"), str(tmp_path))
    asked = Asked("dyad-year", file=str(member_file), states="cow", columns=("ucdp", "mid", "mid"))
    panel = make_panel(asked, str(tmp_path)).panel
    assert panel.columns[-2:] == ("ucdp", "mid")
    lines = "".join(csv_lines(panel)).splitlines()[1:]
    assert lines == [",".join("NA" if cell is None else str(cell) for cell in each) for each in panel.rows()]
    assert {each[2]: each[-1] for each in panel.rows() if each[2] in (1901, 1902, 2016)} == {
        1901: 0,
        1902: 1,
        2016: None,
    }


@pytest.mark.parametrize(
    "asked", [Asked("week"), Asked("dyad-year", source="tea-leaves"), Asked("dyad-year", states="un"),
              Asked("dyad-year", columns=("gdp",))]
)  # fmt: skip
def test_words_that_name_nothing_are_the_callers_mistake(asked: Asked, member_file: Path, tmp_path: Path) -> None:
    import_set("atop", str(member_file), str(tmp_path))
    with pytest.raises(UsageError, match="it can be"):
        make_panel(asked, str(tmp_path))
    with pytest.raises(UsageError, match="it can be atop"):
        import_set("rumours", str(member_file), str(tmp_path))


def test_the_platforms_folder_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOEDUS_DATA")
    assert data_folder().parts[-2:] == ("foedus", "data")
    monkeypatch.setenv("FOEDUS_DATA", "elsewhere")
    assert data_folder() == Path("elsewhere")
    assert data_folder("here") == Path("here")
