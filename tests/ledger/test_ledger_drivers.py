"""Two SQLites, Python's own and the one that comes beside it, keep the same ledger and do not harm its file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from ledger_making import ARTICLE, FIRST, day, fill

from foedus.ledger import open_ledger
from foedus.ledger.stores.driver import driver, wal_is_safe
from foedus.model.documents import Document

WITHOUT = "import sys; sys.modules['pysqlite3'] = None\n"
"""A program's first line, which leaves it Python's own SQLite alone."""

needs_log = pytest.mark.skipif(not wal_is_safe(driver().sqlite_version_info), reason="no SQLite here keeps a safe log")
needs_older = pytest.mark.skipif(wal_is_safe(sqlite3.sqlite_version_info), reason="Python's own SQLite is as good")


def run(code: str) -> str:
    """What a program with Python's own SQLite prints."""
    imports = "from foedus.ledger import open_ledger, ReadBy\nfrom foedus.model.documents import Document\n"
    imports += "from datetime import datetime, UTC\nfrom foedus.model.problems import LedgerError\n"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT + imports + code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("module", sorted({driver(), sqlite3}, key=repr), ids=lambda module: module.__name__)
def test_each_driver_keeps_a_ledger(module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.ledger.stores.sqlite.driver", lambda: module)
    place = tmp_path / "l.sqlite"
    fill(place)
    with open_ledger(place) as ledger:
        assert list(ledger.documents()) == [ARTICLE]
        assert [found.text for found in ledger.search("minsk denied")] == [ARTICLE.text]


@needs_log
@needs_older
def test_an_older_sqlite_takes_a_file_over_when_nobody_else_has_it(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    fill(place)
    code = f"""
with open_ledger({str(place)!r}) as ledger:
    ledger.append(Document("c.txt", "Yerevan left."), reader=ReadBy("1", "m"), recorded_at=datetime.now(UTC))
    print(len(list(ledger.documents())))
"""
    assert run(code) == "2\n"
    with open_ledger(place) as ledger:
        assert ledger.append(Document("d.txt", "Baku stayed."), reader=FIRST, recorded_at=day(2)).documents == 1


@needs_log
@needs_older
def test_an_older_sqlite_reads_beside_a_newer_one_and_leaves_writing_to_it(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    fill(place)
    code = f"""
with open_ledger({str(place)!r}) as ledger:
    print(len(list(ledger.documents())))
    for _ in range(2):
        try:
            ledger.append(Document("c.txt", "Yerevan left."), reader=ReadBy("1", "m"), recorded_at=datetime.now(UTC))
        except LedgerError as error:
            print(error)
    print(len(list(ledger.documents())))
"""
    with open_ledger(place) as ledger:
        said = run(code).splitlines()
        assert said[0] == said[3] == "1"
        assert all("pip install pysqlite3" in line for line in said[1:3])
        assert ledger.append(Document("d.txt", "Baku stayed."), reader=FIRST, recorded_at=day(2)).documents == 1


@needs_log
def test_readers_wait_for_nobody(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    fill(place)
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        with open_ledger(place) as ledger, ledger.batch():
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
            begun.set()
            done.wait(20)

    with ThreadPoolExecutor(1) as pool, open_ledger(f"sqlite:///{place}?timeout=0") as ledger:
        writing = pool.submit(write)
        assert begun.wait(20)
        assert list(ledger.documents()) == [ARTICLE]
        listed = ledger.documents()
        assert next(listed) == ARTICLE
        done.set()
        writing.result()
        assert list(listed) == []
        assert len(list(ledger.documents())) == 2
