"""The world on a day, seen by somebody: one place to ask several questions of."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.api.answers import Answer
from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, opened
from foedus.api.library import Agreements, Profile, Recognitions, actor, agreements, recognitions
from foedus.api.questions import bound
from foedus.api.words import Day, Names, day, several
from foedus.model.problems import UsageError
from foedus.model.time import Truth, parse_day
from foedus.views.table import Label, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.desk import Desk
    from foedus.desk.commitments import Commitment


@dataclass(frozen=True, slots=True)
class World:
    """What holds on a day, seen by somebody: the library's agreements and positions, settled for questions.

    Stages, membership, suspensions, validity and recognition are those of the day and of the viewpoint; without a
    viewpoint every position stands side by side, and what rests on disputed ones says so.

    Args:
        on: The day.
        viewpoint: Whose positions are applied: a holder by name or key, ``de-facto``, or None.
        library: A folder of one's own agreements and positions, beside the library.
        beside: Imported data sets whose alliances count too: ``atop``.
        data: Where imported data sets are kept; the user's own folder without it.

    Raises:
        BadDate: For what is no day.
        UnknownName: For a viewpoint of which the library holds no position.

    Examples:
        >>> import foedus
        >>> world = foedus.World("2022-02-20", viewpoint="Russia")
        >>> world.bound("Georgia", "South Ossetia").binds("Russia")
        <Truth.YES: 'yes'>
        >>> len(world.recognitions("South Ossetia"))
        11
    """

    on: Day
    viewpoint: str | None = None
    library: Place | None = None
    beside: Names = ()
    data: Place | None = None

    def __post_init__(self) -> None:
        from foedus.desk.asking import viewpoint_key

        self._day()
        with self._opened() as desk:
            viewpoint_key(desk, self.viewpoint)

    def _day(self) -> date:
        return parse_day(day(self.on) or "")

    def _opened(self) -> AbstractContextManager[Desk]:
        return opened(None, library=self.library, beside=several(self.beside), data=self.data)

    def bound(self, attacker: str, target: str, **question: Any) -> Answer:
        """Who is bound if somebody attacks somebody on this day, seen so.

        Args:
            attacker: Who attacks, by any name or key; ``any`` for an unnamed third state.
            target: Who is attacked.
            question: What else ``bound`` takes, but for the day, the viewpoint and the library.

        Returns:
            The answer with its proofs.

        Raises:
            UsageError: For a word that the world has already, and whatever ``bound`` raises.
        """
        own = {"on": day(self.on), "viewpoint": self.viewpoint, "library": self.library, "beside": self.beside}
        taken = sorted({*own, "data"} & question.keys())
        if taken:
            raise UsageError(f"{', '.join(taken)}: this is the world's already; make another World for another")
        return bound(attacker, target, data=self.data, **own, **question)  # type: ignore[arg-type]  # checked above

    def agreements(self, party: str | None = None) -> Agreements:
        """The agreements that are in force on the day, and those of which that is not known.

        Args:
            party: Only those to which this actor was or is a party.

        Returns:
            The agreements, by id.

        Raises:
            UnknownName: For a party that nobody is known by.
        """
        return agreements(party, on=self.on, library=self.library)

    def commitments(self, name: str) -> Collection[Commitment]:
        """What an actor owes others and is owed by them, article by article, before anybody attacks anybody.

        Args:
            name: The actor, by any name or its key.

        Returns:
            The articles that are about it, each with whether it owes and is owed: yes, no or unknown.  Agreements that
            nearly every state is a party to are left out.

        Raises:
            UnknownName: For a name that nobody is known by.
        """
        from foedus.desk.asking import viewpoint_key
        from foedus.desk.commitments import commitments

        with self._opened() as desk:
            found = commitments(desk, desk.key(name), self._day(), viewpoint_key(desk, self.viewpoint))
            return Collection(found, _kind(desk.label), desk.problems)

    def recognitions(self, place: str | None = None) -> Recognitions:
        """Who recognises whom on the day.

        Args:
            place: Whose statehood; everybody's without it.

        Returns:
            The recognitions that may hold; the absence of one is no denial.

        Raises:
            UnknownName: For a name that nobody is known by.
        """
        return recognitions(place, on=self.on, library=self.library)

    def actor(self, name: str) -> Profile:
        """An actor on the day: names, offices, agreements, recognition.

        Args:
            name: A key or any name.

        Returns:
            The profile.

        Raises:
            UnknownName: For a name that nobody is known by.
        """
        return actor(name, on=self.on, library=self.library)


def _kind(label: Label) -> Kind:
    def table(some: Sequence[Commitment]) -> Table:
        columns = ("provision", "duty", "owes", "is owed", "disputed by")
        rows = tuple(
            (f"{each.agreement.id}, article {each.provision.article}", each.provision.duty, _told(each.owes),
             _told(each.owed), ", ".join(map(label, each.disputed_by)))
            for each in some
        )  # fmt: skip
        return Table("Commitments", columns, rows)

    return Kind("commitments", _record, table, columns=_COLUMNS)


_COLUMNS = ("agreement", "article", "duty", "strength", "text", "owes", "owed", "why", "disputed_by", "source")


def _record(each: Commitment) -> Mapping[str, Any]:
    article = each.provision
    return {
        "agreement": each.agreement.id,
        "article": article.article,
        "duty": article.duty,
        "strength": article.strength,
        "text": article.text,
        "owes": each.owes.value,
        "owed": each.owed.value,
        "why": each.why,
        "disputed_by": list(each.disputed_by),
        "source": each.agreement.cite(article.source),
    }


def _told(truth: Truth) -> str:
    return truth.value
