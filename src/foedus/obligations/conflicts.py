"""Conflicts: bound to both sides, a duty against another promise in force, the attacker's own broken promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from foedus.model.answers import Cited, Conflict, Obligation
from foedus.model.situations import ANY, Situation
from foedus.obligations.priority import decided
from foedus.obligations.promises import NEUTRAL, Promises
from foedus.world.world import World

FIGHTS = ("defend", "attack")
SIDES = ("defend", "attack", "aid", "stay-neutral")


def conflicts(world: World, situation: Situation, owed: Sequence[Obligation]) -> tuple[Conflict, ...]:
    """Every actor that cannot keep all its promises, with the obligations and articles that clash."""
    promises = Promises(world)
    found = [*both_sides(owed), *_against_promises(promises, owed), *_attackers(promises, situation)]
    ordered = sorted(dict.fromkeys(found), key=lambda c: (c.actor, c.obligations, str(c.others), c.act or 0))
    return tuple(decided(world, conflict, owed, promises) for conflict in ordered)


def both_sides(owed: Sequence[Obligation]) -> Iterator[Conflict]:
    """Every pair of obligations that sets one bearer on both sides."""
    by_bearer: dict[str, list[int]] = {}
    for i, one in enumerate(owed):
        if one.duty in SIDES:
            by_bearer.setdefault(one.bearer, []).append(i)
    for bearer, numbers in by_bearer.items():
        for i, j in combinations(numbers, 2):
            one, other = owed[i], owed[j]
            fights = one.duty in FIGHTS or other.duty in FIGHTS
            if fights and (one.beneficiary in other.against or other.beneficiary in one.against):
                yield Conflict(bearer, (i, j), (), "both-sides")


def _against_promises(promises: Promises, owed: Sequence[Obligation]) -> Iterator[Conflict]:
    clashes: dict[tuple[str, tuple[Cited, ...], str], list[int]] = {}
    for i, one in enumerate(owed):
        neutral = {cited for foe in one.against for cited in promises.to(one.bearer, foe, one.duty, NEUTRAL)}
        broken = set(neutral) if one.duty in (*FIGHTS, "aid") else set()
        if one.duty in FIGHTS:
            broken |= {cited for foe in one.against for cited in promises.to(one.bearer, foe, one.duty)}
        if broken:
            kind = "neutrality" if broken <= neutral else "promise"
            clashes.setdefault((one.bearer, _sorted(broken), kind), []).append(i)
    for (bearer, others, kind), numbers in clashes.items():
        yield Conflict(bearer, tuple(numbers), others, kind)


def _attackers(promises: Promises, situation: Situation) -> Iterator[Conflict]:
    for number, act in enumerate(situation.acts):
        if act.attacker != ANY and act.kind != "threat":
            # Whoever was struck first may be defending itself, which some promises permit.
            broken = set(promises.to(act.attacker, act.target, "defend" if act.provoked else None))
            if broken:
                yield Conflict(act.attacker, (), _sorted(broken), "own-act", number)


def _sorted(cited: set[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(cited, key=lambda each: (each.agreement, each.article)))
