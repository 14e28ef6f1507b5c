"""What has changed since somebody last looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, opened
from foedus.api.results import Result
from foedus.api.words import Day, Moment, Names, day, moment, several
from foedus.model.problems import Problem, UsageError
from foedus.views import html
from foedus.views import watching as view
from foedus.views.table import Table
from foedus.watching import Change

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger
    from foedus.desk import Desk
    from foedus.desk.watches import Watched as Topics
    from foedus.desk.watching import Report


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Watched(Result):
    """What a look found: obligations, facts, claims, contradictions and judgements that have changed since the last.

    Attributes:
        report (Report): The look, with its name, moment, day and the moment of the look it is compared with.
        changes (Collection[Change]): What has changed; nothing in a first look, which sets the base.
        problems (tuple[Problem, ...]): Questions that could not be asked.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     first = ledger.watch(name="caucasus", actors="South Ossetia", on="2022-02-20")
        ...     again = ledger.watch(name="caucasus", on="2022-02-20")
        >>> first.report.first, again.report.first, len(again.changes)
        (True, False, 0)
    """

    report: Report
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<Watched: {self.report.name}, {len(self.changes)} changes{', first look' if self.report.first else ''}>"
        )

    def __str__(self) -> str:
        return view.text(self.report.record(), self.changes.to_dicts())

    @property
    def changes(self) -> Collection[Change]:
        """What has changed since the look that it is compared with."""

        def table(some: Sequence[Change]) -> Table:
            return view.table(self.report.record(), [each.record() for each in some])

        return Collection(
            self.report.changes, Kind("changes", Change.record, table, columns=view.COLUMNS), self.problems
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """The look, then its changes, as ``foedus watch --format jsonl`` prints them."""
        return [self.report.record(), *self.changes.to_dicts()]

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        return self.changes.to_dicts()

    def _columns(self) -> tuple[str, ...]:
        return view.COLUMNS

    def _parts(self) -> Iterator[str]:
        if len(self.changes):
            yield self.changes._table_html()
        else:
            yield html.paragraph(str(self))


def watch(
    file: Place | None = None,
    *,
    name: str | None = None,
    actors: Names = (),
    agreements: Names = (),
    kinds: Names = (),
    questions: Sequence[Mapping[str, Any]] = (),
    since: Moment | None = None,
    on: Day | None = None,
    known_on: Day | None = None,
    zone: str | None = None,
    record: bool = True,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> Watched:
    """What has changed since the last look: obligations, stages, recognitions, claims, contradictions, judgements.

    The first look sets the base.  What is watched is kept with it, so the next call needs the name alone.

    Args:
        file: A watch file in YAML, which says what is watched.
        name: The watch's name; without it the file's, or ``default``.
        actors: Actors to watch, by names or keys.
        agreements: Agreements to watch.
        kinds: Only claims of these kinds.
        questions: Who is bound if …: each a mapping as a watch file has it, with ``attacker`` and ``target``.
        since: Compare with the last look by then, in place of the last one.
        on: The day that is asked about; today in the watch's zone without it.
        known_on: By what the ledger knew at that day's end; such a look is not recorded.
        zone: Whose day is today, as ``Europe/Tbilisi``; UTC without it.
        record: Whether the next look is compared with this one.
        ledger: Where claims and looks are: an open ledger, a file or a database's address; the user's own without it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The look and what has changed.

    Raises:
        UsageError: Where nothing is watched, or both a file and topics are given.
        UnknownName: For a name that nobody is known by.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     found = foedus.watch(
        ...         name="north", questions=[{"attacker": "RUS", "target": "FIN"}], on="2024-01-01", ledger=ledger
        ...     )
        >>> found.report.counts["questions"]
        1
    """
    from foedus.desk.watching import watch as look

    with opened(ledger, library=library) as desk:
        given, topics = _topics(desk, file, several(actors), several(agreements), several(kinds), questions, zone)
        found = look(
            desk, name or given or "default", topics, since=moment(since), on=day(on), known_on=day(known_on),
            record=record,
        )  # fmt: skip
        return Watched(found, (*found.problems, *desk.problems))


def _topics(
    desk: Desk,
    file: Place | None,
    actors: tuple[str, ...],
    agreements: tuple[str, ...],
    kinds: tuple[str, ...],
    questions: Sequence[Mapping[str, Any]],
    zone: str | None,
) -> tuple[str | None, Topics | None]:
    from foedus.desk.watches import read_watch, watched

    if file is None:
        for asked in questions:
            if "situation" not in asked and not (asked.get("attacker") and asked.get("target")):
                raise UsageError(f"a question names both sides, attacker and target: {dict(asked)!r}")
        return None, watched(desk, actors=actors, agreements=agreements, kinds=kinds, questions=questions, zone=zone)
    if any((actors, agreements, kinds, questions, zone)):
        raise UsageError("the file says what is watched; put it all there, or leave the file out")
    return read_watch(desk, Path(file))
