"""Whether an agreement operates on a day, and for whom: spells, suspensions, provisional application, renewal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from foedus.model.agreements import Agreement, Party, Suspension
from foedus.model.answers import Fact
from foedus.model.time import OPEN, Spell, Truth, bounds

Members = Mapping[str, tuple[Truth, Party]]
"""Whether each past, present or coming party is bound on the day, with the spell that says so."""


@dataclass(frozen=True, slots=True)
class Force:
    """Whether an agreement operates on the day.

    since: from when, None where that is not known.  why: what keeps it from operating, empty where its own spell says
    it all.  facts: what says that it operates.
    """

    truth: Truth
    since: str | None
    why: str
    facts: tuple[Fact, ...]


def force(agreement: Agreement, day: date) -> Force:
    """Whether an agreement operates: in force or applied provisionally, and not suspended as a whole."""
    spell = agreement.in_force
    cited = agreement.cite(agreement.in_force_source)
    held = spell.on(day)
    since, facts = spell.start, _in_force(agreement, day, cited)
    if held is not Truth.YES:
        early = [party for party in agreement.parties if party.provisional and party.spell.on(day) is not Truth.NO]
        for party in early[:1]:
            held |= party.spell.on(day)
            since = party.spell.start
            said = f"{agreement.id} is applied provisionally since {since}"
            facts = (Fact("in-force", said, agreement.cite(party.source), party.confidence),)
    for pause in agreement.suspensions:
        if not pause.actors and pause.spell.on(day) is not Truth.NO:
            return Force(held & ~pause.spell.on(day), since, suspended(agreement, pause), facts)
    return Force(held, since, "", facts)


def _in_force(agreement: Agreement, day: date, cited: str) -> tuple[Fact, ...]:
    facts = [
        Fact("in-force", f"{agreement.id} is in force since {agreement.in_force.start}", cited, agreement.confidence)
    ]
    terms = agreement.terms
    if terms and terms.renewal == "automatic" and terms.first and day >= bounds(terms.first)[1]:
        said = f"article {terms.article} renews {agreement.id} after {terms.first} unless it is denounced: {terms.text}"
        facts.append(Fact("in-force", said, agreement.cite(terms.source), agreement.confidence))
    return tuple(facts)


def suspended(agreement: Agreement, pause: Suspension) -> str:
    """A suspension in a sentence."""
    until = "" if pause.spell.end == OPEN else f" to {pause.spell.end or 'a day that is not known'}"
    whom = f" for {', '.join(pause.actors)}" if pause.actors else ""
    whom += f" towards {', '.join(pause.towards)}" if pause.towards else ""
    return f"{agreement.id} is suspended{whom} from {pause.spell.start}{until}: {pause.text}"


def members(agreement: Agreement, day: date) -> dict[str, tuple[Truth, Party]]:
    """Who is bound on the day; a party for which the agreement is suspended is not."""
    found: dict[str, tuple[Truth, Party]] = {}
    for party in agreement.parties:
        truth = party.spell.on(day)
        before = found.get(party.actor)
        if before is None or _better(truth, before[0]) or (truth is before[0] and party.spell.begun(day) is Truth.YES):
            found[party.actor] = truth, party
    for pause in pauses(agreement, day):
        for actor in pause.actors:
            if actor in found:
                truth, party = found[actor]
                found[actor] = truth & ~pause.spell.on(day), party
    return found


def _better(one: Truth, other: Truth) -> bool:
    return one is not other and (one | other) is one


def pauses(agreement: Agreement, day: date) -> tuple[Suspension, ...]:
    """The suspensions on the day that free parties towards everybody."""
    own = (each for each in agreement.suspensions if each.actors and each.towards is None)
    return tuple(each for each in own if each.spell.on(day) is not Truth.NO)


def paused(agreement: Agreement, actor: str, day: date) -> str | None:
    """Why the agreement is suspended for an actor, or None where it is not."""
    return next((suspended(agreement, each) for each in pauses(agreement, day) if actor in each.actors), None)


def covered(agreement: Agreement, day: date) -> bool:
    """Whether the library's facts reach to the day."""
    checked = bounds(agreement.checked)[0]
    return day <= checked or _ended_before(agreement.in_force, checked)


def _ended_before(spell: Spell, checked: date) -> bool:
    return spell.end is not None and spell.end != OPEN and bounds(spell.end)[1] <= checked
