"""Worlds that differ in a few agreements: what they share is read once, and what follows in all of them is found once.

Evaluated side by side, as bits of a word, such worlds take longer: where half the world fights, each actor's fights are
looked at one by one in any case, and words of 64 bits for each of them are long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations.events import Event
from foedus.obligations.kernel.evaluate import HELPS, Firing, Run
from foedus.obligations.kernel.program import HARM, Conditions, Head, Masks, Program, Rules, indexed, members
from foedus.obligations.kernel.seam import Line, Sheet
from foedus.obligations.matching import verdict, where
from foedus.world.world import World


class Base:
    """A world evaluated once, from which others are told by what is otherwise in them.

    least: what is surely, or possibly, so; the program says the same of both.
    """

    def __init__(self, sheet: Sheet, world: World, situation: Situation, least: Truth) -> None:
        self.sheet, self.world, self.situation, self.least = sheet, world, situation, least
        self.lines = [line for number in range(len(world.instruments)) for line in sheet.lines(world, number)]
        self.numbers: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            self.numbers.setdefault(line.head.place[0], []).append(number)
        heads = [line.head for line in self.lines]
        rules = indexed(heads, [self.masks(line) for line in self.lines], len(sheet.actors))
        self.program = Program(
            actors=sheet.actors,
            number={actor: i for i, actor in enumerate(sheet.actors)},
            worlds=(world.view.holder if world.view else None,),
            heads=tuple(heads),
            sure=rules,
            possible=rules,
            everybody=(1 << len(sheet.actors)) - 1,
            conditions=_conditions(world, self.lines),
        )

    def masks(self, line: Line) -> Masks:
        """The sets of a line, at the degree of certainty that is asked for."""
        return line.sure if self.least is Truth.YES else line.possible

    @cached_property
    def end(self) -> tuple[Run, tuple[Firing, ...]]:
        """The evaluation of this world when nothing more follows, and all that was set off on the way."""
        run = Run(self.program, self.situation, self.least, self.situation.retaliation)
        run.given()
        found: list[Firing] = []
        while run.fresh:
            firings, run.fresh = run.fresh, []
            found += firings
            for firing in firings:
                run.perform(firing)
        return run, tuple(found)

    def variant(self, world: World) -> Variant:
        """The rules of another world of the same agreements, as what is otherwise in them."""
        gone, lines = set[int](), list[Line]()
        twins: dict[int, int] = {}
        wider = True
        for number, (one, other) in enumerate(zip(self.world.instruments, world.instruments, strict=True)):
            if one is not other:
                old = {self.lines[each].head.place: each for each in self.numbers.get(number, ())}
                for line in self.sheet.lines(world, number):
                    twin = old.pop(line.head.place, None)
                    if twin is not None:
                        twins[len(self.lines) + len(lines)] = twin
                        gone.add(twin)
                        wider &= self._covers(line, self.lines[twin])
                    lines.append(line)
                gone.update(old.values())
                wider &= not old
        return Variant(self, world, lines, gone, twins, wider)

    def _covers(self, line: Line, other: Line) -> bool:
        """Whether a rule runs wherever another does, and to the same effect."""
        one, two = self.masks(line), self.masks(other)
        sets = ("obliged", "protected", "attackers", "home")
        within = not any(getattr(two, each) & ~getattr(one, each) for each in sets)
        if one.performers is not None and two.performers is not None:
            within &= not two.performers & ~one.performers
        else:
            within &= one.performers == two.performers
        return within and line.head == other.head


def _conditions(world: World, kept: Sequence[Line]) -> Conditions:
    """What the rules ask of places in a world, which is the only one."""

    def conditions(number: int, _: int, act: Act, attacked: bool) -> Truth:
        event = Event("attack" if attacked else "war", act.target, act.attacker, act)
        return verdict(where(world, kept[number].rule, event)).truth

    return conditions


class Variant:
    """A world as another with some lines gone and some added.

    wider: whether whatever follows in the other world follows in this one too.
    """

    def __init__(
        self, base: Base, world: World, lines: Sequence[Line], gone: set[int], twins: dict[int, int], wider: bool
    ) -> None:
        self.base, self.twins, self.wider = base, twins, wider
        start, old = len(base.lines), base.program.sure
        masks = [*old.masks, *map(base.masks, lines)]
        for number in gone:
            masks[number] = replace(masks[number], obliged=0)
        self.added = range(start, start + len(lines))
        heads = (*base.program.heads, *(line.head for line in lines))
        nobody = ((),) * len(base.sheet.actors)
        self.fresh = _tables(heads, masks, self.added, (nobody, nobody, nobody, nobody))
        rules = _tables(heads, masks, self.added, (old.harmed, old.warring, old.helped, old.struck))
        self.program = replace(
            base.program,
            heads=heads,
            sure=rules,
            possible=rules,
            conditions=_conditions(world, [*base.lines, *lines]),
        )

    def rounds(self) -> Iterator[Sequence[Firing]]:
        """Whatever follows in this world and does not in the other, sooner or later, if it is wider."""
        run, (before, firings) = self._resumed(), self.base.end
        run.rules = self.fresh
        run.given()
        victims = 0
        for number in self.added:
            victims |= run.masks[number].protected
        for (bearer, adversary, act), worlds in before.joined.items():
            if victims >> bearer & 1 or victims >> adversary & 1:
                run.strike(bearer, adversary, act, worlds)
        if any(run.heads[number].act not in HARM and run.heads[number].act != "war" for number in self.added):
            for firing in firings:
                duty = run.heads[firing.rule].duty
                for number in run.rules.helped[firing.beneficiary] if duty in HELPS else ():
                    run.help(number, firing, duty)
        run.rules = self.program.sure
        while run.fresh:
            new, run.fresh = run.fresh, []
            yield new
            for firing in new:
                run.perform(firing)

    def _resumed(self) -> Run:
        base = self.base
        run = Run(self.program, base.situation, base.least, base.situation.retaliation)
        before, _ = base.end
        run.found, run.joined = dict(before.found), dict(before.joined)
        old = {twin: number for number, twin in self.twins.items()}
        for (rule, *whom), bearers in before.found.items():
            if rule in old:
                run.found[old[rule], whom[0], whom[1], whom[2]] = bearers
        return run


def _tables(
    heads: Sequence[Head], masks: Sequence[Masks], added: Iterable[int], before: Sequence[Sequence[tuple[int, ...]]]
) -> Rules:
    """What each actor's fate may set off: as before, and by rules that are added."""
    tables = [list(each) for each in before]
    for number in added:
        head, mask = heads[number], masks[number]
        if mask.obliged and mask.attackers:
            at = 0 if head.act in HARM else 1 if head.act == "war" else 2
            for actor in members(mask.protected):
                tables[at][actor] += (number,)
                if at == 0 and head.act != "nuclear-attack" and mask.home >> actor & 1:
                    tables[3][actor] += (number,)
    return Rules(tuple(masks), *map(tuple, tables))
