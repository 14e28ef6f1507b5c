"""Proofs from the rounds: which duty's performance, or which given act, set a derived duty off.

Nothing is kept for this but the rounds: the event is looked for among those of the round before, and of several the
first in the reference's order is taken, so that a proof is as short as can be and never chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model.problems import UsageError
from foedus.obligations.kernel.evaluate import FIGHTS, HELPS, Closure, Duty, Firing
from foedus.obligations.kernel.program import HARM, members


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: a duty, and the one whose performance it presupposes; None where the act is given."""

    duty: Duty
    after: Duty | None


def prove(closure: Closure, duty: Duty, world: int = 0) -> tuple[Step, ...]:
    """The chain of duties from the given act to a derived duty, in a world.

    Raises UsageError for a duty that the closure does not hold in that world.
    """
    if not _held(closure, duty, world):
        raise UsageError("the closure does not hold that duty in that world: take one from its duties")
    steps: list[Step] = []
    last: Duty | None = duty
    while last is not None:
        before = _before(closure, last, world) if last.depth > 1 else None
        steps.append(Step(last, before))
        last = before
    return tuple(reversed(steps))


def _held(closure: Closure, duty: Duty, world: int) -> bool:
    if not 1 <= duty.depth <= len(closure.rounds):
        return False
    bit = duty.bearer * closure.program.width + world
    wanted = duty.rule, duty.beneficiary, duty.adversary, duty.act
    return any(firing[:4] == wanted and firing[4] >> bit & 1 for firing in closure.rounds[duty.depth - 1])


def _before(closure: Closure, duty: Duty, world: int) -> Duty:
    heads, adversary = closure.program.heads, duty.adversary
    foe = 1 << (adversary * closure.program.width + world)
    found = (
        (heads[firing.rule].place, bearer, firing.beneficiary, firing.adversary, firing)
        for firing in closure.rounds[duty.depth - 2]
        if firing.adversary == adversary or firing.bearers & foe  # it is against the same, or borne by it
        for bearer in _causes(closure, duty, firing, world)
    )
    _, bearer, beneficiary, adversary, firing = min(found, key=lambda each: each[:4])
    return Duty(firing.rule, bearer, beneficiary, adversary, duty.depth - 1, firing.act)


def _causes(closure: Closure, duty: Duty, firing: Firing, world: int) -> Iterator[int]:
    """Who, performing the firing's duty, sets the later one off."""
    head = closure.program.heads[duty.rule]
    does = closure.program.heads[firing.rule].duty
    if firing.act != duty.act or does not in HELPS:
        return
    performance = head.act not in HARM and head.act != "war"
    if performance:
        if firing.adversary == duty.adversary and (head.performing is None or does in head.performing):
            yield from _helpers(closure, duty, firing, world)
        return
    if does not in FIGHTS:
        return
    width = closure.program.width
    helper_hit = head.act == "war" or closure.retaliation != "none"
    foe_hit = head.act == "war" or closure.retaliation == "both"
    if helper_hit and firing.adversary == duty.adversary:
        # What is owed to the victim was set off by its own fight, so nobody else's need be looked at.
        victim = duty.beneficiary * width + world
        one = firing.bearers & (1 << victim) if head.owed_to == "victim" else firing.bearers
        for bearer in (bit // width for bit in members(one) if bit % width == world):
            if _fits(closure, duty, bearer):
                yield bearer
    foe_bears = firing.bearers >> (duty.adversary * width + world) & 1
    if foe_hit and foe_bears and _fits(closure, duty, firing.adversary):
        yield duty.adversary


def _helpers(closure: Closure, duty: Duty, firing: Firing, world: int) -> Iterator[int]:
    head, masks = closure.program.heads[duty.rule], closure.program.rules(closure.least).masks[duty.rule]
    for bearer in _bearers(firing, closure.program.width, world):
        right = masks.performers is None or masks.performers >> bearer & 1
        owed = head.owed_to != "performer" or duty.beneficiary == bearer
        if right and owed and _fits(closure, duty, firing.beneficiary):
            yield bearer


def _bearers(firing: Firing, width: int, world: int) -> Iterator[int]:
    return (bit // width for bit in members(firing.bearers) if bit % width == world)


def _fits(closure: Closure, duty: Duty, victim: int) -> bool:
    """Whether an event with this victim could set the duty off; what holds of the act held when it was derived."""
    program = closure.program
    head, masks = program.heads[duty.rule], program.rules(closure.least).masks[duty.rule]
    protected = masks.home if head.act in HARM else masks.protected
    act = closure.situation.acts[duty.act]
    attackers = (program.number[act.attacker],) if program.number[act.target] == victim else ()
    return bool(
        protected >> victim & 1
        and duty.bearer not in (victim, *attackers)
        and (head.owed_to != "victim" or duty.beneficiary == victim)
    )
