"""Sifting: of the claims on contested points those that may contradict one another, read no further than that takes.

A point may have many thousand claims that all agree but for a few, or that speak of different years (who was
president).  Here the rules are run on what a claim says alone, without its statement, what people held of it and what
its source goes back to; each of these can only make contradictions fewer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from foedus.ledger import bearing, sampling, schema
from foedus.ledger.dates import Extent, extent
from foedus.ledger.disagreements import Disagreement, differing
from foedus.ledger.disputes.values import Evidence, Sourced
from foedus.ledger.states import latest
from foedus.model.claims import Claim, Term

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State


class _Time:
    """A claim's time without where it stands."""

    __slots__ = ("edtf", "text")

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.edtf, self.text = given["edtf"], given["text"]


class _Light:
    """As much of a claim as the rules ask for."""

    __slots__ = ("_attributes", "_roles", "confidence", "document", "extractor", "kind", "polarity", "statement",
                 "status", "terms", "time")  # fmt: skip

    def __init__(self, record: Mapping[str, Any], terms: str) -> None:
        self.document, self.kind, self.statement = record["document"], record["kind"], record["statement"]
        self.polarity, self.status = record["polarity"], record["status"]
        self._roles = {role: tuple(each["actor"] for each in found) for role, found in record["roles"].items()}
        self._attributes = record["attributes"]
        self.time = _Time(record["time"]) if record["time"] else None
        self.terms = [Term(**term) for term in json.loads(terms)] if terms != "[]" else []
        self.confidence, self.extractor = 0.0, ""

    def actors(self, name: str) -> tuple[str, ...]:
        return self._roles.get(name, ())

    def everybody(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chain.from_iterable(self._roles.values())))

    def attribute(self, name: str) -> Any:
        return self._attributes.get(name)


def clashing(fetch: Fetch, at: State, points: Collection[int], actors: Collection[str] | None) -> set[int]:
    """The numbers of the claims on some points that may contradict one another, of what concerns some actors."""
    found: set[int] = set()
    about = None if actors is None else frozenset(actors)
    for some in bearing.chunks(sorted(points), bearing.KEYS_A_QUERY):
        # Claims that bear on one point are fetched together, since only these are compared.
        given = Evidence(tuple(_sourced(fetch, at, bearing.claims_on(some))), (), about)
        found.update(_claims_of(differing(given)))
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on some points. claims: the numbers of those that may contradict one another; points: those of
    points that have any; sizes: how many claims bear on a point, where only some were compared; seen: how many points
    were gone through.
    """

    claims: frozenset[int]
    points: frozenset[int]
    sizes: Mapping[int, int]
    seen: int


def some_clashing(fetch: Fetch, at: State, points: Sequence[int], limit: int, upto: int) -> Found:
    """About so many contradictions of those on some points, in the order of the points.

    Where many claims bear on a point some are compared, and all only if those do not contradict one another.
    upto: the number of the last claim that was known.
    """
    claims: set[int] = set()
    yielding: set[int] = set()
    sizes: dict[int, int] = {}
    seen = count = 0
    for some in bearing.chunks(points, max(limit, _TOGETHER)):
        chosen = {point: sampling.chosen(fetch, point, upto) for point in some}
        differ = _by_point(fetch, at, list(chain.from_iterable(each.claims for each in chosen.values())), some)
        for point, each in chosen.items():
            if point not in differ and not each.whole:
                differ |= _looked_through(fetch, at, point, upto)
            seen += 1
            if point in differ:
                yielding.add(point)
                claims.update(_claims_of(differ[point]))
                count += len(differ[point])
                if each.many:
                    sizes[point] = sampling.count_on(fetch, point)
            if count >= limit:
                return Found(frozenset(claims), frozenset(yielding), sizes, seen)
    return Found(frozenset(claims), frozenset(yielding), sizes, seen)


_TOGETHER = 20
_MORE = 200


def _looked_through(fetch: Fetch, at: State, point: int, upto: int) -> dict[int, list[Disagreement]]:
    """The contradictions on a point of many claims that a few of them do not show."""
    more = sampling.chosen(fetch, point, upto, _MORE)
    found = _by_point(fetch, at, more.claims, [point])
    return found if found or more.whole else _by_point(fetch, at, bearing.claims_on([point]), [point])


def _by_point(
    fetch: Fetch, at: State, claims: Sequence[int] | sa.Select[Any], points: Collection[int]
) -> dict[int, list[Disagreement]]:
    given = Evidence(tuple(_sourced(fetch, at, claims)), (), frozenset(), frozenset(points))
    found: dict[int, list[Disagreement]] = {}
    for each in differing(given):
        found.setdefault(each.point, []).append(each)
    return found


def _claims_of(found: Iterable[Disagreement]) -> Iterator[int]:
    return (int(claim) for each in found for side in each.sides for claim in side.claims)


def _sourced(fetch: Fetch, at: State, claims: Sequence[int] | sa.Select[Any]) -> list[Sourced]:
    runs, links, table, said = schema.runs.alias(), schema.reading_claims, schema.claims, schema.statements
    told = schema.descriptions
    query = (
        sa.select(
            *(table.c.seq, table.c.record, links.c.terms, said.c.speaker),
            *(told.c.seq.label("description"), told.c.record.label("told")),
        )
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(told, told.c.seq == schema.readings.c.description)
        .join(links, links.c.reading == runs.c.reading)
        .join(table, table.c.seq == links.c.claim)
        .outerjoin(said, said.c.seq == table.c.statement)
        .where(*latest(runs, at), table.c.seq.in_(claims))
    )
    published: dict[int, Extent | None] = {}
    made = []
    for row in fetch(query):
        if row.description not in published:
            published[row.description] = extent(json.loads(row.told).get("published"))
        light = cast("Claim", _Light(json.loads(row.record), row.terms))
        made.append(Sourced(light, str(row.seq), row.speaker, published[row.description]))
    return made
