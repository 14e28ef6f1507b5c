"""Evaluation with bit sets: the least fixpoint of a program over a situation, in every world at once.

Rounds are those of the reference evaluator: what a round derives sets off the next, so a duty's round is its depth,
and each world's part of the result is what the reference derives in that world.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foedus.model.problems import UsageError
from foedus.model.situations import Act, Situation, provocation
from foedus.model.time import Truth
from foedus.obligations.evaluate import enough
from foedus.obligations.events import Retaliation
from foedus.obligations.kernel.program import HARM, Head, Program, Rules, members

FIGHTS = ("defend", "attack")
HELPS = ("defend", "attack", "aid")


class Firing(NamedTuple):
    """A rule set off in a round: its number, the beneficiary, the adversary, the act, and the bearers in worlds."""

    rule: int
    beneficiary: int
    adversary: int
    act: int
    bearers: int


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty derived in a world: numbers of rule, bearer, beneficiary and adversary, its depth, and the given act."""

    rule: int
    bearer: int
    beneficiary: int
    adversary: int
    depth: int
    act: int


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from a situation, round by round; the rounds are the trace."""

    program: Program
    situation: Situation
    least: Truth
    retaliation: Retaliation
    rounds: tuple[tuple[Firing, ...], ...]

    def duties(self, world: int = 0) -> Iterator[Duty]:
        """Every duty derived in a world, nearest first."""
        width = self.program.width
        for depth, firings in enumerate(self.rounds, start=1):
            for rule, beneficiary, adversary, act, bearers in firings:
                for bit in members(bearers):
                    if bit % width == world:
                        yield Duty(rule, bit // width, beneficiary, adversary, depth, act)

    def worlds(self) -> dict[tuple[int, int, int, int], int]:
        """For each duty (rule, bearer, beneficiary, adversary) the worlds in which it is derived, as bits."""
        found: dict[tuple[int, int, int, int], int] = {}
        width, everywhere = self.program.width, self.program.everywhere
        for firings in self.rounds:
            for rule, beneficiary, adversary, _, bearers in firings:
                for bearer, worlds in each_bearer(bearers, width, everywhere):
                    key = rule, bearer, beneficiary, adversary
                    found[key] = found.get(key, 0) | worlds
        return found


def evaluate(
    program: Program, situation: Situation, least: Truth = Truth.YES, retaliation: Retaliation | None = None
) -> Closure:
    """Every duty that follows from a situation, in every world of the program.

    least: ``YES`` for what is sure, ``UNKNOWN`` for what is possible as well.
    retaliation: who counts as attacked besides those whom the situation names; as the situation says without it.

    Raises UsageError for an actor that the program does not know, and for a place where its rules know of none.
    """
    strikes = situation.retaliation if retaliation is None else retaliation
    return Closure(program, situation, least, strikes, tuple(each_round(program, situation, least, strikes)))


def each_round(
    program: Program, situation: Situation, least: Truth, retaliation: Retaliation
) -> Iterator[tuple[Firing, ...]]:
    """The rounds of an evaluation one by one, for whoever need not know them all."""
    run = Run(program, situation, least, retaliation)
    run.given()
    while run.fresh:
        firings, run.fresh = tuple(run.fresh), []
        yield firings
        for firing in firings:
            run.perform(firing)


def each_bearer(bearers: int, width: int, everywhere: int) -> Iterator[tuple[int, int]]:
    """Each bearer with the worlds in which it bears."""
    while bearers:
        actor = ((bearers & -bearers).bit_length() - 1) // width
        worlds = (bearers >> actor * width) & everywhere
        bearers ^= worlds << actor * width
        yield actor, worlds


class Run:
    """One evaluation under way: what has been found, and what the present round adds."""

    def __init__(self, program: Program, situation: Situation, least: Truth, retaliation: Retaliation) -> None:
        self.program, self.retaliation = program, retaliation
        self.rules: Rules = program.rules(least)
        self.least = least
        self.heads, self.masks = program.heads, self.rules.masks
        self.width, self.everywhere = program.width, program.everywhere
        self.acts = situation.acts
        self.sides = [(program.intern(act.attacker), program.intern(act.target)) for act in self.acts]
        self.found: dict[tuple[int, int, int, int], int] = {}
        self.fresh: list[Firing] = []
        self.gates: dict[tuple[int, int, bool], int] = {}
        self.joined: dict[tuple[int, int, int], int] = {}
        if program.conditions is None and any(_placed(act) for act in self.acts):
            raise UsageError("this program's rules know of no places: leave out the territory and the way through")

    def given(self) -> None:
        """Sets off what the situation itself does: the attacks, and the wars that they are."""
        acts = sorted(enumerate(self.sides), key=lambda item: (item[1][1], item[1][0]))
        for i, (attacker, target) in acts:
            done = HARM[self.acts[i].kind]
            harmed = [number for number in self.rules.harmed[target] if HARM[self.heads[number].act] <= done]
            self.fire(harmed, target, attacker, i, None, count=self.foes(target), attacked=True)
        wars = [(sides[at], i) for i, sides in acts for at in (0, 1) if self.acts[i].kind != "threat"]
        for victim, i in sorted(wars, key=lambda war: (war[0], self.sides[war[1]])):
            attacker, target = self.sides[i]
            adversary, count = (attacker, self.foes(target)) if victim == target else (target, 1)
            self.fire(self.rules.warring[victim], victim, adversary, i, None, count=count)

    def foes(self, target: int) -> int:
        """How many attack a target."""
        return len({a for a, t in self.sides if t == target})

    def perform(self, firing: Firing) -> None:
        """Sets off what the performance of a duty does: help, and war between bearer and adversary."""
        rule, beneficiary, adversary, act, bearers = firing
        duty = self.heads[rule].duty
        if duty not in HELPS:
            return
        for number in self.rules.helped[beneficiary]:
            self.help(number, firing, duty)
        if duty not in FIGHTS:
            return
        joined = self.joined
        for bearer, joining in each_bearer(bearers, self.width, self.everywhere):
            # Whoever fights somebody already in some worlds sets nothing off there by fighting it once more.
            known = joined.get((bearer, adversary, act), 0)
            worlds = joining & ~known
            if worlds:
                joined[bearer, adversary, act] = known | worlds
                self.strike(bearer, adversary, act, worlds)

    def strike(self, bearer: int, adversary: int, act: int, worlds: int) -> None:
        """Sets off what follows from it that somebody fights an adversary."""
        rules = self.rules
        if numbers := rules.warring[bearer]:
            self.fire(numbers, bearer, adversary, act, worlds)
        if numbers := rules.warring[adversary]:
            self.fire(numbers, adversary, bearer, act, worlds)
        if self.retaliation != "none":
            self.fire(rules.struck[bearer], bearer, adversary, act, worlds)
        if self.retaliation == "both":
            self.fire(rules.struck[adversary], adversary, bearer, act, worlds)

    def help(self, number: int, firing: Firing, duty: str) -> None:
        """Sets off what help for the beneficiary does."""
        head, masks = self.heads[number], self.masks[number]
        if head.performing is not None and duty not in head.performing:
            return
        for performer, worlds in each_bearer(firing.bearers, self.width, self.everywhere):
            if masks.performers is None or masks.performers >> performer & 1:
                self.fire((number,), firing.beneficiary, firing.adversary, firing.act, worlds, performer)

    def fire(
        self,
        numbers: Sequence[int],
        victim: int,
        adversary: int,
        act: int,
        worlds: int | None,
        performer: int = -1,
        count: int = 1,
        attacked: bool = False,
    ) -> None:
        """Adds what rules derive from an event; worlds: where somebody performs it, None for what is given."""
        if not numbers:
            return
        one, width, every_mask, heads = self.everywhere, self.width, self.masks, self.heads
        attacker, target = self.sides[act]
        barred = one << victim * width | one << adversary * width
        if victim == target:
            barred |= one << attacker * width
        if worlds is not None and adversary in (attacker, target):  # these two are at war already
            barred |= one << (target if adversary == attacker else attacker) * width
        found, gates = self.found, self.gates
        for number in numbers:
            masks, head = every_mask[number], heads[number]
            bearers = masks.obliged & ~barred
            victims_own = head.owed_to == "victim"
            if victims_own:  # by far the most, so what is known already is left out at once
                bearers &= ~found.get((number, victim, adversary, act), 0)
            if not bearers or not masks.attackers >> adversary & 1 or head.adversaries > count:
                continue
            gate = number, act, attacked
            allowed = gates[gate] if gate in gates else self.gate(gate)
            if worlds is not None:
                allowed &= worlds
            if allowed != one:
                bearers &= self.program.everybody * allowed
            if not bearers:
                continue
            if victims_own:
                key = number, victim, adversary, act
                found[key] = found.get(key, 0) | bearers
                self.fresh.append(Firing(number, victim, adversary, act, bearers))
            else:
                for owed in self.owed(head, adversary, performer):
                    self.add(number, owed, adversary, act, bearers)

    def owed(self, head: Head, adversary: int, performer: int) -> Sequence[int]:
        """To whom a rule's duty is owed that is not owed to the victim."""
        if head.owed_to == "performer":
            return (performer,)
        listed = head.surely if self.least is Truth.YES else head.beneficiaries
        return [each for each in listed if each != adversary]

    def add(self, number: int, beneficiary: int, adversary: int, act: int, bearers: int) -> None:
        """Keeps what is new of a rule's bearers towards a beneficiary."""
        key = number, beneficiary, adversary, act
        known = self.found.get(key, 0)
        new = bearers & ~known & ~(self.everywhere << beneficiary * self.width)
        if new:
            self.found[key] = known | new
            self.fresh.append(Firing(number, beneficiary, adversary, act, new))

    def gate(self, gate: tuple[int, int, bool]) -> int:
        """The worlds in which an act meets what a rule asks of it; the last says whether the event is the attack."""
        self.gates[gate] = self.judged(*gate)
        return self.gates[gate]

    def judged(self, number: int, act: int, attacked: bool) -> int:
        head, given, conditions = self.heads[number], self.acts[act], self.program.conditions
        allowed = self.unprovoked(act) if head.unprovoked else self.everywhere
        if not allowed:
            return 0
        if conditions and ((given.through and head.through) or ((given.territory or given.objects) and attacked)):
            truths = [conditions(number, world, given, attacked) for world in range(self.width)]
            return allowed & sum(1 << i for i, truth in enumerate(truths) if enough(truth, self.least))
        if head.through or (attacked and not self.masks[number].home >> self.sides[act][1] & 1):
            return 0
        return allowed

    def unprovoked(self, act: int) -> int:
        """The worlds in whose eyes an act was not provoked."""
        given, views = self.acts[act], self.program.worlds
        if not given.accounts:  # what is given is given to all
            return self.everywhere if enough(~provocation(self.acts, given, None), self.least) else 0
        told = [~provocation(self.acts, given, view) for view in views]
        return sum(1 << i for i, truth in enumerate(told) if enough(truth, self.least))


def _placed(act: Act) -> bool:
    return bool(act.territory or act.through or act.abroad)
