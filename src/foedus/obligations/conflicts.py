"""Conflicts: bound to both sides, a duty against another promise in force, the attacker's own broken promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.model.answers import Cited, Conflict, Obligation
from foedus.model.situations import ANY, Situation
from foedus.model.time import Truth
from foedus.obligations.matching import stands, verdict
from foedus.obligations.priority import decided
from foedus.world.world import Instrument, Rule, World

_FIGHTS = ("defend", "attack")
_SIDES = ("defend", "attack", "aid", "stay-neutral")
_PEACE = ("not-attack", "stay-neutral", "defend")


def conflicts(world: World, situation: Situation, owed: Sequence[Obligation]) -> tuple[Conflict, ...]:
    """Every actor that cannot keep all its promises, with the obligations and articles that clash."""
    found = [*_both_sides(owed), *_against_promises(world, owed), *_attackers(world, situation)]
    ordered = sorted(dict.fromkeys(found), key=lambda c: (c.actor, c.obligations, str(c.others)))
    return tuple(decided(world, conflict, owed) for conflict in ordered)


def _both_sides(owed: Sequence[Obligation]) -> Iterator[Conflict]:
    for i, one in enumerate(owed):
        for j, other in enumerate(owed[i + 1 :], start=i + 1):
            same = one.bearer == other.bearer and one.duty in _SIDES and other.duty in _SIDES
            fights = one.duty in _FIGHTS or other.duty in _FIGHTS
            if same and fights and (one.beneficiary in other.against or other.beneficiary in one.against):
                yield Conflict(one.bearer, (i, j), ())


def _against_promises(world: World, owed: Sequence[Obligation]) -> Iterator[Conflict]:
    clashes: dict[tuple[str, tuple[Cited, ...]], list[int]] = {}
    for i, one in enumerate(owed):
        if one.duty in _FIGHTS:
            broken = {
                cited for adversary in one.against for cited in promises_to(world, one.bearer, adversary, one.duty)
            }
            if broken:
                clashes.setdefault((one.bearer, _sorted(broken)), []).append(i)
    for (bearer, others), numbers in clashes.items():
        yield Conflict(bearer, tuple(numbers), others)


def _attackers(world: World, situation: Situation) -> Iterator[Conflict]:
    for act in situation.acts:
        if act.attacker != ANY and act.kind != "threat":
            broken = set(promises_to(world, act.attacker, act.target))
            if broken:
                yield Conflict(act.attacker, (), _sorted(broken))


def _sorted(cited: set[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(cited, key=lambda each: (each.agreement, each.article)))


def promises_to(world: World, bearer: str, other: str, duty: str | None = None) -> Iterator[Cited]:
    """Articles in force by which a bearer has promised another not to fight it, or to fight for it.

    duty: by which it would fight; an article that permits that is not among them.
    """
    for instrument in world.instruments:
        if instrument.binding is not Truth.YES or not _party(instrument, bearer):
            continue
        for rule in instrument.rules:
            promised = rule.provision.duty in _PEACE and _owes(rule, bearer, other)
            if (
                promised
                and duty not in rule.provision.permits
                and verdict(stands(world, instrument, rule)).truth is Truth.YES
            ):
                yield rule.cited


def _party(instrument: Instrument, actor: str) -> bool:
    return actor in instrument.members and instrument.members[actor][0] is Truth.YES


def _owes(rule: Rule, bearer: str, other: str) -> bool:
    if bearer == other or rule.obliged.has(bearer) is not Truth.YES:
        return False
    if rule.provision.trigger is None or rule.provision.beneficiary.kind not in ("attacked", "performer"):
        return rule.beneficiary.has(other) is Truth.YES
    return rule.protected.has(other) is Truth.YES
