"""The doctor as a command: a table, JSON, and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from calling import Run


def test_a_table_for_people_and_json_for_programs(run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "none.sqlite")
    done = run("doctor", "--ledger", place)
    assert done.code == 0, done.out
    assert "all is well" in done.out
    checks = json.loads(run("doctor", "--ledger", place, "--format", "json").out)
    assert all({"name", "state", "found", "todo"} == each.keys() for each in checks)


def test_what_fails_gives_exit_code_one(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--ledger", str(tmp_path))
    assert done.code == 1
    assert "something does not work" in done.out
    assert "name a file" in " ".join(done.out.split())
