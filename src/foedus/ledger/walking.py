"""Claims from the first recorded on, a page at a time, however many there are and however few pass the filter.

A page goes on where the one before ended and looks no further than at some thousand claims, so that none takes much
longer than another: where hardly any claim passes, a page has few or none, and says where the next goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from foedus.ledger import index, judging, questions, schema
from foedus.ledger.records import LAST, ClaimFilter, Place, RecordedClaim
from foedus.ledger.words import search
from foedus.model.time import Truth

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State

_LOOKED_AT = 20_000
"""About so many claims, or documents with theirs, are looked at for one page."""
_A_STEP = 4_000
_CLAIMS_A_DOCUMENT = 10
_Order = tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Walked:
    """Some claims. beyond: after which place the next page goes on; None where there is nothing more."""

    claims: tuple[RecordedClaim, ...] = ()
    beyond: Place | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """Some of the claims that may pass: the conditions that these meet.

    looked_at: how many they may be.  end: the place up to which they reach; None where there are no more.
    """

    chosen: tuple[sa.ColumnElement[bool], ...]
    looked_at: int
    end: Place | None


class _Way(Protocol):
    """A way through the claims.

    order: the columns by which claims come, which are their places too.
    """

    order: _Order

    def narrowed(self, wanted: ClaimFilter) -> tuple[ClaimFilter, list[sa.ColumnElement[bool]]]:
        """The filter without what the way itself asks for, or what is asked for otherwise."""

    def steps(self, fetch: Fetch, wanted: ClaimFilter, limit: int) -> Iterator[_Step]:
        """The steps after the filter's place, the last of them with no end."""


def claims(fetch: Fetch, at: State, wanted: ClaimFilter, limit: int, *, standing: bool) -> Walked:
    """At most `limit` claims that pass a filter, after its place; standing: as they count.

    With an actor or words they come in the order in which they were first recorded, with a speaker in that of the
    statements, else in that of the readings; corrections that count come last.
    """
    found: list[RecordedClaim] = []
    if wanted.beyond is None or wanted.beyond[0] < LAST:
        looked_at, way = 0, _way(wanted)
        for step in way.steps(fetch, wanted, limit):
            found += _passing(fetch, at, way, wanted, step, standing=standing)
            looked_at += step.looked_at
            if len(found) > limit:
                return Walked(tuple(found[:limit]), found[limit - 1].place)
            if step.end is not None and looked_at >= _LOOKED_AT:
                return Walked(tuple(found), step.end)
    if standing:
        begun = wanted.beyond if wanted.beyond and wanted.beyond[0] == LAST else (LAST, -1)
        corrected = judging.corrected_claims(fetch, at, replace(wanted, beyond=begun))
        found += islice(corrected, limit - len(found) + 1)
    return Walked(tuple(found[:limit]), found[limit - 1].place if len(found) > limit else None)


def _passing(
    fetch: Fetch, at: State, way: _Way, wanted: ClaimFilter, step: _Step, *, standing: bool
) -> Iterator[RecordedClaim]:
    rest, conditions = way.narrowed(replace(wanted, beyond=None, limit=None))
    places = [column.label(f"place_{number}") for number, column in enumerate(way.order)]
    query = questions.claim_rows(at, rest).add_columns(*places).where(*conditions, *step.chosen).order_by(*way.order)
    made = (replace(questions.recorded(row, wanted.valid_on), place=(row.place_0, row.place_1)) for row in fetch(query))
    held = (each for each in made if each.holds is not Truth.NO)
    return (judging.counting if standing else judging.with_judgements)(fetch, at, held)


def _way(wanted: ClaimFilter) -> _Way:
    if wanted.id or wanted.ids is not None or wanted.document:
        return _Few()
    if wanted.text is not None:
        return _Worded()
    return _Naming() if wanted.actor else _Spoken() if wanted.speaker else _Readings()


_ENTRY, _POSITION = questions.RUNS.c.entry, schema.reading_claims.c.position
_NUMBER, _STATEMENT = schema.claims.c.seq, schema.claims.c.statement


class _Few:
    """What can only be few is asked for at once."""

    order: _Order = (_ENTRY, _POSITION)

    def narrowed(self, wanted: ClaimFilter) -> tuple[ClaimFilter, list[sa.ColumnElement[bool]]]:
        return wanted, []

    def steps(self, fetch: Fetch, wanted: ClaimFilter, limit: int) -> Iterator[_Step]:
        yield _Step(_beyond(self.order, wanted.beyond), 0, None)


class _Readings:
    """The readings one after the other."""

    order: _Order = (_ENTRY, _POSITION)

    def narrowed(self, wanted: ClaimFilter) -> tuple[ClaimFilter, list[sa.ColumnElement[bool]]]:
        return wanted, []

    def steps(self, fetch: Fetch, wanted: ClaimFilter, limit: int) -> Iterator[_Step]:
        beyond, size = wanted.beyond, min(max(limit // 2, 10), _A_STEP)
        entry = schema.runs.c.entry
        while True:
            low = 0 if beyond is None else beyond[0]
            rows = fetch(sa.select(entry).where(entry >= low).order_by(entry).limit(size))
            if not rows:
                yield _Step((sa.false(),), 0, None)
                return
            end = rows[-1].entry
            within = (low <= _ENTRY, end >= _ENTRY, *_beyond(self.order, beyond))
            yield _Step(within, len(rows) * _CLAIMS_A_DOCUMENT, (end, LAST) if len(rows) == size else None)
            if len(rows) < size:
                return
            beyond, size = (end, LAST), min(2 * size, _A_STEP // _CLAIMS_A_DOCUMENT)


class _Numbered:
    """Claims by their numbers, which an index has in order."""

    order: _Order = (_NUMBER, sa.cast(0, sa.Integer))

    def narrowed(self, wanted: ClaimFilter) -> tuple[ClaimFilter, list[sa.ColumnElement[bool]]]:
        return _asked_beside(wanted)

    def steps(self, fetch: Fetch, wanted: ClaimFilter, limit: int) -> Iterator[_Step]:
        last, size = (wanted.beyond or (0, 0))[0], limit + 1
        while True:
            numbers = self.numbers(fetch, wanted, last, size)
            more = len(numbers) == size
            yield _Step((_NUMBER.in_(numbers),), len(numbers), (numbers[-1], 0) if more else None)
            if not more:
                return
            last, size = numbers[-1], min(2 * size, _A_STEP)

    def numbers(self, fetch: Fetch, wanted: ClaimFilter, last: int, size: int) -> list[int]:
        """The least numbers after one."""
        raise NotImplementedError


class _Worded(_Numbered):
    """Claims whose evidence has some words."""

    def numbers(self, fetch: Fetch, wanted: ClaimFilter, last: int, size: int) -> list[int]:
        found = index.next_found(index.claim_words, search(wanted.text or ""), last, size)
        return [row.rowid for row in fetch(found)]


class _Naming(_Numbered):
    """Claims that name an actor."""

    def numbers(self, fetch: Fetch, wanted: ClaimFilter, last: int, size: int) -> list[int]:
        table = schema.claim_actors
        stands = [table.c.role == wanted.role] if wanted.role else []
        found = sa.select(table.c.claim).where(table.c.actor == wanted.actor, table.c.claim > last, *stands).distinct()
        return [row.claim for row in fetch(found.order_by(table.c.claim).limit(size))]


class _Spoken:
    """Claims in what somebody says, or is said to say on somebody's behalf."""

    order: _Order = (_STATEMENT, _NUMBER)

    def narrowed(self, wanted: ClaimFilter) -> tuple[ClaimFilter, list[sa.ColumnElement[bool]]]:
        return _asked_beside(wanted)

    def steps(self, fetch: Fetch, wanted: ClaimFilter, limit: int) -> Iterator[_Step]:
        beyond, size, table = wanted.beyond, limit + 1, schema.statements
        while True:
            low = 0 if beyond is None else beyond[0]
            ways = [
                sa.select(table.c.seq)
                .where(way == wanted.speaker, table.c.seq >= low)
                .order_by(table.c.seq)
                .limit(size)
                for way in (table.c.speaker, table.c.on_behalf_of)
            ]
            rows = fetch(sa.select(sa.union_all(*(sa.select(way.subquery().c.seq) for way in ways)).subquery()))
            numbers = sorted({row.seq for row in rows})[:size]
            more = len(numbers) == size
            chosen = (_STATEMENT.in_(numbers), *_beyond(self.order, beyond))
            yield _Step(chosen, len(numbers), (numbers[-1], LAST) if more else None)
            if not more:
                return
            beyond, size = (numbers[-1], LAST), min(2 * size, _A_STEP)


def _beyond(order: _Order, place: Place | None) -> tuple[sa.ColumnElement[bool], ...]:
    return () if place is None else (sa.tuple_(*order) > place,)


def _asked_beside(wanted: ClaimFilter) -> tuple[ClaimFilter, list[sa.ColumnElement[bool]]]:
    """The filter, where each claim is looked at: a store would else begin with all that somebody stands in or says."""
    filled, said = schema.claim_actors, schema.statements
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.actor:
        stands = [filled.c.role == wanted.role] if wanted.role else []
        conditions.append(sa.exists().where(filled.c.claim == _NUMBER, filled.c.actor == wanted.actor, *stands))
    if wanted.speaker:
        conditions.append(sa.or_(said.c.speaker == wanted.speaker, said.c.on_behalf_of == wanted.speaker))
    role = None if wanted.actor else wanted.role
    return replace(wanted, text=None, actor=None, role=role, speaker=None), conditions
