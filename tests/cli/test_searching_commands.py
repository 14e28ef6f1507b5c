"""``search``, and the words of claims and statements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]


@pytest.fixture
def ledger(run: Run, article: Path, tmp_path: Path) -> str:
    place = str(tmp_path / "l.sqlite")
    more = tmp_path / "more.txt"
    more.write_text("A delegation came to ცხინვალი, which others call Samachablo's capital.\n", encoding="utf-8")
    run("read", str(article), str(more), "--ledger", place)
    return place


def test_words_are_found_in_any_script_and_shown(run: Run, ledger: str) -> None:
    done = run("search", "Tskhinvali", "deleg*", "--ledger", ledger)
    assert done.code == 0
    assert "more.txt" in done.out
    assert "A delegation came to" in done.out
    (found,) = (
        json.loads(line)
        for line in run("search", "Tskhinvali", "--ledger", ledger, "--format", "jsonl").out.splitlines()
    )
    start, end = found["matches"][0]
    assert (found["type"], found["text"][start - found["start"] : end - found["start"]]) == ("passage", "ცხინვალი")


def test_an_actor_is_found_by_every_name(run: Run, ledger: str) -> None:
    by_one = run("search", "South Ossetia", "--ledger", ledger, "--format", "jsonl").out.splitlines()
    by_all = run("search", "--every-name", "South Ossetia", "--ledger", ledger, "--format", "jsonl").out.splitlines()
    assert len(by_all) > len(by_one)
    assert any("Samachablo" in line for line in by_all)


def test_claims_and_statements_are_found_by_their_words(run: Run, ledger: str) -> None:
    claims = run("claims", "--text", "recognised South", "--ledger", ledger, "--format", "jsonl").out.splitlines()
    assert {json.loads(line)["kind"] for line in claims} == {"recognition"}
    statements = run("statements", "--text", '"will defend"', "--ledger", ledger, "--format", "jsonl").out.splitlines()
    assert len(statements) == 1


def test_nothing_and_no_words(run: Run, ledger: str) -> None:
    assert run("search", "zeppelin", "--ledger", ledger, "--format", "jsonl").out == ""
    off = run("search", "…", "--ledger", ledger)
    assert off.code == 2
    assert "no word to look for" in off.err
