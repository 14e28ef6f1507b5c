"""``--tagger``: what it finds, what the ledger says of it, and what is told where it cannot read."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from calling import Run

from foedus.ledger import open_ledger
from foedus.model.extras import install_command
from foedus.reading.tagger import load_tagger
from foedus.reading.tagger.model import CARD, OWN

if TYPE_CHECKING:
    from foedus.reading import Reader

TEXT = (
    "OSLO, 9 September 2020 - Norway is under no illusion that the pact will hold.\n\n"
    "Russia recognised South Ossetia on 26 August 2008.\n"
)
SIGNATURE = load_tagger().signature


@pytest.fixture(autouse=True)
def _one_pipeline(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands share one loaded language model, and load a tagger of their own."""
    monkeypatch.setattr("foedus.reading.reader.load_pipeline", lambda _: reader.pipeline)


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A tagger of one's own."""
    folder = Path(shutil.copytree(OWN, tmp_path / "own"))
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps(card | {"name": "own"}), encoding="utf-8")
    return folder


def records(out: str, kind: str) -> list[dict[str, object]]:
    return [each for line in out.splitlines() if (each := json.loads(line))["type"] == kind]


def test_it_finds_statements_that_the_grammar_does_not_and_the_ledger_names_it(
    run: Run, text: str, tmp_path: Path
) -> None:
    plain = run("read", text, "--no-record", "--format", "jsonl")
    ledger = str(tmp_path / "l.sqlite")
    both = run("read", text, "--tagger", "--ledger", ledger, "--format", "jsonl")
    assert (plain.code, both.code) == (0, 0), both.err
    assert len(records(both.out, "statement")) > len(records(plain.out, "statement"))
    claims = records(both.out, "claim")
    assert claims
    assert all(f"+{SIGNATURE}/" in str(claim["extractor"]) for claim in claims)
    assert SIGNATURE not in plain.out
    with open_ledger(ledger) as opened:
        assert next(opened.recorded_claims()).read_by.model.endswith(f"+{SIGNATURE}")


def test_a_tagger_of_ones_own_reads_once_it_is_named_and_not_where_it_is_sent_away(
    run: Run, text: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("read", text, "--no-record", "--format", "jsonl")
    named = run(*words, "--tagger-weights", str(own))
    assert named.code == 0, named.err
    assert "+tagger:own@" in named.out
    monkeypatch.setenv("FOEDUS_TAGGER", str(own))
    assert run(*words).out == named.out
    sent = run(*words, "--no-tagger")
    assert sent.code == 0
    assert "tagger:" not in sent.out


def test_what_it_alone_sees_is_listed_and_speaks_for_no_claim(run: Run, text: str) -> None:
    Path(text).write_text("Norway is under no illusion that Russia will defend Armenia if it is attacked.\n", "utf-8")
    done = run("read", text, "--tagger", "--no-record", "--format", "jsonl")
    assert done.code == 0, done.err
    (statement,) = records(done.out, "statement")
    assert isinstance(statement["speaker"], dict)
    assert statement["speaker"]["actor"] == "NOR"
    assert all(claim["statement"] is None for claim in records(done.out, "claim"))
    explained = run("explain", text, "--tagger", "--format", "jsonl")
    assert explained.code == 0
    assert explained.out == run("explain", text, "--format", "jsonl").out


def test_what_cannot_be_loaded_is_told_before_anything_is_read(
    run: Run, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = run("read", text, "--tagger-weights", str(tmp_path / "none"), "--no-record")
    assert absent.code != 0
    assert "no attribution tagger at" in absent.err
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    missing = run("read", text, "--tagger", "--no-record")
    assert missing.code != 0
    assert install_command("tagger") in missing.err
    assert run("read", text, "--no-record").code == 0, "without it nothing is needed"


def test_a_language_model_reads_without_it(run: Run, text: str) -> None:
    done = run("read", text, "--tagger", "--reader", "llm", "--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m")
    assert done.code != 0
    assert "leave it out with --reader llm" in done.err


def test_the_ablation_prints_what_each_reaches_and_what_both_gain(run: Run, text: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    said, source = TEXT.index("the pact"), TEXT.index("Norway")
    attribution = {"content": [[said, TEXT.index(" hold")]], "source": [[source, source + len("Norway")]]}
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [attribution]}) + "\n", encoding="utf-8")
    done = run("evaluate", str(gold), "--ablation", "--format", "jsonl")
    assert done.code == 0, done.err
    recall = {r["reader"]: r["recall"] for r in records(done.out, "figure") if r["match"] == "content"}
    assert recall == {"grammar": 0.0, "tagger": 1.0, "both": 1.0}
    assert len(records(done.out, "gain")) == 2
    table = run("evaluate", str(gold), "--ablation")
    assert "both, beyond grammar" in " ".join(table.out.split())
    refused = run("evaluate", str(gold), "--ablation", "--predictions", "x.jsonl")
    assert refused.code != 0
    assert "leave out --predictions" in refused.err
