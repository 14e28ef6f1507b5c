"""Timelines of actors and agreements: what sources say, beside what the library has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.desk.comparing import KnownActors
from foedus.desk.opening import Desk
from foedus.model.claims import KINDS
from foedus.model.problems import UsageError
from foedus.model.time import OPEN, parse_day, parse_moment
from foedus.views.table import listed

if TYPE_CHECKING:
    from foedus.ledger.timelines import Dated, Event
    from foedus.model.actors import Tenure
    from foedus.model.agreements import Agreement
    from foedus.model.viewpoints import Recognition


MANY = 1500
"""Claims that name somebody, beyond which putting all of them in order takes longer than who asks will wait."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Whose timeline it is, and its events in their order.

    of: how many claims there are, where it comes by pages; following: how many to pass over for the next.
    """

    actor: str
    events: tuple[Event, ...]
    of: int | None = None
    following: int | None = None


def timeline(
    desk: Desk,
    name: str,
    *,
    kinds: Sequence[str] = (),
    known_on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    library: bool = True,
    limit: int | None = None,
    start: int = 0,
) -> Timeline:
    """What is said to have happened to an actor or an agreement, when, and when that was said.

    kinds: only claims of these kinds.  since, until: only what may have been in between.  library: whether what the
    library has stands beside it.  limit: where more claims tell of it, about so many, the earliest first and those
    without a time last; start: how many of these to pass over.

    Raises UnknownName where neither the library nor the ledger knows the name, UsageError where it may mean several.
    """
    from foedus.ledger.timelines import timeline as made

    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise UsageError(f"no kind is called {wrong[0]!r}; the kind is one of {', '.join(KINDS)}")
    key = desk.key_or_slug(name)
    if not desk.gazetteer.resolve(name) and not desk.ledger.names(key):
        key = desk.key(name)  # which says what is near it
    span = (parse_day(since) if since else None, parse_day(until) if until else None)
    day = parse_moment(known_on) if known_on else None
    found = desk.ledger.timeline(
        key, tuple(kinds), known_on=day, span=span, directory=KnownActors(desk), limit=limit, start=start
    )
    held = tuple(library_events(desk, key, kinds)) if library else ()
    events = made(found.accounts, found.disagreements, held, span)
    if found.following is None and not start:
        return Timeline(key, events)
    return Timeline(key, _of_page(events, start, found.following), found.of, found.following)


def _of_page(events: Sequence[Event], start: int, following: int | None) -> tuple[Event, ...]:
    """The events of a page: the library's stand on the page that has the days before and after them."""
    told = [number for number, event in enumerate(events) if event.when and event.library is None]
    first = (told[0] if told else len(events)) if start else 0
    last = (told[-1] + 1 if told else 0) if following is not None else len(events)
    return tuple(event for number, event in enumerate(events) if event.library is None or first <= number < last)


def is_much_told_of(desk: Desk, key: str) -> bool:
    """Whether the ledger has more than :data:`MANY` claims that name somebody."""
    return desk.ledger.names(key, MANY)


def library_timeline(desk: Desk, key: str, *, since: str | None = None, until: str | None = None) -> Timeline:
    """What the library alone has of an actor or an agreement, by its key."""
    from foedus.ledger.timelines import timeline as made

    span = (parse_day(since) if since else None, parse_day(until) if until else None)
    return Timeline(key, made((), (), tuple(library_events(desk, key)), span))


def library_events(desk: Desk, key: str, kinds: Sequence[str] = ()) -> Iterator[Dated]:
    """What the library has of an actor or an agreement: stages, offices, recognitions."""
    texts = desk.library
    if not kinds or "agreement-stage" in kinds:
        for agreement in texts.agreements:
            if key == agreement.id or key in agreement.members():
                yield from _stages(desk, agreement, key)
    if not kinds or "office" in kinds:
        for tenure in texts.tenures:
            if key in (tenure.person, tenure.of):
                yield from _tenure(desk, tenure)
    if not kinds or "recognition" in kinds:
        for held in texts.recognitions:
            if key in (held.recogniser, held.recognised):
                yield from _recognition(desk, held)


def _stages(desk: Desk, agreement: Agreement, key: str) -> Iterator[Dated]:
    from foedus.ledger.timelines import Dated

    cited = {source.key: source.cite() for source in agreement.sources}
    for stage in agreement.stages:
        if key == agreement.id or not stage.actors or key in stage.actors:
            by = f" by {listed([desk.label(actor) for actor in stage.actors])}" if stage.actors else ""
            known = stage.place and desk.label(stage.place) != stage.place
            where = f" in {desk.label(stage.place)}" if stage.place and known else ""
            words = f"{agreement.title}: {stage.stage.replace('-', ' ')}{by}{where}"
            about = ("agreement-stage", agreement.id, stage.stage)
            yield Dated(stage.date, words, cited.get(stage.source, stage.source), about, stage.actors)


def _tenure(desk: Desk, tenure: Tenure) -> Iterator[Dated]:
    from foedus.ledger.timelines import Dated

    office = f"{tenure.title or tenure.office} of {desk.label(tenure.of)}"
    for when, verb in ((tenure.spell.start, "becomes"), (tenure.spell.end, "is no longer")):
        if when and when != OPEN:
            about = ("office", tenure.of, tenure.office)
            words = f"{desk.label(tenure.person)} {verb} {office}"
            yield Dated(when, words, tenure.source or "the library", about, (tenure.person,))


def _recognition(desk: Desk, held: Recognition) -> Iterator[Dated]:
    from foedus.ledger.timelines import Dated

    for when, verb in ((held.spell.start, "recognises"), (held.spell.end, "no longer recognises")):
        if when and when != OPEN:
            how = "" if held.kind == "de-jure" else f" ({held.kind})"
            words = f"{desk.label(held.recogniser)} {verb} {desk.label(held.recognised)}{how}"
            yield Dated(when, words, held.source, ("recognition", held.recogniser, held.recognised))
