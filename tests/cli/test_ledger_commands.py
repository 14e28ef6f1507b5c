"""``ledger …`` and ``read --keep``: what an owner does with a ledger as a whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from calling import Run

from foedus.ledger.stores.driver import driver

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]
SIGNED = ("--by", "N. N.", "--reason", "a court's order")


@pytest.fixture
def ledger(run: Run, article: Path, tmp_path: Path) -> str:
    place = str(tmp_path / "l.sqlite")
    assert run("read", str(article), "--ledger", place).code == 0
    return place


def stats(run: Run, ledger: str, *more: str) -> dict[str, Any]:
    done = run("ledger", "stats", "--ledger", ledger, "--format", "json", *more)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_stats_count_what_is_held(run: Run, ledger: str) -> None:
    found = stats(run, ledger)
    assert (found["documents"], found["kept"], found["entries"]) == (1, {"text": 1}, 1)
    kinds = {each["name"]: each["count"] for each in found["kinds"]}
    assert sum(kinds.values()) == found["claims"] == found["claims_ever"] > 1
    assert kinds["recognition"] == 1
    assert found["languages"] == [{"name": "en", "count": 1}]
    (library,) = found["libraries"]
    listed = run("claims", "--ledger", ledger, "--format", "jsonl").out.splitlines()
    assert {json.loads(line)["library"] for line in listed} == {library["id"]}
    assert found["readers"][0]["readings"] == library["entries"] == 1
    shown = run("ledger", "stats", "--ledger", ledger).out
    assert "Claims by kind" in shown
    assert library["id"] in shown
    assert stats(run, ledger, "--known-on", "2020-01-01")["documents"] == 0
    assert "as known on" in run("ledger", "stats", "--ledger", ledger, "--known-on", "2020-01-01").out


def test_an_erased_article_is_marked_everywhere_and_not_read_again(run: Run, ledger: str, article: Path) -> None:
    done = run("ledger", "erase", str(article), *SIGNED, "--ledger", ledger)
    assert done.code == 0, done.err
    assert "stand" in done.out
    shown = run("claims", "--ledger", ledger).out
    assert "erased on" in shown
    assert "attacked" not in shown
    assert "erased" in run("statements", "--ledger", ledger).out
    record = json.loads(run("claims", "--ledger", ledger, "--format", "jsonl").out.splitlines()[0])
    assert record["erased"]["reason"] == "a court's order"
    again = run("read", str(article), "--ledger", ledger)
    assert again.code == 1
    assert record["erased"]["id"] in again.err
    claim = run("explain", record["id"], "--ledger", ledger)
    assert (claim.code, "its text was erased" in claim.err) == (1, True)
    told = json.loads(run("ledger", "erase", str(article), *SIGNED, "--ledger", ledger, "--format", "json").out)
    assert (told["new"], told["id"], told["purged"]) == (False, record["erased"]["id"], True)
    assert stats(run, ledger)["kept"] == {"erased": 1}


def test_what_is_not_there_cannot_be_erased(run: Run, ledger: str) -> None:
    done = run("ledger", "erase", "other.txt", *SIGNED, "--ledger", ledger)
    assert (done.code, "other.txt" in done.err) == (2, True)
    assert stats(run, ledger)["erasures"] == 0


def test_evidence_alone_is_kept_where_that_is_asked_for(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "e.sqlite")
    monkeypatch.setenv("FOEDUS_KEEP", "evidence")
    assert run("read", str(article), "--ledger", place).code == 0
    assert stats(run, place)["kept"] == {"evidence": 1}
    found = run("search", "recognised", "--ledger", place, "--format", "jsonl").out
    assert json.loads(found)["text"] == "Russia recognised South Ossetia on 26 August 2008"
    assert run("search", "MINSK", "--ledger", place, "--format", "jsonl").out == ""
    first = json.loads(run("claims", "--ledger", place, "--format", "jsonl").out.splitlines()[0])
    claim = run("explain", first["id"], "--ledger", place)
    assert (claim.code, "only what is quoted" in claim.err) == (1, True)


def test_a_backup_is_restored_elsewhere(run: Run, ledger: str, tmp_path: Path) -> None:
    packed, other = str(tmp_path / "b.zip"), str(tmp_path / "other.sqlite")
    done = run("ledger", "backup", packed, "--ledger", ledger)
    assert (done.code, "1 document, " in done.out) == (0, True)
    again = run("ledger", "backup", packed, "--ledger", ledger)
    assert (again.code, "there already" in again.err) == (3, True)
    assert run("ledger", "restore", packed, "--ledger", other).code == 0
    assert run("ledger", "restore", packed, "--ledger", other).code == 3
    listed = ("claims", "--format", "jsonl", "--ledger")
    assert run(*listed, other).out == run(*listed, ledger).out
    made = json.loads(run("ledger", "backup", packed + "2", "--ledger", other, "--format", "json").out)
    assert made["tables"]["documents"] == 1
    assert made["id"] in done.out


def test_a_whole_ledger_is_told_and_a_changed_one_listed(run: Run, ledger: str) -> None:
    done = run("ledger", "verify", "--ledger", ledger)
    assert (done.code, done.err) == (0, "")
    assert "all is as it was recorded (1 documents" in done.out
    connection = driver().connect(ledger)
    connection.execute("DROP TRIGGER claims_no_update")
    connection.execute("UPDATE claims SET polarity = 'negated' WHERE seq = 1")
    connection.commit()
    connection.close()
    done = run("ledger", "verify", "--ledger", ledger)
    assert done.code == 1
    assert "2 faults" in done.out
    assert "what the claim is found by is not what it says. Restore the latest backup" in done.err
    assert "the trigger claims_no_update is not there" in done.err
    found = json.loads(run("ledger", "verify", "--ledger", ledger, "--format", "json").out)
    assert [fault["code"] for fault in found["faults"]] == ["guard", "changed"]
