"""Texts: one that contradicts its own dates, one with two dates of publication, and names that take opposite sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.ledger.dates import EVER, extent
from foedus.ledger.disputes.overlap import Dated, with_rivals
from foedus.ledger.disputes.values import Disagreement, Evidence, Side, Sourced, contrast, sides
from foedus.ledger.points import DATE_IN_TEXT, NAMES, OPPOSED_NAMES

_STANCES = tuple(OPPOSED_NAMES)


def dates_in_text(given: Evidence) -> Iterator[Disagreement]:
    """A time that a text gives in two ways which have no day in common ("three days ago – on January 25").

    The reading leaves the other way in the claim's attribute ``time_conflict``: {text, edtf}, or a list of them.
    """
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[Sourced]] = {}
    numbers: dict[str, int] = {}
    for point, found in given.on(DATE_IN_TEXT):
        numbers[point.parts[0]] = point.number
        for one in found:
            if readings := _readings(one):
                groups.setdefault((one.claim.document, readings), []).append(one)
    for (document, readings), found in sorted(groups.items()):
        against = tuple(sorted((_side(words, found) for words in readings), key=lambda side: side.value))
        told = " but ".join(f"“{words}” ({edtf})" for words, edtf in readings)
        subject = f"time of {found[0].claim.kind} in one text"
        explanation = f"The text contradicts itself on a date: {told}."
        yield Disagreement("date-in-text", subject, against, explanation, point=numbers[document])


def _readings(one: Sourced) -> tuple[tuple[str, str], ...]:
    """The claim's time and those that contradict it, as (words, EDTF); empty where nothing does."""
    other: Any = one.claim.attribute("time_conflict")
    if other is None or one.claim.time is None or one.stated is None:
        return ()
    given = [(one.claim.time.text, one.claim.time.edtf)]
    for way in other if isinstance(other, list) else [other]:
        if isinstance(way, Mapping) and isinstance(way.get("edtf"), str):
            days = extent(way["edtf"])
            if days and not days.overlaps(one.stated):
                given.append((str(way.get("text", "")), way["edtf"]))
    return tuple(given) if len(given) > 1 else ()


def _side(reading: tuple[str, str], found: list[Sourced]) -> Side:
    return sides({reading[1]: found})[0]


def publication_dates(given: Evidence) -> Iterator[Disagreement]:
    """One text with two dates of publication that have no day in common."""
    dates: dict[str, dict[str, None]] = {}
    for document in given.documents:
        if document.published is not None and extent(document.published):
            dates.setdefault(document.id, {})[document.published] = None
    for document_id, published in sorted(dates.items()):
        reaches = [days for date in published if (days := extent(date))]
        if max(days.low for days in reaches) > min(days.high for days in reaches):
            against = tuple(Side(date, (), (), (document_id,)) for date in sorted(published))
            told = " and ".join(sorted(published))
            explanation = f"The same text is dated {told}: it was republished, or one of the dates is wrong."
            yield Disagreement("publication-dates", f"publication of {document_id}", against, explanation)


def names(given: Evidence) -> Iterator[Disagreement]:
    """Names for one actor that take opposite sides (contests-statehood, asserts-statehood), used by different sources.

    A name's sense is the term's ``asserts-…`` or ``contests-…``; its user is the claim's speaker, or the document.
    """
    for point, found in given.on(NAMES):
        actor, topic = point.parts
        used: dict[str, list[tuple[str, Sourced]]] = {}
        for one in found:
            for term in one.claim.terms:
                stance, _, about = term.sense.partition("-")
                if (term.actor, about) == (actor, topic):
                    used.setdefault(stance, []).append((term.text, one))
        answers = dict(_opposed(used, topic))
        if len(answers) > 1:
            against = sides(answers)
            explanation = f"Sources call {actor} by names that take opposite sides on its {topic}: {contrast(against)}."
            yield Disagreement("names", f"names of {actor}", against, explanation, point=point.number)


def _opposed(used: Mapping[str, list[tuple[str, Sourced]]], topic: str) -> Iterator[tuple[str, list[Sourced]]]:
    for stance, other in (_STANCES, _STANCES[::-1]):
        ours, theirs = used.get(stance, []), used.get(other, [])
        users, rivals = ([Dated(one.source, EVER) for _, one in uses] for uses in (ours, theirs))
        clashing = list(with_rivals(ours, users, rivals))
        if clashing:
            spelled = "; ".join(sorted({" ".join(text.split()) for text, _ in clashing}))
            yield f"{stance}-{topic}: {spelled}", [one for _, one in clashing]
