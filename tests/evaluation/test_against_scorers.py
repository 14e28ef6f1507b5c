"""The figures equal those of the scorers that lie beside the annotated texts, on every set of them.

The readings are those of the keyword floor, which needs no language model and is right, half right and wrong in turn.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from foedus.desk import Desk
from foedus.desk.evaluating import Gold, open_gold
from foedus.documents import load
from foedus.evaluation import Figure, GoldDocument, Read, figures, score
from foedus.evaluation.floors import by_keywords

pytestmark = [pytest.mark.shared, pytest.mark.slow]

SETS = {
    "seeds": ("seeds-dev.yaml", "aliases-seeds.yaml", "../seeds"),
    "briefs": ("briefs/gold.yaml", "briefs/aliases.yaml", "briefs/texts"),
    "briefs-world": ("briefs-world/gold.yaml", "briefs-world/aliases.yaml", "briefs-world/texts"),
    "papers": ("real/gold-papers.yaml", "real/aliases-papers.yaml", "real/texts"),
    "guardian": ("real/gold-guardian.yaml", "real/aliases-guardian.yaml", "real/texts"),
}


def opened(path: Path, texts: Iterable[str] = ()) -> Gold:
    gold, problems = open_gold(str(path), texts=tuple(texts))
    assert gold is not None
    assert not problems
    return gold


def of_texts(folder: Path, desk: Desk) -> list[Read]:
    documents = (loaded.document for loaded in load([str(folder)]))
    return [by_keywords(document, desk.gazetteer) for document in documents if document is not None]


def printed(reads: Iterable[Read], path: Path) -> Path:
    with path.open("w", encoding="utf-8") as out:
        for read in reads:
            records = [read.document.record(), *(statement.record() for statement in read.statements)]
            records += [claim.record() for claim in read.claims]
            out.writelines(json.dumps(record) + "\n" for record in records)
    return path


def figured(documents: Iterable[GoldDocument], reads: list[Read], gold: Gold) -> dict[tuple[str, str, str], Figure]:
    counts = []
    for document in documents:
        read = next((r for r in reads if Path(r.document.path).name.startswith(document.name)), None)
        counts.append(score(document, read, gold.annotated.aliases).counts)
    return {(figure.measure, figure.name, figure.match): figure for figure in figures(counts, times=0)}


def run(script: Path, *words: str | Path) -> str:
    command = [sys.executable, str(script), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", SETS)
def test_claims_and_statements(shared: Path, desk: Desk, tmp_path: Path, name: str) -> None:
    file, aliases, texts = SETS[name]
    gold = opened(shared / "gold" / file, [str(shared / "gold" / texts)])
    reads = of_texts(shared / "gold" / texts, desk)
    out = printed(reads, tmp_path / "out.jsonl")
    words = ("--gold", shared / "gold" / file, "--aliases", shared / "gold" / aliases, "--json", out)
    theirs: dict[str, Any] = json.loads(run(shared / "eval" / "score.py", *words))
    ours = figured(gold.annotated.documents, reads, gold)
    for match in ("relaxed", "strict"):
        same(ours["claims", "all", match], theirs[f"{match}_f1"])
    assert ours["claims", "stance", "relaxed"].value == pytest.approx(theirs["stance_recall"])
    for slot, share in theirs["slots"].items():
        assert ours["slot", slot.replace("-", " "), "right"].value == pytest.approx(share)
    for match in ("content", "source"):
        if theirs[f"statement_{match}_f1"]:
            same(ours["statements", "all", match], theirs[f"statement_{match}_f1"])
        else:
            assert ("statements", "all", match) not in ours


def same(ours: Figure, theirs: list[float]) -> None:
    assert [ours.precision or 0.0, ours.recall, ours.value] == pytest.approx(theirs)


def test_attributions(shared: Path, desk: Desk, tmp_path: Path) -> None:
    path = shared / "gold" / "polnear" / "dev.jsonl"
    gold = opened(path)
    run(shared / "eval" / "score_quotes.py", "unpack", path, tmp_path / "texts")
    reads = of_texts(tmp_path / "texts", desk)
    out = printed(reads, tmp_path / "out.jsonl")
    theirs = json.loads(run(shared / "eval" / "score_quotes.py", "score", path, out, "--json"))
    ours = figured(gold.annotated.documents, reads, gold)
    content, source = (ours["quotations", "all", match] for match in ("content", "source"))
    assert (content.gold, content.read) == (theirs["gold"], theirs["predicted"])
    for figure, name in ((content, "content_f1"), (source, "content_and_source_f1")):
        assert figure.value is not None
        assert round(100 * figure.value, 1) == theirs[name]


def test_events(shared: Path, desk: Desk, tmp_path: Path) -> None:
    path = shared / "gold" / "plover" / "half.jsonl"
    gold = opened(path)
    run(shared / "eval" / "score_plover.py", "unpack", path, tmp_path / "texts")
    reads = of_texts(tmp_path / "texts", desk)
    out = printed(reads, tmp_path / "out.jsonl")
    theirs = run(shared / "eval" / "score_plover.py", "score", path, out)
    ours = figured(gold.annotated.documents, reads, gold)["events", "all", "right"]
    assert f"right: {ours.right}  accuracy: {ours.value:.3f}" in theirs
