"""PostgreSQL: how a team's ledger is reached, who may write when, and what a server's errors mean.

There is one writer at a time, as everywhere (numbers are given in the order of recording): a writer holds a lock
that is the ledger's alone and that the server gives back when the writer is done, or gone.  Readers wait for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.index import INDEXES
from foedus.ledger.stores.base import PATIENCE, WRITES
from foedus.model.extras import needed
from foedus.model.problems import Problem, UsageError

_OPENING = 10
"""Seconds that a server may take to answer."""

# The lock's first number says that it is a ledger's, the second which: two schemas of a database are two ledgers.
_LOCK = "SELECT pg_advisory_xact_lock(1718576484, hashtext(current_schema()))"
# Most questions are many looks into indexes: a server that takes each for a turn of a disk would go through tables.  A
# claim is told from ten tables: one that orders eight at a time would not begin with the few that are asked for.
_PLANNING = "-c random_page_cost=1.1 -c jit=off -c join_collapse_limit=10 -c from_collapse_limit=10"
_SETTINGS = f"-c TimeZone=UTC -c lock_timeout={PATIENCE * 1000:.0f} {_PLANNING}"

# The tables that an erasure takes words out of; a plain VACUUM stands in nobody's way.
_PURGED = ("texts", "extracts", "descriptions", "statements", "claims", "reading_claims", "problems", "judgements",
           "look_states", "passage_words", "statement_words", "claim_words")  # fmt: skip

_GUARDS = """
SELECT c.relname AS table, t.tgname AS name, t.tgenabled::text AS enabled, p.prosrc AS does
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
_BY_HAND = "somebody changed the database by hand, and rows may have been changed without anybody being refused"
_ANEW = "Back it up and restore it into a new place, which has all of them, and look at what else is told here"

_LOST = "the connection to the server was lost; what was not yet confirmed is not recorded; try again"
_FULL = "the server has no room left; nothing of this document was recorded; free some space and read it again"
_DENIED = "this user may not do that there; ask for the right to create and fill tables in the schema"
_READ_ONLY = "the server can only be read just now; ask for a server that takes writes, or try again later"
_MEANING = {
    "08": _LOST,
    "57P": _LOST,
    "28": "the server refuses this user; check the user's name and password",
    "3D000": "the server has no such database; make it (createdb NAME) or name another",
    "3F000": "the database has no such schema; make it (CREATE SCHEMA NAME) or name another",
    "42501": _DENIED,
    "25006": _READ_ONLY,
    "53100": _FULL,
    "53300": "the server has no connection to spare; try again later or ask for more",
    "55P03": "another program is writing to it; wait until it is done, then try again",
}


def at_url(url: sa.URL) -> PostgresStore | None:
    """The store at an address; None for an address of another kind.

    Raises UsageError where the address names no database, or the driver is not installed.
    """
    if url.drivername not in ("postgresql", "postgresql+psycopg"):
        return None
    if not url.database:
        raise UsageError("the address of the ledger names no database: give postgresql://USER@HOST/DATABASE")
    with needed("postgres", "a ledger in PostgreSQL"):
        import psycopg  # noqa: F401
    return PostgresStore(url.set(drivername="postgresql+psycopg"))


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """A ledger in the first schema of a database's search path."""

    url: sa.URL

    @property
    def name(self) -> str:
        return self.url.set(drivername="postgresql").render_as_string(hide_password=True)

    def prepare(self, *, create: bool) -> None:
        """Nothing to see to: only the server knows, and it is asked next."""

    def make_folder(self) -> None:
        """A server keeps its own files."""

    def engine(self) -> sa.Engine:
        given = self.url.query.get("options", "")
        asked = " ".join(given) if isinstance(given, tuple) else given
        url = self.url.difference_update_query(["options"])
        settings: dict[str, Any] = {"options": f"{_SETTINGS} {asked}".strip()}
        if "connect_timeout" not in url.query:
            settings["connect_timeout"] = _OPENING
        # A connection that died while it lay idle is noticed and replaced before a question is put to it.
        made = sa.create_engine(url, connect_args=settings, pool_pre_ping=True)
        sa.event.listen(made, "begin", _begun)
        return made

    def settle(self, engine: sa.Engine) -> None:
        """Nothing to tell it."""

    def survey(self, engine: sa.Engine) -> None:
        # The server does it by itself a minute or two later, and goes through whole tables until then.
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in (*schema.metadata.tables, *INDEXES):
                connection.exec_driver_sql(f"ANALYZE {table}")

    def faults(self, connection: sa.Connection) -> Iterator[Problem]:
        held = connection.exec_driver_sql(_GUARDS).all()
        whole = {(row.table, row.name) for row in held if row.enabled in ("O", "A") and "append-only" in row.does}
        for table in schema.metadata.sorted_tables:
            for guard in (f"{table.name}_no_change", f"{table.name}_no_truncate"):
                if (table.name, guard) not in whole:
                    what = f"the trigger {guard} is not there, switched off, or does something else"
                    yield Problem("guard", what, self.name, _BY_HAND, todo=_ANEW)

    def making(self) -> AbstractContextManager[None]:
        return nullcontext()  # the server keeps nothing of a transaction that fails

    @contextmanager
    def snapshot(self, engine: sa.Engine) -> Iterator[sa.Connection]:
        with engine.execution_options(isolation_level="REPEATABLE READ").connect() as connection:
            yield connection

    def purge(self, engine: sa.Engine) -> bool:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in _PURGED:
                connection.exec_driver_sql(f"VACUUM {table}")
        return True

    def described(self, connection: sa.Connection) -> tuple[str, int]:
        version = connection.exec_driver_sql("SHOW server_version").scalar()
        size = connection.exec_driver_sql(
            "SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        ).scalar()
        return f"PostgreSQL {version}", int(size or 0)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        import psycopg

        return (psycopg.Error,)  # rows are copied in by the driver itself

    def meaning(self, error: BaseException | None) -> str:
        code = getattr(error, "sqlstate", None)
        said = " ".join(str(error).split())
        if code is None:
            return f"{_reached(said)} ({said})"
        known = next((_MEANING[code[:length]] for length in (5, 3, 2) if code[:length] in _MEANING), None)
        return f"{known} ({said})" if known else f"{said}; if the database holds no ledger, name another with --ledger"


def _reached(said: str) -> str:
    """What an error without a code is about: the server was not reached, refused at the door, or went away."""
    for sign, meaning in (
        ("password authentication failed", _MEANING["28"]),
        ("no password supplied", _MEANING["28"]),
        ("no pg_hba.conf entry", _MEANING["28"]),
        ("role", _MEANING["28"]),
        ("does not exist", _MEANING["3D000"]),
        ("closed the connection", _LOST),
        ("connection is lost", _LOST),
        ("connection is closed", _LOST),
        ("too many clients", _MEANING["53300"]),
    ):
        if sign in said:
            return meaning
    return "the server cannot be reached; check that it runs, its host and port, and the network"


def _begun(connection: sa.Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        # What was recorded is there after a crash, whatever the server does for others by default.
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
        connection.exec_driver_sql(_LOCK)
