"""A look over an installation: each fault is made, told with what to do, and nothing is changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from foedus.desk import Desk, Settings
from foedus.desk.checkup import LOOKS, checkup, host, installed, ledgers, parts
from foedus.ledger.schema import VERSION_TABLE
from foedus.ledger.stores.driver import driver
from foedus.model.extras import EXTRAS, install_command
from foedus.views.checkup import Check, checkup_table, failed

ROOT = Path(__file__).resolve().parents[2]
Look = Callable[..., dict[str, Check]]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """An empty ledger."""
    place = tmp_path / "news.sqlite"
    with Desk(Settings(ledger=str(place))) as desk:
        assert desk.writable.last() == 0
    return place


def looked(look: Callable[[Settings], Any], **settings: Any) -> dict[str, Check]:
    return {each.name: each for each in look(Settings(**settings))}


def test_an_installation_that_works_is_told_so(news: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    checks = checkup(Settings(ledger=str(news)))
    assert not failed(checks), [each for each in checks if each.state == "fail"]
    told = {each.name: each for each in checks}
    assert {"python", "packages", "language model", "library", "sqlite", "ledger", "disk"} <= told.keys()
    assert {f"extra {name}" for name in EXTRAS} <= told.keys()
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before, "nothing was changed, nothing made"


def test_whatever_needs_doing_is_said(news: Path) -> None:
    for each in checkup(Settings(ledger=str(news), model="no_such_model", weights="/nowhere")):
        assert (each.state == "ok") == (each.todo == ""), each


def test_a_look_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(settings: Settings) -> Any:
        raise RuntimeError("worn out")

    monkeypatch.setattr("foedus.desk.checkup.LOOKS", (("library", broken), LOOKS[0]))
    first, *others = checkup(Settings())
    assert (first.state, first.found) == ("fail", "RuntimeError: worn out")
    assert others


def test_the_table_counts_and_gives_a_verdict() -> None:
    table = checkup_table([Check("a", "ok", "x"), Check("b", "off", "y", "get it"), Check("c", "fail", "z", "mend")])
    assert table.notes == ("something does not work: 1 ok, 1 off, 1 fail",)


@pytest.mark.parametrize(("version", "state"), [((3, 10), "fail"), ((3, 11), "ok"), ((3, 13), "ok"), ((3, 99), "warn")])
def test_pythons(version: tuple[int, int], state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0))
    assert looked(host.machine)["python"].state == state


@pytest.mark.parametrize(
    ("system", "state"), [("Linux", "ok"), ("Darwin", "ok"), ("Windows", "warn"), ("Plan9", "warn")]
)
def test_systems(system: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    assert looked(host.machine)["system"].state == state


def test_output_that_cannot_show_every_script(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    told = looked(host.machine)["characters"]
    assert told.state == "warn"
    assert "PYTHONUTF8" in told.todo


def test_a_misspelt_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_LEDGR", "a-secret-place")
    told = looked(host.machine)["settings"]
    assert told.state == "warn"
    assert "did you mean FOEDUS_LEDGER?" in told.todo
    assert "a-secret-place" not in str(told)


def test_every_setting_is_known() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "foedus").rglob("*.py"))
    assert set(re.findall(r"\"(FOEDUS_[A-Z_]+)\"", source)) == set(host.VARIABLES)


def test_packages_that_are_missing_or_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = ["no-such-package>=1", "packaging<2", "pyyaml>=6; python_version >= '3.11'", "absent; extra == 'web'"]
    monkeypatch.setattr(installed, "requires", lambda name: needs)
    told = looked(installed.packages)["packages"]
    assert told.state == "fail"
    assert "no-such-package is missing" in told.found
    assert "is not <2" in told.found
    assert "pyyaml" not in told.found
    assert "absent" not in told.found


def test_foedus_that_is_not_installed_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "requires", none)
    assert looked(installed.packages)["packages"].state == "warn"
    assert looked(installed.extras)


def test_extras_that_are_missing_whole_in_part_or_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    real = find_spec
    absent = {"ray", "uvicorn"}
    monkeypatch.setattr(installed, "find_spec", lambda name: None if name in absent else real(name))
    monkeypatch.setattr(installed, "requires", lambda name: ["numpy<1; extra == 'fast'"])
    told = looked(installed.extras)
    assert (told["extra ray"].state, told["extra ray"].todo) == ("off", install_command("ray"))
    assert told["extra web"].state == "warn"
    assert "uvicorn missing" in told["extra web"].found
    assert told["extra fast"].state == "warn"


def test_a_language_model_that_is_not_there() -> None:
    told = looked(parts.model, model="no_such_model")["language model"]
    assert told.state == "fail"
    assert "pip install" in told.todo


def test_a_language_model_whose_files_were_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "meta.json").write_text(json.dumps({"lang": "en", "name": "own", "version": "1"}))
    (tmp_path / "RECORD").write_text("model/meta.json,sha256=wrong,1\n")

    class Held:
        @property
        def files(self) -> list[Any]:
            from importlib.metadata import FileHash, PackagePath

            path = PackagePath("model/meta.json")
            vars(path).update(hash=FileHash("sha256=wrong"), dist=self)
            return [path]

        def locate_file(self, path: str) -> Path:
            return tmp_path / path

    own = str(tmp_path / "model")
    assert looked(parts.model, model=own)["language model"].state == "ok"
    monkeypatch.setattr(parts, "distribution", lambda name: Held())
    told = looked(parts.model, model=own)["language model"]
    assert told.state == "fail"
    assert "meta.json is not what its package vouches for" in told.found
    (tmp_path / "model" / "meta.json").write_text("{")
    assert looked(parts.model, model=own)["language model"].state == "fail"


def test_a_language_model_made_for_another_spacy(tmp_path: Path) -> None:
    about = {"lang": "en", "name": "own", "version": "1", "spacy_version": ">=9"}
    assert parts._fitting("en_own", str(about["spacy_version"])).state == "warn"
    assert parts._fitting("en_own", "").state == "ok"


def test_a_library_that_is_not_as_it_was_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.library.seal.sealed", frozenset)
    told = looked(parts.library)["library"]
    assert told.state == "warn"
    assert "changed since they were checked" in told.found


def test_a_library_of_ones_own_with_a_fault(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "mine.yaml").write_text("id: [")
    assert looked(parts.library, library=tmp_path)["own library"].state == "warn"
    assert looked(parts.library, library=tmp_path / "none")["own library"].state == "fail"


def test_files_of_the_explorer_that_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parts, "_WEB", tmp_path)
    assert looked(parts.explorer)["explorer's files"].state == "warn"
    for name in parts.VENDORED:
        (tmp_path / name).touch()
    assert looked(parts.explorer)["explorer's files"].state == "ok"


def test_the_explorers_files_are_those_that_are_vendored() -> None:
    import runpy

    vendored = runpy.run_path(str(ROOT / "scripts" / "vendor.py"))["FILES"]
    assert sorted(["LICENSES.txt", *(name for names in vendored.values() for name in names.values())]) == sorted(
        parts.VENDORED
    )


def test_weights_that_are_not_what_their_card_vouches_for(tmp_path: Path) -> None:
    from foedus.reading.tagger.model import NETWORK, OWN

    shutil.copytree(OWN, tmp_path / "weights")
    assert looked(parts.tagger, weights=tmp_path / "weights")["tagger's weights"].state == "ok"
    (tmp_path / "weights" / NETWORK).write_bytes(b"other")
    assert looked(parts.tagger, weights=tmp_path / "weights")["tagger's weights"].state == "warn"


def test_an_old_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.ledger.stores.driver.wal_is_safe", lambda version: False)
    assert looked(ledgers.ledger, ledger="sqlite://")["sqlite"].state == "warn"


@pytest.mark.parametrize(
    ("place", "state", "told"),
    [
        ("none.sqlite", "ok", "none yet"),
        ("no/such/folder.sqlite", "fail", "no folder"),
        ("folder", "fail", "is a folder"),
        ("notes.txt", "fail", "no database"),
        ("short.sqlite", "fail", "no database"),
        ("other.sqlite", "fail", "something else"),
        ("newer.sqlite", "fail", "schema 9999"),
        ("older.sqlite", "warn", "keeps schema"),
        ("damaged.sqlite", "fail", "cannot be read|damaged"),
        ("redis://nowhere", "fail", "address"),
    ],
)
def test_ledgers(news: Path, tmp_path: Path, place: str, state: str, told: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("no database at all " * 20)
    (tmp_path / "short.sqlite").touch()
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    for name, revision in (("newer", "9999"), ("older", "0001")):
        shutil.copy(news, tmp_path / f"{name}.sqlite")
        changed = driver().connect(tmp_path / f"{name}.sqlite")
        changed.execute(f"UPDATE {VERSION_TABLE} SET version_num = ?", (revision,))  # noqa: S608 - our own name
        changed.commit()
        changed.close()
    content = bytearray(news.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    (tmp_path / "damaged.sqlite").write_bytes(content)
    found = looked(ledgers.ledger, ledger=place if "://" in place else str(tmp_path / place))["ledger"]
    assert found.state == state, found
    assert re.search(told, found.found), found


def test_a_ledger_in_use_is_looked_at_beside_its_log(news: Path) -> None:
    with Desk(Settings(ledger=str(news))) as desk:
        assert desk.writable.last() == 0
        found = looked(ledgers.ledger, ledger=str(news))["ledger"]
    assert found.state == "ok", found
    assert "whole" in found.found


def test_a_ledger_too_large_to_look_through_at_once(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "_damage", lambda connection: None)
    assert "foedus ledger verify" in looked(ledgers.ledger, ledger=str(news))["ledger"].found


def test_a_look_that_takes_too_long_ends() -> None:
    connection = driver().connect(":memory:")
    connection.execute(
        "CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 90000) SELECT i FROM n"
    )
    was, ledgers.PATIENCE = ledgers.PATIENCE, -1.0
    try:
        assert ledgers._damage(connection) is None
    finally:
        ledgers.PATIENCE = was
        connection.close()


def test_places_that_cannot_be_written(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert looked(ledgers.ledger, ledger=str(news))["ledger"].state == "warn"
    assert looked(ledgers.ledger, ledger=str(tmp_path / "none.sqlite"))["ledger"].state == "fail"


@pytest.mark.parametrize(("free", "state"), [(1 << 20, "fail"), (1 << 29, "warn"), (1 << 40, "ok")])
def test_disks_that_are_full(news: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    assert looked(ledgers.ledger, ledger=str(news))["disk"].state == state


def test_a_server_that_does_not_answer() -> None:
    pytest.importorskip("psycopg")
    found = looked(ledgers.ledger, ledger="postgresql://nobody:secret@127.0.0.1:1/none")["ledger"]
    assert found.state == "fail"
    assert "secret" not in str(found)


def test_a_server_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    found = looked(ledgers.ledger, ledger="postgresql://nobody@127.0.0.1:1/none")["ledger"]
    assert install_command("postgres") in found.todo
