"""Indexes of words: documents are found by their passages, statements and claims by their words, in any script."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from foedus.ledger import index
from foedus.ledger.exact import unescape
from foedus.ledger.migrations.guards import guards
from foedus.ledger.words import passages

revision = "0004"
down_revision = "0003"

_TOGETHER = 500


def upgrade() -> None:
    """Make the passages and the indexes, and fill them from what the ledger holds."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "passages",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.seq"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_passages_document", "passages", ["document"])
    for statement in (
        *guards(dialect, "passages", ("seq",)),
        *(sql for name in index.INDEXES for sql in index.create(dialect, name)),
    ):
        op.execute(statement)
    _fill_passages()
    for table, words in (("statements", index.statement_words), ("claims", index.claim_words)):
        for rows in _rows(table, "seq", "words"):
            index.add(op.get_bind(), words, rows)
        op.execute(f"ALTER TABLE {table} DROP COLUMN words")


def _fill_passages() -> None:
    table = sa.table("passages", *(sa.column(name) for name in ("seq", "document", "start", "end")))
    number = 0
    for rows in _rows("texts", "document", "body"):
        for document, text in rows:
            made = []
            for start, end in passages(text):
                number += 1
                made.append({"seq": number, "document": document, "start": start, "end": end})
            if made:
                op.get_bind().execute(table.insert(), made)
                found = ((row["seq"], text[row["start"] : row["end"]]) for row in made)
                index.add(op.get_bind(), index.passage_words, found)


def _rows(table: str, key: str, column: str) -> Iterator[list[tuple[int, str]]]:
    """A table's numbers and texts, some at a time."""
    source = sa.table(table, sa.column(key), sa.column(column))
    last = 0
    while True:
        asked = sa.select(source.c[key], source.c[column]).where(source.c[key] > last).order_by(source.c[key])
        rows = op.get_bind().execute(asked.limit(_TOGETHER)).all()
        if not rows:
            return
        last = rows[-1][0]
        yield [(number, unescape(text)) for number, text in rows]
