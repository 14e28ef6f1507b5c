"""Sifting: of the claims on contested points those that may contradict one another, read no further than that takes.

A point may have many thousand claims that all agree but for a few, or that speak of different years (who was
president).  Here the rules are run on what a claim says alone, without its statement, what people held of it and what
its source goes back to; each of these can only make contradictions fewer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from foedus.ledger import bearing, schema
from foedus.ledger.dates import Extent, extent
from foedus.ledger.disagreements import differing
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

    def __init__(self, document: str, record: Mapping[str, Any], terms: str) -> None:
        self.document, self.kind, self.statement = document, record["kind"], record["statement"]
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


def clashing(
    fetch: Fetch, at: State, points: Collection[int], actors: Collection[str] | None, limit: int | None = None
) -> set[int]:
    """The numbers of the claims on some points that may contradict one another, of what concerns some actors.

    limit: where it is given, points are looked at from the one with the latest claim on, and no further than it takes
    to find about so many contradictions.
    """
    found: set[int] = set()
    count = 0
    ordered = sorted(points) if limit is None else bearing.latest_first(fetch, points)
    for some in bearing.chunks(ordered, bearing.KEYS_A_QUERY if limit is None else 2 * limit):
        # Claims that bear on one point are fetched together, since only these are compared.
        given = Evidence(tuple(_sourced(fetch, at, some)), (), None if actors is None else frozenset(actors))
        differ = differing(given)
        found.update(int(claim) for each in differ for side in each.sides for claim in side.claims)
        count += len(differ)
        if limit is not None and count >= limit:
            break
    return found


def _sourced(fetch: Fetch, at: State, points: Collection[int]) -> list[Sourced]:
    runs, links, table, said = schema.runs.alias(), schema.reading_claims, schema.claims, schema.statements
    told = schema.descriptions
    query = (
        sa.select(
            *(table.c.seq, table.c.document, table.c.record, links.c.terms, said.c.speaker),
            *(told.c.seq.label("description"), told.c.record.label("told")),
        )
        .join(schema.readings, schema.readings.c.seq == runs.c.reading)
        .join(told, told.c.seq == schema.readings.c.description)
        .join(links, links.c.reading == runs.c.reading)
        .join(table, table.c.seq == links.c.claim)
        .outerjoin(said, said.c.seq == table.c.statement)
        .where(*latest(runs, at), table.c.seq.in_(bearing.claims_on(points)))
    )
    published: dict[int, Extent | None] = {}
    made = []
    for row in fetch(query):
        if row.description not in published:
            published[row.description] = extent(json.loads(row.told).get("published"))
        light = cast("Claim", _Light(str(row.document), json.loads(row.record), row.terms))
        made.append(Sourced(light, str(row.seq), row.speaker, published[row.description]))
    return made
