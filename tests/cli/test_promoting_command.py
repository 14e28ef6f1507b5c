"""``promote``: from an article to one's own library, by way of a person's judgement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from calling import Run

from foedus.library import load_library

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]
SIGNED = ("--by", "N. N.", "--reason", "two papers have it")
NEWS = "PORT VILA, 3 March 2026 (Pacific Wire) -- Nauru withdrew its recognition of South Ossetia on 2 March 2026.\n"


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> str:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    place = str(tmp_path / "l.sqlite")
    run("read", str(tmp_path / "news.txt"), "--ledger", place)
    return place


def claim_of(run: Run, ledger: str) -> str:
    done = run("claims", "--kind", "recognition", "--ledger", ledger, "--format", "jsonl")
    return str(json.loads(done.out)["id"])


def recognisers(run: Run, library: Path, on: str) -> set[str]:
    load_library.cache_clear()
    done = run("recognition", "south-ossetia", "--on", on, "--library", str(library), "--format", "jsonl")
    assert done.code == 0, done.err
    return {json.loads(line)["recogniser"] for line in done.out.splitlines()}


def test_an_accepted_claim_changes_what_the_library_answers(run: Run, ledger: str, tmp_path: Path) -> None:
    library = tmp_path / "mine"
    library.mkdir()
    key, words = claim_of(run, ledger), ("--ledger", ledger, "--library", str(library))
    refused = run("promote", key, *words)
    assert (refused.code, refused.out.strip()) == (1, "# Nothing to change.")
    assert f"nobody has accepted it). foedus judge accept {key}" in refused.err
    run("judge", "accept", key, *SIGNED, "--ledger", ledger)
    shown = run("promote", key, *words)
    assert shown.code == 0, shown.err
    assert "+++ b/recognitions.yaml" in shown.out
    assert not list(library.iterdir())
    out = tmp_path / "proposed.diff"
    done = run("promote", "--all", *words, "--out", str(out), "--apply")
    assert (done.code, out.read_text(encoding="utf-8") in shown.out) == (0, True)
    assert "NRU" in recognisers(run, library, "2026-03-01")
    assert recognisers(run, library, "2026-03-02") == recognisers(run, library, "2026-03-01") - {"NRU"}
    again = run("promote", "--all", *words, "--format", "json")
    told: dict[str, Any] = json.loads(again.out)
    assert (again.code, told["diff"], told["findings"][0]["outcome"]) == (0, "", "already")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "--all"),
        (("claim:none",), 2, "holds no claim claim:none"),
        (("--all", "--apply"), 2, "--library FOLDER"),
    ],
)
def test_what_cannot_be_promoted_is_told(run: Run, ledger: str, words: tuple[str, ...], code: int, told: str) -> None:
    run("judge", "accept", claim_of(run, ledger), *SIGNED, "--ledger", ledger)
    done = run("promote", *words, "--ledger", ledger)
    assert (done.code, told in done.err) == (code, True)


def test_a_rejected_claim_is_refused_with_who_rejected_it(run: Run, ledger: str) -> None:
    key = claim_of(run, ledger)
    run("judge", "reject", key, *SIGNED, "--ledger", ledger)
    done = run("promote", key, "--ledger", ledger, "--format", "jsonl")
    (found,) = (json.loads(line) for line in done.out.splitlines())
    assert (done.code, found["outcome"]) == (1, "refused")
    assert "N. N. rejected it" in found["why"]
    assert "foedus judge withdraw judgement:" in found["todo"][0]


def test_names_that_are_held_to_be_one_are_one_in_the_library(run: Run, tmp_path: Path) -> None:
    place, paper = str(tmp_path / "l.sqlite"), tmp_path / "pact.txt"
    paper.write_text(
        "NIAMEY, 6 March 2026 -- Russia and Niger signed the Treaty on Joint Defence in Moscow on 12 January 2026.\n\n"
        "The State Duma ratified the Treaty on Joint Defence between Russia and Niger on 5 March 2026.\n",
        encoding="utf-8",
    )
    run("read", str(paper), "--ledger", place)
    done = run("claims", "--kind", "agreement-stage", "--ledger", place, "--format", "jsonl")
    claims = [json.loads(line) for line in done.out.splitlines()]
    names = list(dict.fromkeys(each["roles"]["agreement"][0]["actor"] for each in claims))
    assert len(names) == 2
    run("judge", "accept", *(each["id"] for each in claims), *SIGNED, "--ledger", place)
    run("judge", "same-as", *names, *SIGNED, "--ledger", place)
    told = json.loads(run("promote", "--all", "--ledger", place, "--format", "json").out)
    assert told["files"] == [f"agreements/{min(names)}.yaml"]
    assert [each["outcome"] for each in told["findings"]] == ["proposed", "proposed"]
    assert run("promote", "--all", "--ledger", place, "--format", "table").code == 0
