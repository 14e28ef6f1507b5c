"""Promises in force that an act or a duty may break: not to attack, to stay neutral, to defend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.model.answers import Cited
from foedus.model.time import Truth
from foedus.obligations.matching import stands, verdict
from foedus.world.world import Instrument, Rule, World

PEACE = ("not-attack", "stay-neutral", "defend")
NEUTRAL = ("stay-neutral",)


class Promises:
    """What is promised in a world; what an actor's articles are is worked out once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._binding = [each for each in world.instruments if each.binding is Truth.YES]

    def to(self, bearer: str, other: str, duty: str | None = None, promised: Sequence[str] = PEACE) -> Iterator[Cited]:
        """Articles in force by which a bearer has promised another not to fight it, or to fight for it.

        duty: by which it would fight; an article that permits that is not among them.  promised: the duties that count.
        """
        for rule in self._of(bearer):
            if rule.provision.duty in promised and _owes(rule, bearer, other) and duty not in rule.provision.permits:
                yield rule.cited

    def _of(self, bearer: str) -> tuple[Rule, ...]:
        if bearer not in self._rules:
            self._rules[bearer] = tuple(self._standing(bearer))
        return self._rules[bearer]

    def _standing(self, bearer: str) -> Iterator[Rule]:
        for instrument in self._binding:
            if _party(instrument, bearer):
                for rule in instrument.rules:
                    if (
                        rule.provision.duty in PEACE
                        and verdict(stands(self._world, instrument, rule)).truth is Truth.YES
                    ):
                        yield rule


def _party(instrument: Instrument, actor: str) -> bool:
    return actor in instrument.members and instrument.members[actor][0] is Truth.YES


def _spared(rule: Rule, bearer: str) -> bool:
    """Whether a bearer may be exempt, so that it is not sure that it has promised anything."""
    return any((group.has(bearer) & truth) is not Truth.NO for group, truth, _ in rule.exempt)


def _owes(rule: Rule, bearer: str, other: str) -> bool:
    if bearer == other or rule.obliged.has(bearer) is not Truth.YES or _spared(rule, bearer):
        return False
    if rule.provision.trigger is None or rule.provision.beneficiary.kind not in ("attacked", "performer"):
        return rule.beneficiary.has(other) is Truth.YES
    return rule.protected.has(other) is Truth.YES
