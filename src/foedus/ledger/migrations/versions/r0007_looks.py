"""What a watch found when somebody looked: each look, and each state that was found, once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import guards

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables; a ledger from before holds no looks."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "look_states",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "looks",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.seq"), nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.Integer, sa.ForeignKey("look_states.seq"), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=dialect != "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    op.create_index("ix_looks_name", "looks", ["name", "recorded_at", "entry"])
    for table, *keys in (("look_states", ("seq",), ("digest",)), ("looks", ("entry",))):
        for guard in guards(dialect, table, *keys):
            op.execute(guard)
