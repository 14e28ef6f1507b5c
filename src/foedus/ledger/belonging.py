"""Which claims and statements are of which documents: those that a document's readings have."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from foedus.ledger import schema

_LINKS = {schema.claims: schema.reading_claims, schema.statements: schema.reading_statements}


def of_documents(table: sa.Table, documents: Collection[int]) -> sa.ColumnElement[bool]:
    """The condition for rows of claims or statements to be of documents, which are given by their numbers."""
    links, runs = _LINKS[table], schema.runs
    linked: sa.Column[Any] = next(iter(links.c[name] for name in ("claim", "statement") if name in links.c))
    held = sa.select(linked).join(runs, runs.c.reading == links.c.reading).where(runs.c.document.in_(documents))
    return table.c.seq.in_(held)
