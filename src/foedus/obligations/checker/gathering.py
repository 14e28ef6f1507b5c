"""Gathering what is given: facts with the sentences that tell them, and expressions of who is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from foedus.library.values import Library
from foedus.model.agreements import ActorSet
from foedus.model.situations import Stated
from foedus.model.time import Truth
from foedus.obligations.checker.core import Atom, Said

Expression = tuple[str, ActorSet]
"""Who is meant, in an agreement's words."""


class Given:
    """What library and question give for a day seen by somebody, as it is gathered.

    view: the viewpoint's holder, ``de-facto``, or None for nobody's.
    stated: of conditions, by agreement and key, whether the question says that they are met.
    """

    def __init__(self, library: Library, day: date, view: str | None, stated: Sequence[Stated] = ()) -> None:
        self.library, self.day, self.view = library, day, view
        self.stated = {(each.agreement, each.key): each.holds for each in stated}
        self.facts: dict[Atom, frozenset[Said]] = {}
        self.starts: dict[Said, str | None] = {}

    def add(self, predicate: str, *terms: Any, said: tuple[Said, ...] = ()) -> None:
        """One fact more; one that is told in several ways keeps the first."""
        self.facts.setdefault((predicate, *terms), frozenset(said))

    def begun(self, predicate: str, *terms: Any, said: tuple[Said, ...]) -> None:
        """A fact that holds since the day that is its last term, so that nothing is owed by it before."""
        self.add(predicate, *terms, said=said)
        self.starts.update({said[0]: terms[-1]})

    def listed(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        """A list, as facts of its first member and of the rest."""
        for at, item in enumerate(items):
            self.add("list", items[at:], item, items[at + 1 :])
        self.add("end", ())
        return items

    def meant(self, agreement: str, who: ActorSet, parties: Callable[[str], None]) -> Expression:
        """An expression, as facts of its parts; parties: gathers those of another agreement of which it speaks."""
        found = agreement, who
        match who.kind:
            case "parties" | "other-parties":
                self.add("parties", found, agreement)
            case "non-parties":
                self.add("all-but", found, self.meant(agreement, ActorSet("parties"), parties))
            case "named":
                self.add("names", found)
                for name in who.names:
                    self.add("named", found, name)
            case "members-of":
                for name in who.names:
                    parties(name)
                several = tuple(self.meant(name, ActorSet("parties"), parties) for name in who.names)
                self.add("any-of", found, self.listed(several))
            case "all-but":
                self.add("all-but", found, self.meant(agreement, who.parts[0], parties))
            case "any-of" | "all-of" as kind:
                parts = tuple(self.meant(agreement, part, parties) for part in who.parts)
                self.add(kind, found, self.listed(parts))
            case "states":
                self.add("states", found)
            case _:  # anyone; attacked and performer are known only when an event is
                self.add("anyone", found)
        return found


def since(start: str | None) -> str:
    """The beginning of a spell in words."""
    return f"since {start}" if start else "since a day that is not known"


def any_of(*truths: Truth) -> Truth:
    """Whether one of several holds."""
    return Truth.YES if Truth.YES in truths else Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.NO
