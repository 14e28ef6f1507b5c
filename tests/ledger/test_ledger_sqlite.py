"""SQLite: the database itself refuses changes, and every trouble with the file is told with its remedy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ledger_making import ARTICLE, FIRST, SCHEMA, claim, day, fill, fill_all

from foedus.ledger import ClaimFilter, default_place, migrate, open_ledger
from foedus.ledger.migrate import MIGRATIONS
from foedus.ledger.migrations.versions.r0001_first import KEYS
from foedus.ledger.schema import HEAD, VERSION_TABLE, metadata
from foedus.ledger.store import Ledger
from foedus.ledger.stores.driver import driver
from foedus.ledger.stores.sqlite import journal_mode
from foedus.model.documents import Document
from foedus.model.problems import LedgerError, UsageError
from foedus.model.usage import Used

sqlite3: Any = driver()  # another SQLite in this process would break the locks of the one that foedus uses


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger with a row in every table."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    return path


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_row(tmp_path: Path, change: str) -> None:
    fill_all(tmp_path / "all.sqlite")
    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as other:
        for table in sorted(metadata.tables):
            column = metadata.tables[table].columns.keys()[-1]
            before = other.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            assert before, table
            # These rows are nothing but their keys: one in the place of another changes nothing.
            harmless = change.startswith("INSERT") and table in ("bearings", "bearing_actors", "claim_actors")
            with nullcontext() if harmless else pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(change.format(table=table, column=column))
            other.rollback()
            assert other.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608


def test_the_current_claims_can_be_read_with_plain_sql(file: Path) -> None:
    with open_ledger(file) as ledger, closing(sqlite3.connect(file)) as other:
        newer = claim(ARTICLE, recogniser="BLR", recognised="abkhazia", polarity="negated")
        ledger.append(ARTICLE, claims=[newer], reader=FIRST, recorded_at=day(2))
        listed = other.execute("SELECT id, document, version, polarity FROM current_claims").fetchall()
    assert listed == [(newer.id, ARTICLE.id, FIRST.version, "negated")]


def test_the_migrations_make_the_schema_that_the_program_uses(file: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=SCHEMA)
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_a_ledger_from_before_gets_what_it_lacks_and_keeps_what_it_holds(file: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite"
    make_as_of(older, "0001")
    with closing(sqlite3.connect(file)) as now, closing(sqlite3.connect(older)) as then, then:
        for table in KEYS:
            columns = [name for _, name, *_ in then.execute(f"PRAGMA table_info({table})")]
            held = ("'minsk denied it'" if name == "words" else f'"{name}"' for name in columns)
            for row in now.execute(f"SELECT {', '.join(held)} FROM {table}"):  # noqa: S608
                then.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    with open_ledger(file) as ledger:
        wanted = records(ledger)
    with open_ledger(older) as ledger:
        assert records(ledger) == wanted
        assert [*ledger.uses(), *ledger.judgements()] == []
        assert len(list(ledger.claims(ClaimFilter(text="denied")))) == 1
        ledger.append(ARTICLE, reader=FIRST, recorded_at=day(2), used=Used("tiny", "localhost", requests=1))
        assert [use.used.requests for use in ledger.uses()] == [1]
        assert [passage.text for passage in ledger.search("Minsk")] == [ARTICLE.text]


def records(ledger: Ledger) -> list[object]:
    """What a ledger holds, as records."""
    return [
        *(document.record() for document in ledger.documents()),
        *(statement.record() for statement in ledger.statements()),
        *(claim.record() for claim in ledger.claims()),
    ]


def make_as_of(file: Path, revision: str) -> None:
    """A ledger with the schema of an earlier program."""
    from alembic import command

    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), revision)
    engine.dispose()


def test_an_up_to_date_ledger_opens_without_the_migration_tool(file: Path) -> None:
    code = f"import sys, foedus.ledger as l; l.open_ledger({str(file)!r}).close(); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"


def test_importing_the_package_imports_no_database() -> None:
    code = "import sys, foedus.ledger; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"


def test_a_write_ahead_log_is_kept_only_where_it_is_safe(file: Path) -> None:
    assert journal_mode((3, 51, 2)) == "TRUNCATE"
    assert journal_mode((3, 51, 3)) == journal_mode((3, 52, 0)) == "WAL"
    wanted = journal_mode(sqlite3.sqlite_version_info)
    with closing(sqlite3.connect(file)) as other:
        (kept,) = other.execute("PRAGMA journal_mode").fetchone()
    assert (kept == "wal") == (wanted == "WAL")


def refused(place: str | Path, *, create: bool = True) -> str:
    """The message with which a place is refused."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(place, create=create)
    return str(caught.value)


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other, empty = tmp_path / "notes.txt", tmp_path / "other.sqlite", tmp_path / "empty"
    text.write_text("a note, and a long one at that: " * 100)
    empty.touch()
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE recipes (name)")
    before = text.read_bytes(), other.read_bytes()
    assert "not a database" in refused(text)
    assert "recipes" in refused(other)
    assert "is a folder" in refused(tmp_path)
    assert "its folder exists" in refused(tmp_path / "none" / "ledger.sqlite")
    assert "there is no ledger" in refused(tmp_path / "missing.sqlite", create=False)
    assert "is empty" in refused(empty, create=False)
    assert not (tmp_path / "missing.sqlite").exists()
    assert (text.read_bytes(), other.read_bytes()) == before
    with open_ledger(empty) as ledger:
        assert list(ledger.documents()) == []


@pytest.mark.parametrize("revision", ["9999", "from-elsewhere"])
def test_a_newer_schema_asks_for_a_newer_program(file: Path, revision: str) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'")  # noqa: S608
    assert "upgrade foedus" in refused(file)


def test_a_damaged_file_is_told(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "damaged" in refused(file)


def test_a_locked_ledger_says_so_and_works_afterwards(file: Path) -> None:
    third = Document("c.txt", "Yerevan left.")
    with open_ledger(f"sqlite:///{file}?timeout=0.05") as ledger, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program is writing"):
            ledger.append(third, reader=FIRST, recorded_at=day(2))
        assert list(ledger.documents()) == [ARTICLE]
        other.rollback()
        assert ledger.append(third, reader=FIRST, recorded_at=day(2)).documents == 1


def test_a_ledger_that_can_only_be_read_answers_and_refuses_to_record(file: Path) -> None:
    with open_ledger(f"sqlite:///file:{file}?mode=ro&uri=true") as ledger:
        assert list(ledger.documents()) == [ARTICLE]
        with pytest.raises(LedgerError, match="only be read"):
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Databases opened from now on may not grow."""

    def limit(connection: Any, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite raises it to the present size

    sa.event.listen(sa.Engine, "connect", limit)
    yield
    sa.event.remove(sa.Engine, "connect", limit)


def test_a_full_disk_loses_nothing_that_was_recorded(file: Path, full_disk: None) -> None:
    with open_ledger(file) as ledger:
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.append(Document("c.txt", "word " * 100_000), reader=FIRST, recorded_at=day(2))
        assert list(ledger.documents()) == [ARTICLE]


def test_other_addresses_are_the_callers_mistake_and_no_password_is_repeated() -> None:
    for place in (
        "mysql://me:secret@host/db",
        "http://me:secret@host",
        "sqlite+aiosqlite:///x",
        "://x",
        "",
        "a\0b",
    ):
        with pytest.raises(UsageError, match="give a file") as caught:
            open_ledger(place)
        assert "secret" not in str(caught.value)


def test_the_default_place_is_the_users_own_or_what_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Path(default_place()).name == "ledger.sqlite"
    with open_ledger() as ledger:
        assert ledger.place == str(default_place())
    assert Path(default_place()).exists()
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "mine.sqlite"))
    with open_ledger(None) as ledger:
        assert ledger.place == str(tmp_path / "mine.sqlite")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    monkeypatch.setattr("foedus.ledger.default_place", lambda: tmp_path / "data" / "ledger.sqlite")
    with pytest.raises(LedgerError, match="cannot be"):
        open_ledger()


@pytest.mark.slow
def test_a_kill_in_the_middle_leaves_all_or_nothing(file: Path) -> None:
    code = f"""
import os
from datetime import UTC, datetime
from foedus.ledger import ReadBy, open_ledger
from foedus.model.documents import Document
from foedus.model.problems import Problem
with open_ledger({str(file)!r}) as ledger, ledger.batch():
    many = [Problem("odd", "an odd line", "big.txt:" + str(line)) for line in range(20000)]
    big = Document("big.txt", "word " * 1_000_000)
    ledger.append(big, problems=many, reader=ReadBy("1", "m"), recorded_at=datetime.now(UTC))
    os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == -9, done.stderr
    with open_ledger(file) as ledger:
        assert list(ledger.documents()) == [ARTICLE]
        assert len(list(ledger.claims())) == len(list(ledger.problems())) == 1
