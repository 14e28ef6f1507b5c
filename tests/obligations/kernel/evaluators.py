"""Evaluators in one form: worlds and a situation in, and for each world every duty with its depth out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from logic import solve

from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import closure
from foedus.obligations.events import Retaliation
from foedus.obligations.kernel import Program, compile_program, evaluate
from foedus.world.world import World

Found = dict[tuple[tuple[int, int], str, str, str, int], int]
"""Place of the rule, bearer, beneficiary, adversary, number of the act: depth."""
Evaluator = Callable[[Sequence[World], Situation, Truth, Retaliation], list[Found]]


def reference(worlds: Sequence[World], situation: Situation, least: Truth, retaliation: Retaliation) -> list[Found]:
    """The obvious function, world by world."""
    return [
        {
            ((i, j), b, o, a, act): each.round
            for (i, j, b, o, a, act), each in closure(world, situation, least, retaliation).items()
        }
        for world in worlds
    ]


def compiled(worlds: Sequence[World], situation: Situation) -> Program:
    """The worlds as a program that knows everybody whom the situation names."""
    return compile_program(worlds, situation.attackers | situation.targets)


def bit_sets(worlds: Sequence[World], situation: Situation, least: Truth, retaliation: Retaliation) -> list[Found]:
    """Big integers, every world at once."""
    program = compiled(worlds, situation)
    found = evaluate(program, situation, least, retaliation)
    name, heads = program.actors, program.heads
    return [
        {
            (heads[d.rule].place, name[d.bearer], name[d.beneficiary], name[d.adversary], d.act): d.depth
            for d in found.duties(world)
        }
        for world in range(len(worlds))
    ]


def logic_program(worlds: Sequence[World], situation: Situation, least: Truth, retaliation: Retaliation) -> list[Found]:
    """Clingo, world by world; of one act."""
    return [{(*key[:4], 0): key[4] for key in solve(world, situation, least, retaliation)} for world in worlds]  # type: ignore[misc]


EVALUATORS: list[Evaluator] = [bit_sets]
