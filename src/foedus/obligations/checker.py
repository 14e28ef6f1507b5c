"""A second opinion: every obligation of an answer, derived anew from the library's own values.

It shares no code with the world and the evaluator, so that a mistake there, or a hand on an answer that was
stored, shows.  It asks whether the library bears out what is claimed; it does not look for obligations that an
answer might have left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.library.values import Library
from foedus.model.agreements import ActorSet, Agreement, Provision, Reservation, Trigger
from foedus.model.answers import ASSUMED, GIVEN, Answer, Obligation
from foedus.model.problems import DataError
from foedus.model.situations import Act, Declared
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO
from foedus.obligations.checker_facts import Sight, latest_start, required
from foedus.obligations.checker_lives import modified, rule_facts, severed, works_between

_HARM = {"threat": 0, "attack": 1, "nuclear-attack": 2}
_SOURCED = ("in-force", "party", "wording", "viewpoint")
_Event = tuple[str, str, Act]
_ABROAD = {"forces", "nationals", "vessels", "aircraft"}


class BadProofError(DataError):
    """An answer claims what the library does not bear out; the message lists every claim that fails."""


def verify(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> None:
    """Passes in silence where the library bears an answer out; raises BadProofError with every failure otherwise."""
    if found := check(answer, library, declared):
        raise BadProofError("the answer does not follow from the library: " + "; ".join(found))


def check(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> tuple[str, ...]:
    """What in an answer's obligations the library does not bear out, a sentence each; empty where all of it does."""
    sight = Sight(library, answer.situation.on, answer.situation.viewpoint)
    found = []
    for i, owed in enumerate(answer.obligations):
        faults = _declared(owed, declared) if owed.level == "declared" else _text(answer, owed, sight)
        found += [f"obligation {i} ({owed.bearer} for {owed.beneficiary}): {what}" for what in faults]
    return tuple(found)


def _declared(owed: Obligation, declared: Sequence[Declared]) -> Iterator[str]:
    said = next((d for d in declared if d.claim.id == owed.claim), None)
    if said is None:
        yield f"no claim {owed.claim} was given"
        return
    claimed = (owed.duty, owed.said_by, owed.speaks_for, owed.in_force_since)
    words = (said.claim.attribute("duty") or "aid", said.speaker, said.speaks_for, said.uttered)
    affirmed = said.claim.polarity == "affirmed" and said.claim.status in ("actual", "conditional")
    if claimed != words or owed.bearer not in said.claim.actors("debtor") or not affirmed or not said.speaks_for:
        yield f"the claim {owed.claim} does not say so"


@dataclass(frozen=True, slots=True)
class _Case:
    """An obligation, the provision that it names, the reservation that made it, and what it presupposes."""

    answer: Answer
    owed: Obligation
    sight: Sight
    agreement: Agreement
    rule: Provision
    trigger: Trigger
    reserved: Reservation | None

    @property
    def before(self) -> list[Obligation]:
        """The duties that must be performed before this one arises."""
        known = self.answer.obligations
        return [known[i] for i in self.owed.after if 0 <= i < len(known)]

    def has(self, who: ActorSet, actor: str) -> bool:
        """Whether an actor is among those whom an expression means."""
        return self.sight.has(self.agreement, who, actor)

    def runs_to(self, other: str) -> bool:
        """Whether the rule runs between the bearer and another, whatever reservations and suspensions say."""
        pair = self.owed.bearer, other
        if self.reserved is not None:
            return works_between(self.agreement, self.reserved, pair, self.sight.day)
        return not severed(self.agreement, self.rule.article, pair, self.sight.day)


def _text(answer: Answer, owed: Obligation, sight: Sight) -> Iterator[str]:
    cited = owed.provision
    agreement = sight.library.agreement.get(cited.agreement) if cited else None
    if cited is None or agreement is None:
        yield "it cites no agreement of the library"
        return
    if sight.binds(agreement) is not Truth.YES:
        yield f"{agreement.id} is not known to be in force on that day in that viewpoint's eyes"
    if owed.disputed_by != sight.disputed_by(agreement):
        yield f"disputed_by should be {list(sight.disputed_by(agreement))}"
    claimed = (cited.article, owed.duty, owed.strength, owed.wording_since)
    rules = [(rule, None) for rule in agreement.provisions]
    attempts = [
        list(_rule(_Case(answer, owed, sight, agreement, rule, rule.trigger, reserved)))
        for rule, reserved in (*rules, *modified(agreement, sight.day))
        if rule.trigger
        and (rule.article, rule.duty, rule.strength, rule.spell.start) == claimed
        and rule.spell.on(sight.day) is Truth.YES
    ]
    yield from min(attempts, key=len, default=[f"{agreement.id} has no article that says so on that day"])


def _rule(case: _Case) -> Iterator[str]:
    owed, rule, sight = case.owed, case.rule, case.sight
    depths = [each.depth for each in case.before]
    if len(depths) != len(owed.after) or owed.depth != 1 + max(depths, default=0):
        yield "its depth does not follow from what it presupposes"
    if not case.has(rule.obliged, owed.bearer) or sight.left(case.agreement, owed.bearer):
        yield f"the article does not oblige {owed.bearer}"
    if any(e.bearers and sight.may(case.agreement, e.bearers, owed.bearer, e.spell) for e in rule.exemptions):
        yield f"{owed.bearer} is exempt"
    if owed.bearer in (*owed.against, owed.beneficiary):
        yield f"{owed.bearer} cannot owe it to itself or against itself"
    events = [event for event in _events(case) if _fits(case, *event)]
    if not events or {foe for _, foe, _ in events} != set(owed.against):
        yield "nothing that is given or presupposed sets the article off in this way"
        return
    yield from _reasons(case, events)


def _reasons(case: _Case, events: Sequence[_Event]) -> Iterator[str]:
    owed, agreement, day = case.owed, case.agreement, case.sight.day
    hinges = {owed.bearer, owed.beneficiary, *(victim for victim, _, _ in events)}
    if owed.in_force_since != latest_start(agreement, day, hinges):
        yield "in_force_since is not the latest day of those that it hangs on"
    given = {(fact.fact, fact.source) for fact in owed.because}
    for victim, _, act in events:
        needed = required(agreement, case.rule, day, (owed.bearer, victim), act)
        missing = (needed | rule_facts(agreement, case.rule, case.reserved)) - given
        yield from (f"among the reasons there is no {fact!r} from {source!r}" for fact, source in sorted(missing))
    view = case.sight.view
    judged = view is not None and (view != DE_FACTO or agreement.rests_on)
    if judged and not any(f.kind == "viewpoint" for f in owed.because):
        yield f"no reason says why viewpoint {view} accepts {agreement.id}"
    free = [f.fact for f in owed.because if f.source in (GIVEN, ASSUMED) and f.kind in _SOURCED]
    yield from (f"no source for {fact!r}" for fact in free)


def _events(case: _Case) -> Iterator[_Event]:
    trigger = case.trigger
    for act in case.answer.situation.acts:
        if not case.owed.after and trigger.act in _HARM and _HARM[act.kind] >= _HARM[trigger.act]:
            yield act.target, act.attacker, act
        if not case.owed.after and trigger.act == "war" and act.kind != "threat":
            yield act.target, act.attacker, act
            yield act.attacker, act.target, act
        for each in case.before:
            for foe in each.against:
                if trigger.act == "performance" and each.duty in trigger.performing:
                    yield each.beneficiary, foe, act
                elif trigger.act == "war" and each.duty in ("defend", "attack"):
                    yield each.bearer, foe, act
                    yield foe, each.bearer, act


def _fits(case: _Case, victim: str, foe: str, act: Act) -> bool:
    sight, trigger, rule = case.sight, case.trigger, case.rule
    attackers = {other.attacker for other in case.answer.situation.acts if other.target == act.target}
    spared = (e for e in rule.exemptions if e.attackers and not e.bearers)
    return (
        case.has(trigger.protected, victim)
        and case.has(trigger.attackers, foe)
        and not (trigger.excluded and sight.among(case.agreement, trigger.excluded, foe) is not Truth.NO)
        and _in_conflict(case, foe)
        and not any(e.attackers and sight.may(case.agreement, e.attackers, foe, e.spell) for e in spared)
        and (trigger.performers is None or any(case.has(trigger.performers, each.bearer) for each in case.before))
        and len(attackers) >= trigger.adversaries
        and not (trigger.unprovoked and act.provoked)
        and all(condition.treat == "assumed" for condition in trigger.conditions)
        and (trigger.through is None or any(case.has(trigger.through, place) for place in act.through))
        and (trigger.act not in _HARM or _placed(sight, trigger, act))
        and _owed_to(case, victim)
    )


def _in_conflict(case: _Case, foe: str) -> bool:
    conflict = case.trigger.conflict
    return conflict is None or (case.has(conflict.enemies, foe) and conflict.spell.on(case.sight.day) is Truth.YES)


def _owed_to(case: _Case, victim: str) -> bool:
    kind, owed = case.rule.beneficiary.kind, case.owed.beneficiary
    if not case.runs_to(victim if kind in ("attacked", "performer", "anyone") else owed):
        return False
    if kind == "performer":
        return any(owed == each.bearer for each in case.before)
    return owed == victim if kind in ("attacked", "anyone") else case.has(case.rule.beneficiary, owed)


def _placed(sight: Sight, trigger: Trigger, act: Act) -> bool:
    place = act.territory or act.target
    if trigger.region is not None:
        region = sight.library.region[trigger.region]
        if place not in (*region.homelands, *region.inside):
            return False
    covers = set(trigger.objects) or {"territory"}
    if "territory" in covers and sight.owns(act.target, place):
        return True
    return act.territory is not None and bool(covers & _ABROAD)
