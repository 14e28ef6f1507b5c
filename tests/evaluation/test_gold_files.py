"""Annotation files: what breaks their form is told with its line, and the rest still counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedus.desk.evaluating import open_gold, predictions

GOOD = """\
a.txt:
  claims:
  - kind: recognition
    roles: {recogniser: [MLT], recognised: [kosovo]}
    evidence: Malta recognised Kosovo
    time: 2010-05-05
  statements:
  - {speaker: envoy, content: Malta recognised Kosovo}
b.txt:
- {kind: office, roles: {person: [x], of: [MLT]}, office: president, evidence: the president, optional: true}
"""


def gold_file(folder: Path, text: str, name: str = "gold.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_both_forms_of_a_text_are_read(tmp_path: Path) -> None:
    gold, problems = open_gold(gold_file(tmp_path, GOOD))
    assert gold is not None
    assert not problems
    first, second = gold.annotated.documents
    assert first.claims[0].time == "2010-05-05"
    assert first.statements is not None
    assert second.statements is None
    assert second.claims[0].borderline


@pytest.mark.parametrize(
    ("wrong", "line", "why"),
    [
        ("kind: recognition", 3, "'recogniton' is not one of"),
        ("evidence: Malta recognised Kosovo", 3, "'evidence' is a required property"),
        ("roles: {recogniser: [MLT], recognised: [kosovo]}", 4, "is not of type"),
    ],
)
def test_an_entry_that_breaks_the_form_is_told_with_its_line_and_the_others_count(
    tmp_path: Path, wrong: str, line: int, why: str
) -> None:
    changed = {"kind": "kind: recogniton", "evid": "note: none", "role": "roles: {recogniser: MLT}"}[wrong[:4]]
    gold, problems = open_gold(gold_file(tmp_path, GOOD.replace(wrong, changed, 1)))
    assert gold is not None
    assert [len(document.claims) for document in gold.annotated.documents] == [0, 1]
    assert problems[0].where.endswith(f"gold.yaml:{line}")
    assert why in problems[0].why
    assert "docs/evaluation.md" in problems[0].todo


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("gold.yaml", "a: [", "did not find expected node content"),
        ("gold.yaml", "- just\n- a list\n", "is not of type 'object'"),
        ("gold.yaml", "a.txt: {notes: none}\n", "not a list of claims, or a mapping with claims"),
        ("gold.yaml", "a.txt: []\na.txt: []\n", "stands twice"),
        ("none.yaml", "", "cannot be read"),
    ],
)
def test_a_file_of_which_nothing_can_be_used(tmp_path: Path, name: str, text: str, why: str) -> None:
    if text:
        gold_file(tmp_path, text, name)
    gold, problems = open_gold(str(tmp_path / name))
    assert gold is None
    assert why in problems[0].line()


def test_a_missing_file_of_lines_is_a_problem(tmp_path: Path) -> None:
    gold, problems = open_gold(str(tmp_path / "none.jsonl"))
    assert gold is None
    assert "No such file" in problems[0].why


def test_lines_of_attributions_and_events(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "He said so.", "attributions": [{"content": [[8, 10, "so"]], "source": None}]}),
        json.dumps({"id": "b", "text": "They agreed.", "event": "AGREE", "eventText": None}),
        "no json",
        json.dumps({"id": "../c", "text": "They agreed.", "event": "AGREE"}),
        json.dumps([1]),
    ]
    gold, problems = open_gold(gold_file(tmp_path, "\n".join(lines), "gold.jsonl"))
    assert gold is not None
    first, second = gold.annotated.documents
    assert first.quotations is not None
    assert first.quotations[0].content == ((8, 10),)
    assert second.event is not None
    assert [problem.where.rsplit(":", 1)[1] for problem in problems] == ["3", "4", "5"]


@pytest.mark.parametrize(
    ("gold", "aliases", "same"),
    [
        ("gold.yaml", "aliases.yaml", True),
        ("gold-papers.yaml", "aliases-papers.yaml", True),
        ("papers-dev.yaml", "aliases-papers.yaml", True),
        ("gold-wires.yaml", "aliases-papers.yaml", False),
    ],
)
def test_aliases_are_found_beside_the_annotations(tmp_path: Path, gold: str, aliases: str, same: bool) -> None:
    gold_file(tmp_path, "MLT: [government-of-malta]\n", aliases)
    found, _ = open_gold(gold_file(tmp_path, GOOD, gold))
    assert found is not None
    assert found.annotated.aliases.same("MLT", "government-of-malta") is same


def test_aliases_that_are_no_table_are_told_and_left_out(tmp_path: Path) -> None:
    bad = gold_file(tmp_path, "- MLT\n", "names.yaml")
    gold, problems = open_gold(gold_file(tmp_path, GOOD), aliases=[bad, str(tmp_path / "none.yaml")])
    assert gold is not None
    assert [problem.what for problem in problems] == ["aliases left out"] * 2


def test_readings_from_a_file_that_are_none_are_told_with_their_lines(tmp_path: Path) -> None:
    gold, _ = open_gold(gold_file(tmp_path, GOOD))
    assert gold is not None
    out = gold_file(tmp_path, 'not json\n{"type": "claim", "document": "sha256:0"}\n\n', "out.jsonl")
    found, problems = predictions(out, [gold])
    assert not found
    assert [problem.where for problem in problems][:2] == [f"{out}:1", f"{out}:2"]
    assert "no reading of a.txt" in problems[2].what
    assert predictions(str(tmp_path / "none"), [gold])[1][0].what == "readings not read"
