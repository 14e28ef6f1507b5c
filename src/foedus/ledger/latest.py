"""The latest claims of a kind: all there are in a small ledger, and of a large one those that concern somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger import bearing, judging, ranking, schema
from foedus.ledger.weighing import counting

if TYPE_CHECKING:
    from foedus.ledger.records import RecordedClaim
    from foedus.ledger.states import Fetch, State


@dataclass(frozen=True, slots=True)
class Latest:
    """Some claims as they count. more: whether the ledger has others of the kind on the same actors, recorded before.

    all: whether these are all of the kind, whomever they concern.
    """

    claims: tuple[RecordedClaim, ...]
    more: bool
    all: bool


def latest(fetch: Fetch, at: State, kind: str, actors: Collection[str] | None, most: int) -> Latest:
    """The claims of a kind: all, where there are at most so many; else the last recorded of those on some actors.

    actors: None for anybody.
    """
    given = schema.bearings
    every = sa.select(given.c.claim).where(bearing.within(given.c.point, [kind])).distinct()
    numbers = [row.claim for row in fetch(every.limit(most + 1))]
    whole = len(numbers) <= most
    if not whole:
        numbers = _on(fetch, at, kind, actors, most + 1)
    corrected = (each for each in judging.corrections(fetch, at) if each.claim.kind == kind)
    claims = chain(counting(fetch, at, numbers[:most]), corrected)
    return Latest(tuple(claims), len(numbers) > most, whole)


def _on(fetch: Fetch, at: State, kind: str, actors: Collection[str] | None, most: int) -> list[int]:
    given, known = schema.bearings, schema.bearings.c.claim <= ranking.known_upto(fetch, at)
    if actors is None:
        query = sa.select(given.c.claim).where(bearing.within(given.c.point, [kind]), known)
    else:
        concerned, same = schema.bearing_actors, judging.pairs(fetch, at)
        keys = sorted({key for actor in actors for key in same.of(actor)})
        of_kind = bearing.within(concerned.c.point, [kind])
        points = sa.select(concerned.c.point).where(concerned.c.actor.in_(keys), of_kind).distinct().subquery()
        query = sa.select(given.c.claim).join(points, points.c.point == given.c.point).where(known)
    return [row.claim for row in fetch(query.distinct().order_by(given.c.claim.desc()).limit(most))]
