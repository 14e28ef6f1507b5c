"""Every directed pair at a date, compiled: the same as :mod:`foedus.obligations.kernel.pairs`, as words."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from foedus.model.problems import UsageError
from foedus.model.time import Truth
from foedus.obligations.kernel import pairs
from foedus.obligations.kernel.evaluate import HELPS
from foedus.obligations.kernel.fast import ties as reckon
from foedus.obligations.kernel.fast.words import Array, compiled, drop, words
from foedus.obligations.kernel.program import HARM, Program

Classes = tuple[tuple[Array, Array, Array], ...]
"""Attackers against whom the same rules run, and whom those rules tie: owed and joins, as words."""


def tied(program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES) -> Classes:
    """The ties of a program as words, for :func:`at_once` and :func:`cascade`."""
    count = len(pairs.no_pairs(program))
    return tuple(
        (np.array(attackers, dtype=np.int64), words(ties.owed, count), words(ties.joins, count))
        for attackers, ties in pairs.classes(program, duties, least)
    )


def at_once(classes: Classes) -> Array:
    """Who is bound at once: for each target, for each attacker, a set in words."""
    found = _nobody(classes)
    for attackers, owed, _ in classes:
        _at_once(attackers, owed, found)
    return found


def cascade(classes: Classes) -> Array:
    """Who is bound in the end, helpers counting as attacked; classes: those of a one-sided program."""
    found = _nobody(classes)
    for attackers, owed, joins in classes:
        _cascade(attackers, owed, joins, found)
    return found


def two_sided(program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES) -> Array:
    """Who but the two is bound on either side in the end, with retaliation on both.

    Raises UsageError for a program whose rules ask who attacks or wait for another's help: such a one is evaluated
    pair by pair.
    """
    ties = both_ties(program, duties, least)
    found = np.zeros((*ties[0].shape[:1], *ties[0].shape), dtype=np.uint64)
    _two_sided(ties, found)
    return found


def both_ties(
    program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES
) -> tuple[Array, Array, Array, Array]:
    """Whom an attack ties (owed, joins), and whom a war alone does.

    Raises UsageError for a program whose rules ask who attacks or wait for another's help.
    """
    pairs.no_pairs(program)
    anybody = (1 << len(program.actors)) - 1
    for head, mask in zip(program.heads, program.rules(least).masks, strict=True):
        if head.owed_to != "victim" or head.act == "performance" or (mask.obliged and mask.attackers != anybody):
            raise UsageError(
                f"{head.agreement} asks who attacks, or who helps: evaluate each pair instead of all at once"
            )
    wars = pairs.kept(program, [i for i, head in enumerate(program.heads) if head.act not in HARM])
    ((_, owed, joins),) = tied(program, duties, least)
    ((_, owed_war, joins_war),) = tied(wars, duties, least)
    return owed, joins, owed_war, joins_war


def _nobody(classes: Classes) -> Array:
    owed = classes[0][1]
    return np.zeros((*owed.shape[:1], *owed.shape), dtype=np.uint64)


# What is compiled runs outside the sight of coverage and of types.


@compiled
def _at_once(attackers, owed, found):
    for target in range(len(owed)):
        for attacker in attackers:
            if attacker != target:
                row = found[target, attacker]
                row[:] = owed[target]
                drop(row, attacker)


@compiled
def _cascade(attackers, owed, joins, found):
    count, size = owed.shape
    reach, bound = np.zeros((count, size), np.uint64), np.zeros((count, size), np.uint64)
    reach_less, bound_less = reckon.room(count, size), reckon.room(count, size)
    cut = np.zeros(count, np.bool_)
    reckon.spread_out(owed, joins, reach, bound, reach_less, bound_less, cut, np.zeros(size, np.uint64))
    for target in range(count):
        for attacker in attackers:
            if attacker != target:
                reckon.chained(target, attacker, bound, bound_less, cut, found[target, attacker])


@compiled
def _two_sided(ties, found):
    owed, joins, _, _ = ties
    count, size = owed.shape
    reach, bound = np.zeros((count, size), np.uint64), np.zeros((count, size), np.uint64)
    reach_less, bound_less = reckon.room(count, size), reckon.room(count, size)
    cut, todo = np.zeros(count, np.bool_), np.zeros(size, np.uint64)
    most, side = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    stamp, stack = np.zeros((count, count), np.int64), np.zeros((count * count + 2, 2), np.int64)
    reckon.spread_out(owed, joins, reach, bound, reach_less, bound_less, cut, todo)
    spread, scratch = (reach, bound, reach_less, bound_less, cut), (most, side, todo, stamp, stack)
    now = 0
    for target in range(count):
        for attacker in range(count):
            if attacker != target:
                now += reckon.both_sides(ties, attacker, target, spread, scratch, now, found[target, attacker])
    return now
