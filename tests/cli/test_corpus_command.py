"""``foedus corpus read`` as a person meets it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from calling import Run

from foedus.corpora.engines.here import HereEngine
from foedus.corpora.folder import read_table, shards
from foedus.desk import corpora
from foedus.desk.corpora import ReaderTools
from foedus.model.extras import install_command

if TYPE_CHECKING:
    from foedus.reading import Reader

ARTICLES = (
    "Russia recognised South Ossetia on 26 August 2008, its foreign ministry said.",
    "Belarus will defend Russia if Russia is attacked, President Alexander Lukashenko said on Wednesday.",
    "Nicaragua and Nauru recognised Abkhazia, according to the newspaper.",
    "NATO has no plans to send troops to Ukraine, its secretary general said on Monday.",
)


@pytest.fixture
def here(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Corpora are read in this process, by the tests' own reader."""

    def engine(*_: Any) -> HereEngine:
        return HereEngine(ReaderTools(reader))

    monkeypatch.setattr(corpora, "_engine", engine)


def write_news(path: Path, count: int) -> Path:
    """Articles as lines of JSON, no two alike."""
    lines = ({"text": f"{ARTICLES[n % 4]} It was report No. {n}.", "published": "2020-09-09"} for n in range(count))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.mark.usefixtures("here")
def test_a_corpus_holds_what_read_prints(run: Run, tmp_path: Path, article: Path) -> None:
    done = run("corpus", "read", str(article), "--out", str(tmp_path / "corpus"), "--format", "json")
    assert done.code == 0, done.err
    (told,) = json.loads(done.out)
    printed = [
        json.loads(line) for line in run("read", str(article), "--no-record", "--format", "jsonl").out.splitlines()
    ]
    for table in ("document", "statement", "claim"):
        ids = [record["id"] for record in printed if record["type"] == table]
        held = [
            row["id"]
            for shard in shards(tmp_path / "corpus")
            for row in read_table(tmp_path / "corpus", shard, f"{table}s", ("id",))
        ]
        assert held == ids
        assert told[f"{table}s"] == told["new"].get(f"{table}s", len(ids)) == len(ids)


@pytest.mark.usefixtures("here")
def test_what_is_broken_is_listed_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    news = write_news(tmp_path / "news.jsonl", 2)
    news.write_text(news.read_text() + "{broken\n" * 30)
    done = run("corpus", "read", str(news), "nowhere.txt", "--out", str(tmp_path / "corpus"))
    assert done.code == 1
    assert "documents    2" in done.out
    assert f"{news}:3: not read: no JSON" in done.err
    assert "31 problems, of which 20 are listed" in done.err
    assert "done, with 31 problems" in done.err
    again = run("corpus", "read", str(news), "--out", str(tmp_path / "corpus"))
    assert "Known already, and not read again: 32 pieces" in again.out


def test_words_that_are_off_are_said_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert run("corpus", "read", "x", "--out", "y", "--workers", "0").code == 2
    assert run("corpus", "read", "x", "--out", "y", "--engine", "spark").code == 2


def test_ray_that_is_not_there_is_answered_with_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    done = run("corpus", "read", "x", "--out", str(tmp_path / "corpus"), "--engine", "ray")
    assert done.code == 2
    assert install_command("ray") in done.err


@pytest.mark.usefixtures("here")
def test_a_corpus_is_loaded_into_a_ledger_once(run: Run, tmp_path: Path, article: Path) -> None:
    ledger = str(tmp_path / "news.sqlite")
    run("corpus", "read", str(article), "--out", str(tmp_path / "corpus"))
    first = run("ledger", "load", str(tmp_path / "corpus"), "--ledger", ledger, "--format", "json")
    assert first.code == 0, first.err
    assert json.loads(first.out)[0]["claims"] == 3
    assert len(run("claims", "--ledger", ledger, "--format", "jsonl").out.splitlines()) == 3
    again = run("ledger", "load", str(tmp_path / "corpus"), "--ledger", ledger)
    assert again.code == 0
    assert "claims       0" in again.out
    assert run("ledger", "load", str(tmp_path / "nothing"), "--ledger", ledger).code == 2
