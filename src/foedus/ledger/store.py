"""The ledger: an append-only store of documents, statements and claims that answers what it held and when."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import sqlalchemy as sa

from foedus.ledger import (
    append,
    archive,
    erasing,
    judging,
    leafing,
    looks,
    migrate,
    questions,
    restoring,
    schema,
    stats,
    verifying,
    versions,
    walking,
    weighing,
)
from foedus.ledger.archive import Archive, Manifest
from foedus.ledger.catalogue import DocumentFilter, Listed, catalogue
from foedus.ledger.files import new_file
from foedus.ledger.leafing import Leaf
from foedus.ledger.looks import Look
from foedus.ledger.records import (
    Appended,
    ClaimFilter,
    Kept,
    LibraryStood,
    Passage,
    Place,
    ReadBy,
    RecordedClaim,
    Sighting,
    StatementFilter,
    Told,
    Use,
    moment,
    until,
)
from foedus.ledger.schema import HEAD
from foedus.ledger.sources import Directory, Nobody
from foedus.ledger.stats import Stats
from foedus.ledger.stores import WRITES, Store, explained, readable, store_at
from foedus.ledger.walking import Walked
from foedus.ledger.weighing import Weighed
from foedus.ledger.words import Search, search
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import Erased, LedgerError, Problem, UsageError
from foedus.model.usage import Used
from foedus.model.versions import LibraryVersion

_IDS_A_QUERY = 500
_T = TypeVar("_T")


def open_ledger(
    place: str | Path | None = None, *, create: bool = True, library: LibraryVersion | None = None
) -> Ledger:
    """The ledger at a place, made or brought to this program's schema where that is needed.

    place: a file, a ``sqlite:///`` URL (``sqlite://`` alone is a ledger in memory), a ``postgresql://`` URL, or
    None for :func:`~foedus.ledger.default_place`.
    create: whether a ledger that is not there yet is made; a question should not make one.
    library: the one that stands while it is open; it is noted with all that is recorded.

    Raises UsageError for an address of no store, LedgerError where the ledger cannot be used: not a ledger, made by
    a newer foedus, locked, damaged, read-only, out of reach.
    """
    from foedus.ledger import default_place

    store = store_at(default_place() if place is None else place)
    store.prepare(create=create)
    if place is None and create and "FOEDUS_LEDGER" not in os.environ:
        store.make_folder()
    engine = store.engine()
    try:
        with readable(store):
            _bring_up_to_date(engine, store, create=create)
        with explained(store):
            store.settle(engine)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, store, library)


def restore(backup: str | Path, place: str | Path | None = None) -> Manifest:
    """Make a ledger of a backup, in any store; what the backup says of itself.

    place: as of :func:`open_ledger`; there must be no ledger yet, or one that holds nothing.

    Raises LedgerError where the backup is not whole or made by a newer foedus, or the place holds something; then
    nothing was changed.
    """
    from foedus.ledger import default_place

    packed = Archive(Path(backup))
    store = store_at(default_place() if place is None else place)
    store.prepare(create=True)
    if place is None and "FOEDUS_LEDGER" not in os.environ:
        store.make_folder()
    try:
        with store.making():
            _restore(store, packed)
    finally:
        packed.close()
    return packed.manifest


def _restore(store: Store, packed: Archive) -> None:
    engine = store.engine()
    try:
        with explained(store), engine.execution_options(**{WRITES: True}).begin() as connection:
            _revision(connection, store.name)
            restoring.see_empty(connection, store.name, packed)
            restoring.fill(connection, packed)
        with explained(store):
            store.settle(engine)
    finally:
        engine.dispose()


def _bring_up_to_date(engine: sa.Engine, store: Store, *, create: bool) -> None:
    name = store.name
    with explained(store):
        with engine.connect() as connection:
            found = _revision(connection, name)
        if found == HEAD:
            return
        if found is None and not create:
            raise LedgerError(f"the ledger {name} is empty; read something into it first: foedus read PATH")
        if found is not None and migrate.is_newer(found):
            raise LedgerError(
                f"the ledger {name} was written by a newer foedus (schema {found}, this one knows up to "
                f"{HEAD}); upgrade foedus to use it"
            )
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            migrate.upgrade(connection)


def _revision(connection: sa.Connection, name: str) -> str | None:
    try:
        return migrate.revision(connection)
    except LedgerError as error:
        raise LedgerError(f"{name} is no ledger: {error}") from error


class Ledger:
    """An open ledger.

    Nothing in it is ever changed or removed, but for the words of a document by :meth:`erase`: the database itself
    refuses to.  Of each document it answers with the latest reading that it holds, or that it held by ``known_on``;
    a date means the end of that day in UTC.  The caller's clock is believed.  Lists come in the order of recording,
    a page at a time, and stay at the state that the ledger was in when their first item was asked for.
    Use one from one thread.
    """

    def __init__(self, engine: sa.Engine, store: Store, library: LibraryVersion | None = None) -> None:
        self.place = store.name
        self._library = library
        self._store = store
        self._engine = engine
        self._batch: sa.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; closing twice does no harm."""
        self._engine.dispose()

    def append(
        self,
        document: Document,
        statements: Iterable[Statement] = (),
        claims: Iterable[Claim] = (),
        problems: Iterable[Problem] = (),
        *,
        reader: ReadBy,
        recorded_at: datetime,
        used: Used | None = None,
        keep: str = "text",
    ) -> Appended:
        """Record what one reader made of one document: all of it or, after an error, nothing.

        What the ledger holds already it does not hold twice; what differs from it stands beside it.
        used: what a language model took to read it, recorded each time.
        keep: of its text, all (``text``) or what the statements and claims quote (``evidence``).

        Raises UsageError where the records do not belong to the document, Erased where its words were erased,
        LedgerError where the store fails.
        """
        recording = append.prepare(document, statements, claims, problems, reader)
        with self._writing() as connection, readable(self._store):
            return append.write(connection, recording, moment(recorded_at), used, keep)

    def append_all(
        self,
        readings: Iterable[tuple[Document, Sequence[Statement], Sequence[Claim], Sequence[Problem]]],
        *,
        reader: ReadBy,
        recorded_at: datetime,
        keep: str = "text",
    ) -> list[Appended | Erased]:
        """Record what one reader made of many documents, as :meth:`append` would of each in turn, but many times
        faster: all of them or, after an error, nothing.

        Keep it to some thousand claims: other writers wait until it ends.  Where a document's words were erased, that
        stands in its place of the answer, and the others are recorded.

        Raises UsageError where records do not belong to their document, LedgerError where the store fails.
        """
        recordings = [append.prepare(*each, reader) for each in readings]
        with self._writing() as connection:
            return append.write_all(connection, recordings, moment(recorded_at), keep)

    def sight(self, places: Sequence[tuple[str, str]], *, recorded_at: datetime) -> tuple[int, tuple[str, ...]]:
        """Record paths at which documents of the ledger were found too, by their ids; how many were not known, and the
        ids of which the ledger holds no document.
        """
        with self._writing() as connection:
            return append.sight(connection, places, moment(recorded_at))

    def append_problems(self, problems: Iterable[Problem], *, recorded_at: datetime) -> int:
        """Record problems that no document came of (a file that cannot be read); how many were not known."""
        with self._writing() as connection:
            return append.write_loose_problems(connection, tuple(problems), moment(recorded_at))

    def judge(self, judgement: Judgement) -> bool:
        """Record what somebody holds of a claim, a document or two names; whether the ledger did not hold it yet.

        It is recorded as of its own moment.  To undo it, judge it with ``withdraw``.

        Raises UsageError where it is not whole or does not fit, UnknownName where what it judges is not held.
        """
        whole = judging.prepare(judgement)
        with self._writing() as connection, readable(self._store):
            return judging.write(connection, whole)

    def erase(self, erasure: Erasure) -> tuple[Erasure, bool]:
        """Take a document's words out of the ledger for good: its text, its title and byline, what is quoted of it, and
        its words in the indexes.  Ids, hashes, spans and the structure of its claims stay, and a tombstone.

        Returns the tombstone (the first one, where it was erased before), and whether the store's files are rid of
        the words too; while others have the ledger open they may not be, and erasing again sees to it.

        Raises UsageError where it is unsigned or without a reason, UnknownName where there is no such document.
        """
        if self._batch is not None:
            raise UsageError("an erasure is a transaction of its own: end the batch first")
        signed = erasing.prepare(erasure)
        with self._writing() as connection, readable(self._store):
            told = erasing.write(connection, signed)
        with explained(self._store):
            return told, self._store.purge(self._engine)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Appendings inside are written together, which is faster for many small ones: all of them or none.

        Keep it short: other writers wait until it ends.
        """
        if self._batch is not None:
            yield
            return
        with self._writing() as connection:
            self._batch = connection
            try:
                yield
            finally:
                self._batch = None

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

    def look(self, look: Look) -> None:
        """Record what a watch found, as of its moment.

        Raises UsageError for a watch without a name, or a moment without a time zone.
        """
        whole = replace(look, at=moment(look.at))
        with self._writing() as connection:
            looks.write(connection, whole)

    def looks(self, name: str | None = None, known_on: date | datetime | None = None) -> Iterator[Look]:
        """What watches found, or one of them, in the order of recording."""
        yield from self._told(looks.looks(self._fetch, self._state(known_on), name, latest=False))

    def latest_look(self, name: str, known_on: date | datetime | None = None) -> Look | None:
        """What a watch found when it was last looked at; None where it never was."""
        return next(looks.looks(self._fetch, self._state(known_on), name, latest=True), None)

    def watches(self, known_on: date | datetime | None = None) -> dict[str, tuple[int, datetime]]:
        """Every watch by its name: how often it was looked at, and when last."""
        return looks.names(self._fetch, self._state(known_on))

    def contradictions(
        self,
        actor: str | None = None,
        known_on: date | datetime | None = None,
        *,
        directory: Directory | None = None,
        limit: int | None = None,
    ) -> Weighed:
        """What sources contradict one another on, and who says what of it.

        It goes by the claims as they count after what people held of them: rejected and retracted ones are out,
        corrections stand in the place of what they correct, and names that are held to be one are one.
        actor: only what concerns one; None for the whole ledger.  directory: who is a medium, and who is known.
        limit: about so many, of what was last written of, which is quick whatever the ledger holds.
        """
        with readable(self._store):
            return weighing.contradictions(self._fetch, self._state(known_on), actor, directory or Nobody(), limit)

    def weigh(
        self,
        actors: Sequence[str] = (),
        kinds: Collection[str] = (),
        *,
        text: str | None = None,
        claim: str | None = None,
        known_on: date | datetime | None = None,
        limit: int | None = None,
        published: tuple[date | None, date | None] = (None, None),
        directory: Directory | None = None,
    ) -> Weighed:
        """What sources say on a topic, by the claims as they count: see :meth:`contradictions`.

        actors: claims that name all of them, in any role.  kinds: only of these kinds.  text: claims whose evidence
        has these words, and all on the same propositions; claim: those on the propositions of this one.
        limit: at most so many propositions, those that are contested first, then those that most claims are about.
        published: only documents published in between.

        Raises UnknownName for a claim that the ledger does not hold.
        """
        topic = weighing.Topic(tuple(actors), tuple(kinds), text, claim, limit, published)
        with readable(self._store):
            return weighing.on_topic(self._fetch, self._state(known_on), topic, directory or Nobody())

    def timeline(
        self,
        actor: str,
        kinds: Collection[str] = (),
        *,
        known_on: date | datetime | None = None,
        span: tuple[date | None, date | None] = (None, None),
        directory: Directory | None = None,
    ) -> Weighed:
        """What sources say of an actor or an agreement with a time to it, by the claims as they count.

        span: only what may have been between two days, and what has no time.  For the events see
        :func:`foedus.ledger.timelines.timeline`.
        """
        with readable(self._store):
            return weighing.on_timeline(self._fetch, self._state(known_on), actor, kinds, span, directory or Nobody())

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
        yield from self._told(questions.problems(self._fetch, self._state(known_on)))

    def sightings(self, document: str | None = None, known_on: date | datetime | None = None) -> Iterator[Sighting]:
        """Every path at which a document's text was found, and when the ledger first learnt of it there."""
        yield from self._told(questions.sightings(self._fetch, self._state(known_on), document))

    def uses(self, document: str | None = None, known_on: date | datetime | None = None) -> Iterator[Use]:
        """What language models took to read the documents, each time that one did."""
        yield from self._told(questions.uses(self._fetch, self._state(known_on), document))

    def erasures(self, known_on: date | datetime | None = None) -> Iterator[Erasure]:
        """Which documents' words were erased, by whom and why, in the order of recording."""
        yield from self._told(questions.erasures(self._fetch, self._state(known_on)))

    def libraries(self, known_on: date | datetime | None = None) -> Iterator[LibraryStood]:
        """The libraries that stood when something was recorded, in the order of their first entry."""
        yield from self._told(questions.libraries(self._fetch, self._state(known_on)))

    def stats(self, known_on: date | datetime | None = None) -> Stats:
        """What it holds, counted."""
        with readable(self._store):
            return stats.stats(self._fetch, self._state(known_on))

    def kept_in(self) -> Kept:
        """What keeps it, its schema, and how much room it takes."""
        with explained(self._store), self._engine.connect() as connection:
            engine, size = self._store.described(connection)
        return Kept(engine, HEAD, size)

    def verify(self) -> Iterator[Problem]:
        """All that is wrong with it: damage, what was changed or taken away by hand, indexes that are not of the texts.

        Nothing where all is as it was recorded.
        """
        with explained(self._store), readable(self._store), self._store.snapshot(self._engine) as seen:
            damaged = False
            for fault in self._store.faults(seen):
                damaged = damaged or fault.code == "damaged"
                yield fault
            if not damaged:  # what a damaged file says of its rows is anybody's guess
                yield from verifying.faults(seen)

    def backup(self, path: str | Path) -> Manifest:
        """Write all that it holds into a new file, from which any store can restore it; what the file says of itself.

        Others may record meanwhile: the backup has what was recorded when it began.

        Raises LedgerError where there is such a file already, or it cannot be written; then there is none afterwards.
        """
        with new_file(Path(path), "backup") as out, explained(self._store), self._store.snapshot(self._engine) as seen:
            return archive.write(seen, out)

    def _state(self, known_on: date | datetime | None) -> questions.State:
        return questions.state(self._fetch, until(known_on))

    def _told(self, found: Iterator[_T]) -> Iterator[_T]:
        with readable(self._store):
            yield from found

    def _fetch(
        self, query: questions.Query, given: Mapping[str, Any] | None = None
    ) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        with explained(self._store), readable(self._store):
            if self._batch is not None:
                return self._batch.execute(query, given).all()
            with self._engine.connect() as connection:
                return connection.execute(query, given).all()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with explained(self._store):
            if self._batch is not None:
                with self._batch.begin_nested():
                    yield self._batch
                return
            with self._engine.execution_options(**{WRITES: True}).begin() as connection:
                before = versions.last_entry(connection)
                yield connection
                if self._library is not None:
                    versions.note(connection, self._library, before)
