"""What an open ledger answers: what it holds, what sources say of a topic, and when that was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.api import kinds
from foedus.api.collections import SHOWN, Collection, Kind
from foedus.api.kinds import Claims, Documents, Statements
from foedus.api.results import Result
from foedus.api.words import Day, Moment, Names, day, moment, several
from foedus.ledger.timelines import Event
from foedus.model.problems import Problem
from foedus.views import html
from foedus.views.table import Label, Record, Table

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.desk.comparing import Comparison as Compared
    from foedus.desk.judging import Listed
    from foedus.ledger import Disagreement, Passage
    from foedus.ledger.comparing import Proposition
    from foedus.model.judgements import Judgement


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Timeline(Collection[Event]):
    """What is said to have happened to an actor or an agreement, when, and when that was said and by whom.

    Iterating gives events in their order; in a notebook they are a picture and a table.

    Attributes:
        actor (str): The key of the actor or the id of the agreement.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     found = ledger.timeline("ru-so-alliance-2015", kinds="agreement-stage")
        >>> found.actor, found[0].when, found[0].put
        ('ru-so-alliance-2015', '2015-03-18', 'library')
    """

    actor: str = ""
    _label: Label = str

    def svg(self) -> str:
        """The events on a line of years, as an SVG document; what has no day is told, not drawn."""
        from foedus.views.chronicle import timeline_svg

        return timeline_svg(self.actor, self._held, self._label)

    def _repr_html_(self) -> str:
        told = f"Timeline of {self._label(self.actor)}, {len(self)} events; the table has them in words"
        drawn = html.picture(self.svg(), told) if len(self) else ""
        return html.page((drawn, self._table_html(), html.problems(self.problems)))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Result):
    """What sources say of a topic: who says so, who denies it, since when, in which words, and where they differ.

    It goes by the claims as they count after people's judgements; copies of one story are one source.

    Attributes:
        topic (str): What the words were taken to mean.
        propositions (Collection[Proposition]): Those asked for, the most contested first.
        of (int): How many propositions there are in all.
        contradictions (Collection[Disagreement]): What sources contradict one another on.
        problems (tuple[Problem, ...]): Files of one's own library that were left out.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     _ = ledger.read_text("Syria recognised South Ossetia on 29 May 2018.")
        ...     print(ledger.compare("South Ossetia", kinds="recognition").propositions[0].point.type)
        recognition
    """

    _found: Compared
    _label: Label
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        shown, contradicted = len(self._found.propositions), len(self._found.contradictions)
        return f"<Comparison of {self.topic}: {shown} of {self.of} propositions, {contradicted} contradictions>"

    def __str__(self) -> str:
        from foedus.views.comparing import text

        found = self._found
        given = (found.topic, found.propositions, found.contradictions, found.accounts, found.of)
        return text(*given, self._label, found.beside)

    @property
    def topic(self) -> str:
        """What the words were taken to mean."""
        return self._found.topic

    @property
    def of(self) -> int:
        """How many propositions there are in all."""
        return self._found.of

    @property
    def propositions(self) -> Collection[Proposition]:
        """The propositions, the most contested first."""
        from foedus.views.comparing import PROPOSITION_COLUMNS, proposition_record, propositions_table

        kind = Kind(
            "propositions",
            lambda one: proposition_record(one, self._label),
            lambda some: propositions_table(some, self._label),
            columns=PROPOSITION_COLUMNS,
        )
        return Collection(self._found.propositions, kind, self.problems)

    @property
    def contradictions(self) -> Collection[Disagreement]:
        """What sources contradict one another on, with what the library has beside it."""
        from foedus.views.comparing import DISAGREEMENT_COLUMNS, disagreements_table

        def record(one: Disagreement) -> Record:
            return {**one.record(), "library": self._found.beside.get(one)}

        def table(some: Sequence[Disagreement]) -> Table:
            return disagreements_table(some, self._label)

        kind = Kind("contradictions", record, table, columns=DISAGREEMENT_COLUMNS)
        return Collection(self._found.contradictions, kind, self.problems)

    def by_outlet(self) -> list[dict[str, Any]]:
        """Sources side by side: how often each outlet puts each proposition in which way, as JSON objects."""
        from foedus.views.comparing import outlet_records

        return [dict(each) for each in outlet_records(self._found.propositions, self._label)]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The propositions as JSON objects, which ``foedus compare --format jsonl`` prints."""
        return self.propositions.to_dicts()

    def _parts(self) -> Iterator[str]:
        if self._found.propositions:
            yield self.propositions._table_html()
        if self._found.contradictions:
            yield self.contradictions._table_html()


class Questions:
    """What an open ledger answers."""

    __slots__ = ()
    _desk: Desk

    def documents(self, ids: Names | None = None, *, known_on: Moment | None = None) -> Documents:
        """The documents, described as their latest readings describe them.

        Args:
            ids: Only these; all without it.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.

        Returns:
            The documents with their texts, in the order of recording.
        """
        from foedus.model.time import parse_moment

        known = moment(known_on)
        wanted = None if ids is None else several(ids)
        found = self._desk.ledger.documents(parse_moment(known) if known else None, ids=wanted)
        return kinds.documents(found, self._desk.problems)

    def claims(
        self,
        *,
        kind: str | None = None,
        actor: str | None = None,
        speaker: str | None = None,
        document: str | None = None,
        status: str | None = None,
        text: str | None = None,
        on: Day | None = None,
        known_on: Moment | None = None,
        limit: int | None = None,
        min_confidence: float = 0.0,
        standing: bool = False,
    ) -> Claims:
        """The claims of the latest reading of each document, as they were read or as they count.

        Args:
            kind: The kind of claim, such as ``commitment``.
            actor: Who stands in any role of the claim, by name or key.
            speaker: Who says it, or in whose name it is said.
            document: The document that it stands in, by id or by the path that it was read from.
            status: ``actual``, ``planned``, ``possible``, ``conditional``, ``demanded``, ``ordered`` or ``denied``.
            text: Words of the evidence, in any script; ``"a phrase"``, ``beginn*``.
            on: Leaves out claims whose own time excludes the day.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            limit: At most so many; all of them without it, which of a large ledger takes its time and memory.
            min_confidence: Leaves out claims that are less sure, from 0 to 1.
            standing: As they count after judgements: without the rejected and retracted, corrected.

        Returns:
            The claims in the order of recording.

        Raises:
            UnknownName: For a document that the ledger does not hold.
            UsageError: For a kind or a status that there is not.
        """
        from foedus.desk import find_claims

        found = find_claims(
            self._desk, kind=kind, actor=actor, speaker=speaker, document=document, status=status, text=text,
            on=day(on), known_on=moment(known_on), limit=limit, least=min_confidence, standing=standing,
        )  # fmt: skip
        return kinds.recorded(found, self._desk.label, self._desk.problems)

    def statements(
        self,
        *,
        speaker: str | None = None,
        document: str | None = None,
        text: str | None = None,
        known_on: Moment | None = None,
        limit: int | None = None,
    ) -> Statements:
        """Who says what, through whom.

        Args:
            speaker: Who says it, or in whose name it is said, by name or key.
            document: The document that it stands in, by id or by the path that it was read from.
            text: Words of the content, in any script.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            limit: At most so many.

        Returns:
            The statements in the order of recording.

        Raises:
            UnknownName: For a document that the ledger does not hold.
        """
        from foedus.desk import find_statements

        held = tuple(
            find_statements(
                self._desk, speaker=speaker, document=document, text=text, known_on=moment(known_on), limit=limit
            )
        )
        texts = self._desk.texts({each.document for each in held[:SHOWN]})
        return kinds.statements(held, texts, self._desk.label, self._desk.problems)

    def search(
        self, query: str, *, every_name: bool = False, known_on: Moment | None = None, limit: int | None = None
    ) -> Collection[Passage]:
        """The passages of the documents that have some words, in any script; case and accents do not count.

        Args:
            query: All of the words; ``"a phrase"``; ``beginn*``.
            every_name: Where the words name one actor, by any of the actor's names.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            limit: At most so many.

        Returns:
            The passages, each with its place in its document's text.

        Raises:
            UsageError: For a query without words.
        """
        from foedus.desk.looking import find_passages

        found = find_passages(self._desk, query, every_name=every_name, known_on=moment(known_on), limit=limit)
        return kinds.passages(found, self._desk.problems)

    def compare(
        self,
        *topic: str,
        kinds: Names = (),
        since: Day | None = None,
        until: Day | None = None,
        known_on: Moment | None = None,
        limit: int = 20,
        skip: int = 0,
    ) -> Comparison:
        """What sources say of a topic, side by side; without a topic, what is contested in the whole ledger.

        Args:
            topic: An agreement, actors, a kind of claim, a claim's id, or words.
            kinds: Only claims of these kinds.
            since: Only what was published since.
            until: Only what was published by then.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            limit: At most so many propositions.
            skip: How many to pass over, for those after a page.

        Returns:
            Propositions with who puts them how, and contradictions with what the library has beside them.

        Raises:
            UsageError: For a kind that there is not.
            UnknownName: For a claim that the ledger does not hold.
        """
        from foedus.desk.comparing import compare

        found = compare(
            self._desk, topic, kinds=several(kinds), known_on=moment(known_on), limit=limit, start=skip,
            since=day(since), until=day(until),
        )  # fmt: skip
        return Comparison(found, self._desk.label, self._desk.problems)

    def contradictions(self, *topic: str, known_on: Moment | None = None, limit: int = 20) -> Collection[Disagreement]:
        """What sources contradict one another on, with what the library has beside it.

        Args:
            topic: What ``compare`` takes; the whole ledger without it.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            limit: At most so many propositions are gone through.

        Returns:
            Each contradiction with its sides and their claims.
        """
        return self.compare(*topic, known_on=known_on, limit=limit).contradictions

    def timeline(
        self,
        name: str,
        *,
        kinds: Names = (),
        since: Day | None = None,
        until: Day | None = None,
        known_on: Moment | None = None,
        library_dates: bool = True,
        limit: int | None = None,
        skip: int = 0,
    ) -> Timeline:
        """What is said to have happened to an actor or an agreement, when, and when that was said and by whom.

        Args:
            name: The actor or the agreement, by any name or its key.
            kinds: Only claims of these kinds.
            since: Only what may have been since.
            until: Only what may have been by then.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            library_dates: Whether the library's own dates stand beside it, with their sources.
            limit: Where more claims tell of it, about so many, the earliest first; all without it.
            skip: How many claims to pass over, for those after a page.

        Returns:
            The events in their order; what contradicts one says so.

        Raises:
            UnknownName: Where neither the library nor the ledger knows the name.
        """
        from foedus.desk.timelines import timeline
        from foedus.views.timelines import EVENT_COLUMNS, event_record, timeline_table

        label = self._desk.label
        found = timeline(
            self._desk, name, kinds=several(kinds), known_on=moment(known_on), since=day(since), until=day(until),
            library=library_dates, limit=limit, start=skip,
        )  # fmt: skip
        kind = Kind(
            "events",
            lambda event: event_record(event, label),
            lambda some: timeline_table(found.actor, some, label),
            columns=EVENT_COLUMNS,
        )
        return Timeline(found.events, kind, self._desk.problems, found.actor, label)

    def judgements(
        self, *, of: str | None = None, by: str | None = None, known_on: Moment | None = None
    ) -> Collection[Judgement]:
        """What people held of claims, documents and names, in the order of recording, withdrawn ones too.

        Args:
            of: Those on this alone: an id or a key.
            by: Those that this person gave.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.

        Returns:
            The judgements; the records say of each whether it stands.
        """
        from foedus.desk.judging import judgements

        return judged(tuple(judgements(self._desk, target=of, by=by, known_on=moment(known_on))), self._desk)


def judged(found: tuple[Listed, ...], desk: Desk, problems: tuple[Problem, ...] = ()) -> Collection[Judgement]:
    """Judgements as a collection."""
    from foedus.views.judgements import JUDGEMENT_COLUMNS, judgement_record, judgements_table

    def table(some: Sequence[Listed]) -> Table:
        return judgements_table(some, desk.label)

    def record(one: Listed) -> Mapping[str, Any]:
        return judgement_record(one)

    kind = Kind("judgements", record, table, lambda one: one.judgement, columns=JUDGEMENT_COLUMNS)
    return Collection(found, kind, (*problems, *desk.problems))
