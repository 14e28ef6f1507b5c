"""What the ledger has of declared commitments, where a situation asks for such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.model.situations import Declared, Situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from foedus.desk.opening import Desk
    from foedus.ledger import RecordedClaim

MOST_DECLARED = 2_000
"""Commitments of the ledger that are weighed for one situation: as many as somebody waits for."""


@dataclass(frozen=True, slots=True)
class Uttered:
    """Declared commitments. left_out: which of the ledger's were not looked at, in words; empty for none."""

    declared: tuple[Declared, ...] = ()
    left_out: str = ""


def spoken(desk: Desk, given: Situation, known_on: date | datetime | None = None) -> tuple[Declared, ...]:
    """The ledger's commitments, where a situation asks for such; the ledger is opened only then.

    Of a ledger that has more than :data:`MOST_DECLARED` those that name somebody who is hit, the last recorded.
    """
    return uttered(desk, given, known_on).declared


def uttered(desk: Desk, given: Situation, known_on: date | datetime | None) -> Uttered:
    """The same, with what was not looked at."""
    if given.basis == "text":
        return Uttered()
    found = desk.ledger.latest("commitment", hit(given), known_on, most=MOST_DECLARED)
    left_out = ""
    if found.more:
        left_out = f"of the commitments that the ledger has on it, the {MOST_DECLARED:,} last recorded were looked at"
    elif not found.all:
        left_out = "of the ledger's commitments those were looked at that name it as a debtor or beneficiary"
    return Uttered(tuple(_declared(desk, found.claims, known_on)), left_out)


def hit(given: Situation) -> frozenset[str]:
    """Whom and what the acts hit, which a commitment has to be about to be set off."""
    return given.targets | {act.territory for act in given.acts if act.territory}


def _declared(desk: Desk, found: Sequence[RecordedClaim], known_on: date | datetime | None) -> Iterator[Declared]:
    """Commitments, each with who spoke, for which polity by the offices of that day, and when."""
    wanted = tuple({each.claim.document for each in found})
    published = {each.id: each.published for each in desk.ledger.told(wanted, known_on)}
    for each in found:
        said = each.statement
        person = said.speaker.actor if said and said.speaker else None
        day = published[each.claim.document]
        speaks_for = said.on_behalf_of if said else None
        if speaks_for is None and person is not None:
            speaks_for = desk.gazetteer.polity(person, day_of(day))
        yield Declared(each.claim, person, speaks_for, day)


def day_of(edtf: str | None) -> date | None:
    """The last day that a date may mean, or None without a date."""
    from foedus.model.problems import BadDate
    from foedus.model.time import bounds

    try:
        return bounds(edtf)[1] if edtf else None
    except BadDate:
        return None
