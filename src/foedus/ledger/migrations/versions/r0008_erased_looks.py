"""What a watch found may quote a document too: while an erasure lasts, and only then, those words can go."""

from __future__ import annotations

from alembic import op

from foedus.ledger.migrations.guards import erasable_while

revision = "0008"
down_revision = "0007"

_ANY = "EXISTS (SELECT 1 FROM erasures AS e WHERE NOT EXISTS (SELECT 1 FROM erased AS d WHERE d.document = e.document))"


def upgrade() -> None:
    """Open the states of looks to erasures."""
    columns = ("seq", "digest", "record")
    for statement in erasable_while(op.get_bind().dialect.name, "look_states", columns, "record", _ANY):
        op.execute(statement)
