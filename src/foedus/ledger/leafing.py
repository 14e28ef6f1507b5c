"""Claims a page at a time, those that were recorded last first, however many there are of somebody.

A page begins where the one before ended, by the numbers that the store gives to claims and statements, so that no page
costs more than the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import judging, questions, schema
from foedus.ledger.records import RecordedClaim

if TYPE_CHECKING:
    from foedus.ledger.questions import Fetch, State


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some claims. before: where the next page goes on; None where there is nothing more."""

    claims: tuple[RecordedClaim, ...] = ()
    before: int | None = None


def naming(fetch: Fetch, at: State, actor: str, before: int | None, limit: int) -> Leaf:
    """The claims that name an actor in any role; of each document those of its latest reading."""
    table = schema.claim_actors
    asked = sa.select(table.c.claim.label("number")).where(table.c.actor == actor).group_by(table.c.claim)
    return _leaf(fetch, at, asked, table.c.claim, schema.claims.c.seq, before, limit)


def said_by(fetch: Fetch, at: State, speaker: str, before: int | None, limit: int) -> Leaf:
    """The claims in what somebody says, or is said to say on an actor's behalf; those of one statement on one page."""
    table = schema.statements
    either = sa.or_(table.c.speaker == speaker, table.c.on_behalf_of == speaker)
    asked = sa.select(table.c.seq.label("number")).where(either)
    return _leaf(fetch, at, asked, table.c.seq, schema.claims.c.statement, before, limit)


def _leaf(
    fetch: Fetch, at: State, asked: sa.Select[Any], number: Any, of: sa.Column[Any], before: int | None, limit: int
) -> Leaf:
    """Claims whose column is one of the numbers that a query finds, from the greatest down."""
    found: list[RecordedClaim] = []
    while len(found) < limit:
        some = [row.number for row in fetch(_below(asked, number, before).order_by(number.desc()).limit(limit))]
        found += _claims(fetch, at, of, some)
        if len(some) < limit:
            return Leaf(tuple(found))
        before = some[-1]
    return Leaf(tuple(found), before)


def _below(asked: sa.Select[Any], number: Any, before: int | None) -> sa.Select[Any]:
    return asked if before is None else asked.where(number < before)


def _claims(fetch: Fetch, at: State, of: sa.Column[Any], numbers: Sequence[int]) -> Iterator[RecordedClaim]:
    if not numbers:
        return
    chosen = sa.select(schema.claims.c.seq).where(of.in_(numbers))
    held = list(judging.with_judgements(fetch, at, questions.claims(fetch, at, chosen)))
    yield from reversed(held)
