"""``foedus agreements --cases``: the sentences beside agreements, tried."""

from __future__ import annotations

import json
from pathlib import Path

from calling import Run

from foedus.library import load_library

AGREEMENTS = Path(__file__).parents[2] / "src" / "foedus" / "library" / "agreements"


def test_the_cases_of_an_agreement_are_tried(run: Run) -> None:
    done = run("agreements", "ru-so-friendship-2008", "--cases", "--format", "jsonl")
    assert done.code == 0
    assert {json.loads(line)["holds"] for line in done.out.splitlines()} == {True}


def test_a_case_that_does_not_hold_is_a_problem(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "agreements"
    folder.mkdir()
    text = (AGREEMENTS / "ru-so-friendship-2008.yaml").read_text(encoding="utf-8")
    wrong = text.replace("id: ru-so-friendship-2008", "id: pact").replace("Russia must defend", "Georgia must defend")
    (folder / "pact.yaml").write_text(wrong, encoding="utf-8")
    done = run("agreements", "pact", "--cases", "--library", str(tmp_path))
    assert done.code == 1
    assert "does not hold" in done.err
    cases = len(load_library().agreement["ru-so-friendship-2008"].cases)
    assert f"{cases - 1} of {cases} cases hold" in done.out
