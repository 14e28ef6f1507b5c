"""Fewer indexes to write: who stands in a claim is kept once, claims and statements are found by their readings.

``claim_actors`` lies by actor, then claim, so that it answers both ways and needs no index beside it; what is the
same is written once, and a row that is nothing but its key has nothing that another could replace.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import guards

revision = "0009"
down_revision = "0008"

_OPTIONAL = (("claims", "statement"), ("statements", "on_behalf_of"))
"""Columns that most rows leave empty, of which only those that do not are looked for."""


def upgrade() -> None:
    """Lay the actors of claims in another order, and drop the indexes that are needed no more."""
    for table in ("claims", "statements"):
        op.drop_index(f"ix_{table}_document", table)
    for table, column in _OPTIONAL:
        name, given = f"ix_{table}_{column}", sa.text(f"{column} IS NOT NULL")
        op.drop_index(name, table)
        op.create_index(name, table, [column], sqlite_where=given, postgresql_where=given)
    op.drop_index("ix_claim_actors_claim", "claim_actors")
    if op.get_bind().dialect.name == "sqlite":
        _lay_anew()
    else:
        op.execute("ALTER TABLE claim_actors DROP CONSTRAINT claim_actors_pkey, ADD PRIMARY KEY (actor, claim, role)")


def _lay_anew() -> None:
    """SQLite has a table of this kind in the order of its key, so that it is made anew."""
    op.create_table(
        "claim_actors_by_claim",
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.seq"), nullable=False, autoincrement=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("actor", "claim", "role"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO claim_actors_by_claim (actor, claim, role) "
        "SELECT actor, claim, role FROM claim_actors ORDER BY actor, claim, role"
    )
    op.drop_table("claim_actors")
    op.rename_table("claim_actors_by_claim", "claim_actors")
    for guard in guards("sqlite", "claim_actors"):
        op.execute(guard)
