"""``foedus corpus read`` as a process of its own: killed and begun again, and on a Ray cluster."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from corpus_making import files, read_all

from foedus.corpora.folder import shards

QUICK = Path(__file__).with_name("quick_command.py")
PATIENCE = 120
"""Seconds: how long a busy machine may take over what is done at once on an idle one."""


def write(path: Path, count: int) -> Path:
    """Articles as lines of JSON, every fourth of them a text that stood there before."""
    texts = (f"Nauru recognised Abkhazia, says report No. {n - n % 4 // 3}." for n in range(count))
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def started(news: Path, out: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """The command, begun."""
    given = ["corpus", "read", str(news), "--out", str(out), "--shard-size", "200", "--format", "jsonl", *words]
    return subprocess.Popen(
        [sys.executable, "-W", "error::ResourceWarning", str(QUICK), *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


def told(running: subprocess.Popen[str]) -> dict[str, Any]:
    """What a run that has no trouble prints."""
    out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, err) == (0, "")
    record: dict[str, Any] = json.loads(out)
    return record


def whole(out: Path) -> int:
    """How many shards are written."""
    return len(list(shards(out)))


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_as_one_that_is_not(tmp_path: Path) -> None:
    news, out = write(tmp_path / "news.jsonl", 60), tmp_path / "killed"
    read_all([news], tmp_path / "whole")
    for mark, workers in (("No. 9.", "2"), ("No. 50.", "1")):
        before = whole(out)
        running = started(news, out, "--workers", workers, HOLD_AT=mark)
        until = time.monotonic() + PATIENCE
        while whole(out) == before and running.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        running.kill()
        # Its workers write to the same pipe: it ends when the last of them has.
        _, err = running.communicate(timeout=PATIENCE)
        assert (running.returncode, err) == (-9, "")
        assert before < whole(out) < whole(tmp_path / "whole")
    assert told(started(news, out, "--workers", "1"))["documents"] == 45
    assert files(out) == files(tmp_path / "whole")


@pytest.fixture
def ray_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where Ray puts its logs and sockets; its path is short, since a socket's has to be."""
    pytest.importorskip("ray")
    folder = Path(tempfile.mkdtemp(prefix="ray-"))
    monkeypatch.setenv("RAY_TMPDIR", str(folder))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def alive(mark: str) -> list[str]:
    """The processes whose environment holds a mark, where the system tells that."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (place / "environ").read_bytes():
                found.append((place / "cmdline").read_text().replace("\0", " "))
        except OSError:  # another user's, or ended meanwhile
            continue
    return found


@pytest.mark.slow
def test_a_ray_cluster_reads_what_one_process_reads_and_ends_with_the_run(tmp_path: Path, ray_folder: Path) -> None:
    news, mark = write(tmp_path / "news.jsonl", 60), uuid4().hex
    read_all([news], tmp_path / "here")
    running = started(news, tmp_path / "ray", "--engine", "ray", "--workers", "2", MARK=mark)
    assert told(running)["documents"] == 45
    assert files(tmp_path / "ray") == files(tmp_path / "here")
    until = time.monotonic() + PATIENCE
    while alive(mark) and time.monotonic() < until:
        time.sleep(0.1)
    assert alive(mark) == []
    assert "Usage reporting is disabled" in (ray_folder / "ray/session_latest/logs/dashboard.log").read_text()
