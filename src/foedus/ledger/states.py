"""States of the ledger, and long lists read a page at a time.

A page is one short read; the next page goes on after the last row of the one before.  So a long list holds
neither a lock, which would keep writers waiting, nor more than a page in memory; and since nothing is ever
changed, reading only up to the entry that was the last when the question was asked keeps the pages consistent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

import sqlalchemy as sa

from foedus.ledger import schema

if TYPE_CHECKING:
    Query = sa.Select[*tuple[Any, ...]]

    class Fetch(Protocol):
        """Runs one query, with the values that it was made without, in a short read of its own; all its rows."""

        def __call__(
            self, query: Query, given: Mapping[str, Any] | None = None, /
        ) -> Sequence[sa.Row[*tuple[Any, ...]]]: ...


FIRST_PAGE = 200
LARGEST_PAGE = 10_000

# Made once: making an alias anew takes as long as asking for one claim.
_LATER = schema.runs.alias("later_run")
_LAST = sa.select(sa.func.max(schema.entries.c.seq))


@dataclass(frozen=True, slots=True)
class State:
    """A state of the ledger: its entries up to one, and of these those recorded by a moment."""

    last: int
    by: datetime | None

    def of(self, table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
        """The conditions for a table's rows to be part of it."""
        known = [table.c.entry <= self.last]
        return known if self.by is None else [*known, table.c.recorded_at <= self.by]

    def beside(self, table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
        """The same for rows that an index finds by something else, of which entries are the end.

        PostgreSQL 18 thinks that it would skip through that index for the entries, and goes through the table.
        """
        known = [unindexed(table.c.entry) <= self.last]
        return known if self.by is None else [*known, table.c.recorded_at <= self.by]

    def values(self) -> dict[str, Any]:
        """What a query for :func:`any_state` is to be given."""
        return {"last_entry": self.last} if self.by is None else {"last_entry": self.last, "known_by": self.by}


@cache
def any_state(*, by: bool) -> State:
    """A state that is given later, so that a query about it is made once; by: whether it is as known by a moment."""
    known = sa.bindparam("known_by", type_=schema.Moment) if by else None
    return State(cast(int, sa.bindparam("last_entry", type_=sa.Integer)), cast(datetime | None, known))


def state(fetch: Fetch, by: datetime | None) -> State:
    """The ledger's state now, or as it was known by a moment."""
    last = fetch(_LAST)[0][0]
    return State(last or 0, by)


def unindexed(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """A number as it is, but by which a store walks no index: for what is to be looked at only once a row is found."""
    return column + sa.literal_column("0", sa.Integer)


def latest(runs: sa.FromClause, at: State) -> list[sa.ColumnElement[bool]]:
    """The conditions for a run to be its document's latest: it is part of the state, and no later one of it is."""
    return [
        *at.of(runs),
        ~sa.exists().where(_LATER.c.document == runs.c.document, *at.beside(_LATER), after(_LATER, runs)),
    ]


def after(later: sa.FromClause, earlier: sa.FromClause) -> sa.ColumnElement[bool]:
    same_moment = sa.and_(later.c.recorded_at == earlier.c.recorded_at, later.c.entry > earlier.c.entry)
    return sa.or_(later.c.recorded_at > earlier.c.recorded_at, same_moment)


def latest_path(runs: sa.FromClause, at: State) -> sa.ScalarSelect[str]:
    table = schema.sightings
    asked = sa.select(table.c.path).where(table.c.document == runs.c.document, *at.beside(table))
    return asked.order_by(table.c.recorded_at.desc(), table.c.entry.desc()).limit(1).scalar_subquery()


def pages(
    fetch: Fetch,
    query: Query,
    order: tuple[sa.ColumnElement[Any], ...],
    first: int = FIRST_PAGE,
    largest: int = LARGEST_PAGE,
    *,
    beyond: tuple[Any, ...] | None = None,
) -> Iterator[sa.Row[*tuple[Any, ...]]]:
    """All rows of a query in an order that is also among its columns, first in it.

    Pages grow, so that a short list is quick and a filter that the store must sort for is not sorted often.
    beyond: where in the order a list goes on that was begun before.
    """
    size, last = first, beyond
    while True:
        # The first column is asked for by itself too: no index has columns of several tables, and SQLite would walk
        # the list from its beginning.
        page = query if last is None else query.where(order[0] >= last[0], sa.tuple_(*order) > last)
        rows = fetch(page.order_by(*order).limit(size))
        yield from rows
        if len(rows) < size:
            return
        last, size = tuple(getattr(rows[-1], column.key or "") for column in order), min(2 * size, largest)
