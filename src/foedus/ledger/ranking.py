"""Ranking: the points on which answers differ, from the one that most stands against, without reading a claim.

How much stands against a point is how many claims are on the lesser side of it: those that deny it, or those that give
the least of two dates or persons.  Where that is equal, the one that was last written of comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.points import OFFICE_HOLDER, STAGE_DATES, numbers_of

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, Query, State

MANY_ANSWERS = (STAGE_DATES, OFFICE_HOLDER)
"""Types of points that may have any number of answers; the others are affirmed or denied."""

NO_LIMIT = 2**31 - 1
_KEYS_A_QUERY = 500
_FIRST_OF_A_DOCUMENT = 200


class Candidate(NamedTuple):
    """A point on which answers differ. against: how many claims are on its lesser side; last: the latest of these."""

    against: int
    last: int
    point: int


def ranked(fetch: Fetch, actors: Collection[str] | None, upto: int = NO_LIMIT) -> list[Candidate]:
    """The points with answers that differ, of some actors or in the whole ledger, those with most against them first.

    Which there are is seen in the whole of the ledger's history: what is known at a state can only be fewer.
    upto: the number of the last claim that counts for their order, so that what was known has an order of its own.
    """
    found: set[Candidate] = set()
    if actors is None:
        for query in (_denied(given=False), _many(given=False)):
            found.update(_candidates(fetch(query, {"upto": upto})))
        return sorted(found, reverse=True)
    keys = sorted(set(actors))
    for start in range(0, len(keys), _KEYS_A_QUERY):
        asked = {"upto": upto, "actors": keys[start : start + _KEYS_A_QUERY]}
        for query in (_denied(given=True), _many(given=True)):
            found.update(_candidates(fetch(query, asked)))
    return sorted(found, reverse=True)


def known_upto(fetch: Fetch, at: State) -> int:
    """A number that no claim which was known at a state exceeds; no limit for the state of now.

    Documents and claims are numbered as they are recorded: those of the first document that came after the state's last
    entry are later than all that was known.
    """
    if at.by is None:
        return NO_LIMIT
    entries, runs, links = schema.entries, schema.runs, schema.reading_claims
    known = sa.select(entries.c.seq).where(entries.c.seq <= at.last, entries.c.recorded_at <= at.by)
    last = known.order_by(entries.c.seq.desc()).limit(1).scalar_subquery()
    held = sa.select(sa.func.max(runs.c.document)).where(runs.c.entry <= last).scalar_subquery()
    later = (
        sa.select(runs.c.document, links.c.claim)
        .join(links, links.c.reading == runs.c.reading)
        .where(runs.c.document > sa.func.coalesce(held, 0))
        .order_by(runs.c.document)
        .limit(_FIRST_OF_A_DOCUMENT)
    )
    found = fetch(later)
    return min((row.claim for row in found if row.document == found[0].document), default=NO_LIMIT + 1) - 1


def _candidates(rows: Sequence[sa.Row[Any]]) -> list[Candidate]:
    return [Candidate(row.against, row.last or 0, row.point) for row in rows]


@cache
def _denied(*, given: bool) -> Query:
    """Points that are both denied and affirmed."""
    table, other = schema.bearings, schema.bearings.alias("affirmed")
    # The condition stands as the index has it, which is of the denials alone.
    denials = sa.text("bearings.answer < 0")
    query = sa.select(table.c.point, *_counts(table)).where(denials).group_by(table.c.point)
    if given:
        points = _points_of_actors().subquery()
        query = query.select_from(points.join(table, table.c.point == points.c.point))
    grouped = query.subquery()
    affirmed = sa.exists().where(other.c.point == grouped.c.point, other.c.answer > 0)
    return sa.select(grouped.c.point, grouped.c.against, grouped.c.last).where(affirmed)


def _counts(table: sa.FromClause) -> tuple[sa.ColumnElement[Any], ...]:
    known = sa.case((table.c.claim <= sa.bindparam("upto", type_=sa.Integer), table.c.claim))
    return sa.func.count(known).label("against"), sa.func.max(known).label("last")


@cache
def _many(*, given: bool) -> Query:
    """Points with more than one date or person, each edge of them one look into the index."""
    table = schema.bearings
    ranges = [numbers_of(type_) for type_ in MANY_ANSWERS]
    if given:
        points: Any = _points_of_actors(ranges).subquery()
    else:
        within = sa.or_(*(sa.and_(table.c.point >= low, table.c.point < high) for low, high in ranges))
        points = sa.select(table.c.point).where(within).distinct().subquery()

    def edge(pick: Any) -> sa.ScalarSelect[Any]:
        found = sa.select(pick(table.c.answer)).where(table.c.point == points.c.point, table.c.answer > 0)
        return found.correlate(points).scalar_subquery()

    edges = sa.select(points.c.point, edge(sa.func.min).label("least"), edge(sa.func.max).label("greatest")).subquery()
    differing = sa.select(edges).where(edges.c.least != edges.c.greatest).subquery()
    upto = sa.bindparam("upto", type_=sa.Integer)

    def of(answer: sa.ColumnElement[Any], what: Any) -> sa.ScalarSelect[Any]:
        found = sa.select(what).where(table.c.point == differing.c.point, table.c.answer == answer)
        return found.where(table.c.claim <= upto).correlate(differing).scalar_subquery()

    least, greatest = (of(side, sa.func.count()) for side in (differing.c.least, differing.c.greatest))
    first, last = (of(side, sa.func.max(table.c.claim)) for side in (differing.c.least, differing.c.greatest))
    return sa.select(
        differing.c.point,
        sa.case((least < greatest, least), else_=greatest).label("against"),
        sa.case((first > last, first), else_=sa.func.coalesce(last, first)).label("last"),
    )


def _points_of_actors(ranges: Sequence[tuple[int, int]] = ()) -> sa.Select[Any]:
    table = schema.bearing_actors
    named = table.c.actor.in_(sa.bindparam("actors", expanding=True, type_=schema.Key()))
    within = [sa.and_(table.c.point >= low, table.c.point < high) for low, high in ranges]
    return sa.select(table.c.point).where(named, *([sa.or_(*within)] if within else [])).distinct()
