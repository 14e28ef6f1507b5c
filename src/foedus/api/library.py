"""What the library holds: agreements as dated rules, actors and their names, who recognises whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, opened
from foedus.api.results import Result
from foedus.api.words import Day, day
from foedus.model.agreements import Agreement
from foedus.model.problems import Problem
from foedus.model.viewpoints import Recognition
from foedus.views import actors as actor_view
from foedus.views import agreements as agreement_view
from foedus.views import html
from foedus.views.plain import plain
from foedus.views.table import Label, Table

if TYPE_CHECKING:
    from foedus.desk import CaseResult, Desk
    from foedus.views.actors import ActorPage


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Agreements(Collection[Agreement]):
    """Treaties, memoranda and understandings of the library: parties with spells, stages, provisions, sources.

    Iterating gives ``Agreement`` values.  A frame has a row for each, with parties' keys and duties by article.

    Examples:
        >>> import foedus
        >>> "ru-so-alliance-2015" in [each.id for each in foedus.agreements("South Ossetia", on="2022-02-20")]
        True
    """


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Recognitions(Collection[Recognition]):
    """Who recognises whose statehood, since when, by which source.

    Iterating gives ``Recognition`` values.  The absence of one is no denial: it says that the library holds none.

    Examples:
        >>> import foedus
        >>> foedus.recognitions("Abkhazia", on="2022-02-20", viewpoint="Syria")
        <recognitions: 1>
    """


def agreements(party: str | None = None, *, on: Day | None = None, library: Place | None = None) -> Agreements:
    """The library's agreements, by id.

    Args:
        party: Only those to which this actor was or is a party.
        on: Only those in force on the day, and those of which that is not known.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The agreements; none where the library has none.

    Raises:
        UnknownName: For a party that nobody is known by.
        BadDate: For what is no day.

    Examples:
        >>> import foedus
        >>> "north-atlantic-1949" in {each.id for each in foedus.agreements("Turkey")}
        True
    """
    from foedus.desk import find_agreements

    with opened(None, library=library) as desk:
        return _agreements(find_agreements(desk, party=party, on=day(on)), desk.label, desk.problems)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AgreementPage(Result):
    """One agreement as a page: parties, stages, articles in words, positions on whether it binds, sources.

    Attributes:
        agreement (Agreement): The facts, each with its source: parties, in_force, stages, provisions, positions.
        problems (tuple[Problem, ...]): Files of one's own library that were left out.

    Examples:
        >>> import foedus
        >>> foedus.agreement("ru-so-friendship-2008").agreement.members()
        ('RUS', 'south-ossetia')
    """

    agreement: Agreement
    _label: Label
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<AgreementPage: {self.agreement.title} ({self.agreement.id})>"

    def __str__(self) -> str:
        return agreement_view.agreement_text(self.agreement, self._label)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The agreement as one JSON object, which ``foedus agreements ID --format json`` prints."""
        return [plain(self.agreement)]

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        return [agreement_view.agreement_row(self.agreement)]

    def _parts(self) -> Iterator[str]:
        yield html.table(agreement_view.agreements_table([self.agreement], self._label))
        yield html.folded("The whole page", (html.paragraph(str(self)),))


def agreement(name: str, *, library: Place | None = None) -> AgreementPage:
    """One agreement of the library, by its id or any of its names.

    Args:
        name: The id or a name.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The agreement with the words for it; ``.agreement`` is the frozen value.

    Raises:
        UnknownName: Where there is none of the name; near ids are suggested.

    Examples:
        >>> import foedus
        >>> nato = foedus.agreement("North Atlantic Treaty").agreement
        >>> nato.id, nato.in_force.start
        ('north-atlantic-1949', '1949-08-24')
    """
    from foedus.desk import find_agreement

    with opened(None, library=library) as desk:
        return AgreementPage(find_agreement(desk, name), desk.label, desk.problems)


def cases(name: str | None = None, *, library: Place | None = None) -> Collection[CaseResult]:
    """Try the cases that stand beside an agreement, or beside each: sentences that say what follows from it on a day.

    Args:
        name: The agreement's id or a name; all agreements without it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        Each case with what of it does not hold; those that do not hold are problems.

    Raises:
        UnknownName: Where there is no agreement of the name.

    Examples:
        >>> import foedus
        >>> tried = foedus.cases("ru-so-friendship-2008")
        >>> len(tried) > 0, all(each.holds for each in tried)
        (True, True)
    """
    from foedus.desk import find_agreement, find_agreements, try_cases

    with opened(None, library=library) as desk:
        chosen = [find_agreement(desk, name)] if name else find_agreements(desk)
        found = [each for one in chosen for each in try_cases(desk, one)]
        problems = tuple(
            Problem("case", f"does not hold: {each.sentence}", each.agreement, "; ".join(each.failures))
            for each in found
            if not each.holds
        )
        return Collection(tuple(found), _CASES, (*problems, *desk.problems))


def _case(each: CaseResult) -> Mapping[str, Any]:
    return each.record()


def _cases_table(some: Sequence[CaseResult]) -> Table:
    return agreement_view.cases_table([each.record() for each in some])


_CASES = Kind("cases", _case, _cases_table, columns=agreement_view.CASE_COLUMNS)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Profile(Result):
    """What the library holds of an actor: names by who uses them, offices, agreements, recognition.

    Attributes:
        page (ActorPage): The facts, with ``actor``, ``tenures``, ``agreements``, ``recognised_by``, ``recognises``.
        problems (tuple[Problem, ...]): Files of one's own library that were left out.

    Examples:
        >>> import foedus
        >>> foedus.actor("Tskhinvali region").key
        'south-ossetia'
    """

    page: ActorPage
    _label: Label
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<Profile: {self.page.actor.label} ({self.key})>"

    def __str__(self) -> str:
        return actor_view.page_text(self.page, self._label)

    @property
    def key(self) -> str:
        """The actor's key: ISO 3166 alpha-3 where ISO has a code, which says nothing of statehood, else a slug."""
        return self.page.actor.key

    @property
    def label(self) -> str:
        """What foedus calls the actor."""
        return self.page.actor.label

    def to_dicts(self) -> list[dict[str, Any]]:
        """The profile as one JSON object, which ``foedus actor --format json`` prints."""
        return [actor_view.page_record(self.page)]

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = plain(self.page.actor.names)
        return rows

    def _columns(self) -> tuple[str, ...]:
        return actor_view.NAME_COLUMNS

    def _parts(self) -> Iterator[str]:
        yield html.paragraph(f"{self.label} ({self.key}): {self.page.actor.type}")
        yield html.table(actor_view.names_table(self.page.actor, self._label))
        yield html.folded("Offices, agreements, recognition", (html.paragraph(str(self)),))


def actor(name: str, *, on: Day | None = None, library: Place | None = None) -> Profile:
    """An actor: its names and who uses them, offices, agreements, recognition.

    Args:
        name: A key or any name: ``RUS``, ``Tskhinvali region``, ``Lukashenko``.
        on: Keeps the offices, agreements and recognitions that may hold on the day.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The profile; a frame of it has the names.

    Raises:
        UnknownName: For a name that nobody is known by; near names are suggested.
        UsageError: For a name that several are known by.

    Examples:
        >>> import foedus
        >>> profile = foedus.actor("Alexander Lukashenko", on="2022-02-20")
        >>> [(each.office, each.of) for each in profile.page.tenures]
        [('president', 'BLR')]
    """
    from foedus.desk import actor_page

    with opened(None, library=library) as desk:
        return Profile(actor_page(desk, name, day(on)), desk.label, desk.problems)


def recognitions(
    place: str | None = None, *, on: Day | None = None, viewpoint: str | None = None, library: Place | None = None
) -> Recognitions:
    """Who recognises whom, since when, by which source.

    Args:
        place: Whose statehood; everybody's without it.
        on: Only what may hold on the day.
        viewpoint: Only what this actor recognises.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The recognitions; the absence of one is no denial, and says that the library holds none.

    Raises:
        UnknownName: For a name that nobody is known by.
        BadDate: For what is no day.

    Examples:
        >>> import foedus
        >>> found = foedus.recognitions("South Ossetia", on="2022-02-20")
        >>> sorted(each.recogniser for each in found if each.recogniser.isupper())  # those with a code of ISO 3166
        ['ESH', 'NIC', 'NRU', 'RUS', 'SYR', 'VEN']
    """
    from foedus.desk import find_recognitions

    with opened(None, library=library) as desk:
        return _recognitions(find_recognitions(desk, place=place, on=day(on), viewpoint=viewpoint), desk)


def _agreements(found: Sequence[Agreement], label: Label, problems: tuple[Problem, ...]) -> Agreements:
    def table(some: Sequence[Agreement]) -> Table:
        return agreement_view.agreements_table(some, label)

    def record(each: Agreement) -> Mapping[str, Any]:
        made: Mapping[str, Any] = plain(each)
        return made

    kind = Kind(
        "agreements",
        record,
        table,
        rows=lambda each: (agreement_view.agreement_row(each),),
        columns=agreement_view.COLUMNS,
    )
    return Agreements(tuple(found), kind, problems)


def _recognitions(found: Sequence[Recognition], desk: Desk) -> Recognitions:
    def table(some: Sequence[Recognition]) -> Table:
        return actor_view.recognitions_table(some, desk.label)

    columns = actor_view.RECOGNITION_COLUMNS
    kind = Kind("recognitions", actor_view.recognition_record, table, columns=columns)
    return Recognitions(tuple(found), kind, desk.problems)
