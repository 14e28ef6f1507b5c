"""What a language model took to read a document: each time, since each time is paid for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import guards

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; a ledger from before holds no uses."""
    moment = sa.DateTime(timezone=op.get_bind().dialect.name != "sqlite")
    op.create_table(
        "uses",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entries.seq"), nullable=False, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.seq"), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    for guard in guards(op.get_bind().dialect.name, "uses", ("entry",)):
        op.execute(guard)
