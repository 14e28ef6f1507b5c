"""What the tables hold that is worked out from claims and texts, held against what it is worked out from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.lacking import Row, lacking
from foedus.ledger.points import bearings
from foedus.ledger.reprints import method, sign
from foedus.model.claims import Claim, Term

Broken = tuple[str, str, str]
"""What is wrong: a code, what, and where."""

_FOUND_BY = "what the claim is found by is not what it says"
_BEARS = "what the claim bears on, by which contradictions are found, is not what it says"
_COUNTED = {"claim_actors": "who stands in claims", "bearings": "what claims bear on"}


@dataclass(slots=True)
class Derived:
    """What was worked out so far: how many rows of each table there should be."""

    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_COUNTED, 0))

    def faults(self, connection: sa.Connection, claims: Mapping[int, tuple[str, Claim]]) -> Iterator[Broken]:
        """What tables lack of some claims, which are given by their numbers with their ids."""
        named: dict[Row, int] = {}
        bearing: dict[Row, int] = {}
        concerned: dict[Row, int] = {}
        terms = _terms(connection, list(claims))
        for number, (_, claim) in claims.items():
            named.update(((each.actor, number, role), number) for role, found in claim.roles for each in found)
            for seen in terms.get(number, [()]):
                for each in bearings(claim, seen):
                    bearing[each.point.number, each.answer, number] = number
                    concerned.update(((actor, each.point.number), number) for actor in each.actors)
        for table, names, rows, what in (
            (schema.claim_actors, ("actor", "claim", "role"), named, _FOUND_BY),
            (schema.bearings, ("point", "answer", "claim"), bearing, _BEARS),
            (schema.bearing_actors, ("actor", "point"), concerned, _BEARS),
        ):
            if table.name in self.rows:
                self.rows[table.name] += len(rows)
            lost = {rows[row] for row in lacking(connection, table, names, list(rows))}
            yield from (("changed", what, claims[number][0]) for number in sorted(lost))

    def surplus(self, connection: sa.Connection) -> Iterator[Broken]:
        """Rows that no claim accounts for; to be asked when all claims were given."""
        for name, number in self.rows.items():
            table = schema.metadata.tables[name]
            held = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
            if held > number:
                yield "changed", f"{held - number} rows on {_COUNTED[name]} are of no claim", name


def _terms(connection: sa.Connection, claims: list[int]) -> dict[int, list[tuple[Term, ...]]]:
    """The loaded names that readings saw in claims, a list for every reading that saw some, and one of none."""
    links = schema.reading_claims
    asked = sa.select(links.c.claim, links.c.terms).where(links.c.claim.in_(claims), links.c.terms != "[]")
    found: dict[int, list[tuple[Term, ...]]] = {}
    for number, terms in connection.execute(asked):
        found.setdefault(number, [()]).append(tuple(Term(**each) for each in json.loads(terms)))
    return found


def unlike(connection: sa.Connection, texts: Mapping[int, tuple[str, str]]) -> Iterator[Broken]:
    """Signatures that are not those of the texts that they stand for.

    texts: whole texts by their documents' numbers, each with its document's id.
    """
    table, told = schema.signatures, schema.descriptions
    least = sa.select(told.c.document, sa.func.min(told.c.seq).label("seq")).group_by(told.c.document)
    first = least.where(told.c.document.in_(list(texts))).subquery()
    query = (
        sa.select(table.c.document, table.c.method, table.c.shingles, table.c.numbers, told.c.record)
        .join(first, first.c.document == table.c.document)
        .join(told, told.c.seq == first.c.seq)
    )
    held = {row.document: row for row in connection.execute(query)}
    for number, (id_, text) in texts.items():
        row = held.get(number)
        if row is None:
            yield "missing", "the signature by which copies of the text are found is not there", id_
        elif row.method == method():  # one that an earlier release of the library made is made anew where it is used
            made = sign(text, [(low, high) for low, high in json.loads(row.record)["boilerplate"]])
            if (made.shingles, made.pack()) != (row.shingles, bytes(row.numbers)):
                yield "changed", "the signature by which copies of the text are found is not the text's", id_
