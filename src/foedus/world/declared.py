"""Declared commitments: what somebody in office said that an actor is bound to, as rules of their own level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.model.problems import BadDate
from foedus.model.situations import Declared
from foedus.model.time import Truth, bounds

_BINDING = ("actual", "conditional")


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that was said, by whom, and whether it counts on the day.

    on: who must be hit, empty where it does not say; through: what the attack must pass or come near to.
    counts: no where the words deny, plan, demand or merely allow it, where they came later, or nobody's office lends
    them weight; failed says why.
    """

    claim: str
    document: str
    debtors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    duty: str
    on: tuple[str, ...]
    through: tuple[str, ...]
    attackers: tuple[str, ...]
    said_by: str | None
    speaks_for: str | None
    uttered: str | None
    counts: Truth
    failed: str


def promises(declared: Sequence[Declared], day: date) -> tuple[Promise, ...]:
    """Commitment claims as promises, sorted by claim so that their order means nothing."""
    made = (_promise(each, day) for each in declared if each.claim.kind == "commitment")
    return tuple(sorted(made, key=lambda promise: promise.claim))


def _promise(declared: Declared, day: date) -> Promise:
    claim = declared.claim
    trigger = claim.attribute("trigger") or {}
    counts, failed = _counts(declared, day)
    return Promise(
        claim=claim.id,
        document=claim.document,
        debtors=claim.actors("debtor"),
        beneficiaries=claim.actors("beneficiary"),
        duty=claim.attribute("duty") or "aid",
        on=_keys(trigger.get("on")),
        through=(*_keys(trigger.get("through")), *_keys(trigger.get("near"))),
        attackers=_keys(trigger.get("from")),
        said_by=declared.speaker,
        speaks_for=declared.speaks_for,
        uttered=declared.uttered,
        counts=counts,
        failed=failed,
    )


def _counts(declared: Declared, day: date) -> tuple[Truth, str]:
    claim = declared.claim
    if claim.polarity == "negated" or claim.status == "denied":
        return Truth.NO, "the words deny the commitment"
    if claim.status not in _BINDING:
        return Truth.NO, f"the words make it {claim.status}, not a commitment made"
    if declared.speaks_for is None:
        return Truth.UNKNOWN, f"the library knows of no office that {declared.speaker or 'the source'} then held"
    try:
        low, high = bounds(declared.uttered) if declared.uttered else (date.min, date.max)
    except BadDate:
        low, high = date.min, date.max
    if low > day:
        return Truth.NO, f"it was said later ({declared.uttered})"
    if high > day:
        return Truth.UNKNOWN, "it is not known whether it had been said by that day"
    return Truth.YES, ""


def _keys(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return _keys(value.get("actor"))
    if isinstance(value, Iterable):
        return tuple(key for inner in value for key in _keys(inner))
    return ()
