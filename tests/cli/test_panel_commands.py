"""``foedus import`` and ``foedus panel``, called as a person would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Run

from foedus.panels.atop import COLUMNS

GOOD = {"atopid": 3180, "yrent": 1949, "moent": 4, "dayent": 4, "ineffect": 1, "defense": 1}
HEADER = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul"


@pytest.fixture
def member_file(tmp_path: Path) -> Path:
    return write(tmp_path / "members.csv", {"member": 2}, {"member": 20})


def write(path: Path, *rows: dict[str, object]) -> Path:
    lines = [",".join(str({**GOOD, **row}.get(column, 0)) for column in COLUMNS) for row in rows]
    path.write_text("\n".join((",".join(COLUMNS), *lines, "")), encoding="utf-8")
    return path


def test_a_panel_from_a_file_has_the_contracts_columns(run: Run, member_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run("panel", "--from", "atop", str(member_file), "--unit", "directed-dyad-year", "--out", str(out))
    assert (done.code, done.err) == (0, "")
    assert done.out == f"140 rows written to {out}\n"
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [HEADER, "2,20,1949,1,0,0,0,0"]
    assert lines[-1] == "20,2,2018,1,0,0,0,0"


def test_after_an_import_the_panel_needs_no_file(run: Run, member_file: Path, tmp_path: Path) -> None:
    out, data = tmp_path / "out.csv", ("--data", str(tmp_path / "data"))
    done = run("import", "atop", str(member_file), *data)
    assert done.code == 0
    assert "2 rows, 1815 to 2018" in done.out
    assert "alliances: 1; provisions: 2, of which 0 hang" in done.out
    assert run("panel", "--from", "atop", "--unit", "state-year", "--out", str(out), *data).code == 0
    assert out.read_text(encoding="utf-8").startswith(
        "state,year,defense,offense,neutral,nonagg,consul,number\n2,1949,"
    )
    assert run("panel", "--from", "atop", "--unit", "dyad-year", "--out", str(out), *data).code == 0
    assert out.read_text(encoding="utf-8").startswith(f"{HEADER}\n2,20,1949,1,0,0,0,0\n")


def test_a_panel_can_go_to_standard_output_alone(run: Run, member_file: Path) -> None:
    done = run("panel", "--from", "atop", str(member_file), "--unit", "dyad-year", "--out", "-")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == [HEADER, "2,20,1949,1,0,0,0,0"]
    assert len(done.out.splitlines()) == 71


def test_what_an_import_left_out_is_said_again_with_each_panel(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "m.csv", {"member": 2}, {"member": 999}, {"member": 20})
    data = ("--data", str(tmp_path / "data"))
    assert run("import", "atop", str(path), *data).code == 1
    done = run("panel", "--from", "atop", "--unit", "dyad-year", "--out", "-", *data)
    assert done.code == 0
    assert done.err == "atop was imported from m.csv without 1 of its rows\n"


def test_bad_rows_are_told_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "m.csv", {"member": 2}, {"member": 999}, {"member": 20}, {"member": 200, "yrent": 2020})
    out = tmp_path / "out.csv"
    done = run("panel", "--from", "atop", str(path), "--unit", "dyad-year", "--out", str(out))
    assert done.code == 1
    first, second, summary = done.err.splitlines()
    assert first.startswith(f"problem: {path}:3: row left out (member is 999")
    assert second.startswith(f"problem: {path}:5: ")
    assert summary == "done, with 2 problems"
    assert len(out.read_text(encoding="utf-8").splitlines()) == 71


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "atop", "nowhere.csv"), 3, "cannot be read"),
        (("import", "weather", "x.csv"), 2, "atop"),
        (("import",), 2, "KIND"),
        (("panel", "--from", "atop", "--unit", "dyad-year", "--out", "o.csv"), 3, "has not been imported"),
        (("panel", "--from", "atop", "--unit", "week", "--out", "o.csv"), 2, "dyad-year"),
        (("panel", "--from", "gossip", "--unit", "dyad-year", "--out", "o.csv"), 2, "atop"),
        (("panel", "--unit", "dyad-year", "--out", "o.csv"), 2, "--from"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_contracts_code(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (bytes(range(256)) * 8, "are missing"),
        (b"atopid,member\n1,2\n", "the columns yrent, moent"),
    ],
)
def test_files_of_other_kinds_are_refused_by_name(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    done = run("import", "atop", str(path))
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"foedus: {path}")
    assert said in done.err


def test_a_folder_that_cannot_be_written_to_is_told(run: Run, member_file: Path, tmp_path: Path) -> None:
    place = member_file / "out.csv"  # a file is no folder
    done = run("panel", "--from", "atop", str(member_file), "--unit", "dyad-year", "--out", str(place))
    assert done.code == 3
    assert "it cannot be written" in done.err
    done = run("import", "atop", str(member_file), "--data", str(member_file / "data"))
    assert done.code == 3
    assert "it cannot be written" in done.err


def test_a_panel_can_go_to_what_is_no_file(run: Run, member_file: Path) -> None:
    done = run("panel", "--from", "atop", str(member_file), "--unit", "dyad-year", "--out", "/dev/null")
    assert (done.code, done.out) == (0, "70 rows written to /dev/null\n")


def test_bound_asks_the_imported_alliances_too(run: Run, tmp_path: Path) -> None:
    two = {
        "yrent": 1834,
        "moent": 4,
        "dayent": 22,
        "atopid": 1,
        "ineffect": 0,
        "yrexit": 1840,
        "moexit": 1,
        "dayexit": 1,
    }
    path = write(tmp_path / "m.csv", {"member": 200, **two}, {"member": 230, **two, "defcoloc": 1})
    data = ("--data", str(tmp_path / "data"))
    spain = ("bound", "--attacker", "France", "--target", "Spain", "--on", "1835-06-01")
    missing = run(*spain, "--with", "atop", *data)
    assert (missing.code, "atop has not been imported" in missing.err) == (3, True)
    assert run("import", "atop", str(path), *data).code == 0
    alone, beside = run(*spain, *data), run(*spain, "--with", "atop", *data)
    assert "atop" not in alone.out
    assert "United Kingdom has to defend Spain (article defense)" in beside.out
    assert (
        "Alliance Treaty Obligations and Provisions, version 5, ATOP alliance 1, from the day of signature"
        in beside.out
    )
    britain = run("bound", "--attacker", "France", "--target", "GBR", "--on", "1835-06-01", "--with", "atop", *data)
    assert "No obligation follows" in britain.out
    assert (
        "Spain – atop-1, article defense: the question does not say whether: only in a particular place" in britain.out
    )
    told = run(*spain, "--with", "atop", *data, "--explain", "1", "--format", "json")
    assert json.loads(told.out)["question"]["with"] == ["atop"]
    differs = run("diff", *spain[1:], "--other-on", "1841-01-01", "--with", "atop", *data)
    assert "atop-1" in differs.out
    flips = run(*spain, "--with", "atop", *data, "--flip", "GBR", "--up-to", "1")
    assert "atop-1" in flips.out
