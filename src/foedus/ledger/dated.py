"""Claims in the order of the days that they speak of, a page at a time, however many there are of somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger import bearing, schema
from foedus.ledger.timelines import LIVES

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch

_ONE_DAY = 500
"""How far a page goes on at the most, so that what is said of one thing for one day stands together."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Numbers of claims. of: how many there are; following: how many to pass over for those that follow."""

    claims: tuple[int, ...]
    of: int
    following: int | None


def dated(
    fetch: Fetch,
    actors: Collection[str],
    kinds: Collection[str],
    span: tuple[date | None, date | None],
    page: tuple[int, int],
) -> Dated:
    """The claims of some kinds that concern somebody and may be of some days, the earliest days first.

    Claims of the kinds that make a life (:data:`~foedus.ledger.timelines.LIVES`) come last where they give no time.
    page: about how many, and how many to pass over.
    """
    limit, start = page
    given, concerned = schema.bearings, schema.bearing_actors
    points = sa.select(concerned.c.point).where(concerned.c.actor.in_(actors)).distinct().subquery()
    timed: list[sa.ColumnElement[bool]] = [given.c.low.is_not(None)]
    timed += [given.c.low <= span[1].toordinal()] if span[1] else []
    timed += [given.c.high >= span[0].toordinal()] if span[0] else []
    timeless = [kind for kind in kinds if kind in LIVES]
    untimed = [sa.and_(given.c.low.is_(None), bearing.within(given.c.point, timeless))] if timeless else []
    query = (
        sa.select(given.c.low, given.c.point, given.c.claim)
        .select_from(points.join(given, given.c.point == points.c.point))
        .where(bearing.within(points.c.point, kinds), sa.or_(sa.and_(*timed), *untimed))
    )
    total = fetch(sa.select(sa.func.count()).select_from(query.subquery()))[0][0]
    ordered = query.order_by(given.c.low.is_(None), given.c.low, given.c.point, given.c.claim)
    rows = fetch(ordered.limit(limit + _ONE_DAY).offset(start))
    end = min(limit, len(rows))
    while 0 < end < len(rows) and rows[end][:2] == rows[end - 1][:2]:
        end += 1
    following = start + end if start + end < total else None
    return Dated(tuple(dict.fromkeys(row.claim for row in rows[:end])), total, following)
