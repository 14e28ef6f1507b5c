"""Timelines as tables and records: when it is said to have been, when it was said, by whom, and what contradicts it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.views.claims import evidence, gist
from foedus.views.comparing import PUT_IN_WORDS
from foedus.views.proofs import named, when
from foedus.views.table import Label, Record, Table, listed

if TYPE_CHECKING:
    from foedus.ledger.timelines import Event

EVENT_COLUMNS = ("type", "when", "published_first", "published_last", "what", "kind", "put", "speakers", "outlets",
                 "documents", "independent", "claims", "evidence", "source", "cite", "conflicts")  # fmt: skip
_SHOWN = 4


def words(event: Event, label: Label) -> str:
    """What is said to have been, affirmed whoever denies it."""
    if event.library:
        return event.library.words
    best = min(event.accounts, key=lambda account: len(account.claim.attributes))
    return gist(best.claim.record() | {"polarity": "affirmed"}, label)


def event_record(event: Event, label: Label) -> Record:
    """An event as a JSON object."""
    said = event.published
    return {
        "type": "event",
        "when": event.when,
        "published_first": said and said[0],
        "published_last": said and said[1],
        "what": words(event, label),
        "kind": event.library.about[0] if event.library else event.accounts[0].claim.kind,
        "put": event.put,
        "speakers": list(_speakers(event)),
        "outlets": list(_outlets(event)),
        "documents": len({account.document.id for account in event.accounts}),
        "independent": event.independent,
        "claims": [account.id for account in event.accounts],
        "evidence": evidence(event.accounts[0].claim.record()) if event.accounts else None,
        "source": "library" if event.library else "ledger",
        "cite": event.library.source if event.library else None,
        "conflicts": list(event.conflicts),
    }


def timeline_table(actor: str, events: Iterable[Event], label: Label) -> Table:
    """The events for people, one a row; ≠ marks what contradicts one in place."""
    rows = tuple(
        (
            when(event.when) if event.when else "no time given",
            "\n".join((_told(event, label), *(f"≠ {named(plain(each), label)}" for each in event.conflicts))),
            _who(event, label),
            _said(event),
        )
        for event in events
    )
    return Table(f"Timeline of {label(actor)}", ("when", "what", "who says so", "published"), rows)


def left_out(of: int, start: int, following: int | None) -> str:
    """Which part of a long timeline a page is."""
    last = of if following is None else following
    more = "" if following is None else f"; --skip {following} goes on, --from and --to or --kind make it shorter"
    return f"Claims {start + 1:,} to {last:,} of {of:,}, in the order of their days, those without a time last{more}."


def plain(cited: str) -> str:
    """A source without its address, which machines get.

    >>> plain("UK Foreign Office, 30 May 2018 <https://www.gov.uk/x>")
    'UK Foreign Office, 30 May 2018'
    """
    return _ADDRESS.sub("", cited)


_ADDRESS = re.compile(r"\s*<https?://[^>]*>")


def _told(event: Event, label: Label) -> str:
    told = words(event, label)
    return told if event.put in ("says", "library") else f"{told}: {PUT_IN_WORDS[event.put].split(' it')[0]}"


def _who(event: Event, label: Label) -> str:
    if event.library:
        return f"the library: {plain(event.library.source)}"
    speakers = [label(key) for key in _speakers(event)]
    outlets = [name for name in _outlets(event) if name not in speakers]
    told = [*speakers, *([f"in {listed(_few(outlets))}"] if speakers and outlets else _few(outlets))]
    documents = len({account.document.id for account in event.accounts})
    named_by = ", ".join(told) or "a document that names no outlet"
    if documents == 1:
        return named_by
    return f"{named_by} ({documents} documents, {event.independent} independent)"


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= _SHOWN else [*names[: _SHOWN - 1], f"{len(names) - _SHOWN + 1} more"]


def _said(event: Event) -> str:
    said = event.published
    if said is None:
        return ""
    return said[0] if said[0] == said[1] else f"{said[0]} to {said[1]}"


def _speakers(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(account.speaker for account in event.accounts if account.speaker))


def _outlets(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(account.document.outlet for account in event.accounts if account.document.outlet))
