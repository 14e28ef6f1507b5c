"""What owners need: which library stood at an entry, texts kept only where they are quoted, and erasure.

An erasure is the one thing that takes words out of a ledger.  Its entry comes first and opens the rows of that document
alone; the row in ``erased`` comes last, in the same transaction, and closes them for good.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import erasable, guards

revision = "0006"
down_revision = "0005"

_READ = "(SELECT document FROM readings WHERE seq = OLD.reading)"
_CLAIMED = "(SELECT document FROM claims WHERE id = OLD.target)"
_PASSAGE = "(SELECT document FROM passages WHERE seq = OLD.passage)"

# Of each table: the column that an erasure may change (none: it removes the row), and whose document it must be.
ERASABLE = {
    "texts": (None, "OLD.document"),
    "extracts": (None, _PASSAGE),
    "descriptions": ("record", "OLD.document"),
    "statements": ("record", "OLD.document"),
    "claims": ("record", "OLD.document"),
    "reading_claims": ("terms", _READ),
    "problems": ("record", _READ),
    "judgements": ("record", _CLAIMED),
}


def upgrade() -> None:
    """Make the tables; a ledger from before knows no library and has all texts whole."""
    dialect = op.get_bind().dialect.name
    moment = sa.DateTime(timezone=dialect != "sqlite")
    _table("libraries", _number("seq"), _text("id", unique=True), _text("record"))
    _table("entry_libraries", _number("entry", "entries.seq"), _number("library", "libraries.seq"))
    _table("abridged", _number("document", "documents.seq"), _number("length"))
    _table("extracts", _number("passage", "passages.seq"), _text("body"))
    _table(
        "erasures",
        *(_number("entry", "entries.seq"), _number("document", "documents.seq", unique=True), _text("id", unique=True)),
        *(_text("record"), sa.Column("recorded_at", moment, nullable=False)),
    )
    _table("erased", _number("document", "documents.seq"), _number("entry", "erasures.entry"))
    op.create_index("ix_entry_libraries_library", "entry_libraries", ["library"])
    for table, *keys in (
        ("libraries", ("seq",), ("id",)),
        ("entry_libraries", ("entry",)),
        ("abridged", ("document",)),
        ("extracts", ("passage",)),
        ("erasures", ("entry",), ("document",), ("id",)),
        ("erased", ("document",)),
    ):
        for guard in guards(dialect, table, *keys):
            op.execute(guard)
    for table, (column, document) in ERASABLE.items():
        columns = [each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)]
        for statement in erasable(dialect, table, columns, column, document):
            op.execute(statement)


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    first = columns[0]
    assert isinstance(first, sa.Column)  # noqa: S101
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(first.name))


def _number(name: str, target: str | None = None, *, unique: bool = False) -> sa.Column[int]:
    keys = [sa.ForeignKey(target)] if target else []
    return sa.Column(name, sa.Integer, *keys, nullable=False, unique=unique or None, autoincrement=False)


def _text(name: str, *, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, unique=unique)
