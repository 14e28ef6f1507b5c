"""Asking an open ledger for what it holds, or held at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import islice

import sqlalchemy as sa

from foedus.ledger import judging, leafing, looks, notes, questions, schema, stats, walking
from foedus.ledger.access import Access
from foedus.ledger.catalogue import DocumentFilter, Listed, catalogue
from foedus.ledger.leafing import Leaf
from foedus.ledger.looks import Look
from foedus.ledger.records import (
    ClaimFilter,
    LibraryStood,
    Passage,
    Place,
    RecordedClaim,
    Sighting,
    StatementFilter,
    Told,
    Use,
)
from foedus.ledger.stats import Stats
from foedus.ledger.stores import readable
from foedus.ledger.walking import Walked
from foedus.ledger.words import Search, search
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import Problem

_IDS_A_QUERY = 500


class Asking(Access):
    """Lists come in the order of recording, a page at a time."""

    def documents(
        self,
        known_on: date | datetime | None = None,
        *,
        ids: Collection[str] | None = None,
        history: bool = False,
    ) -> Iterator[Document]:
        """The documents, described as their latest readings describe them.

        ids: only these.  history: every differing description of a document's text (another date of
        publication, another title), oldest first, in place of the latest alone.
        """
        at = self._state(known_on)
        if ids is None:
            yield from self._told(questions.documents(self._fetch, at, None, history=history))
            return
        wanted = iter(dict.fromkeys(ids))
        while some := list(islice(wanted, _IDS_A_QUERY)):
            yield from self._told(questions.documents(self._fetch, at, some, history=history))

    def told(self, ids: Collection[str], known_on: date | datetime | None = None) -> Iterator[Told]:
        """What is told of some documents, without their texts, which is many times quicker."""
        at, wanted = self._state(known_on), iter(dict.fromkeys(ids))
        while some := list(islice(wanted, _IDS_A_QUERY)):
            yield from self._told(questions.told(self._fetch, at, some))

    def catalogue(
        self,
        wanted: DocumentFilter | None = None,
        known_on: date | datetime | None = None,
        *,
        before: int | None = None,
        limit: int = 50,
    ) -> list[Listed]:
        """At most `limit` documents that pass the filter, without their texts, newest reading first.

        before: the entry of the last one of the page before.
        """
        at = self._state(known_on)
        return catalogue(self._fetch, at, wanted or DocumentFilter(), before=before, limit=limit)

    def statements(
        self, wanted: StatementFilter | None = None, known_on: date | datetime | None = None
    ) -> Iterator[Statement]:
        """The statements that pass the filter."""
        for _, statement in self.placed_statements(wanted, known_on):
            yield statement

    def placed_statements(
        self, wanted: StatementFilter | None = None, known_on: date | datetime | None = None
    ) -> Iterator[tuple[Place, Statement]]:
        """The statements that pass the filter, each with its place, from which a list can be gone on with."""
        yield from self._told(questions.statements(self._fetch, self._state(known_on), wanted or StatementFilter()))

    def claims(self, wanted: ClaimFilter | None = None, known_on: date | datetime | None = None) -> Iterator[Claim]:
        """The claims that pass the filter; see :meth:`recorded_claims` for what is known of them."""
        for recorded in self.recorded_claims(wanted, known_on):
            yield recorded.claim

    def recorded_claims(
        self, wanted: ClaimFilter | None = None, known_on: date | datetime | None = None
    ) -> Iterator[RecordedClaim]:
        """The claims that pass the filter, as they were read, each with its statement, its reader, when it was
        recorded, and what people hold of it."""
        at = self._state(known_on)
        found = questions.claims(self._fetch, at, wanted or ClaimFilter())
        yield from self._told(judging.with_judgements(self._fetch, at, found))

    def walk(
        self,
        wanted: ClaimFilter | None = None,
        known_on: date | datetime | None = None,
        *,
        limit: int = 50,
        standing: bool = False,
    ) -> Walked:
        """At most so many claims that pass the filter, after its place; see :mod:`foedus.ledger.walking`.

        standing: as they count, in place of as they were read.
        """
        with readable(self._store):
            return walking.claims(self._fetch, self._state(known_on), wanted or ClaimFilter(), limit, standing=standing)

    def leaf(
        self,
        actor: str,
        known_on: date | datetime | None = None,
        *,
        said_by: bool = False,
        before: int | None = None,
        limit: int = 50,
    ) -> Leaf:
        """Some claims that name an actor, those that were recorded last first; see :mod:`foedus.ledger.leafing`.

        said_by: those that the actor puts forward, in place of those that name it.  before: where the last page ended.
        """
        ask = leafing.said_by if said_by else leafing.naming
        with readable(self._store):
            return ask(self._fetch, self._state(known_on), actor, before, limit)

    def standing_claims(
        self, wanted: ClaimFilter | None = None, known_on: date | datetime | None = None
    ) -> Iterator[RecordedClaim]:
        """The claims that pass the filter, as they count after what people held of them.

        A rejected or retracted claim is left out; in the place of a corrected one stands its correction, with the
        statement and the reading of the one that was corrected.
        """
        asked = wanted or ClaimFilter()
        yield from self._told(islice(judging.standing_claims(self._fetch, self._state(known_on), asked), asked.limit))

    def judgements(
        self,
        known_on: date | datetime | None = None,
        *,
        targets: Collection[str] | None = None,
        after: int = 0,
    ) -> Iterator[Judgement]:
        """What people held, in the order of recording, withdrawn or not.

        targets: those on these ids and names alone, with what withdraws them.  after: only those recorded after this
        entry (:meth:`last`), where no targets are given.
        """
        yield from self._told(judging.judgements(self._fetch, self._state(known_on), targets, after))

    def last(self) -> int:
        """The number of the last entry: what marks this state of the ledger, however moments were told."""
        return self._state(None).last

    def looks(self, name: str | None = None, known_on: date | datetime | None = None) -> Iterator[Look]:
        """What watches found, or one of them, in the order of recording."""
        yield from self._told(looks.looks(self._fetch, self._state(known_on), name, latest=False))

    def latest_look(self, name: str, known_on: date | datetime | None = None) -> Look | None:
        """What a watch found when it was last looked at; None where it never was."""
        return next(looks.looks(self._fetch, self._state(known_on), name, latest=True), None)

    def watches(self, known_on: date | datetime | None = None) -> dict[str, tuple[int, datetime]]:
        """Every watch by its name: how often it was looked at, and when last."""
        return looks.names(self._fetch, self._state(known_on))

    def names(self, key: str, times: int = 1) -> bool:
        """Whether claims name an actor by a key, at least so many times."""
        table = schema.claim_actors
        last = sa.select(table.c.claim).where(table.c.actor == key).limit(1).offset(times - 1)
        return bool(self._fetch(last))

    def search(
        self, asked: str | Search, known_on: date | datetime | None = None, *, beyond: int = 0, first: int = 20
    ) -> Iterator[Passage]:
        """The passages of the documents' texts that have all words of a query, in any script.

        beyond: only those after this place, as the last one of a page before had it.  first: how many are fetched at
        first.

        Raises UsageError for a query without a word.
        """
        wanted = search(asked) if isinstance(asked, str) else asked
        yield from self._told(questions.passages(self._fetch, self._state(known_on), wanted, beyond, first))

    def problems(self, known_on: date | datetime | None = None) -> Iterator[Problem]:
        """The problems of the documents' latest readings, and those that no document came of."""
        yield from self._told(notes.problems(self._fetch, self._state(known_on)))

    def sightings(self, document: str | None = None, known_on: date | datetime | None = None) -> Iterator[Sighting]:
        """Every path at which a document's text was found, and when the ledger first learnt of it there."""
        yield from self._told(notes.sightings(self._fetch, self._state(known_on), document))

    def uses(self, document: str | None = None, known_on: date | datetime | None = None) -> Iterator[Use]:
        """What language models took to read the documents, each time that one did."""
        yield from self._told(notes.uses(self._fetch, self._state(known_on), document))

    def erasures(self, known_on: date | datetime | None = None) -> Iterator[Erasure]:
        """Which documents' words were erased, by whom and why, in the order of recording."""
        yield from self._told(notes.erasures(self._fetch, self._state(known_on)))

    def libraries(self, known_on: date | datetime | None = None) -> Iterator[LibraryStood]:
        """The libraries that stood when something was recorded, in the order of their first entry."""
        yield from self._told(notes.libraries(self._fetch, self._state(known_on)))

    def stats(self, known_on: date | datetime | None = None) -> Stats:
        """What it holds, counted."""
        with readable(self._store):
            return stats.stats(self._fetch, self._state(known_on))
