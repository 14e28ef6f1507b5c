"""Texts are read in a process of their own, which is ended where it must be, and visitors are served meanwhile."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedus.desk import Settings
from foedus.ledger import open_ledger
from foedus.model.problems import DataError
from foedus.web import apart, create_app

pytestmark = pytest.mark.slow
TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing
TEXT = "Tbilisi, 3 May 2021. Georgia recognised Kosovo, Foreign Minister David Zalkaliani said."
WRITES = {"authorization": f"Bearer {TOKEN}"}


def test_a_text_is_read_while_pages_are_answered_and_what_fails_is_told(tmp_path: Path) -> None:
    place = tmp_path / "own.sqlite"
    app = create_app(Settings(ledger=str(place)), TOKEN, hosts=("testserver",), apart=True)
    long = f"{TEXT}\n\n" * 400
    with TestClient(app, headers=WRITES) as script:
        begun = script.post("/read", data={"text": long}, follow_redirects=False).headers["location"]
        told, slowest = "", 0.0
        while 'data-done="yes"' not in told and "claims" not in told:
            before = time.perf_counter()
            assert script.get("/documents").status_code == 200
            slowest = max(slowest, time.perf_counter() - before)
            told = script.get(begun).text
            time.sleep(0.2)
        assert script.post("/api/v1/read", json={"text": TEXT}).json()["items"][0]["type"] == "document"
        assert "unknown kind of file" in str(script.post("/api/v1/read", json={"text": "%PDF", "name": "a.pdf"}).json())
    app.state.readings.close()
    app.state.house.close()
    with open_ledger(place) as ledger:
        assert TEXT in [each.text for each in ledger.documents()]


def test_a_process_that_is_killed_or_takes_too_long_is_told_of_and_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = apart.Apart(Settings(ledger=str(tmp_path / "own.sqlite")))
    assert [each.document and each.document.text for each in reader.read("", TEXT.encode())] == [TEXT]
    first = reader._process
    assert first is not None
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join(10)
    assert len(list(reader.read("", TEXT.encode()))) == 1, "it was begun anew"
    monkeypatch.setattr(apart, "_LOADING", 0.0)
    monkeypatch.setattr(apart, "_BYTES_A_SECOND", 10**9)
    with pytest.raises(DataError, match="too long"):
        list(reader.read("", (TEXT * 500).encode()))
    assert reader._process is None
    reader.close()
    with pytest.raises(DataError, match="being ended"):
        list(reader.read("", TEXT.encode()))
