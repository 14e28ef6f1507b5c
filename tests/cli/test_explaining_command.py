"""``explain``: claims of the ledger and of files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]


def test_a_file_of_which_a_kind_is_asked(run: Run, article: Path) -> None:
    done = run("explain", str(article), "--kind", "recognition")
    assert done.code == 0
    assert "[Russia] «recognised» [South Ossetia]" in done.out
    assert "Belarus" not in done.out
    assert run("explain", str(article), "--kind", "validity").out.strip() == "no claims"


def test_a_claim_of_the_ledger_by_its_id(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    held = run("claims", "--kind", "commitment", "--ledger", ledger, "--format", "jsonl")
    key = json.loads(held.out.splitlines()[0])["id"]
    done = run("explain", key, "--ledger", ledger, "--format", "jsonl")
    assert done.code == 0
    record = json.loads(done.out)
    assert (record["claim"], record["type"]) == (key, "explanation")
    assert record["rule"]
    assert record["steps"]


def test_what_cannot_be_explained(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    unknown = run("explain", "claim:0123", "--ledger", ledger)
    assert unknown.code == 2
    assert "foedus claims" in unknown.err
    missing = run("explain", str(tmp_path / "none.txt"))
    assert missing.code == 1
    assert "none.txt" in missing.err


def test_what_todays_rules_read_no_more_is_a_problem(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    key = json.loads(run("claims", "--ledger", ledger, "--format", "jsonl").out.splitlines()[0])["id"]
    monkeypatch.setattr("foedus.reading.explaining.explain", lambda document, reader: ())
    done = run("explain", key, "--ledger", ledger)
    assert done.code == 1
    assert "today's rules read this text otherwise" in done.err
