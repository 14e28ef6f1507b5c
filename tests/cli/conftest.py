"""The command line, called as a person would."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from calling import Done, Run

from foedus.desk import Desk

if TYPE_CHECKING:
    from foedus.reading import Reader


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls ``foedus`` with some words."""

    def call(*words: str) -> Done:
        from foedus.cli import main

        monkeypatch.setattr(sys, "argv", ["foedus", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else 0 if code is None else 1, printed.out, printed.err)

    return call


@pytest.fixture(autouse=True)
def _one_gazetteer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that take the library as it is share one gazetteer."""
    own, known = Desk.gazetteer.func, desk.gazetteer
    kept = cached_property(lambda each: own(each) if each.settings.library else known)
    kept.__set_name__(Desk, "gazetteer")
    monkeypatch.setattr(Desk, "gazetteer", kept)


@pytest.fixture
def quick(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands share one loaded language model."""
    monkeypatch.setattr(Desk, "reader", property(lambda desk: reader))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article with a commitment."""
    path = tmp_path / "news.txt"
    path.write_text(
        "MINSK, 9 September 2020 - Belarus will defend Russia if Russia is attacked, "
        "President Alexander Lukashenko said on Wednesday.\n\n"
        "Russia recognised South Ossetia on 26 August 2008.\n",
        encoding="utf-8",
    )
    return path
