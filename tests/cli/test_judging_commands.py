"""``judge`` and ``judgements``: what a person holds, and what then counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Done, Run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]
SIGNED = ("--by", "N. N.", "--reason", "he quotes another")


@pytest.fixture
def ledger(run: Run, article: Path, tmp_path: Path) -> str:
    place = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", place)
    return place


def records(done: Done) -> list[dict[str, object]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def listed(run: Run, ledger: str, *more: str) -> list[dict[str, object]]:
    return records(run("claims", "--ledger", ledger, "--format", "jsonl", *more))


def test_a_rejected_claim_is_marked_and_no_longer_counts(run: Run, ledger: str) -> None:
    first = str(listed(run, ledger, "--kind", "commitment")[0]["id"])
    done = run("judge", "reject", first, *SIGNED, "--ledger", ledger)
    assert done.code == 0
    assert f"reject {first}" in done.out
    assert "rejected by N. N.: he quotes another" in run("claims", "--kind", "commitment", "--ledger", ledger).out
    judged = listed(run, ledger, "--kind", "commitment")[0]["judged"]
    assert judged["verdict"]["reason"] == "he quotes another"  # type: ignore[index]
    assert first not in {each["id"] for each in listed(run, ledger, "--standing")}
    (held,) = records(run("judgements", "--ledger", ledger, "--format", "jsonl"))
    assert (held["target"], held["stands"]) == (first, True)
    records(run("judge", "withdraw", str(held["id"]), *SIGNED, "--ledger", ledger, "--format", "jsonl"))
    assert first in {each["id"] for each in listed(run, ledger, "--standing")}
    shown = run("judgements", "--of", first, "--ledger", ledger).out
    assert "(withdrawn)" in shown
    assert run("judgements", "--by", "somebody else", "--ledger", ledger, "--format", "jsonl").out == ""


def test_a_correction_says_what_counts_instead(run: Run, ledger: str) -> None:
    first = listed(run, ledger, "--kind", "commitment")[0]
    changes = ("--set", "polarity=negated", "--set", "time=2019", "--set", "role.beneficiary=Armenia", "--set", "duty=")
    run("judge", "correct", str(first["id"]), *changes, *SIGNED, "--ledger", ledger)
    (found,) = listed(run, ledger, "--standing", "--actor", "Armenia")
    assert (found["polarity"], found["time"]["edtf"], found["confidence"]) == ("negated", "2019", 1.0)  # type: ignore[index]
    assert "duty" not in found["attributes"]  # type: ignore[operator]
    assert found["evidence"] == first["evidence"]


def test_two_names_are_held_to_be_one(run: Run, ledger: str) -> None:
    done = run("judge", "same-as", "Belarus", "White Ruthenia", *SIGNED, "--ledger", ledger, "--format", "jsonl")
    (held,) = records(done)
    assert (held["target"], held["other"]) == ("BLR", "white-ruthenia")
    assert "Belarus same as" in run("judgements", "--ledger", ledger).out


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("accept", "claim:none"), "holds no claim"),
        (("correct", "claim:none", "--set", "status=denied"), "foedus claims"),
        (("same-as", "Belarus"), "two names"),
        (("accept", "CLAIM", "--set", "status=denied"), "use correct"),
        (("correct", "CLAIM"), "--set FIELD=VALUE"),
        (("correct", "CLAIM", "--set", "status"), "FIELD=VALUE"),
        (("correct", "CLAIM", "--set", "status=asserted"), "status is one of"),
        (("correct", "CLAIM", "--set", "kind=stance"), "cannot be corrected"),
        (("correct", "CLAIM", "--set", "time=yesterday"), "yesterday"),
    ],
)
def test_what_cannot_be_judged_is_told(run: Run, ledger: str, call: tuple[str, ...], told: str) -> None:
    first = str(listed(run, ledger)[0]["id"])
    done = run("judge", *(first if each == "CLAIM" else each for each in call), *SIGNED, "--ledger", ledger)
    assert done.code == 2
    assert told in done.err
    assert run("judgements", "--ledger", ledger, "--format", "jsonl").out == ""
