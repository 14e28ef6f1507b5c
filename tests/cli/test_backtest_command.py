"""``foedus backtest``, called as a person would."""

from __future__ import annotations

import json
from pathlib import Path

from calling import Run

from foedus.panels.atop import COLUMNS

PACT = {
    "atopid": 1, "yrent": 1890, "moent": 1, "dayent": 1, "yrexit": 1910, "moexit": 1, "dayexit": 1, "defense": 1
}  # fmt: skip


def test_a_backtest_without_data_says_what_to_import(run: Run, tmp_path: Path) -> None:
    done = run("backtest", "--data", str(tmp_path))
    assert done.code == 3
    assert "foedus import atop" in done.err


def test_a_backtest_counts_bonds_and_draws_them(run: Run, tmp_path: Path) -> None:
    atop, wars, figure = tmp_path / "m.csv", tmp_path / "wars.csv", tmp_path / "out.svg"
    pact = [{**PACT, "member": state} for state in (220, 300)]
    lines = [",".join(str(each.get(column, 0)) for column in COLUMNS) for each in pact]
    atop.write_text("\n".join((",".join(COLUMNS), *lines, "")), encoding="utf-8")
    columns = "WarNum,WarName,ccode,Side,Initiator," + ",".join(
        f"{what}{n}"
        for n in (1, 2)
        for what in ("StartYear", "StartMonth", "StartDay", "EndYear", "EndMonth", "EndDay")
    )
    absent = ",-8" * 6
    days = "1900,5,1,1901,5,1"
    rows = (
        f"1,The War,255,1,1,{days}{absent}",
        f"1,The War,300,2,2,{days}{absent}",
        f"1,The War,220,2,2,{days}{absent}",
    )
    wars.write_text("\n".join((columns, *rows)) + "\n", encoding="utf-8")
    call = ("backtest", "--atop", str(atop), "--wars", str(wars))
    assert "1 wars; 0 bonds" in run(*call).out  # both allies were attacked on the first day
    later = rows[2].replace("1900,5,1", "1900,6,1")
    wars.write_text("\n".join((columns, *rows[:2], later)) + "\n", encoding="utf-8")
    done = run(*call, "--figure", str(figure))
    assert "1 of 1 (100 %)" in done.out
    assert figure.read_text(encoding="utf-8").startswith("<svg")
    bond = json.loads(run(*call, "--format", "jsonl").out)
    assert (bond["bearer"], bond["ally"], bond["outcome"], bond["honoured"]) == (220, 300, "with", True)
    assert "kept" in run(*call, "--war", "1").out
