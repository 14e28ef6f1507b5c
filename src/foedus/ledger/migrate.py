"""A store's schema brought to this program's revision; nothing to do, and nothing imported, where it is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger.schema import HEAD, VERSION_TABLE
from foedus.model.problems import LedgerError

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def revision(connection: sa.Connection) -> str | None:
    """The store's schema revision; None for a store that holds nothing at all.

    Raises LedgerError for a database that holds something else.
    """
    tables = sa.inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        found = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
        return str(found)
    if tables:
        raise LedgerError(
            f"it is a database of something else (it has the tables {', '.join(sorted(tables)[:3])} and no "
            f"{VERSION_TABLE}); give another place with --ledger"
        )
    return None


def is_newer(found: str) -> bool:
    """Whether a revision is none that this program knows."""
    return not (found.isdecimal() and found <= HEAD)


def upgrade(connection: sa.Connection, to: str = "head") -> None:
    """Run every migration that the store lacks, up to one, inside the connection's transaction."""
    from alembic import command

    command.upgrade(config(connection), to)


def config(connection: sa.Connection) -> Config:
    """What Alembic needs to run the migrations on a connection."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("path_separator", "os")
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made
