"""Declared commitments that a situation sets off: what was said, not what is in force."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model.answers import Fact, NotBound, NotKnown, Obligation
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations.proofs import act_fact
from foedus.world.declared import Promise
from foedus.world.world import World

Entry = Obligation | NotBound | NotKnown


def declared(world: World, situation: Situation) -> Iterator[Entry]:
    """For each promise and act that meet: the obligation, or why it does not count, or that this is not known."""
    seen = set()
    for promise in world.promises:
        for act in situation.acts:
            for bearer, beneficiary in _pairs(promise, act):
                key = (promise.claim, bearer, beneficiary)
                if key not in seen:
                    seen.add(key)
                    yield _entry(world, promise, act, bearer, beneficiary)


def _pairs(promise: Promise, act: Act) -> Iterator[tuple[str, str]]:
    hit = {act.target} | ({act.territory} if act.territory else set())
    about = set(promise.on) or set(promise.beneficiaries)
    if not hit & about:
        return
    if promise.through and not set(promise.through) & set(act.through):
        return
    if promise.attackers and not set(promise.attackers) & {act.attacker, *act.through}:
        return
    helped = [b for b in promise.beneficiaries if b in hit] or list(promise.beneficiaries) or [act.target]
    for bearer in promise.debtors:
        for beneficiary in helped:
            if bearer not in (beneficiary, act.attacker):
                yield bearer, beneficiary


def _entry(world: World, promise: Promise, act: Act, bearer: str, beneficiary: str) -> Entry:
    if promise.counts is Truth.NO:
        return NotBound(bearer, None, "no-duty", f"{promise.claim}: {promise.failed}")
    if promise.counts is Truth.UNKNOWN:
        return NotKnown(bearer, f"{promise.claim}: {promise.failed}")
    said = f"{promise.said_by}, in office for {promise.speaks_for}, said on {promise.uttered} that {bearer} owes it"
    return Obligation(
        bearer=bearer,
        beneficiary=beneficiary,
        duty=promise.duty,
        strength="discretionary",
        level="declared",
        depth=1,
        provision=None,
        in_force_since=promise.uttered,
        disputed_by=(),
        because=(Fact("declared", said, promise.claim, "medium"), act_fact(world, act)),
        against=(act.attacker,),
        claim=promise.claim,
        said_by=promise.said_by,
        speaks_for=promise.speaks_for,
    )
