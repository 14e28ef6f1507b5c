"""``evaluate``: annotations and the texts beside them, figures out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from calling import Run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]

GOLD = """\
news.txt:
  claims:
  - kind: recognition
    roles: {recogniser: [RUS], recognised: [south-ossetia]}
    time: 2008-08-26
    evidence: Russia recognised South Ossetia
  - kind: commitment
    roles: {debtor: [BLR], beneficiary: [RUS]}
    duty: defend
    status: conditional
    speaker: alexander-lukashenko
    evidence: Belarus will defend Russia if Russia is attacked
  - kind: presence
    roles: {actor: [RUS]}
    type: base
    evidence: Belarus
  statements:
  - {speaker: alexander-lukashenko, content: Belarus will defend Russia if Russia is attacked}
other.txt: [{kind: validity, roles: {holder: [X]}, evidence: nothing, optional: true}]
"""


@pytest.fixture
def gold(article: Path) -> str:
    path = article.parent / "gold.yaml"
    path.write_text(GOLD, encoding="utf-8")
    (article.parent / "other.txt").write_text("Fiji and Malta met on Monday in Suva.\n", encoding="utf-8")
    return str(path)


def figures(text: str) -> dict[tuple[str, str, str, str], dict[str, object]]:
    records = [json.loads(line) for line in text.splitlines()]
    return {(r["reader"], r["part"], r["name"], r["match"]): r for r in records if r["type"] == "figure"}


def test_figures_for_each_kind_and_slot(run: Run, gold: str) -> None:
    done = run("evaluate", gold, "--format", "jsonl")
    assert done.code == 1  # "nothing" does not stand in the text
    assert "annotated words that the text does not have: 'nothing'" in done.err
    found = figures(done.out)
    assert found["foedus", "all", "recognition", "strict"]["f1"] == 1.0
    assert found["foedus", "all", "presence", "strict"]["recall"] == 0.0
    assert found["foedus", "all", "all", "strict"]["gold"] == 3
    assert found["foedus", "all", "all", "strict"]["borderline"] == 1
    assert found["foedus", "all", "speaker", "right"]["share"] == 1.0
    assert found["foedus", "all", "all", "source"]["f1"] == 1.0


def test_a_part_floors_and_misses_stand_beside(run: Run, gold: str) -> None:
    done = run("evaluate", gold, "--held", "1/2", "--floors", "--misses", "--format", "jsonl")
    found = figures(done.out)
    assert {reader for reader, *_ in found} == {"foedus", "keyword", "majority"}
    assert {part for _, part, *_ in found} <= {"all", "open", "held"}
    assert found["keyword", "all", "all", "strict"]["gold"] == 3
    missed = [record for line in done.out.splitlines() if (record := json.loads(line))["type"] == "missed"]
    assert [record["kind"] for record in missed] == ["presence"]


def test_tables_and_a_page_for_people(run: Run, gold: str) -> None:
    table = run("evaluate", gold, "--floors", "--misses").out
    assert all(word in table for word in ("Claims:", "recognition", "keyword", "are borderline", "missed: presence"))
    page = run("evaluate", gold, "--format", "markdown").out
    assert "| recognition | 1 | 1 | 1.00 1.00 1.00 |" in page
    rows = list(csv.DictReader(io.StringIO(run("evaluate", gold, "--format", "csv").out)))
    assert {"recognition", "commitment"} <= {row["name"] for row in rows}


def test_a_reading_from_a_file_scores_as_reading_does(run: Run, gold: str, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    read = run("read", str(article), str(article.parent / "other.txt"), "--no-record", "--format", "jsonl")
    out.write_text(read.out, encoding="utf-8")
    one, other = (run("evaluate", gold, *more, "--format", "json").out for more in ((), ("--predictions", str(out))))
    assert one == other


def test_surer_claims_alone(run: Run, gold: str) -> None:
    found = figures(run("evaluate", gold, "--min-confidence", "1", "--format", "jsonl").out)
    assert found["foedus", "all", "all", "strict"]["read"] == 0


def test_several_sets_and_all_together(run: Run, gold: str, tmp_path: Path) -> None:
    lines = tmp_path / "events.jsonl"
    record = {
        "id": "e1",
        "text": "Libya and Malta signed an agreement on trade in Tripoli.",
        "event": "AGREE",
    }
    lines.write_text(json.dumps(record), encoding="utf-8")
    done = run("evaluate", gold, str(lines), "--format", "jsonl")
    sets = {json.loads(line)["set"] for line in done.out.splitlines()}
    assert sets == {gold, str(lines), "all sets"}


def test_a_text_that_is_not_there_and_bad_words_of_the_call(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(GOLD.split("other.txt", maxsplit=1)[0], encoding="utf-8")
    done = run("evaluate", str(path), "--format", "jsonl")
    assert done.code == 1
    assert "no text for the annotations of news.txt" in done.err
    assert "--texts" in done.err
    assert figures(done.out)["foedus", "all", "all", "strict"]["recall"] == 0.0
    assert run("evaluate", str(path), "--held", "half").code == 2
    assert run("evaluate", str(tmp_path / "none.yaml")).code == 1


def test_what_is_left_of_mangled_texts(run: Run, gold: str) -> None:
    done = run("evaluate", gold, "--mangled", "--format", "jsonl")
    told = [json.loads(line) for line in done.out.splitlines() if '"mangled"' in line]
    strict = {each["way"]: each for each in told if each["match"] == "strict"}
    assert strict[None]["f1"] == strict["doubled spaces"]["f1"] > 0
    assert strict["soft hyphens in long words"]["fall"] == 0.0
    assert strict["no punctuation"]["heavy"]


def test_a_table_of_mangled_texts(run: Run, gold: str) -> None:
    done = run("evaluate", gold, "--mangled", "--format", "markdown")
    assert "### Mangled texts" in done.out
    assert "| lines of fixed width |" in done.out
