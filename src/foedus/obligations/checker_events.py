"""What the checker asks of an obligation: the conditions of its article one by one, each a look-up of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model.agreements import ActorSet, Agreement, Provision, Reservation, Trigger
from foedus.model.answers import Answer, Ground, Obligation
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations.checker_facts import Sight, latest_start
from foedus.obligations.checker_lives import modified, severed, works_between

_HARM = {"threat": 0, "attack": 1, "nuclear-attack": 2}
_FIGHTS = ("defend", "attack")
_ELSEWHERE = {"forces", "nationals", "vessels", "aircraft"}


@dataclass(frozen=True, slots=True)
class Case:
    """An obligation, the provision that it names, the reservation that made it, and the answer in which it stands."""

    answer: Answer
    owed: Obligation
    sight: Sight
    agreement: Agreement
    rule: Provision
    trigger: Trigger
    reserved: Reservation | None

    @property
    def sound(self) -> list[Ground]:
        """The grounds that name an act and an obligation which there are."""
        acts, known = len(self.answer.situation.acts), len(self.answer.obligations)
        return [g for g in self.owed.grounds if 0 <= g.act < acts and (g.after is None or 0 <= g.after < known)]

    def act(self, ground: Ground) -> Act:
        """The given act from which a ground comes."""
        return self.answer.situation.acts[ground.act]

    def before(self, ground: Ground) -> Obligation:
        """The obligation whose performance a ground presupposes."""
        return self.answer.obligations[ground.after or 0]

    def has(self, who: ActorSet, actor: str) -> bool:
        """Whether an actor is among those whom an expression means."""
        return self.sight.has(self.agreement, who, actor)

    def runs_to(self, other: str) -> bool:
        """Whether the rule runs between the bearer and another, whatever reservations and suspensions say."""
        pair = self.owed.bearer, other
        if self.reserved is not None:
            return works_between(self.agreement, self.reserved, pair, self.sight.day)
        return not severed(self.agreement, self.rule.article, pair, self.sight.day)


def cases(answer: Answer, owed: Obligation, sight: Sight) -> Iterator[Case]:
    """Every rule of the library that may be the one which an obligation names."""
    agreement = sight.library.agreement.get(owed.provision.agreement) if owed.provision else None
    if agreement is None or owed.provision is None:
        return
    claimed = (owed.provision.article, owed.duty, owed.strength, owed.wording_since)
    plain = ((rule, None) for rule in agreement.provisions)
    for rule, reserved in (*plain, *modified(agreement, sight.day)):
        said = (rule.article, rule.duty, rule.strength, rule.spell.start)
        if rule.trigger and said == claimed and rule.spell.on(sight.day) is Truth.YES:
            yield Case(answer, owed, sight, agreement, rule, rule.trigger, reserved)


def conditions(case: Case) -> Iterator[tuple[bool, str]]:
    """Everything that must hold for the article to oblige its bearer, each with the sentence that denies it."""
    owed, agreement, sight, grounds = case.owed, case.agreement, case.sight, case.owed.grounds
    exempt = (e for e in case.rule.exemptions if e.bearers and sight.may(agreement, e.bearers, owed.bearer, e.spell))
    hinges = {owed.bearer, owed.beneficiary, *(ground.victim for ground in grounds)}
    depths = {1 + (case.before(each).depth if each.after is not None else 0) for each in case.sound}
    after = tuple(sorted({each.after for each in grounds if each.after is not None}))
    not_so = "nothing that is given or presupposed sets the article off in this way"
    binds = sight.binds(agreement) is Truth.YES
    yield binds, f"{agreement.id} is not known to be in force on that day in that viewpoint's eyes"
    yield owed.disputed_by == sight.disputed_by(agreement), "disputed_by names not those who dispute it"
    yield (
        owed.in_force_since == latest_start(agreement, sight.day, hinges),
        "in_force_since is not its latest first day",
    )
    yield case.has(case.rule.obliged, owed.bearer), f"the article does not oblige {owed.bearer}"
    yield not sight.left(agreement, owed.bearer), f"{owed.bearer} is not surely a party"
    yield not any(exempt), f"{owed.bearer} is exempt"
    yield owed.bearer not in (*owed.against, owed.beneficiary), f"{owed.bearer} cannot owe it to or against itself"
    yield owed.after == after, "what it presupposes is not what its grounds do"
    yield depths == {owed.depth}, "its depth does not follow from what it presupposes"
    yield len(case.sound) == len(grounds) > 0, not_so
    yield {each.adversary for each in grounds} == set(owed.against), not_so
    yield all(happens(case, each) and fits(case, each) for each in case.sound), not_so


def happens(case: Case, ground: Ground) -> bool:
    """Whether the act itself, or the performance of the duty before, is the event that a ground says."""
    act, sides = case.act(ground), (ground.victim, ground.adversary)
    if ground.after is None:
        if ground.event == "war":
            return act.kind != "threat" and set(sides) == {act.target, act.attacker}
        return ground.event == "attack" and sides == (act.target, act.attacker)
    before = case.before(ground)
    foes = {each.adversary for each in before.grounds if each.act == ground.act}
    if ground.event == "performance":
        helps = before.duty in (*_FIGHTS, "aid")
        return helps and ground.victim == before.beneficiary and ground.adversary in foes
    struck = ground.victim == before.bearer and ground.adversary in foes
    strikes = ground.adversary == before.bearer and ground.victim in foes
    answered = {"none": False, "helpers": struck, "both": True}[case.answer.situation.retaliation]
    return before.duty in _FIGHTS and (struck or strikes) and (ground.event == "war" or answered)


def fits(case: Case, ground: Ground) -> bool:
    """Whether the event of a ground meets every condition of the article."""
    sight, trigger, rule, act = case.sight, case.trigger, case.rule, case.act(ground)
    situation, first = case.answer.situation, ground.after is None
    count = len({o.attacker for o in situation.acts if o.target == act.target}) if ground.victim == act.target else 1
    spared = (e for e in rule.exemptions if e.attackers and not e.bearers)
    return (
        _kind(case, ground)
        and _sides(case, ground)
        and case.has(trigger.protected, ground.victim)
        and case.has(trigger.attackers, ground.adversary)
        and not (trigger.excluded and sight.among(case.agreement, trigger.excluded, ground.adversary) is not Truth.NO)
        and _in_conflict(case, ground.adversary)
        and not any(e.attackers and sight.may(case.agreement, e.attackers, ground.adversary, e.spell) for e in spared)
        and (count if first else 1) >= trigger.adversaries
        and not (trigger.unprovoked and _may_be_provoked(situation, act))
        and all(condition.treat == "assumed" for condition in trigger.conditions)
        and (trigger.through is None or any(case.has(trigger.through, place) for place in act.through))
        and (trigger.act not in _HARM or _placed(case, act if first else Act(ground.adversary, ground.victim)))
        and _owed_to(case, ground)
    )


def _in_conflict(case: Case, foe: str) -> bool:
    conflict = case.trigger.conflict
    return conflict is None or (case.has(conflict.enemies, foe) and conflict.spell.on(case.sight.day) is Truth.YES)


def _kind(case: Case, ground: Ground) -> bool:
    trigger, first = case.trigger, ground.after is None
    if trigger.act in _HARM:
        done = case.act(ground).kind if first else "attack"
        return ground.event == "attack" and _HARM[done] >= _HARM[trigger.act]
    if trigger.act != ground.event:
        return False
    if ground.event != "performance" or trigger.performers is None:
        return True
    before = case.before(ground)
    return before.duty in trigger.performing and case.has(trigger.performers, before.bearer)


def _sides(case: Case, ground: Ground) -> bool:
    bearer, act = case.owed.bearer, case.act(ground)
    if bearer in (ground.victim, ground.adversary) or (ground.victim == act.target and bearer == act.attacker):
        return False
    return ground.after is None or {bearer, ground.adversary} != {act.attacker, act.target}


def _may_be_provoked(situation: Situation, act: Act) -> bool:
    steps = [
        other.step
        for other in situation.acts
        if other.attacker == act.target and other.target == act.attacker and other.kind in ("attack", "nuclear-attack")
    ]
    if act.provoked or (act.step is not None and any(step is not None and step < act.step for step in steps)):
        return True
    said = {account.holder: False for account in act.accounts}
    for account in act.accounts:
        said[account.holder] |= account.provoked
    return said.get(situation.viewpoint or "", any(said.values()))


def _owed_to(case: Case, ground: Ground) -> bool:
    kind, owed = case.rule.beneficiary.kind, case.owed.beneficiary
    if not case.runs_to(ground.victim if kind in ("attacked", "performer", "anyone") else owed):
        return False
    if kind == "performer" and ground.event == "performance":
        return owed == case.before(ground).bearer
    return (
        owed == ground.victim if kind in ("attacked", "anyone", "performer") else case.has(case.rule.beneficiary, owed)
    )


def _placed(case: Case, act: Act) -> bool:
    sight, trigger = case.sight, case.trigger
    nowhere = act.territory is None and bool(act.objects) and "territory" not in act.objects
    if trigger.region is not None:
        region = sight.library.region[trigger.region]
        if nowhere or (act.territory or act.target) not in (*region.homelands, *region.inside):
            return False
    covers = set(trigger.objects)
    at_home = not covers or bool(covers & {"territory", *act.objects})
    if act.territory is None and not nowhere:
        return at_home
    away = bool(covers & _ELSEWHERE & set(act.objects or _ELSEWHERE))
    home = act.territory is not None and sight.owns(act.target, act.territory)
    return (at_home and (away or home)) or (away and not home)
