"""PostgreSQL: the server refuses changes, writers wait for one another, and every trouble is told with its remedy."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import sqlalchemy as sa
from ledger_making import ARTICLE, FIRST, SCHEMA, claim, day, fill, fill_all
from postgres_server import new_schema

from foedus.ledger import ClaimFilter, open_ledger
from foedus.ledger.schema import VERSION_TABLE, metadata
from foedus.ledger.store import Ledger
from foedus.model.documents import Document
from foedus.model.extras import install_command
from foedus.model.problems import LedgerError, UsageError


@pytest.fixture
def place(postgres: str) -> str:
    """A ledger with a row in every table."""
    address = new_schema(postgres)
    fill(address)
    return address


@pytest.fixture
def other(place: str) -> Iterator[psycopg.Connection]:
    """Somebody else's connection to the same ledger."""
    with psycopg.connect(place, autocommit=True) as connection:
        yield connection


def changed(place: str, **parts: str) -> str:
    """The address with other parts."""
    return sa.make_url(place).set(**parts).render_as_string(hide_password=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", ['UPDATE {table} SET "{column}" = "{column}"', "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
)
def test_the_server_refuses_to_change_or_remove_a_row(place: str, other: psycopg.Connection, change: str) -> None:
    fill_all(place)
    for table in sorted(metadata.tables):
        column = metadata.tables[table].columns.keys()[-1]
        before = other.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        assert before
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            other.execute(change.format(table=table, column=column))
        assert other.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608


def test_the_migrations_make_the_schema_that_the_program_uses(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = sa.create_engine(sa.make_url(place).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=SCHEMA)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_key_of_any_length_is_found(place: str) -> None:
    long, longer = "а" * 5000, "а" * 5001
    with open_ledger(place) as ledger:
        claims = [claim(ARTICLE, recogniser=key, recognised="abkhazia") for key in (long, longer)]
        ledger.append(ARTICLE, claims=claims, reader=FIRST, recorded_at=day(2))
        assert [found.id for found in ledger.claims(ClaimFilter(actor=longer))] == [claims[1].id]


def test_writers_wait_for_one_another_and_nothing_is_lost(place: str) -> None:
    def write(writer: int) -> None:
        with open_ledger(place) as ledger:
            for number in range(5):
                document = Document(f"{writer}-{number}.txt", f"The text {number} of writer {writer}.")
                ledger.append(document, reader=FIRST, recorded_at=day(2))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with open_ledger(place) as ledger:
        assert len(list(ledger.documents())) == 1 + 4 * 5


def test_readers_do_not_wait_for_a_writer(place: str) -> None:
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        with open_ledger(place) as ledger, ledger.batch():
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
            begun.set()
            done.wait(20)

    with ThreadPoolExecutor(1) as pool, open_ledger(place) as ledger:
        writing = pool.submit(write)
        assert begun.wait(20)
        assert list(ledger.documents()) == [ARTICLE]
        done.set()
        writing.result()
        assert len(list(ledger.documents())) == 2


def test_two_programs_that_make_one_ledger_at_once_both_get_it(postgres: str) -> None:
    address = new_schema(postgres)
    with ThreadPoolExecutor(3) as pool:
        ledgers = list(pool.map(open_ledger, [address] * 3))
    for ledger in ledgers:
        assert list(ledger.documents()) == []
        ledger.close()


def test_a_connection_that_is_lost_is_told_and_the_next_one_works(place: str, other: psycopg.Connection) -> None:
    kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'"

    def lose(ledger: Ledger) -> None:
        with ledger.batch():
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
            other.execute(kill)
            ledger.append(Document("d.txt", "Baku stayed."), reader=FIRST, recorded_at=day(2))

    with open_ledger(place) as ledger:
        with pytest.raises(LedgerError, match="connection to the server was lost"):
            lose(ledger)
        assert list(ledger.documents()) == [ARTICLE]
        assert ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2)).documents == 1


def test_a_waiting_writer_gives_up_with_a_reason(
    place: str, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.ledger.stores.postgres._SETTINGS", "-c TimeZone=UTC -c lock_timeout=50")
    with open_ledger(place) as ledger, other.transaction():
        other.execute("SELECT pg_advisory_xact_lock(1718576484, hashtext(current_schema()))")
        with pytest.raises(LedgerError, match="another program is writing"):
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
        assert list(ledger.documents()) == [ARTICLE]


def test_a_server_that_may_only_be_read_answers_and_refuses_to_record(place: str) -> None:
    address = place + "%20-cdefault_transaction_read_only=on"
    with open_ledger(address) as ledger:
        assert list(ledger.documents()) == [ARTICLE]
        with pytest.raises(LedgerError, match="can only be read"):
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))


def refused(address: str, *, create: bool = True) -> str:
    """The message with which an address is refused."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(address, create=create)
    return str(caught.value)


def test_what_cannot_be_used_is_told_without_a_password(place: str, postgres: str, other: psycopg.Connection) -> None:
    assert "no such database" in refused(changed(place, database="none"))
    assert "refuses this user" in refused(changed(place, username="nobody-at-all"))
    away = refused("postgresql://desk:secret@127.0.0.1:1/news")
    assert "cannot be reached" in away
    assert "secret" not in away
    assert "is empty" in refused(new_schema(postgres), create=False)
    missing = sa.make_url(postgres).update_query_dict({"options": "-csearch_path=missing"})
    assert "no such schema" in refused(missing.render_as_string(hide_password=False))
    elsewhere = new_schema(postgres)
    with psycopg.connect(elsewhere) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    assert "recipes" in refused(elsewhere)
    other.execute(f"ALTER TABLE {VERSION_TABLE} DISABLE TRIGGER USER")
    other.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
    assert "upgrade foedus" in refused(place)


def test_an_address_without_a_database_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match="names no database"):
        open_ledger("postgresql://desk@host")


def test_a_missing_driver_is_answered_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(UsageError, match=re.escape(install_command("postgres"))):
        open_ledger("postgresql://desk@host/news")
