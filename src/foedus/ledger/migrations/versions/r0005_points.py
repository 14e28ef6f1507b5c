"""What claims answer to the points on which they may differ, and signatures by which texts are compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from foedus.ledger import schema
from foedus.ledger.exact import unescape
from foedus.ledger.migrations.guards import guards
from foedus.ledger.points import bearings
from foedus.ledger.reprints import sign
from foedus.model.claims import Claim, Term

revision = "0005"
down_revision = "0004"

_TOGETHER = 500


def upgrade() -> None:
    """Make the tables, and fill them from what the ledger holds."""
    dialect = op.get_bind().dialect.name
    op.create_table(
        "signatures",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.seq"), nullable=False, autoincrement=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("shingles", sa.Integer, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "bearings",
        sa.Column("point", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("answer", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.seq"), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("point", "answer", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bearing_actors",
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("point", sa.BigInteger, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("actor", "point"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_judgements_verdict", "judgements", ["verdict"])
    _sign()
    _bear()
    for table, keys in (("signatures", (("document",),)), ("bearings", ()), ("bearing_actors", ())):
        for guard in guards(dialect, table, *keys):
            op.execute(guard)


def _sign() -> None:
    table = sa.table("signatures", *(sa.column(name) for name in ("document", "method", "shingles", "numbers")))
    texts = sa.table("texts", *(sa.column(name) for name in ("document", "body")))
    told = sa.table("descriptions", *(sa.column(name) for name in ("document", "seq", "record")))
    least = told.alias()
    first = sa.select(sa.func.min(least.c.seq)).where(least.c.document == texts.c.document)
    joined = texts.outerjoin(told, told.c.seq == first.correlate(texts).scalar_subquery())
    query = sa.select(texts.c.document, texts.c.body, told.c.record).select_from(joined)
    for rows in _rows(query, texts.c.document):
        made = []
        for document, body, record in rows:
            spans = json.loads(unescape(record))["boilerplate"] if record else []
            made.append((document, sign(unescape(body), [(low, high) for low, high in spans])))
        op.get_bind().execute(
            table.insert(),
            [{"document": d, "method": s.method, "shingles": s.shingles, "numbers": s.pack()} for d, s in made],
        )


def _bear() -> None:
    """The terms of a claim are those of any of its readings."""
    claims = sa.table("claims", *(sa.column(name) for name in ("seq", "record")))
    links = sa.table("reading_claims", *(sa.column(name) for name in ("claim", "terms")))
    for rows in _rows(sa.select(claims.c.seq, claims.c.record), claims.c.seq):
        first, last = rows[0][0], rows[-1][0]
        asked = sa.select(links.c.claim, links.c.terms).distinct()
        asked = asked.where(links.c.claim.between(first, last), links.c.terms != "[]")
        terms: dict[int, list[Term]] = {}
        for claim, found in op.get_bind().execute(asked):
            terms.setdefault(claim, []).extend(Term(**term) for term in json.loads(unescape(found)))
        given = [(seq, Claim.from_record({**json.loads(unescape(record)), **_UNREAD})) for seq, record in rows]
        found = {
            (each.point.number, each.answer, seq): each.actors
            for seq, claim in given
            for each in bearings(claim, terms.get(seq, ()))
        }
        _add("bearings", ("point", "answer", "claim"), found)
        _add("bearing_actors", ("actor", "point"), {(who, key[0]) for key, whom in found.items() for who in whom})


def _add(name: str, columns: tuple[str, ...], keys: Iterable[tuple[Any, ...]]) -> None:
    """Add rows that are nothing but their keys, and pass over those that are there."""
    table = sa.table(name, *(sa.column(each, schema.metadata.tables[name].c[each].type) for each in columns))
    rows = [dict(zip(columns, key, strict=True)) for key in sorted(keys)]
    if not rows:
        return
    if op.get_bind().dialect.name == "sqlite":
        op.get_bind().execute(table.insert().prefix_with("OR IGNORE"), rows)
        return
    from sqlalchemy.dialects.postgresql import insert

    op.get_bind().execute(insert(table).on_conflict_do_nothing(), rows)


_UNREAD = {"confidence": 0.0, "extractor": "", "terms": ()}


def _rows(query: sa.Select[*tuple[Any, ...]], key: sa.ColumnElement[int]) -> Iterator[list[sa.Row[*tuple[Any, ...]]]]:
    """A query's rows in the order of a number, some at a time."""
    last = 0
    while rows := list(op.get_bind().execute(query.where(key > last).order_by(key).limit(_TOGETHER))):
        last = rows[-1][0]
        yield rows
