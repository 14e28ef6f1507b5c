"""Why not, condition by condition: what of an article is met, what fails and what is not known, for one actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedus.model.answers import Answer, Cited
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.consequences import Happening, consequences, happening
from foedus.obligations.matching import Check, bound, stands, triggered
from foedus.world.world import Instrument, Rule, World, standing_facts


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an article: whether it is met, the code of its failing, what is so, and who says that."""

    truth: Truth
    code: str
    said: str
    source: str | None = None

    def record(self) -> dict[str, Any]:
        """The condition as a JSON object."""
        return {"met": self.truth.value, "code": self.code or None, "said": self.said, "source": self.source}


@dataclass(frozen=True, slots=True)
class WhyNot:
    """An article that might bind an actor, with its conditions: those that fail first, then unknown, then met."""

    actor: str
    provision: Cited | None
    conditions: tuple[Condition, ...]

    @property
    def failing(self) -> int:
        """How many conditions are not met."""
        return sum(each.truth is not Truth.YES for each in self.conditions)

    def record(self) -> dict[str, Any]:
        """The article as a JSON object."""
        return {
            "actor": self.actor,
            "provision": self.provision and self.provision.record(),
            "conditions": [each.record() for each in self.conditions],
        }


def why_not(world: World, answer: Answer, actor: str) -> tuple[WhyNot, ...]:
    """Every article of an answer by which an actor is not bound, or not surely, with all of its conditions.

    Those of which the least fails come first.
    Where an article has several wordings or several acts are given, those of which the least fails are told.
    """
    reasons = [
        (e.provision, Condition(Truth.NO, e.failed_code, e.failed)) for e in answer.not_bound if e.actor == actor
    ]
    reasons += [(e.provision, Condition(Truth.UNKNOWN, "", e.why)) for e in answer.unknown if e.actor == actor]
    if not reasons:
        return ()
    events = happening(world, answer.situation, consequences(world, answer.situation, Truth.YES))
    found = [
        WhyNot(actor, cited, _conditions(world, answer.situation, events, actor, first, cited))
        for cited, first in reasons
    ]
    return tuple(sorted(found, key=lambda each: each.failing))


def _conditions(
    world: World, situation: Situation, events: Happening, actor: str, first: Condition, cited: Cited | None
) -> tuple[Condition, ...]:
    tried = [
        (instrument, rule, tuple(_failing(world, events, instrument, rule, actor)))
        for instrument in world.instruments
        for rule in instrument.rules
        if rule.cited == cited
    ]
    if not tried:
        return (first,)
    # The answer's own reason is of one wording: that one is told, and of several like it the one that fails least.
    same = [each for each in tried if any(c.said == first.said for c in each[2])] or tried
    instrument, rule, failing = min(same, key=lambda each: len(each[2]))
    told = {each.said: each for each in (first, *failing)}
    unmet = sorted(told.values(), key=lambda each: (each.truth is not Truth.NO, each.said != first.said))
    return (*unmet, *_met(instrument, rule, situation, actor))


def _failing(world: World, events: Happening, instrument: Instrument, rule: Rule, actor: str) -> Iterator[Condition]:
    yield from _unmet(stands(world, instrument, rule))
    if rule.provision.trigger is None:
        return
    each_event = [
        list(_unmet((*triggered(world, instrument, rule, event), *bound(world, instrument, rule, event, actor))))
        for event in events.concerning(rule)
    ]
    yield from min(each_event, key=len, default=[])


def _unmet(checks: Iterator[Check] | tuple[Check, ...]) -> Iterator[Condition]:
    return (Condition(c.truth, c.code, c.why) for c in checks if c.truth is not Truth.YES)


def _met(instrument: Instrument, rule: Rule, situation: Situation, actor: str) -> Iterator[Condition]:
    for fact in standing_facts(instrument, rule, (actor, *sorted(situation.targets))):
        holds = {"in-force": instrument.in_force, "wording": rule.wording, "viewpoint": instrument.stance.truth}
        if holds.get(fact.kind, Truth.YES) is Truth.YES:
            yield Condition(Truth.YES, "", fact.fact, fact.source)
