"""Timelines: what is said to have happened when, and when that was said, beside what a library has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.ledger.dates import Extent, extent
from foedus.ledger.disagreements import Disagreement
from foedus.ledger.points import ONCE, Point, propositions
from foedus.ledger.sources import Account, independent

LIVES = ("agreement-stage", "agreement-link", "membership", "recognition", "validity", "office")
"""Kinds of claim that belong on a timeline also where they give no time: then they stand where they were said."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What a library has: in words, when, by which source.

    about: what a claim would have to be about to tell of the same: kind, key, and stage, office or change.
    """

    when: str
    words: str
    source: str
    about: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a timeline.

    when: an EDTF date; None where no account gives one, and the event stands on the day on which it was said.
    accounts: those that give it this time and put it this way; empty for what the library has.
    conflicts: contradictions that it is part of, each in a sentence.
    """

    when: str | None
    point: Point | None
    put: str
    accounts: tuple[Account, ...]
    library: Dated | None = None
    conflicts: tuple[str, ...] = ()

    @property
    def days(self) -> Extent | None:
        """The days of its time; where no time is given, those of its first publication."""
        said = self.published
        return extent(self.when) if self.when else extent(said[0]) if said else None

    @property
    def published(self) -> tuple[str, str] | None:
        """The first and the last date of publication; None where no document has one."""
        dates = sorted(
            (account.document.published for account in self.accounts if extent(account.document.published)), key=_begins
        )
        return (dates[0] or "", dates[-1] or "") if dates else None

    @property
    def independent(self) -> int:
        """How many sources its accounts go back to."""
        return independent(self.accounts)


def timeline(
    accounts: Iterable[Account],
    disagreements: Iterable[Disagreement],
    library: Sequence[Dated] = (),
    span: tuple[date | None, date | None] = (None, None),
) -> tuple[Event, ...]:
    """The events that accounts tell of and a library has, in their order, those of a span of days.

    Accounts of one proposition that give it one time and put it one way are one event.
    """
    found: dict[tuple[Point, str | None, str], list[Account]] = {}
    for account in accounts:
        time = account.claim.time.edtf if account.claim.time and extent(account.claim.time.edtf) else None
        if time or account.claim.kind in LIVES:
            for point in propositions(account.claim):
                found.setdefault((point, time, account.put), []).append(account)
    differ: dict[str, list[str]] = {}
    for each in disagreements:
        for claim in {claim for side in each.sides for claim in side.claims}:
            differ.setdefault(claim, []).append(each.explanation)
    events = [
        Event(time, point, put, tuple(said), None, _conflicts(said, time, differ, library))
        for (point, time, put), said in found.items()
    ]
    events += [Event(each.when, None, "library", (), each) for each in library]
    return tuple(sorted((event for event in events if _within(event, span)), key=_order))


def _conflicts(
    said: Sequence[Account], time: str | None, differ: dict[str, list[str]], library: Sequence[Dated]
) -> tuple[str, ...]:
    told = [each for account in said for each in differ.get(account.id, ())]
    told += [words for account in said if account.put == "says" for words in _against_library(account, time, library)]
    return tuple(dict.fromkeys(told))


def _against_library(account: Account, time: str | None, library: Sequence[Dated]) -> Iterable[str]:
    """The library's dates of the same that have no day in common with an account's; ratifications are each party's."""
    days = extent(time)
    claim = account.claim
    if days is None or claim.kind != "agreement-stage" or claim.attribute("stage") not in ONCE:
        return
    about = {("agreement-stage", key, str(claim.attribute("stage"))) for key in claim.actors("agreement")}
    same = [each for each in library if each.about in about and _same_parties(each, claim.actors("party"))]
    held = [reach for each in same if (reach := extent(each.when))]
    if held and not any(days.overlaps(reach) for reach in held):
        first = same[0]
        yield f"The library has it on {' or '.join(dict.fromkeys(each.when for each in same))} [{first.source}]."


def _same_parties(each: Dated, parties: Sequence[str]) -> bool:
    return not each.actors or not parties or not set(each.actors).isdisjoint(parties)


def _within(event: Event, span: tuple[date | None, date | None]) -> bool:
    low, high = span
    if low is None and high is None:
        return True
    days = event.days
    return days is not None and days.low <= (high or date.max) and (low or date.min) <= days.high


def _order(event: Event) -> tuple[object, ...]:
    days = event.days
    begins = days.low if days else date.max
    return (
        begins,
        days.high if days else date.max,
        event.library is None,
        event.put,
        str(event.point and event.point.parts),
    )


def _begins(edtf: str | None) -> str:
    days = extent(edtf)
    return days.low.isoformat() if days else "9999-99-99"
