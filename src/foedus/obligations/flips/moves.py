"""Which changes can matter: at least one of them is part of every flip.

An actor that is bound stays so while any one proof of it stands, so a flip changes a fact that this proof names.
An actor that is not bound fails a condition of every rule that might bind it, so a flip changes a fact that this
condition names, or has somebody else bound first, whose help the rule waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from foedus.model.agreements import ActorSet
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Event, Retaliation, given, performed
from foedus.obligations.flips import candidates
from foedus.obligations.flips.candidates import Scope
from foedus.obligations.flips.changes import Change
from foedus.obligations.flips.state import State
from foedus.obligations.matching import Check, bound, stands, triggered
from foedus.world.world import Instrument, Rule

_GIVEN = ("threat", "attack", "nuclear-attack")
_JOINING = -1
"""The instrument of a duty that nobody has yet."""
_HELPING = {"war": ("defend", "attack"), "performance": ("defend", "attack", "aid")}


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked of an actor: any of these duties, to a beneficiary and under an agreement where those are named."""

    actor: str
    duties: tuple[str, ...]
    beneficiary: str | None = None
    agreement: str | None = None

    def met(self, state: State, derived: Derived) -> bool:
        """Whether a derived duty is one of those that are asked about."""
        _, _, bearer, beneficiary, *_ = derived.key
        rule = state.rule(derived.key)
        return (
            bearer == self.actor
            and rule.provision.duty in self.duties
            and self.beneficiary in (None, beneficiary)
            and self.agreement in (None, rule.agreement)
        )


def breaking(state: State, within: Scope, derived: Derived) -> frozenset[Change]:
    """The changes of facts that a duty's proof names, those of the duties that it presupposes included."""
    found: set[Change] = set()
    while True:
        instrument = state.world.instruments[derived.key[0]]
        rule = state.rule(derived.key)
        found.update(_facts(state, within, instrument, rule, derived.event, derived.key[2:5]))
        before = derived.event.after
        if before is None:
            return frozenset(found)
        derived = state.possible[before]


def _facts(
    state: State, within: Scope, instrument: Instrument, rule: Rule, event: Event, roles: Iterable[str]
) -> Iterator[Change]:
    people = {*roles, event.victim, event.adversary, *((event.performer,) if event.performer else ())}
    yield from candidates.force(state, instrument)
    yield from candidates.stances(state, within, instrument)
    yield from candidates.named(state, within, instrument, rule, people)
    yield from candidates.provocation(state, event)
    yield from candidates.places(state, rule, event)


def making(state: State, within: Scope, goal: Goal, budget: int) -> frozenset[Change]:
    """The changes of which one at least is part of any set of `budget` changes that binds an actor."""
    found: set[Change] = set()
    _bind(state, within, goal, budget, found, set())
    return frozenset(found)


def _bind(state: State, within: Scope, goal: Goal, budget: int, found: set[Change], seen: set[Goal]) -> None:
    seen.add(goal)
    for instrument, rule in _rules(state, within, goal):
        for event in _events(state, within, instrument, rule, goal.actor):
            failing = (c for c in _checks(state, instrument, rule, event, goal.actor) if c.truth is not Truth.YES)
            first = next(failing, None)
            waiting = event.after is not None and event.after[0] == _JOINING
            if first is not None and not (waiting and budget == 1):
                # The last change has to mend all that fails; an earlier one, at least the first of it.
                mended = chain((first,), failing) if budget == 1 else (first,)
                found |= _mending(state, within, instrument, rule, event, goal.actor, mended)
            helper = Goal(event.performer or "", (event.duty,) if event.duty else _HELPING["war"])
            if waiting and first is None and helper not in seen:
                _bind(state, within, helper, budget, found, seen)


def _mending(
    state: State, within: Scope, instrument: Instrument, rule: Rule, event: Event, actor: str, failing: Iterable[Check]
) -> set[Change]:
    common: set[Change] | None = None
    codes: set[str] = set()
    for check in failing:
        if check.code not in codes:
            codes.add(check.code)
            fixes = set(_fixes(state, within, instrument, rule, event, actor, check))
            common = fixes if common is None else common & fixes
            if not common:
                break
    return common or set()


def _rules(state: State, within: Scope, goal: Goal) -> Iterator[tuple[Instrument, Rule]]:
    for instrument in state.world.instruments:
        for rule in instrument.rules:
            asked = rule.helps and rule.provision.duty in goal.duties and goal.agreement in (None, rule.agreement)
            if asked and (rule.obliged.has(goal.actor) is not Truth.NO or _movable(rule.provision.obliged)):
                yield instrument, rule


def _movable(who: ActorSet) -> bool:
    """Whether a membership decides on whom an expression means."""
    return who.kind not in ("named", "anyone", "states") or any(_movable(part) for part in who.parts)


def _checks(state: State, instrument: Instrument, rule: Rule, event: Event, bearer: str) -> Iterator[Check]:
    yield from stands(state.world, instrument, rule)
    yield from triggered(state.world, instrument, rule, event)
    yield from bound(state.world, instrument, rule, event, bearer)
    if rule.obliged.rest is not Truth.NO and bearer not in instrument.members:
        yield Check(Truth.NO, "not-party", "only parties are bearers of what everybody owes")


def _events(state: State, within: Scope, instrument: Instrument, rule: Rule, actor: str) -> Iterator[Event]:
    """Events of the kind that a rule waits for: given, derived, and such as somebody not bound yet would add."""
    trigger = rule.provision.trigger
    kind = "attack" if trigger is None or trigger.act in _GIVEN else trigger.act
    known = [*given(state.situation, state.situation.viewpoint)]
    for key, derived in state.possible.items():
        known += performed(key, state.rule(key).provision.duty, derived.event, state.situation.retaliation)
    yield from (event for event in known if event.kind == kind)
    if kind in _HELPING or state.situation.retaliation != "none":
        wars = {(event.victim, event.adversary, event.at): event for event in known if event.kind == "war"}
        for helper in _helpers(state, within, instrument, rule, actor):
            for war in wars.values():
                if helper not in (war.victim, war.adversary):
                    yield from _joining(kind, helper, war, state.situation.retaliation)


def _helpers(state: State, within: Scope, instrument: Instrument, rule: Rule, actor: str) -> list[str]:
    """Whose joining may set a rule off: those whom its sets mean, and those whom a change may put among them."""
    everybody = {name for each in state.world.instruments for name in each.agreement.members()}
    everybody |= {name for each in state.world.instruments for other in each.rules for name in other.obliged.listed}
    sets = [each for each in (rule.performers, rule.protected, rule.attackers) if each is not None]
    meant = {name for name in everybody if any(group.has(name) is not Truth.NO for group in sets)}
    return sorted((meant | set(instrument.agreement.members()) | within.actors) - {actor})


def _joining(kind: str, helper: str, war: Event, retaliation: Retaliation) -> Iterator[Event]:
    """What somebody's fight beside a friend at war would add."""
    duty = (_JOINING, _JOINING, helper, war.victim, war.adversary, war.at)
    joined = replace(war, kind=kind, number=1, performer=helper, after=duty)
    if kind == "performance":
        yield from (replace(joined, duty=duty) for duty in _HELPING[kind])
    elif kind == "war" or retaliation != "none":
        yield replace(joined, victim=helper)
        if kind == "war" or retaliation == "both":
            yield replace(joined, victim=war.adversary, adversary=helper)


def _fixes(
    state: State, within: Scope, instrument: Instrument, rule: Rule, event: Event, bearer: str, failed: Check
) -> Iterator[Change]:
    """The changes that may make a failed condition hold."""
    yield from candidates.force(state, instrument)  # with an agreement come its parties and its wording
    match failed.code:
        case "rejected":
            yield from candidates.stances(state, within, instrument)
        case "provoked":
            yield from candidates.provocation(state, event)
        case "out-of-region":
            yield from candidates.places(state, rule, event)
        case "not-in-force":
            return
        case _:
            people = {bearer, event.victim, event.adversary, *((event.performer,) if event.performer else ())}
            yield from candidates.named(state, within, instrument, rule, people)
            yield from candidates.places(state, rule, event)
