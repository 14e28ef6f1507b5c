"""What people hold of claims, documents and names: signed, dated, with a reason, never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import guards

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; a ledger from before holds no judgements."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "judgements",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.seq"), nullable=False, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=dialect != "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    op.create_index("ix_judgements_target", "judgements", ["target"])
    for guard in guards(dialect, "judgements", ("entry",), ("id",)):
        op.execute(guard)
