"""The reference's own result from a kernel: every duty with its round, its event and what of it is not sure.

A situation in which half the world fights has tens of thousands of duties.  Events are told apart by what they are and
not by what they came from, so that a war into which fifty articles draw somebody is reckoned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from foedus.model.situations import Retaliation, Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Event, Key, given, performed
from foedus.obligations.kernel.evaluate import Run
from foedus.obligations.kernel.program import HARM, Program, members
from foedus.obligations.kernel.seam import compile_program
from foedus.obligations.matching import MET, Check, bound, stands, triggered, verdict
from foedus.world.world import World


def derived(
    world: World,
    situation: Situation,
    least: Truth,
    retaliation: Retaliation | None = None,
    *,
    checked: bool = True,
    rounds: int | None = None,
    program: Program | None = None,
    last: str | None = None,
) -> Mapping[Key, Derived]:
    """Every duty that follows, as :func:`foedus.obligations.evaluate.closure` gives it, sooner where much follows.

    least: ``YES`` for what is sure, ``UNKNOWN`` for what is possible as well.
    retaliation: who counts as attacked besides those whom the situation names; as the situation says without it.
    checked: whether to say what of each possible duty is not sure; without it, nothing is said of that.
    rounds: after how many of them to stop; at the end without it.
    program: the world's rules as the kernel has them, where they have been compiled already.
    last: whose duties alone are wanted of the round after which it stops; everybody's without it.
    """
    strikes = situation.retaliation if retaliation is None else retaliation
    program = program or compile_program([world], situation.attackers | situation.targets)
    run = Run(program, situation, least, strikes)
    found: dict[Key, Derived] = {}
    seen: set[tuple[object, ...]] = set()
    fresh: Iterable[Event] = _ordered(given(situation, world.view.holder if world.view else None))
    turn = 0
    while True:
        turn += 1
        who = program.number[last] if last is not None and turn == rounds else None
        new = [each for event in fresh for each in _from(world, program, run, event, least, turn, checked, who)]
        if not new:
            return MappingProxyType(found)
        found.update((each.key, each) for each in new)
        if turn == rounds:
            return MappingProxyType(found)
        fresh = list(_added(program, world, new, strikes, seen))


def _ordered(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.kind, event.victim))


def _added(
    program: Program, world: World, new: Iterable[Derived], strikes: Retaliation, seen: set[tuple[object, ...]]
) -> Iterator[Event]:
    """What performing the new duties adds, in the reference's order: of several causes of one duty the first counts."""
    for each in sorted(new, key=lambda one: one.key):
        duty = world.instruments[each.key[0]].rules[each.key[1]].provision.duty
        for event in _ordered(performed(each.key, duty, each.event, strikes)):
            what = event.kind, event.victim, event.adversary, event.at, event.performer, event.duty
            if what not in seen:
                seen.add(what)
                yield event


def _from(
    world: World,
    program: Program,
    run: Run,
    event: Event,
    least: Truth,
    turn: int,
    checked: bool,
    who: int | None,
) -> Iterator[Derived]:
    """The duties that an event sets off and none before it did; those of one bearer where one is named."""
    run.fresh = []
    _fire(program, run, event)
    for firing in run.fresh:
        i, j = program.heads[firing.rule].place
        whom = program.actors[firing.beneficiary], program.actors[firing.adversary]
        for bearer in members(firing.bearers if who is None else firing.bearers & 1 << who):
            key = i, j, program.actors[bearer], *whom, firing.act
            sure = least is Truth.YES or not checked
            yield Derived(key, turn, event, MET if sure else _check(world, key, event))


def _fire(program: Program, run: Run, event: Event) -> None:
    victim, adversary = program.number[event.victim], program.number[event.adversary]
    first = event.after is None
    worlds = None if first else program.everywhere
    if event.kind == "attack" and first:
        done = HARM[event.act.kind]
        numbers = [number for number in run.rules.harmed[victim] if HARM[program.heads[number].act] <= done]
        run.fire(numbers, victim, adversary, event.at, worlds, count=event.number, attacked=True)
    elif event.kind == "attack":
        run.fire(run.rules.struck[victim], victim, adversary, event.at, worlds)
    elif event.kind == "war":
        run.fire(run.rules.warring[victim], victim, adversary, event.at, worlds, count=event.number)
    else:
        performer = program.number[event.performer or ""]
        for number in run.rules.helped[victim]:
            head, masks = program.heads[number], run.masks[number]
            named = masks.performers is None or masks.performers >> performer & 1
            if named and (head.performing is None or event.duty in head.performing):
                run.fire((number,), victim, adversary, event.at, worlds, performer)


def _check(world: World, key: Key, event: Event) -> Check:
    instrument = world.instruments[key[0]]
    rule = instrument.rules[key[1]]
    return verdict(
        (
            *stands(world, instrument, rule),
            *triggered(world, instrument, rule, event),
            *bound(world, instrument, rule, event, key[2]),
        )
    )
