"""Bearings in the store: which claims bear on which point, and which points have answers that contradict one another.

The tables hold nothing that is not worked out from claims, so a row that is there already is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.dates import extent
from foedus.ledger.points import bearings, numbers_of

if TYPE_CHECKING:
    from foedus.ledger.bulk import Buffered
    from foedus.ledger.states import Fetch
    from foedus.model.claims import Claim, Term

KEYS_A_QUERY = 500


def add(out: Buffered, claims: Iterable[tuple[int, Claim, Iterable[Term]]]) -> None:
    """Add what claims bear on, each with its number and the loaded names that are seen in it."""
    found: dict[tuple[int, int, int, int | None, int | None], None] = {}
    concerned: dict[tuple[str, int], None] = {}
    for number, claim, terms in claims:
        low, high = days(claim)
        for each in bearings(claim, terms):
            point = each.point.number
            found[point, each.answer, number, low, high] = None
            for actor in each.actors:
                concerned[actor, point] = None
    out.add(schema.bearings, list(found))
    out.add(schema.bearing_actors, list(concerned))


def days(claim: Claim) -> tuple[int | None, int | None]:
    """The first and the last day that a claim's own time may cover, by their ordinals."""
    reach = extent(claim.time.edtf) if claim.time else None
    return (reach.low.toordinal(), reach.high.toordinal()) if reach else (None, None)


def contested(fetch: Fetch, actors: Collection[str] | None = None) -> list[int]:
    """The numbers of the points that have answers which contradict one another, in the whole of the ledger's history.

    What is known at a state, and what counts of it, can only be fewer.  actors: only points that concern one of these.
    """
    given = schema.bearings
    if actors is None:
        query = sa.select(given.c.point).where(given.c.answer != 0).group_by(given.c.point)
        return _numbers(fetch(query.having(sa.func.min(given.c.answer) != sa.func.max(given.c.answer))))
    concerned = schema.bearing_actors
    asked = sa.select(concerned.c.point).distinct()
    return sorted({point for keys in chunks(actors) for point in _numbers(fetch(_split(asked, keys)))})


def _split(asked: sa.Select[Any], keys: Sequence[str]) -> sa.Select[Any]:
    """The points of some actors of which the least and the greatest answer differ; each is one look into the index."""
    concerned, given = schema.bearing_actors, schema.bearings

    def edge(pick: Any, side: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
        found = sa.select(pick(given.c.answer)).where(given.c.point == concerned.c.point, side)
        return found.correlate(concerned).scalar_subquery()

    least = sa.func.coalesce(edge(sa.func.min, given.c.answer < 0), edge(sa.func.min, given.c.answer > 0))
    return asked.where(concerned.c.actor.in_(keys), least != edge(sa.func.max, given.c.answer > 0))


def concerning(fetch: Fetch, groups: Sequence[Collection[str]], types: Collection[str] = ()) -> list[tuple[int, int]]:
    """The points that concern an actor of every group, each with how many claims bear on it, most first.

    types: only points of these types.
    """
    concerned, given = schema.bearing_actors, schema.bearings
    tables = [concerned.alias() for _ in groups]
    point = tables[0].c.point if tables else given.c.point
    query = sa.select(point.label("point")).distinct()
    for table, keys in zip(tables, groups, strict=True):
        first = table is tables[0]
        query = query.where(table.c.actor.in_(keys) if first else _also(table, point, keys))
    if types:
        query = query.where(within(point, types))
    asked = query.subquery()
    counted = (
        sa.select(given.c.point, sa.func.count(sa.distinct(given.c.claim)).label("claims"))
        .join(asked, asked.c.point == given.c.point)
        .group_by(given.c.point)
    )
    return sorted(((row.point, row.claims) for row in fetch(counted)), key=lambda found: (-found[1], found[0]))


def _also(table: sa.FromClause, point: sa.ColumnElement[int], keys: Collection[str]) -> sa.ColumnElement[bool]:
    return sa.exists().where(table.c.point == point, table.c.actor.in_(keys))


def points_of(fetch: Fetch, groups: Sequence[Collection[str]], types: Collection[str]) -> list[int]:
    """The points of some types that concern an actor of every group."""
    tables = [schema.bearing_actors.alias() for _ in groups]
    point = tables[0].c.point
    query = sa.select(point).distinct().where(tables[0].c.actor.in_(groups[0]), within(point, types))
    for table, keys in zip(tables[1:], groups[1:], strict=True):
        query = query.where(_also(table, point, keys))
    return _numbers(fetch(query))


def sizes(fetch: Fetch, points: Collection[int]) -> dict[int, int]:
    """How many claims bear on each of some points."""
    given = schema.bearings
    counted = sa.select(given.c.point, sa.func.count(sa.distinct(given.c.claim)).label("claims")).group_by(
        given.c.point
    )
    found = (row for some in chunks(sorted(points)) for row in fetch(counted.where(given.c.point.in_(some))))
    return {row.point: row.claims for row in found}


def within(point: sa.ColumnElement[int], types: Collection[str]) -> sa.ColumnElement[bool]:
    """Whether a point is of one of some types."""
    spans = [numbers_of(type_) for type_ in types]
    return sa.or_(*(sa.and_(point >= low, point < high) for low, high in spans))


def claims_on(points: Collection[int]) -> sa.Select[Any]:
    """The numbers of the claims that bear on some points."""
    return sa.select(schema.bearings.c.claim).where(schema.bearings.c.point.in_(points))


def chunks(keys: Iterable[Any], size: int = KEYS_A_QUERY) -> Iterator[list[Any]]:
    """Keys, as many at a time as a query takes."""
    some: list[Any] = []
    for key in keys:
        some.append(key)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _numbers(rows: Iterable[sa.Row[Any]]) -> list[int]:
    return list(chain.from_iterable(map(tuple, rows)))
