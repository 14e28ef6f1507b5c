"""A backup holds all of a ledger, whatever the store, and a place that holds something is never touched."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ledger_making import ARTICLE, FIRST, claim, day, fill, fill_all

from foedus.ledger import ClaimFilter, archive, open_ledger
from foedus.ledger.schema import LONGEST_KEY, metadata
from foedus.ledger.store import restore
from foedus.ledger.stores import store_at
from foedus.ledger.stores.driver import driver, wal_is_safe
from foedus.model.documents import Document
from foedus.model.problems import LedgerError


def rows(place: str | Path) -> dict[str, list[Any]]:
    """Every row of every table, as values."""
    engine = store_at(place).engine()
    with engine.connect() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(sa.select(*table.columns)).all()))
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


@pytest.fixture
def other_place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """A place in the other kind of store."""
    if "postgresql" not in str(request.getfixturevalue("either_place")):
        from postgres_server import new_schema

        return new_schema(request.getfixturevalue("postgres"))
    return tmp_path / "other.sqlite"


def test_every_row_comes_back_in_either_store(
    either_place: str | Path, other_place: str | Path, tmp_path: Path
) -> None:
    fill_all(either_place)
    odd = Document("odd\ud800.txt", "nul \0 and lone \ud83d here, \x1a too")
    with open_ledger(either_place) as ledger:
        ledger.append(odd, claims=[claim(odd, holder="x", attributes={"a": "\0"})], reader=FIRST, recorded_at=day(4))
        made = ledger.backup(tmp_path / "one.zip")
    held = rows(either_place)
    assert all(held.values())
    assert {part.name: part.rows for part in made.tables} == {name: len(found) for name, found in held.items()}
    for number, place in enumerate((other_place, tmp_path / "again.sqlite")):
        assert restore(tmp_path / "one.zip", place) == made
        assert rows(place) == held
        with open_ledger(place, create=False) as ledger:
            assert [found.path for found in ledger.search("minsk denied")] == [ARTICLE.path]
            assert len(list(ledger.claims(ClaimFilter(text="Baku stayed")))) == 1
            again = tmp_path / f"two-{number}.zip"
            assert ledger.backup(again).id == made.id
            assert again.read_bytes() == (tmp_path / "one.zip").read_bytes()
            assert ledger.append(Document("n.txt", "New."), reader=FIRST, recorded_at=day(5)).documents == 1


def test_a_name_too_long_for_a_key_is_found_in_either_store(
    either_place: str | Path, other_place: str | Path, tmp_path: Path
) -> None:
    long = "n" * (LONGEST_KEY + 1)
    with open_ledger(either_place) as ledger:
        ledger.append(ARTICLE, claims=[claim(ARTICLE, holder=long)], reader=FIRST, recorded_at=day(1))
        ledger.backup(tmp_path / "one.zip")
    restore(tmp_path / "one.zip", other_place)
    with open_ledger(other_place) as ledger:
        assert len(list(ledger.claims(ClaimFilter(actor=long)))) == 1


def test_what_holds_something_is_never_restored_over(either_place: str | Path, tmp_path: Path) -> None:
    fill(either_place)
    with open_ledger(either_place) as ledger:
        ledger.backup(tmp_path / "one.zip")
        with pytest.raises(LedgerError, match="there already"):
            ledger.backup(tmp_path / "one.zip")
    before = rows(either_place)
    with pytest.raises(LedgerError, match="holds something"):
        restore(tmp_path / "one.zip", either_place)
    assert rows(either_place) == before
    open_ledger(tmp_path / "empty.sqlite").close()
    restore(tmp_path / "one.zip", tmp_path / "empty.sqlite")
    assert rows(tmp_path / "empty.sqlite") == before


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A backup."""
    fill(tmp_path / "l.sqlite")
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.backup(tmp_path / "one.zip")
    return tmp_path / "one.zip"


def changed(packed: Path, member: str, old: bytes, new: bytes) -> Path:
    """The backup with something else in one of its parts."""
    made = packed.with_name("changed.zip")
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == member else content)
    return made


@pytest.mark.parametrize(
    ("member", "old", "new", "told"),
    [
        ("tables/texts.jsonl", b"Minsk", b"Pinsk", "damaged in its table texts"),
        ("tables/claims.jsonl", b"[1,", b"[1,2,", "damaged in its table claims"),
        ("tables/claims.jsonl", b"[1,", b"{", "damaged in its table claims"),
        ("manifest.json", b'"rows": 1', b'"rows": 2', "manifest was changed"),
        ("manifest.json", b'"format": 1', b'"format": 2', "newer foedus"),
        ("manifest.json", b'"tables"', b'"others"', "no whole backup"),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_is_made(
    packed: Path, member: str, old: bytes, new: bytes, told: str, tmp_path: Path
) -> None:
    with pytest.raises(LedgerError, match=told):
        restore(changed(packed, member, old, new), tmp_path / "new.sqlite")
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger(tmp_path / "new.sqlite", create=False)


def test_what_is_no_backup_is_told(packed: Path, tmp_path: Path) -> None:
    half, text = tmp_path / "half.zip", tmp_path / "notes.zip"
    half.write_bytes(packed.read_bytes()[:-200])
    text.write_text("dear diary")
    for wrong, told in ((half, "no whole backup"), (text, "no whole backup"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(LedgerError, match=told):
            restore(wrong, tmp_path / "new.sqlite")


def test_a_backup_that_cannot_be_written_leaves_nothing(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.backup(tmp_path / "none" / "b.zip")

        def full(value: object) -> object:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("foedus.ledger.archive._plain", full)
        with pytest.raises(LedgerError, match="No space left"):
            ledger.backup(tmp_path / "b.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_backup_has_one_state_while_others_record(
    either_place: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "postgresql" not in str(either_place) and not wal_is_safe(driver().sqlite_version_info):
        pytest.skip("with a rollback journal writers wait for a backup")
    fill(either_place)
    write = archive._write_table
    with open_ledger(either_place) as ledger, open_ledger(either_place) as other:

        def meanwhile(connection: Any, packed: Any, table: Any) -> Any:
            document = Document("m.txt", f"Meanwhile, {table.name}.")
            other.append(document, claims=[claim(document, holder="x")], reader=FIRST, recorded_at=day(9))
            return write(connection, packed, table)

        monkeypatch.setattr(archive, "_write_table", meanwhile)
        made = ledger.backup(tmp_path / "one.zip")
        assert made.rows("documents") == made.rows("texts") == made.rows("claims") == 1
        assert len(list(ledger.documents())) > 10
    restore(tmp_path / "one.zip", tmp_path / "new.sqlite")
