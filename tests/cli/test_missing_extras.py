"""Commands whose extra is not installed: exit code 2, and the command that installs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from calling import Run

from foedus.desk import Desk, Settings
from foedus.model.extras import install_command


@pytest.fixture
def news(tmp_path: Path) -> str:
    """An empty ledger."""
    place = str(tmp_path / "news.sqlite")
    with Desk(Settings(ledger=place)) as desk:
        assert desk.writable.last() == 0
    return place


@pytest.mark.parametrize(
    ("words", "library", "extra"),
    [
        (("serve", "--no-browser"), "uvicorn", "web"),
        (("mcp",), "mcp", "mcp"),
        (("claims", "--ledger", "postgresql://nobody@localhost/none"), "psycopg", "postgres"),
        (("export", "turtle", "--ledger", "NEWS"), "rdflib", "exchange"),
        (("export", "bibtex", "--ledger", "NEWS"), "pybtex", "exchange"),
        (("export", "gexf", "--ledger", "NEWS"), "networkx", "exchange"),
        (("export", "stix", "--ledger", "NEWS"), "stix2", "exchange"),
        (("export", "icalendar", "--ledger", "NEWS"), "icalendar", "exchange"),
        (("export", "ftm", "--ledger", "NEWS"), "followthemoney", "ftm"),
        (("export", "stata", "--ledger", "NEWS", "--out", "OUT"), "pandas", "stata"),
    ],
    ids=lambda given: given if isinstance(given, str) else given[:2][-1],
)
def test_the_install_command_is_told(
    run: Run,
    news: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    library: str,
    extra: str,
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    for loaded in ("foedus.web.serving", "foedus.assistants.server"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    asked = [{"NEWS": news, "OUT": str(tmp_path / "out.dta")}.get(word, word) for word in words]
    done = run(*asked)
    assert done.code == 2
    assert f"{library}, which is not installed; install it with: {install_command(extra)}" in done.err
