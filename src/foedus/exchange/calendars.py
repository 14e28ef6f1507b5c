"""The days of agreements as a calendar (iCalendar, RFC 5545): signature, entry into force, terms, renewals, end.

A day that is known is an event of that day.  One that is not (a month, a year, one of several) is an event over all the
days that it may be, marked as such; one of which nothing is known has no event, and the description says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from foedus.exchange.naming import actor_iri, uuid_of
from foedus.exchange.values import Asked
from foedus.model.extras import needed
from foedus.model.problems import BadDate
from foedus.model.time import OPEN, bounds
from foedus.views.table import listed

if TYPE_CHECKING:
    from foedus.model.agreements import Agreement, Terms

FIELDS = {
    "id": "the agreement's id",
    "title": "its title",
    "kind": "its kind",
    "stages": "signed, ratified, in force and the like, with days",
    "in force": "from when and until when it is in force",
    "parties": "who is bound, each from when until when",
    "denunciations": "notices by which parties leave, and when they take effect",
    "suspensions": "when it does not operate, for whom",
    "terms": "how long it runs, and when the first term is over",
    "renewals": "when it is renewed, and the last day for notice",
    "imprecise days": "which days are not known exactly",
    "source": "where each day comes from",
    "confidence": "how sure each is",
    "checked": "the last day for which its facts were checked",
    "viewpoint": "whose positions are applied, and what they make of it on the day asked for",
    "provisions": "its articles as rules",
    "reservations": "what parties do not take upon themselves",
    "positions": "who holds that it does not bind",
}
"""Everything that an export may carry of an agreement."""

KEPT = {
    "id": "UID (hashed with the event), X-FOEDUS-AGREEMENT, URL",
    "title": "SUMMARY",
    "stages": "an event each, CATEGORIES",
    "in force": "an event for the first day, one for the day on which it ends",
    "parties": "an event each where its day is another than the agreement's",
    "denunciations": "an event for the notice, one for its effect",
    "suspensions": "an event for the beginning, one for the end",
    "terms": "an event on the day on which the first term is over",
    "renewals": "RRULE of that event, and of one for the last day for notice",
    "imprecise days": "events over all days that may be meant, “(some day of …)”, X-FOEDUS-EDTF, STATUS:TENTATIVE",
    "source": "DESCRIPTION",
    "confidence": "DESCRIPTION; STATUS:CONFIRMED where it is high",
    "checked": "DTSTAMP, DESCRIPTION",
    "viewpoint": "DESCRIPTION",
}

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?\Z")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an agreement's life: what, when (EDTF), by which source, how sure; rule: how it recurs."""

    what: str
    when: str
    source: str
    confidence: str = "medium"
    note: str | None = None
    category: str = "stage"
    rule: str | None = None


def calendar_bytes(agreements: Iterable[Agreement], asked: Asked, seen: dict[str, str]) -> Iterator[bytes]:
    """The calendar of some agreements.

    seen: what is held of each on the day that was asked for, in words, by its id.
    """
    with needed("exchange", "foedus export icalendar"):
        from icalendar import Calendar
    made = Calendar()
    made.add("prodid", "-//foedus//agreements//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Agreements")
    for agreement in agreements:
        for number, each in enumerate(days(agreement, asked)):
            made.add_component(_event(agreement, each, number, asked, seen.get(agreement.id)))
    yield made.to_ical()


def days(agreement: Agreement, asked: Asked) -> Iterator[Day]:
    """The days of an agreement's life that are known at least by bounds."""
    for stage in agreement.stages:
        who = f" ({listed([asked.label(key) for key in stage.actors])})" if stage.actors else ""
        told = (agreement.cite(stage.source), stage.confidence, stage.note)
        yield Day(f"{stage.stage}{who}", stage.date, *told)
    force, cited = agreement.in_force, agreement.cite(agreement.in_force_source)
    if force.start and all(each.date != force.start or each.stage != "in-force" for each in agreement.stages):
        yield Day("enters into force", force.start, cited, agreement.confidence, category="in force")
    if force.end and force.end != OPEN:
        yield Day("is no longer in force", force.end, cited, agreement.confidence, category="end")
    for party in agreement.parties:
        told = (agreement.cite(party.source), party.confidence, party.note)
        who = asked.label(party.actor)
        if party.spell.start and party.spell.start != force.start:
            yield Day(f"{who} is bound", party.spell.start, *told, category="party")
        if party.spell.end and party.spell.end not in (OPEN, force.end):
            yield Day(f"{who} is bound no longer", party.spell.end, *told, category="party")
    for notice in agreement.denunciations:
        who = listed([asked.label(key) for key in notice.actors])
        source = agreement.cite(notice.source)
        taken = f"taken back on {notice.withdrawn}" if notice.withdrawn else None
        yield Day(f"{who}: notice of leaving", notice.date, source, note=taken, category="denunciation")
        if not notice.withdrawn:
            yield Day(f"{who}: the notice takes effect", notice.ends, source, category="denunciation")
    for pause in agreement.suspensions:
        source = agreement.cite(pause.source)
        for what, edge in (("suspended", pause.spell.start), ("suspension ends", pause.spell.end)):
            if edge and edge != OPEN:
                yield Day(f"{what}: {pause.text}", edge, source, pause.confidence, category="suspension")
    if agreement.terms is not None:
        yield from _renewals(agreement, agreement.terms)


def _renewals(agreement: Agreement, terms: Terms) -> Iterator[Day]:
    """The day on which the first term is over, and how it goes on from there."""
    length, source = _months(terms.term), agreement.cite(terms.source)
    first = _exact(terms.first)
    if first is None and terms.term and (start := _exact(agreement.in_force.start)) and length:
        first = _later(start, length)
    if first is None:
        return
    rule = None
    end = agreement.in_force.end
    if terms.renewal == "automatic" and length and end is not None:
        rule = f"FREQ=MONTHLY;INTERVAL={length}" if length % 12 else f"FREQ=YEARLY;INTERVAL={length // 12}"
        if end != OPEN:
            last = bounds(end)[1] - timedelta(days=1)
            if last < first:
                return
            rule += f";UNTIL={last:%Y%m%d}"
    what = {"automatic": "term over, renewed unless denounced", "agreed": "term over, to be renewed by agreement"}
    told = f"{what.get(terms.renewal, 'term over')} (article {terms.article})"
    yield Day(told, first.isoformat(), source, agreement.confidence, terms.text, "renewal", rule)
    notice = _months(terms.notice)
    if notice:
        last_day = _later(first, -notice)
        told = f"last day for notice before the term is over (article {terms.article})"
        yield Day(told, last_day.isoformat(), source, agreement.confidence, terms.text, "notice", rule)


def _exact(edtf: str | None) -> date | None:
    try:
        low, high = bounds(edtf) if edtf and edtf != OPEN else (None, None)
    except BadDate:
        return None
    return low if low == high else None


def _months(duration: str | None) -> int:
    """A duration in months; 0 where it is none, or of days."""
    found = _DURATION.match(duration or "")
    return 12 * int(found[1] or 0) + int(found[2] or 0) if found else 0


def _later(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def _event(agreement: Agreement, each: Day, number: int, asked: Asked, seen: str | None) -> Any:
    from icalendar import Event
    from icalendar.prop import vRecur

    low, high = bounds(each.when)
    low, high = max(low, date(1, 1, 2)), min(high, date(9999, 12, 30))
    exact = low == high
    unsure = "" if exact else f" (some day of {each.when})"
    made = Event()
    made.add("uid", f"{uuid_of('day', agreement.id, each.what, each.when, str(number))}@foedus")
    made.add("dtstamp", datetime.combine(date.fromisoformat(agreement.checked), time(), tzinfo=UTC))
    made.add("dtstart", low)
    made.add("dtend", high + timedelta(days=1))
    made.add("summary", f"{agreement.title}: {each.what}{unsure}")
    made.add("description", "\n".join(_described(each, agreement, asked, seen, exact=exact)))
    made.add("categories", [each.category])
    made.add("status", "CONFIRMED" if exact and each.confidence == "high" else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    made.add("url", actor_iri(agreement.id))
    made.add("x-foedus-agreement", agreement.id)
    made.add("x-foedus-edtf", each.when)
    if each.rule:
        made.add("rrule", vRecur.from_ical(each.rule))
    return made


def _described(each: Day, agreement: Agreement, asked: Asked, seen: str | None, *, exact: bool) -> Iterator[str]:
    yield f"Source: {each.source}"
    yield f"Confidence: {each.confidence}; checked up to {agreement.checked}"
    if not exact:
        yield f"The exact day is not known: {each.when} (EDTF)"
    if each.note:
        yield f"Note: {each.note}"
    if each.rule:
        yield "Later renewals are reckoned from the article, and end if a party denounces it"
    if seen:
        yield f"Seen from {asked.viewpoint or 'nowhere in particular'} on {asked.valid_on}: {seen}"
