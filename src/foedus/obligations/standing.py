"""Duties that stand at all times (to host forces, not to attack, to integrate them), which no attack sets off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model.answers import NotBound, NotKnown, Obligation
from foedus.model.time import Truth
from foedus.obligations.matching import spared, stands, verdict
from foedus.world.world import Instrument, Rule, World, standing_facts


@dataclass(frozen=True, slots=True)
class Standing:
    """What the texts say of one actor's standing duty to another: which bind, which do not, which is not known."""

    obligations: tuple[Obligation, ...]
    not_bound: tuple[NotBound, ...]
    unknown: tuple[NotKnown, ...]


def standing(world: World, debtor: str, beneficiary: str, duty: str) -> Standing:
    """Every article on a duty that stands at all times, of an agreement to which one of the two is a party."""
    owed: list[Obligation] = []
    not_bound: list[NotBound] = []
    unknown: list[NotKnown] = []
    for instrument, rule in _rules(world, duty):
        members = instrument.agreement.members()
        if debtor not in members and beneficiary not in members:
            continue
        reason = verdict((*stands(world, instrument, rule), *spared(instrument, rule, debtor)))
        owes = rule.obliged.has(debtor) & rule.beneficiary.has(beneficiary)
        if reason.truth is Truth.YES:
            owes &= _still_party(instrument, debtor)
        truth = owes & reason.truth
        if truth is Truth.YES:
            owed.append(_obligation(instrument, rule, debtor, beneficiary))
        elif truth is Truth.UNKNOWN:
            why = reason.why or f"whether {instrument.agreement.id} binds both on that day is not known"
            unknown.append(NotKnown(debtor, why, rule.cited))
        elif owes is Truth.NO:
            not_bound.append(_outside(instrument, rule, debtor, beneficiary))
        else:
            not_bound.append(NotBound(debtor, rule.cited, reason.code, reason.why))
    return Standing(tuple(owed), tuple(not_bound), tuple(unknown))


def _rules(world: World, duty: str) -> Iterator[tuple[Instrument, Rule]]:
    for instrument in world.instruments:
        for rule in instrument.rules:
            if rule.provision.trigger is None and rule.provision.duty == duty:
                yield instrument, rule


def _still_party(instrument: Instrument, debtor: str) -> Truth:
    # An article may name whom it obliges, who may have left since.
    return instrument.members[debtor][0] if debtor in instrument.members else Truth.YES


def _outside(instrument: Instrument, rule: Rule, debtor: str, beneficiary: str) -> NotBound:
    for actor in (debtor, beneficiary):
        held, _ = instrument.members.get(actor, (Truth.NO, None))
        if held is Truth.NO:
            return NotBound(debtor, rule.cited, "not-party", f"{actor} is not a party")
    why = f"article {rule.provision.article} does not oblige {debtor} towards {beneficiary}"
    return NotBound(debtor, rule.cited, "no-duty", why)


def _obligation(instrument: Instrument, rule: Rule, debtor: str, beneficiary: str) -> Obligation:
    return Obligation(
        bearer=debtor,
        beneficiary=beneficiary,
        duty=rule.provision.duty,
        strength=rule.provision.strength,
        level="de-jure",
        depth=1,
        provision=rule.cited,
        in_force_since=instrument.since,
        disputed_by=instrument.disputed_by,
        because=standing_facts(instrument, rule, (debtor, beneficiary)),
        wording_since=rule.provision.spell.start,
    )
