"""Workers: what befalls one concerns its job alone."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from corpus_making import files, make_words, read_all, table

from foedus.corpora.conducting import who_reads
from foedus.corpora.engines import Lost
from foedus.corpora.engines.local import LocalEngine
from foedus.model.problems import DataError, UsageError


def write(path: Path, *texts: str) -> Path:
    """Articles as lines of JSON."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def texts(count: int) -> list[str]:
    """Articles that all differ."""
    return [f"Nauru recognised Abkhazia in year {n}." for n in range(count)]


def one_more_life(_: object, mark: str) -> str:
    """A job that dies the first time."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def die(_: object, code: int) -> None:
    """A job that always dies."""
    os._exit(code)


def no_model() -> Any:
    """A worker that cannot begin."""
    raise DataError("the language model 'none' cannot be loaded")


def test_processes_read_what_one_alone_reads(tmp_path: Path) -> None:
    source = write(tmp_path / "news.jsonl", *texts(30))
    read_all([source], tmp_path / "alone")
    done, _ = read_all([source], tmp_path / "two", LocalEngine(make_words, 2, jobs_a_worker=12))
    assert done.new_documents == 30
    assert files(tmp_path / "two") == files(tmp_path / "alone")


def test_a_text_that_kills_its_worker_is_lost_alone(tmp_path: Path) -> None:
    source = write(tmp_path / "news.jsonl", *texts(5), "KILLER text", *texts(8)[5:])
    _, problems = read_all([source], tmp_path / "out", LocalEngine(make_words, 2), chars=10_000)
    assert [(each.code, each.where) for each in problems] == [("fault", f"{source}:6")]
    assert "SIGKILL" in problems[0].why
    assert len(table(tmp_path / "out", "documents")) == 9
    assert len(table(tmp_path / "out", "claims")) == 8


def test_a_parser_that_fails_on_a_text_costs_that_text(tmp_path: Path) -> None:
    source = write(tmp_path / "news.jsonl", "A FAULT", *texts(3))
    _, problems = read_all([source], tmp_path / "out", chars=10_000)
    assert [(each.where, each.why) for each in problems] == [(f"{source}:1", "ValueError: a fault in the parser")]
    assert len(table(tmp_path / "out", "claims")) == 3


def test_a_killed_worker_is_replaced_and_its_job_done_again(tmp_path: Path) -> None:
    with LocalEngine(make_words, 1) as engine:
        engine.submit(1, one_more_life, str(tmp_path / "mark"))
        assert engine.wait().value == "done"
        engine.submit(2, die, 3)
        lost = engine.wait().value
        assert isinstance(lost, Lost)
        assert "code 3" in lost.why


def test_a_worker_that_cannot_begin_is_told_once(tmp_path: Path) -> None:
    with LocalEngine(no_model, 2) as engine, pytest.raises(DataError, match="language model 'none'"):
        who_reads(engine)


def test_no_worker_is_no_reading(tmp_path: Path) -> None:
    from foedus.desk import Settings
    from foedus.desk.corpora import Plan, read_corpus

    with pytest.raises(UsageError, match="give 1 or more"):
        list(read_corpus(["-"], tmp_path / "out", Settings(), Plan(workers=0)))
    with pytest.raises(UsageError, match="no engine is called 'spark'"):
        list(read_corpus(["-"], tmp_path / "out", Settings(), Plan(engine="spark")))
