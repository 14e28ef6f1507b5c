"""Sampling: of a point with many thousand claims those few that may contradict one another, by their days alone.

The latest of them are taken, and each side's are chosen with a view to the other's: a denial for one day needs what was
affirmed for that day.  Where an order of acts decides (recognised and withdrawn, dates of one stage), those at its
edges are taken too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import nlargest, nsmallest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.bearing import days
from foedus.ledger.points import NO, OPEN, STAGE_DATES, STAGE_ORDER, YES, bearings, numbers_of
from foedus.ledger.ranking import MANY_ANSWERS, NO_LIMIT

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, Query
    from foedus.model.claims import Claim

FEW = 100
"""Claims on a point that are all compared; of a point with more some are chosen."""

A_SIDE = 8
"""Claims that are chosen of each answer."""

_MOST_ROWS = 1000
_MOST_ANSWERS = 8
_MOST_ACCOUNTS = 12
_RIVALS = 3
_EDGES = 2
_EVER = (date.min.toordinal(), date.max.toordinal())
_BY_ORDER = tuple(numbers_of(type_) for type_ in ("recognition", STAGE_DATES, STAGE_ORDER))


Row = Sequence[int]
"""A claim's number, and the first and the last day that it may speak of: all there are where it gives none."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The numbers of some claims on a point. whole: whether these are all that can contradict one another.

    many: whether more bear on the point than are all compared.
    """

    claims: tuple[int, ...]
    whole: bool
    many: bool = True


def chosen(fetch: Fetch, point: int, upto: int, each: int = A_SIDE) -> Chosen:
    """The claims on a point that are most likely to contradict one another, some of each answer; all where few are.

    upto: the number of the last claim that counts.
    """
    sides = _sides(fetch, point, NO_LIMIT)
    if sum(map(len, sides)) <= FEW and (len(sides) < _MOST_ANSWERS or count_on(fetch, point) <= FEW):
        every = sides if len(sides) < _MOST_ANSWERS else [fetch(_all(), {"point": point, "most": 2 * FEW})]
        return Chosen(tuple(sorted({row[0] for side in every for row in side})), True, False)
    if upto != NO_LIMIT:
        sides = _sides(fetch, point, upto)
    if any(low <= point < high for low, high in _BY_ORDER):
        outer = _edges([row for side in sides for row in side if (row[1], row[2]) != _EVER])
        picked = [row for side in sides for row in (*side[:each], *_edges(side))]
        return Chosen(tuple(sorted({row[0] for row in (*picked, *outer)})), False)
    met, all_of_them = _overlapping(sides, each)
    seen = len(sides) < _MOST_ANSWERS and all(len(side) < _MOST_ROWS for side in sides)
    return Chosen(tuple(sorted({row[0] for row in met})), seen and all_of_them)


def accounts(fetch: Fetch, point: int, upto: int) -> Chosen:
    """The claims on a point that say most: all of a few, else of each answer the latest and such as clash."""
    every = fetch(_all(), {"point": point, "most": FEW + 1})
    if len(every) <= FEW:
        return Chosen(tuple(sorted({row[0] for row in every})), True, False)
    some = set(chosen(fetch, point, upto).claims)
    for answer in (YES, OPEN, NO):
        asked = {"point": point, "upto": upto, "most": _MOST_ACCOUNTS, "answer": answer}
        some.update(row[0] for row in fetch(_latest(), asked))
    return Chosen(tuple(sorted(some)), False)


def rivals(fetch: Fetch, claims: Iterable[Claim]) -> set[int]:
    """The numbers of claims that may contradict some claims: of each point of each, the latest few."""
    found: set[int] = set()
    for claim in claims:
        low, high = days(claim)
        for given in bearings(claim):
            point, by_order = given.point.number, any(a <= given.point.number < b for a, b in _BY_ORDER)
            if given.answer:
                first, last = _EVER if by_order or low is None or high is None else (low, high)
                asked = {"point": point, "answer": given.answer, "low": first, "high": last, "most": _RIVALS}
                found.update(row.claim for row in fetch(_rivals(), asked))
    return found


def count_on(fetch: Fetch, point: int) -> int:
    """How many claims bear on a point."""
    return int(fetch(_count(), {"point": point})[0][0])


def _sides(fetch: Fetch, point: int, upto: int) -> list[Sequence[Row]]:
    """The claims that give each answer to a point, those that were recorded last first."""
    asked: dict[str, Any] = {"point": point, "upto": upto, "most": _MOST_ROWS}
    if any(low <= point < high for low, high in map(numbers_of, MANY_ANSWERS)):
        answers = [row.answer for row in fetch(_answers(), {"point": point, "most": _MOST_ANSWERS})]
    else:
        answers = [YES, NO]
    if not answers:
        return []
    found: dict[int, list[Row]] = {answer: [] for answer in answers}
    for row in fetch(_each(len(answers)), {**asked, **{f"answer{n}": answer for n, answer in enumerate(answers)}}):
        found[row.side].append(row)
    return list(found.values())


def _edges(side: Sequence[Row]) -> Iterable[Row]:
    """Those that begin first and those that end last."""
    yield from nsmallest(_EDGES, side, key=itemgetter(1))
    yield from nlargest(_EDGES, side, key=itemgetter(2))


def _overlapping(by_answer: Sequence[Sequence[Row]], each: int) -> tuple[list[Row], bool]:
    """The latest rows of each answer that overlap one of another: first of the lesser answers, then what these meet.

    And whether these are all that do.
    """
    whole = True
    sides = sorted(by_answer, key=len)
    picked: list[Row] = []
    for number, side in enumerate(sides):
        others = picked if number == len(sides) - 1 else [row for other in sides if other is not side for row in other]
        meets = _Days(others)
        some: list[Row] = []
        for row in side:
            if meets.any_of(row):
                some.append(row)
                if len(some) == each:
                    whole = False
                    break
        picked += some
    return picked, whole


class _Days:
    """The days of some rows, ready to be asked whether another's may be one of them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        kept = list(rows)
        self._lows, self._highs = sorted(map(itemgetter(1), kept)), sorted(map(itemgetter(2), kept))

    def any_of(self, row: Row) -> bool:
        return bisect_right(self._lows, row[2]) > bisect_left(self._highs, row[1])


@cache
def _count() -> Query:
    table = schema.bearings
    on_it = table.c.point == sa.bindparam("point", type_=sa.BigInteger)
    return sa.select(sa.func.count()).select_from(table).where(on_it)


@cache
def _all() -> Query:
    table = schema.bearings
    on_it = table.c.point == sa.bindparam("point", type_=sa.BigInteger)
    return sa.select(table.c.claim).where(on_it).limit(sa.bindparam("most", type_=sa.Integer))


@cache
def _rivals() -> Query:
    """The claims that give another answer to a point for the same days, those that were recorded last first."""
    table = schema.bearings
    on_it = table.c.point == sa.bindparam("point", type_=sa.BigInteger)
    other = table.c.answer.not_in((0, sa.bindparam("answer", type_=sa.BigInteger)))
    begins = sa.func.coalesce(table.c.low, _EVER[0]) <= sa.bindparam("high", type_=sa.Integer)
    ends = sa.func.coalesce(table.c.high, _EVER[1]) >= sa.bindparam("low", type_=sa.Integer)
    most = sa.bindparam("most", type_=sa.Integer)
    return sa.select(table.c.claim).where(on_it, other, begins, ends).order_by(table.c.claim.desc()).limit(most)


@cache
def _each(answers: int) -> Query:
    """The latest claims of each of so many answers, in one question."""
    walks = [_latest(f"answer{number}").subquery() for number in range(answers)]
    return sa.union_all(*(sa.select(walk) for walk in walks))  # type: ignore[return-value]


@cache
def _latest(which: str = "answer") -> Query:
    """The claims that give one answer to a point, those that were recorded last first."""
    table = schema.bearings
    low, high = (
        sa.func.coalesce(column, sa.literal_column(str(edge), sa.Integer)).label(column.name)
        for column, edge in zip((table.c.low, table.c.high), _EVER, strict=True)
    )
    query = sa.select(table.c.claim, low, high, table.c.answer.label("side"))
    on_it = table.c.point == sa.bindparam("point", type_=sa.BigInteger)
    side = table.c.answer == sa.bindparam(which, type_=sa.BigInteger)
    known = table.c.claim <= sa.bindparam("upto", type_=sa.Integer)
    most = sa.bindparam("most", type_=sa.Integer)
    return query.where(on_it, side, known).order_by(table.c.claim.desc()).limit(most)


@cache
def _answers() -> Query:
    """The answers that most claims on a point give."""
    table = schema.bearings
    on_it = table.c.point == sa.bindparam("point", type_=sa.BigInteger)
    query = sa.select(table.c.answer).where(on_it, table.c.answer > 0).group_by(table.c.answer)
    return query.order_by(sa.func.count().desc(), table.c.answer).limit(sa.bindparam("most", type_=sa.Integer))
