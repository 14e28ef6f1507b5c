"""Answers on who is bound: obligations with their proofs, who is not bound and why, what would flip it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.api.collections import SHOWN, Collection, Kind
from foedus.api.proofs import Explanation, Flips, Viewpoints
from foedus.api.results import Result
from foedus.model.answers import Conflict, NotBound, NotKnown, Obligation
from foedus.model.problems import Problem, UsageError
from foedus.model.time import Truth
from foedus.views import bound as view
from foedus.views import html
from foedus.views.further import article
from foedus.views.graph import answer_graph
from foedus.views.svg import svg
from foedus.views.table import Label, Table

if TYPE_CHECKING:
    from datetime import date

    from foedus.desk import Desk
    from foedus.model.answers import Answer as Found
    from foedus.model.situations import Situation

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Obligations(Collection[Obligation]):
    """Duties that a situation has triggered, each with its provision, its depth and the facts that prove it.

    Iterating gives ``Obligation`` values: bearer, beneficiary, duty, strength, level, depth, provision, because.

    Examples:
        >>> import foedus
        >>> answer = foedus.bound("GEO", "south-ossetia", on="2022-02-20", viewpoint="RUS")
        >>> first = answer.obligations[0]
        >>> first.bearer, first.duty, first.provision.agreement
        ('RUS', 'defend', 'ru-so-alliance-2015')
    """


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Answer(Result):
    """Who is bound to do what for whom in a situation, with proofs; every proof has passed the independent checker.

    What the data do not cover is in ``unknown``, never left out and never a no.

    Attributes:
        obligations (Obligations): Duties that are triggered, the nearest first.
        not_bound (Collection[NotBound]): Who is not bound, by which article, and the condition that failed.
        conflicts (Collection[Conflict]): Who cannot keep all its promises.
        unknown (Collection[NotKnown]): What the data do not cover, with the reason.
        before (tuple[Answer, ...]): Answers on earlier days, where acts have days of their own.
        problems (tuple[Problem, ...]): Files of one's own library that were left out.

    Examples:
        >>> import foedus
        >>> answer = foedus.bound("any", "RUS", on="2021-09-01", through="BLR", ask="PER")
        >>> answer.binds("BLR"), answer.binds("PER")
        (<Truth.YES: 'yes'>, <Truth.NO: 'no'>)
    """

    _found: tuple[Found, ...]
    _record: Record
    _given: Situation
    _desk: Desk
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        asked = view.question(self._record["question"], self._desk.label)
        return f"<Answer: {len(self.obligations)} obligations if {asked}>"

    def __str__(self) -> str:
        return view.text(self._record, self._desk.label)

    @property
    def day(self) -> date:
        """The day whose rules are asked."""
        return self._given.on

    @property
    def viewpoint(self) -> str | None:
        """Whose positions are applied: an actor's key, ``de-facto``, or None for every position side by side."""
        return self._given.viewpoint

    @property
    def obligations(self) -> Obligations:
        """Duties that are triggered."""
        return obligations(self._found[-1].obligations, self._record["question"], self._desk.label)

    @property
    def not_bound(self) -> Collection[NotBound]:
        """Who is not bound, and why."""
        return not_bound(self._found[-1].not_bound, self._desk.label)

    @property
    def conflicts(self) -> Collection[Conflict]:
        """Who cannot keep all its promises."""
        return conflicts(self._found[-1].conflicts, self._desk.label)

    @property
    def unknown(self) -> Collection[NotKnown]:
        """What the data do not cover."""
        return unknown(self._found[-1].unknown, self._desk.label)

    @property
    def before(self) -> tuple[Answer, ...]:
        """The answers on earlier days that acts have, to what had happened by then."""
        earlier = zip(self._found[:-1], self._record.get("before", ()), strict=True)
        return tuple(Answer((each,), record, each.situation, self._desk) for each, record in earlier)

    def binds(self, name: str) -> Truth:
        """Whether somebody is bound to anything, by a text or, where the basis asks for such, by a declaration.

        Args:
            name: An actor, by any name or its key.

        Returns:
            YES where an obligation is the actor's; NO where the answer says of the actor only why not; UNKNOWN where
            the data do not say, or where the answer does not speak of the actor: ``ask=`` makes it do so.

        Raises:
            UnknownName: For a name that nobody is known by.
        """
        key, found = self._desk.key(name), self._found[-1]
        if any(owed.bearer == key for owed in found.obligations):
            return Truth.YES
        told = any(case.actor == key for case in found.not_bound)
        return Truth.UNKNOWN if not told or any(gap.actor == key for gap in found.unknown) else Truth.NO

    def explain(self, what: str | int) -> Explanation:
        """The proof of one obligation, or all that is said of one actor.

        Args:
            what: The number of an obligation, from 1, or an actor by name or key.

        Returns:
            Proofs step by step, each fact with its source; of what does not bind, every condition and whether it is
            met.

        Raises:
            UsageError: For a number that the answer does not have.
            UnknownName: For a name that nobody is known by.
        """
        from foedus.desk.proving import explain

        return Explanation(explain(self._desk, self._given, str(what)), self._desk.label, self.problems)

    def flip(self, who: str, *, duties: Sequence[str] = (), most: int = 2) -> Flips:
        """The smallest sets of facts whose change would bind an actor, or free it.

        Args:
            who: The actor, by name or key.
            duties: The duties that it is about; to defend, attack or aid without any.
            most: So many facts may change at once, from 1 to 4.

        Returns:
            Every such set, or those that were found before the search ended, which is then said.

        Raises:
            UsageError: For a duty that no attack sets off.
            UnknownName: For a name that nobody is known by.
        """
        from foedus.desk.proving import HELP, flip
        from foedus.model.agreements import HELP as ALL

        wanted = (duties,) if isinstance(duties, str) else tuple(duties)
        wrong = [duty for duty in wanted if duty not in ALL]
        if wrong:
            raise UsageError(f"no duty {wrong[0]!r} that an attack sets off; name one of {', '.join(ALL)}")
        if not 1 <= most <= _MOST_CHANGES:
            raise UsageError(f"{most} changes at once cannot be searched; give 1 to {_MOST_CHANGES}")
        return Flips(flip(self._desk, self._given, who, wanted or HELP, most), self._desk.label, self.problems)

    def viewpoints(self) -> Viewpoints:
        """In whose eyes each duty follows, over every holder of positions in the library.

        Returns:
            Each duty with the viewpoints in which it follows, may follow and does not; without proofs.

        Raises:
            UsageError: Where the question named a viewpoint or asked for declared commitments.
        """
        from foedus.desk.viewing import ask_viewpoints

        return Viewpoints(ask_viewpoints(self._desk, self._given), self._desk.label, self.problems)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The answer as one JSON object, which ``foedus bound --format json`` prints."""
        return [dict(self._record)]

    def svg(self) -> str:
        """The answer as a picture: what is given, then duty after duty, articles on the edges; an SVG document."""
        return svg(answer_graph(self._record, self._desk.label))

    def dot(self) -> str:
        """The same picture for Graphviz."""
        from foedus.views.dot import dot

        return dot(answer_graph(self._record, self._desk.label))

    def _rows(self) -> Sequence[Record]:
        return view.flat(self._record)

    def _columns(self) -> tuple[str, ...]:
        return view.COLUMNS

    def _parts(self) -> Iterator[str]:
        shown = view.table(self._record, self._desk.label)
        rows, notes = shown.rows[:SHOWN], shown.notes
        yield html.table(
            Table(shown.title, shown.columns, rows), len(shown.rows), "obligations", "; .to_polars() has all"
        )
        yield html.listing(notes, SHOWN)
        if rows:
            graph = answer_graph(self._record, self._desk.label)
            yield html.folded("The chain of duties, as a picture", (html.picture(svg(graph), graph.text),))


_MOST_CHANGES = 4


def answer(desk: Desk, given: Situation, problems: tuple[Problem, ...] = ()) -> Answer:
    """The answer to a situation."""
    from foedus.desk.asking import answers_to, told_answer

    found = answers_to(desk, given)
    return Answer(found, told_answer(desk, found), given, desk, (*problems, *desk.problems))


def obligations(found: Sequence[Obligation], asked: Record, label: Label) -> Obligations:
    """Obligations as a collection; asked: the question as a record, which names their table."""

    def table(some: Sequence[Obligation]) -> Table:
        record = {"question": asked, "obligations": [each.record() for each in some]}
        return view.table({**record, "not_bound": (), "conflicts": (), "unknown": ()}, label)

    def rows(owed: Obligation) -> Sequence[Record]:
        return view.flat({"question": asked, "obligations": [owed.record()]})

    return Obligations(tuple(found), Kind("obligations", Obligation.record, table, rows=rows, columns=view.COLUMNS))


def not_bound(found: Sequence[NotBound], label: Label) -> Collection[NotBound]:
    """Who is not bound, as a collection."""

    def table(some: Sequence[NotBound]) -> Table:
        rows = tuple((label(e.actor), _cited(e), e.failed_code, e.failed) for e in some)
        return Table("Not bound", ("actor", "provision", "code", "why not"), rows)

    columns = ("actor", "provision", "failed_code", "failed")
    return Collection(tuple(found), Kind("not bound", NotBound.record, table, columns=columns))


def unknown(found: Sequence[NotKnown], label: Label) -> Collection[NotKnown]:
    """What is not known, as a collection."""

    def table(some: Sequence[NotKnown]) -> Table:
        rows = tuple((label(each.actor), _cited(each), each.why) for each in some)
        return Table("Unknown", ("actor", "provision", "why"), rows)

    return Collection(tuple(found), Kind("unknown", NotKnown.record, table, columns=("actor", "why", "provision")))


def conflicts(found: Sequence[Conflict], label: Label) -> Collection[Conflict]:
    """Conflicts as a collection."""

    def table(some: Sequence[Conflict]) -> Table:
        rows = tuple((line,) for line in view.conflicts([each.record() for each in some], label))
        return Table("Conflicts", ("who, and which promises",), rows)

    columns = ("actor", "obligations", "with", "kind", "act", "prevails")
    return Collection(tuple(found), Kind("conflicts", Conflict.record, table, columns=columns))


def _cited(each: NotBound | NotKnown) -> str:
    return article(each.provision.record()) if each.provision else ""
