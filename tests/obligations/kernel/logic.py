"""The same semantics as a logic program, for clingo: written from the contract, not from any evaluator."""

from __future__ import annotations

from collections.abc import Iterator

import clingo

from foedus.model.situations import Situation, provocation
from foedus.model.time import Truth
from foedus.obligations.events import Event, Retaliation
from foedus.obligations.matching import stands, verdict, where
from foedus.world.groups import Group
from foedus.world.world import Instrument, Rule, World

ROUNDS = 24
PROGRAM = """
round(1..rounds).
harm(threat,0). harm(attack,1). harm("nuclear-attack",2).

% What is given: an attack, and the war that it is.
at(attack,T,A,none,none,0) :- given(A,T,_).
at(war,T,A,none,none,0) :- given(A,T,K), K != threat.
at(war,A,T,none,none,0) :- given(A,T,K), K != threat.

% What performing a duty adds: help, and war between the bearer and the adversary.
fights(defend). fights(attack). helps(defend). helps(attack). helps(aid).
at(performance,E,W,B,D,N) :- first(R,B,E,W,N), duty(R,D), helps(D).
joined(B,W,N) :- first(R,B,E,W,N), duty(R,D), fights(D).
at(war,B,W,none,none,N) :- joined(B,W,N).
at(war,W,B,none,none,N) :- joined(B,W,N).
at(attack,B,W,none,none,N) :- joined(B,W,N), retaliation(helpers).
at(attack,W,B,none,none,N) :- joined(B,W,N), retaliation(foes).

% Which event sets a rule off.
kind(R,attack) :- act(R,H), harm(H,_).
kind(R,war) :- act(R,war).
kind(R,performance) :- act(R,performance).
enough(R,0) :- act(R,H), harm(H,L), given(_,_,K), harm(K,M), M >= L, placed(R,attack).
enough(R,0) :- kind(R,war), placed(R,war).
enough(R,N) :- act(R,H), harm(H,L), L <= 1, round(N), placed(R,war).
enough(R,N) :- not kind(R,attack), rule(R), round(N), placed(R,war).
few(R) :- adversaries(R,X), X > 1.
right(R,none,none) :- rule(R).
right(R,P,D) :- at(performance,_,_,P,D,_), rule(R), not choosy(R).
right(R,P,D) :- at(performance,_,_,P,D,_), choosy(R), performer(R,P), performing(R,D).
set(R,V,W,P,N) :- at(K,V,W,P,D,N), kind(R,K), enough(R,N), not few(R), protected(R,V), against(R,W), right(R,P,D),
    here(R,V,N).
here(R,V,0) :- protected(R,V).
here(R,V,N) :- protected(R,V), round(N), not kind(R,attack).
here(R,V,N) :- home(R,V), round(N), kind(R,attack).

% Who is bound then, and to whom.
barred(R,V,W,N,V) :- set(R,V,W,_,N).
barred(R,V,W,N,W) :- set(R,V,W,_,N).
barred(R,T,W,N,A) :- set(R,T,W,_,N), given(A,T,_).
barred(R,V,A,N,T) :- set(R,V,A,_,N), given(A,T,_), N > 0.
barred(R,V,T,N,A) :- set(R,V,T,_,N), given(A,T,_), N > 0.
owes(R,B,V,W,N+1) :- set(R,V,W,P,N), obliged(R,B), not barred(R,V,W,N,B), owed(R,victim), N < rounds.
owes(R,B,P,W,N+1) :- set(R,V,W,P,N), obliged(R,B), not barred(R,V,W,N,B), owed(R,performer), P != none, B != P,
    N < rounds.
owes(R,B,E,W,N+1) :- set(R,V,W,_,N), obliged(R,B), not barred(R,V,W,N,B), beneficiary(R,E), E != W, B != E,
    N < rounds.
before(R,B,E,W,N) :- owes(R,B,E,W,M), round(N), M < N.
first(R,B,E,W,N) :- owes(R,B,E,W,N), not before(R,B,E,W,N).
#show first/5.
"""


def solve(world: World, situation: Situation, least: Truth, retaliation: Retaliation) -> set[tuple[object, ...]]:
    """Place of the rule, bearer, beneficiary, adversary and depth of every duty that follows from one act."""
    control = clingo.Control(["--warn=none", "-c", f"rounds={ROUNDS}"])
    control.add("base", [], PROGRAM)
    control.add("base", [], "\n".join(_facts(world, situation, least, retaliation)))
    control.ground([("base", [])])
    found: set[tuple[object, ...]] = set()
    with control.solve(yield_=True) as models:
        for model in models:
            for symbol in model.symbols(shown=True):
                rule, *who, depth = symbol.arguments
                i, j = (part.number for part in rule.arguments)
                found.add(((i, j), *(each.string for each in who), depth.number))
    return found


def _facts(world: World, situation: Situation, least: Truth, retaliation: Retaliation) -> Iterator[str]:
    act = situation.acts[0]
    kind = act.kind if act.kind != "nuclear-attack" else '"nuclear-attack"'
    yield f'given("{act.attacker}","{act.target}",{kind}).'
    if retaliation != "none":
        yield "retaliation(helpers)."
    if retaliation == "both":
        yield "retaliation(foes)."
    people = _people(world, situation)
    for i, instrument in enumerate(world.instruments):
        for j, rule in enumerate(instrument.rules):
            met = verdict(stands(world, instrument, rule)).truth
            if (
                rule.helps
                and _enough(met, least)
                and not _open(rule, least)
                and not _spared(world, rule, situation, least)
            ):
                yield from _rule(f"({i},{j})", world, instrument, rule, situation, people, least)


def _rule(
    name: str,
    world: World,
    instrument: Instrument,
    rule: Rule,
    situation: Situation,
    people: set[str],
    least: Truth,
) -> Iterator[str]:
    provision, act = rule.provision, situation.acts[0]
    trigger = provision.trigger
    assert trigger
    word = f'"{trigger.act}"' if "-" in trigger.act else trigger.act
    yield f"rule({name}). act({name},{word}). duty({name},{_word(provision.duty)})."
    yield f"adversaries({name},{trigger.adversaries})."
    for event in ("attack", "war"):
        checks = where(world, rule, Event(event, act.target, act.attacker, act))
        if _enough(verdict(checks).truth, least):
            yield f"placed({name},{event})."
    owed = provision.beneficiary.kind
    if owed == "performer" and trigger.act == "performance":
        yield f"owed({name},performer)."
    elif owed in ("attacked", "anyone", "performer"):
        yield f"owed({name},victim)."
    else:
        yield from (
            f'beneficiary({name},"{who}").' for who, truth in rule.beneficiary.listed.items() if _enough(truth, least)
        )
    if rule.performers is not None:
        yield f"choosy({name})."
        yield from (f"performing({name},{_word(duty)})." for duty in trigger.performing)
    for who in people:
        bearer = rule.obliged.has(who)
        if who in instrument.members:
            bearer &= instrument.members[who][0]
        elif rule.obliged.rest is not Truth.NO:
            bearer = Truth.NO
        if rule.obliged.rest is Truth.NO and who not in rule.obliged.listed:
            bearer = Truth.NO
        for group, truth, _ in rule.exempt:
            bearer &= ~(group.has(who) & truth)
        foe = next((~t for t in _excluded(rule, who) if t is not Truth.NO), rule.attackers.has(who))
        yield from (
            f'{predicate}({name},"{who}").'
            for predicate, truth in (
                ("obliged", bearer),
                ("protected", rule.protected.has(who)),
                ("against", foe),
                ("performer", rule.performers.has(who) if rule.performers else Truth.NO),
                ("home", _home(world, rule, who, situation)),
            )
            if _enough(truth, least)
        )


def _excluded(rule: Rule, who: str) -> Iterator[Truth]:
    return (group.has(who) & truth for group, truth, _ in rule.not_against)


def _home(world: World, rule: Rule, who: str, situation: Situation) -> Truth:
    after = (0, 0, "", "", "", 0)  # of whatever duty: what matters is that the attack is none that was given
    return verdict(where(world, rule, Event("attack", who, "", situation.acts[0], after=after))).truth


def _people(world: World, situation: Situation) -> set[str]:
    people = set(situation.attackers | situation.targets)
    for instrument in world.instruments:
        people.update(instrument.members)
        for rule in instrument.rules:
            groups: list[Group | None] = [
                rule.obliged,
                rule.protected,
                rule.attackers,
                rule.beneficiary,
                rule.performers,
            ]
            people.update(who for group in groups if group for who in group.listed)
    return people


def _open(rule: Rule, least: Truth) -> bool:
    trigger = rule.provision.trigger
    return bool(trigger and least is Truth.YES and any(each.treat == "unknown" for each in trigger.conditions))


def _spared(world: World, rule: Rule, situation: Situation, least: Truth) -> bool:
    holder = world.view.holder if world.view else None
    struck_first = provocation(situation.acts, situation.acts[0], holder)
    return bool(rule.provision.trigger and rule.provision.trigger.unprovoked and not _enough(~struck_first, least))


def _enough(truth: Truth, least: Truth) -> bool:
    return truth is Truth.YES or (truth is Truth.UNKNOWN and least is Truth.UNKNOWN)


def _word(text: str) -> str:
    return f'"{text}"' if "-" in text else text
