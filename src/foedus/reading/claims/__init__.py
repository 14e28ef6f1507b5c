"""The kinds of claim, one module for each, all in one visible tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.claims import (
    agreement_link,
    agreement_stage,
    commitment,
    echoes,
    event,
    integration,
    membership,
    office,
    presence,
    recognition,
    stance,
    territory,
    validity,
)
from foedus.reading.claims.event_types import typed
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.drafts import Draft


@dataclass(frozen=True, slots=True)
class Finder:
    """A kind of claim and the function that finds its drafts on a page."""

    kind: str
    find: Callable[[Context], Iterable[Draft]]


FINDERS: tuple[Finder, ...] = (
    Finder("agreement-stage", agreement_stage.find),
    Finder("agreement-link", agreement_link.find),
    Finder("validity", validity.find),
    Finder("integration", integration.find),
    Finder("commitment", commitment.find),
    Finder("membership", membership.find),
    Finder("recognition", recognition.find),
    Finder("presence", presence.find),
    Finder("territory", territory.find),
    Finder("stance", stance.find),
    Finder("office", office.find),
    Finder("event", event.find),
)


def find_drafts(context: Context) -> list[Draft]:
    """The drafts of every kind, and their echoes ("… did so too")."""
    drafts = [draft for finder in FINDERS for draft in finder.find(context)]
    drafts.extend(echoes.find(context, drafts))
    return [draft for draft in _once(drafts) if not draft.silent]


def _once(drafts: list[Draft]) -> Iterator[Draft]:
    """What no word tells twice: who vows to defend takes no further stance, and an event is what no other kind has.

    Where another kind tells it, that claim carries the event's type.
    """
    owed = {begin(draft.predicate) for draft in drafts if draft.kind == "commitment"}
    told = {begin(draft.predicate) for draft in drafts if draft.kind != "event"}
    events = {begin(draft.predicate): draft.attributes["event"] for draft in drafts if draft.kind == "event"}
    for draft in drafts:
        at = begin(draft.predicate)
        taken = told if draft.kind == "event" else owed if draft.kind == "stance" else ()
        if at not in taken:
            yield typed(draft, events.get(at)) if draft.kind != "event" else draft
