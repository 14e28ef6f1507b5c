"""Reading measured on hand annotations that are kept beside the project, and on the five articles that it began with.

The floors are what the project promises, not what it reaches: a change that falls below one has broken something.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from foedus.documents import load
from foedus.model.claims import Statement
from foedus.model.documents import Document
from foedus.reading import Reader, Reading, read

pytestmark = [pytest.mark.shared, pytest.mark.slow]

Read = tuple[Document, Reading]


def _documents(paths: list[Path]) -> Iterator[Document]:
    for loaded in load([str(path) for path in paths]):
        if loaded.document is not None:
            yield loaded.document


@pytest.fixture(scope="module")
def seeds(shared: Path, reader: Reader) -> dict[str, Read]:
    """The five articles by the first three letters of their names."""
    paths = sorted((shared / "seeds").glob("*.txt"))
    return {Path(document.path).name[:3]: (document, read(document, reader)) for document in _documents(paths)}


@pytest.fixture(scope="module")
def score(shared: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """Reads some texts and scores them against gold with the scorer that stands beside it."""

    def scored(paths: list[Path], gold: list[Path], aliases: list[Path]) -> dict[str, Any]:
        out = tmp_path_factory.mktemp("scores") / "out.jsonl"
        with out.open("w", encoding="utf-8") as stream:
            for document in _documents(paths):
                reading = read(document, reader)
                records = [document.record(), *(x.record() for x in reading.statements)]
                records += [claim.record() for claim in reading.claims]
                stream.writelines(json.dumps(record) + "\n" for record in records)
        options = [word for path in gold for word in ("--gold", str(path))]
        options += [word for path in aliases for word in ("--aliases", str(path))]
        command = [sys.executable, str(shared / "eval" / "score.py"), *options, "--json", str(out)]
        answer: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return answer

    return scored


def test_seeds_and_briefs(shared: Path, reader: Reader, score: Callable[..., dict[str, Any]]) -> None:
    gold = shared / "gold"
    result = score(
        [*sorted((shared / "seeds").glob("*.txt")), *sorted((gold / "briefs" / "texts").iterdir())],
        [gold / "seeds-dev.yaml", gold / "briefs" / "gold.yaml"],
        [gold / "aliases-seeds.yaml", gold / "briefs" / "aliases.yaml"],
    )
    assert result["bad_spans"] == 0
    assert result["documents_missing"] == []
    assert result["strict_f1"][2] >= 0.60
    assert result["relaxed_f1"][2] >= 0.75
    for slot in ("speaker", "status", "time"):
        assert result["slots"][slot] >= 0.75, slot


def test_briefs_of_the_world(shared: Path, reader: Reader, score: Callable[..., dict[str, Any]]) -> None:
    folder = shared / "gold" / "briefs-world"
    result = score(sorted((folder / "texts").iterdir()), [folder / "gold.yaml"], [folder / "aliases.yaml"])
    assert result["bad_spans"] == 0
    assert result["relaxed_f1"][2] >= 0.70
    assert result["statement_content_f1"][2] >= 0.70


@pytest.mark.parametrize(
    ("seed", "opening", "closing"),
    [
        ("001", "Trending stories", "Gagloev noted that efforts"),
        ("003", "website can also be accessed", "Press TV News Roku"),
        ("004", "© 2024", "without permission"),
    ],
)
def test_what_is_not_the_article_yields_nothing(seeds: dict[str, Read], seed: str, opening: str, closing: str) -> None:
    document, reading = seeds[seed]
    start = document.text.index(opening)
    end = document.text.index(closing)
    spans = [(q.start, q.end) for claim in reading.claims for q in claim.evidence]
    spans += [span for statement in reading.statements for span in statement.content]
    assert not [span for span in spans if span[0] < end and span[1] > start]


def test_an_interview_is_told_apart(seeds: dict[str, Read]) -> None:
    document, reading = seeds["000"]
    turns = [s for s in reading.statements if s.form == "interview"]

    def speaker(words: str) -> str | None:
        at = document.text.index(words)
        found: list[Statement] = [s for s in turns if s.covers(at, at + len(words))]
        return found[0].speaker.actor if found and found[0].speaker else None

    assert speaker("What way out do you see?") == "regnum"
    assert speaker("To strengthen general security") == "dmitry-medoev"
    assert speaker("Fraternal and allied duty") == "dmitry-medoev"


def test_a_text_against_itself(seeds: dict[str, Read]) -> None:
    _, reading = seeds["002"]
    conflicts = [claim for claim in reading.claims if claim.attribute("time_conflict")]
    assert any(claim.attribute("stage") == "ratified" and claim.time for claim in conflicts)


def test_every_conclusion_has_its_words(seeds: dict[str, Read]) -> None:
    for document, reading in seeds.values():
        for claim in reading.claims:
            for quote in claim.evidence:
                assert document.text[quote.start : quote.end] == quote.text
