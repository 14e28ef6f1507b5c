"""``foedus corpus read`` as a person meets it, and killed by one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from calling import Run

from foedus.corpora.engines.here import HereEngine
from foedus.corpora.folder import read_table, shards
from foedus.desk import corpora
from foedus.desk.corpora import ReaderTools

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
    assert "31 problems, of which the first 20 are listed" in done.err
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
    assert "pip install 'foedus[ray]'" in done.err


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


def command(news: Path, out: Path, *words: str) -> list[str]:
    """The command that reads news in small shards."""
    given = [str(news), "--out", str(out), "--shard-size", "2000", "--format", "json", *words]
    return [sys.executable, "-m", "foedus", "corpus", "read", *given]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a corpus."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_as_one_that_is_not(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news.jsonl", 120)
    subprocess.run(command(news, tmp_path / "whole"), check=True, capture_output=True)
    out = tmp_path / "killed"
    for pause in (0.0, 0.1, 0.4):
        before = len(list(shards(out)))
        running = subprocess.Popen(command(news, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while running.poll() is None and len(list(shards(out))) == before:
            time.sleep(0.01)
        time.sleep(pause)
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        running.wait()
        time.sleep(0.2)
    done = subprocess.run(command(news, out), check=True, capture_output=True)
    assert json.loads(done.stdout)[0]["documents"] == 120
    assert files(out) == files(tmp_path / "whole")


@pytest.mark.slow
def test_a_ray_cluster_reads_what_processes_read(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    news = write_news(tmp_path / "news.jsonl", 40)
    for out, engine in (("local", "local"), ("ray", "ray")):
        words = command(news, tmp_path / out, "--engine", engine, "--workers", "2")
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert files(tmp_path / "ray") == files(tmp_path / "local")
