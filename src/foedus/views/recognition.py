"""Who recognises whom on a day: each pair's state, with the acts, positions and claims that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from foedus.model.time import Spell, Truth
from foedus.views.lives import spell

if TYPE_CHECKING:
    from foedus.library import Library
    from foedus.model.viewpoints import Position, Recognition
    from foedus.views.table import Label

Pair = tuple[str, str]
"""Who recognises, and whom."""

STATES = {
    "yes": "recognises",
    "withdrawn": "recognised, and does no longer",
    "no": "holds that it is no state",
    "unknown": "the day is not known",
    "disputed": "sources differ",
    "said": "by claims of the ledger alone",
}
"""What a pair may be on a day.  A pair of which nothing is known has none: silence is not no."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many claims of the ledger say that somebody recognises somebody, and how many that it does not."""

    yes: int = 0
    no: int = 0

    def words(self) -> str:
        """The counts in words.

        >>> Told(2, 1).words()
        '2 claims say that it does, 1 that it does not'
        """
        said = [f"{_claims(self.yes)} that it does"] if self.yes else []
        if self.no:
            said.append(f"{self.no if said else _claims(self.no)} that it does not")
        return ", ".join(said)


def _claims(number: int) -> str:
    return "1 claim says" if number == 1 else f"{number} claims say"


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one pair on a day.

    state: one of :data:`STATES`, or empty.  words: the acts and positions behind it.  sources: their sources.
    """

    recogniser: str
    recognised: str
    state: str
    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    told: Told = Told()

    def record(self, label: Label) -> dict[str, Any]:
        """The pair as a flat JSON object."""
        return {
            "recogniser": self.recogniser,
            "recogniser_label": label(self.recogniser),
            "recognised": self.recognised,
            "recognised_label": label(self.recognised),
            "state": self.state or None,
            "words": "; ".join(self.words),
            "sources": list(dict.fromkeys(self.sources)),
            "claims_for": self.told.yes,
            "claims_against": self.told.no,
        }


RECORD = ("recogniser", "recogniser_label", "recognised", "recognised_label", "state", "words", "sources",
          "claims_for", "claims_against")  # fmt: skip


@dataclass(frozen=True)
class Recognitions:
    """The library's recognitions and positions on statehood by pair, and what the ledger's claims say of each."""

    library: Library
    told: Mapping[Pair, Told]

    @cached_property
    def acts(self) -> Mapping[Pair, Sequence[Recognition]]:
        """The spells of recognition."""
        found: dict[Pair, list[Recognition]] = {}
        for row in self.library.recognitions:
            found.setdefault((row.recogniser, row.recognised), []).append(row)
        return found

    @cached_property
    def positions(self) -> Mapping[Pair, Sequence[Position]]:
        """The positions on whether it is a state."""
        found: dict[Pair, list[Position]] = {}
        for row in self.library.positions:
            if row.about == "statehood":
                found.setdefault((row.holder, row.subject), []).append(row)
        return found

    def pairs(self) -> tuple[Pair, ...]:
        """Every pair of which anything is known."""
        return tuple(dict.fromkeys((*self.acts, *self.positions, *self.told)))

    def on(self, pair: Pair, day: date) -> Held:
        """What is known of a pair on a day."""
        told = self.told.get(pair, Told())
        acts, positions = self.acts.get(pair, ()), self.positions.get(pair, ())
        words = (*(_act(each, day) for each in acts if _begun(each.spell, day)), *_positions(positions, day))
        sources = (
            *(each.source for each in acts if _begun(each.spell, day)),
            *(each.source for each in positions if each.spell.on(day) is not Truth.NO),
        )
        return Held(*pair, _state(acts, positions, told, day), words, sources, told)


def _begun(value: Spell, day: date) -> bool:
    return value.begun(day) is not Truth.NO


def _act(each: Recognition, day: date) -> str:
    how = "" if each.kind == "de-jure" else f" ({each.kind})"
    if each.spell.ended(day) is Truth.NO:
        return f"recognises it{how} since {each.spell.start or 'an unknown day'}"
    return f"recognised it{how}, {spell(each.spell)}"


def _positions(positions: Iterable[Position], day: date) -> Iterable[str]:
    for each in positions:
        if each.spell.on(day) is not Truth.NO:
            yield f"{'holds' if each.holds else 'denies'} that it is a state, {spell(each.spell)}"


def _state(acts: Sequence[Recognition], positions: Sequence[Position], told: Told, day: date) -> str:
    recognised = _on((each.spell for each in acts), day)
    affirmed = _on((each.spell for each in positions if each.holds), day)
    denied = _on((each.spell for each in positions if not each.holds), day)
    known = recognised | affirmed
    if known is Truth.YES:
        return "disputed" if denied is Truth.YES else "yes"
    if known is Truth.UNKNOWN or denied is Truth.UNKNOWN:
        return "unknown"
    if any(each.spell.ended(day) is Truth.YES for each in acts):
        return "withdrawn"
    if denied is Truth.YES:
        return "no"
    if told.yes:
        return "disputed" if told.no else "said"
    return "said" if told.no else ""


def _on(spells: Iterable[Spell], day: date) -> Truth:
    """Whether any of them holds on the day."""
    return reduce(or_, (each.on(day) for each in spells), Truth.NO)
