"""What claims answer to points, with the days that they speak of: which answers may clash is seen without a claim."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import guards

revision = "0010"
down_revision = "0009"

_DAY = {
    # Days are numbered as Python numbers them, from 1 for the first of January of the year 1.
    "sqlite": "CAST(julianday({0}) - 1721424.5 AS INTEGER)",
    "postgresql": "({0} - DATE '0001-01-01' + 1)",
}


def upgrade() -> None:
    """Make the table anew, since its rows lie in the order of its key and none of them may be changed."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "bearings_with_days",
        sa.Column("point", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("answer", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.seq"), nullable=False, autoincrement=False),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.PrimaryKeyConstraint("point", "answer", "claim"),
        sqlite_with_rowid=False,
    )
    low, high = (_DAY[dialect].format(f"c.valid_{edge}") for edge in ("low", "high"))
    op.execute(
        "INSERT INTO bearings_with_days (point, answer, claim, low, high) "  # noqa: S608
        f"SELECT b.point, b.answer, b.claim, {low}, {high} FROM bearings AS b JOIN claims AS c ON c.seq = b.claim "
        "ORDER BY b.point, b.answer, b.claim"
    )
    op.drop_table("bearings")
    op.rename_table("bearings_with_days", "bearings")
    if dialect == "postgresql":
        op.execute("ALTER INDEX bearings_with_days_pkey RENAME TO bearings_pkey")
        op.execute("ALTER TABLE bearings RENAME CONSTRAINT bearings_with_days_claim_fkey TO bearings_claim_fkey")
    op.create_index(
        "ix_bearings_denied",
        "bearings",
        ["point", "claim"],
        sqlite_where=sa.text("answer < 0"),
        postgresql_where=sa.text("answer < 0"),
    )
    for guard in guards(dialect, "bearings"):
        op.execute(guard)
