"""Documents, what was read in them, and when the ledger learnt it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from foedus.ledger.migrations.guards import guards

revision = "0001"
down_revision = None

# Each table's primary key, then its other unique keys.
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "documents": (("seq",), ("id",)),
    "texts": (("document",),),
    "descriptions": (("seq",), ("digest",)),
    "readings": (("seq",), ("digest",)),
    "entries": (("seq",),),
    "runs": (("entry",),),
    "sightings": (("entry",),),
    "problems": (("seq",),),
    "statements": (("seq",), ("id",)),
    "reading_statements": (("reading", "position"),),
    "claims": (("seq",), ("id",)),
    "claim_actors": (("actor", "role", "claim"),),
    "reading_claims": (("reading", "position"),),
}

CURRENT_RUNS = """
CREATE VIEW current_runs AS
SELECT r.entry, r.document, r.reading, r.recorded_at FROM runs AS r
WHERE NOT EXISTS (
    SELECT 1 FROM runs AS n WHERE n.document = r.document
    AND (n.recorded_at > r.recorded_at OR (n.recorded_at = r.recorded_at AND n.entry > r.entry)))
"""
CURRENT_CLAIMS = """
CREATE VIEW current_claims AS
SELECT r.recorded_at, g.version, g.model, l.position, l.confidence, l.extractor, l.terms,
       c.seq, c.id, d.id AS document, s.id AS statement,
       c.kind, c.polarity, c.status, c.valid_low, c.valid_high, c.record
FROM current_runs AS r
JOIN readings AS g ON g.seq = r.reading
JOIN reading_claims AS l ON l.reading = r.reading
JOIN claims AS c ON c.seq = l.claim
JOIN documents AS d ON d.seq = c.document
LEFT JOIN statements AS s ON s.seq = c.statement
"""


def upgrade() -> None:
    """Make the first schema in an empty store."""
    _contents()
    _order()
    _readings()
    for table, columns in (
        ("runs", ["document", "recorded_at", "entry"]),
        ("runs", ["reading"]),
        ("sightings", ["document", "recorded_at", "entry"]),
        ("problems", ["reading"]),
        ("problems", ["digest"]),
        ("statements", ["document"]),
        ("statements", ["speaker"]),
        ("statements", ["on_behalf_of"]),
        ("reading_statements", ["statement"]),
        ("claims", ["document"]),
        ("claims", ["statement"]),
        ("claim_actors", ["claim"]),
        ("reading_claims", ["claim"]),
    ):
        op.create_index(f"ix_{table}_{columns[0]}", table, columns)
    op.execute(CURRENT_RUNS)
    op.execute(CURRENT_CLAIMS)
    for table, keys in KEYS.items():
        for guard in guards(op.get_bind().dialect.name, table, *keys):
            op.execute(guard)


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*KEYS[name][0]), sqlite_with_rowid=len(KEYS[name][0]) == 1)


def _number(name: str, target: str | None = None, *, nullable: bool = False) -> sa.Column[int]:
    keys = [sa.ForeignKey(target)] if target else []
    return sa.Column(name, sa.Integer, *keys, nullable=nullable, autoincrement=False)


def _text(name: str, *, nullable: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable, unique=unique)


def _recorded_at() -> sa.Column[datetime]:
    return sa.Column("recorded_at", sa.DateTime(timezone=op.get_bind().dialect.name != "sqlite"), nullable=False)


def _contents() -> None:
    _table("documents", _number("seq"), _text("id", unique=True))
    _table("texts", _number("document", "documents.seq"), _text("body"))
    _table(
        "descriptions",
        *(_number("seq"), _number("document", "documents.seq"), _text("digest", unique=True), _text("record")),
    )
    _table(
        "statements",
        *(_number("seq"), _text("id", unique=True), _number("document", "documents.seq")),
        *(_text("speaker", nullable=True), _text("on_behalf_of", nullable=True), _text("form")),
        *(_text("words"), _text("record")),
    )
    _table(
        "claims",
        *(_number("seq"), _text("id", unique=True), _number("document", "documents.seq")),
        *(_number("statement", "statements.seq", nullable=True), _text("kind"), _text("polarity"), _text("status")),
        *(sa.Column("valid_low", sa.Date), sa.Column("valid_high", sa.Date), _text("words"), _text("record")),
    )
    _table("claim_actors", _text("actor"), _text("role"), _number("claim", "claims.seq"))


def _readings() -> None:
    _table(
        "reading_statements",
        *(_number("reading", "readings.seq"), _number("position"), _number("statement", "statements.seq")),
    )
    _table(
        "reading_claims",
        *(_number("reading", "readings.seq"), _number("position"), _number("claim", "claims.seq")),
        *(sa.Column("confidence", sa.Double, nullable=False), _text("extractor"), _text("terms")),
    )


def _order() -> None:
    _table("entries", _number("seq"), _recorded_at())
    _table(
        "readings",
        *(_number("seq"), _text("digest", unique=True), _number("document", "documents.seq")),
        *(_number("description", "descriptions.seq"), _text("version"), _text("model")),
    )
    _table(
        "runs",
        *(_number("entry", "entries.seq"), _number("document", "documents.seq")),
        *(_number("reading", "readings.seq"), _recorded_at()),
    )
    _table(
        "sightings",
        *(_number("entry", "entries.seq"), _number("document", "documents.seq"), _text("path"), _recorded_at()),
    )
    _table(
        "problems",
        *(_number("seq"), _number("entry", "entries.seq"), _number("reading", "readings.seq", nullable=True)),
        *(_text("digest"), _text("code"), _text("record"), _recorded_at()),
    )
