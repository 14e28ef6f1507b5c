"""What pages on agreements, actors and topics share: claims of the ledger by the page, and timelines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Query

from foedus.desk.timelines import library_timeline, timeline
from foedus.ledger.records import LAST
from foedus.ledger.timelines import Event
from foedus.model.time import parse_day
from foedus.views.claims import erased, evidence, gist, manner, who_said
from foedus.views.comparing import PUT_IN_WORDS
from foedus.views.timelines import plain, words
from foedus.web.pinned import Pinned, pinned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.desk import Desk
    from foedus.ledger import RecordedClaim
    from foedus.web.naming import Names

A_PAGE = 25
_EVENTS = 200

Pin = Annotated[Pinned, Depends(pinned)]
Words = Annotated[str | None, Query(max_length=200)]
Day = Annotated[str | None, Query(max_length=10)]
Before = Annotated[int | None, Query(ge=0, le=LAST)]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A claim in a list. says, who: sentences in which names are marked."""

    id: str
    document: str
    kind: str
    says: str
    who: str
    manner: str
    words: str
    sure: float
    judged: str


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims. more: where the next one goes on; None where there is none."""

    listed: tuple[Mentioned, ...]
    more: int | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a timeline. what: a sentence in which names are marked; source: the library's, else None."""

    when: str | None
    what: str
    put: str
    speakers: tuple[str, ...]
    published: str
    documents: int
    independent: int
    claim: str | None
    document: str | None
    source: str | None
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happenings:
    """A page of a timeline, of the days between two.

    start, following: how many of the ledger's claims stand before this page and before the next, None where there is
    none; of: how many there are, where it comes by pages.
    """

    listed: tuple[Happening, ...]
    start: int
    following: int | None
    of: int | None
    since: str | None
    until: str | None


def day_of(pin: Pinned) -> date:
    """The day that a page is about: the one that is pinned, or today."""
    return parse_day(pin.on) if pin.on else datetime.now(UTC).date()


def claims_of(desk: Desk, key: str, pin: Pinned, names: Names, before: int | None, *, said_by: bool = False) -> Claims:
    """The claims that name somebody, or that somebody puts forward, last recorded first."""
    leaf = desk.ledger.leaf(key, pin.known_at, said_by=said_by, before=before, limit=A_PAGE)
    return Claims(tuple(_mentioned(each, names) for each in leaf.claims), leaf.before)


def _mentioned(each: RecordedClaim, names: Names) -> Mentioned:
    record = each.record()
    said = who_said(each.statement.record(), names.mark) if each.statement else "the document itself"
    judged = each.judged.verdict.verdict if each.judged.verdict else "retract" if each.judged.retracted else ""
    shown = erased(record) or evidence(record, 240)
    return Mentioned(
        each.claim.id, each.claim.document, each.claim.kind, gist(record, names.mark), said, manner(record), shown,
        each.claim.confidence, judged,
    )  # fmt: skip


def happenings(
    desk: Desk, key: str, pin: Pinned, names: Names, span: tuple[str | None, str | None], passed: int | None
) -> Happenings:
    """The timeline of somebody or something, a page at a time where the ledger tells much.

    span: the days that it is about.  passed: how many claims the pages before had.
    """
    since, until = (each or None for each in span)
    start = passed or 0
    if desk.ledger.names(key):
        found = timeline(desk, key, known_on=pin.known, since=since, until=until, limit=_EVENTS, start=start)
    else:
        found = library_timeline(desk, key, since=since, until=until)
    listed = tuple(_happening(each, names) for each in found.events)
    return Happenings(listed, start, found.following, found.of, since, until)


def _happening(event: Event, names: Names) -> Happening:
    said, first = event.published, event.accounts[0] if event.accounts else None
    speakers: Iterator[str] = (account.speaker for account in event.accounts if account.speaker)
    return Happening(
        event.when,
        words(event, names.mark),
        "" if event.put in ("says", "library") else PUT_IN_WORDS[event.put].split(" it")[0],
        tuple(dict.fromkeys(speakers)),
        "" if said is None else said[0] if said[0] == said[1] else f"{said[0]} to {said[1]}",
        len({account.document.id for account in event.accounts}),
        event.independent,
        first.id if first else None,
        first.document.id if first else None,
        plain(event.library.source) if event.library else None,
        tuple(plain(each) for each in event.conflicts),
    )
