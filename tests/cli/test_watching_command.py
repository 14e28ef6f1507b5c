"""``watch``: for people, for machines and for cron."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from calling import Run

from foedus.library import load_library

GONE = """\
sources: {note: {title: A note}}
recognitions:
  - {recogniser: NRU, recognised: south-ossetia, start: 2009-12-16, end: 2026-03-02, source: note}
"""


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    """Where the ledger and the user's library are."""
    (tmp_path / "mine").mkdir()
    return ("--ledger", str(tmp_path / "l.sqlite"), "--library", str(tmp_path / "mine"))


def test_cron_hears_of_a_change_once(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    asked = ("watch", "--name", "w", "--on", "2026-03-02")
    first = run(*asked, "--actor", "South Ossetia", *words, "--exit-code")
    assert (first.code, "This is its first look" in first.out) == (0, True)
    quiet = (*asked, *words, "--quiet", "--exit-code")
    assert run(*quiet).out == ""
    (tmp_path / "mine" / "recognitions.yaml").write_text(GONE, encoding="utf-8")
    load_library.cache_clear()
    told = run(*quiet, "--no-record")
    assert (told.code, "recognition lost: Nauru recognises South Ossetia" in told.out) == (10, True)
    lines = [json.loads(line) for line in run(*quiet, "--format", "jsonl").out.splitlines()]
    assert (lines[0]["type"], lines[0]["changes"], lines[0]["first"]) == ("look", 1, False)
    assert (lines[1]["of"], lines[1]["change"]) == ("recognition", "ended")
    again = run(*quiet)
    assert (again.code, again.out) == (0, "")
    since: dict[str, Any] = json.loads(run(*asked, *words, "--since", lines[0]["since"], "--format", "json").out)
    assert [each["of"] for each in since["changes"]] == ["recognition"]
    assert run("watch", "--list", *words[:2], "--format", "csv").out.startswith("name,looks,latest\nw,5,")
    assert run("watch", "--list", *words[:2]).code == run(*asked, *words, "--format", "table").code == 0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), "was never looked at"),
        (("--attacker", "RUS"), "both sides"),
        (("--actor", "NRU", "--since", "2020-01-01"), "was not looked at by"),
        (("none.yaml",), "none.yaml"),
        (("none.yaml", "--actor", "NRU"), "the file says"),
    ],
)
def test_what_cannot_be_watched_is_told(run: Run, words: tuple[str, ...], more: tuple[str, ...], told: str) -> None:
    done = run("watch", *more, *words)
    assert (done.code, told in done.err) == (2, True)
