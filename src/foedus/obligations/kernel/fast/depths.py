"""How deep each bearer is bound, for every directed pair at a date, compiled.

The other kernels say who is bound in the end; here the links are followed round by round, as the reference does.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from foedus.model.time import Truth
from foedus.obligations.kernel.evaluate import HELPS
from foedus.obligations.kernel.fast import ties as reckon
from foedus.obligations.kernel.fast.pairs import Classes, both_ties
from foedus.obligations.kernel.fast.words import Array, compiled, drop, lowest, put
from foedus.obligations.kernel.program import Program

DEEPEST = 255
"""Depths are bytes; whoever is bound deeper than this counts as bound this deep."""


def cascade_depths(classes: Classes) -> Array:
    """At which depth each is bound, helpers counting as attacked: for each target, attacker and actor; 0 for nobody.

    classes: those of a one-sided program, as for :func:`foedus.obligations.kernel.fast.pairs.cascade`.
    """
    count = len(classes[0][1])
    found = np.zeros((count, count, count), dtype=np.uint8)
    for attackers, owed, joins in classes:
        _cascade(attackers, owed, joins, found)
    return found


def two_sided_depths(program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES) -> Array:
    """At which depth each but the two is bound on either side, with retaliation on both; 0 for who is not.

    Raises UsageError for a program whose rules ask who attacks or wait for another's help.
    """
    owed, joins, owed_war, joins_war = both_ties(program, duties, least)
    found = np.zeros((len(owed),) * 3, dtype=np.uint8)
    _two_sided(owed, joins, owed_war, joins_war, found)
    return found


# What is compiled runs outside the sight of coverage and of types.


@compiled
def _mark(new, known, depth, out):
    """Gives those who are new their depth, and adds them to the known."""
    for w in range(len(new)):
        new[w] &= ~known[w]
        known[w] |= new[w]
    actor = lowest(new)
    while actor >= 0:
        drop(new, actor)
        out[actor] = min(depth, 255)
        actor = lowest(new)


@compiled
def _cascade(attackers, owed, joins, found):
    count, size = owed.shape
    seen, front, after = np.zeros(size, np.uint64), np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    known, new = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    for target in range(count):
        for attacker in attackers:
            if attacker == target:
                continue
            for row in (seen, front, known):
                row[:] = 0
                put(row, target)
            put(known, attacker)
            depth = 0
            while lowest(front) >= 0:
                depth += 1
                new[:] = 0
                after[:] = 0
                victim = lowest(front)
                while victim >= 0:
                    drop(front, victim)
                    for w in range(size):
                        new[w] |= owed[victim, w]
                        after[w] |= joins[victim, w]
                    victim = lowest(front)
                drop(after, attacker)
                for w in range(size):
                    front[w] = after[w] & ~seen[w]
                    seen[w] |= front[w]
                _mark(new, known, depth, found[target, attacker])


@compiled
def _two_sided(owed, joins, owed_war, joins_war, found):
    count, size = owed.shape
    stamp, queue = np.zeros((count, count), np.int64), np.zeros((count * count + 2, 2), np.int64)
    out, known, fresh = np.zeros(size, np.uint64), np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    now = 0
    for target in range(count):
        for attacker in range(count):
            if attacker == target:
                continue
            now += 1
            out[:] = 0
            known[:] = 0
            put(known, target)
            put(known, attacker)
            end = reckon.fire(owed, joins, target, attacker, attacker, target, True, stamp, now, queue, 0, out, fresh)
            end = reckon.fire(
                owed_war, joins_war, attacker, target, attacker, target, True, stamp, now, queue, end, out, fresh
            )
            _mark(out, known, 1, found[target, attacker])
            start, depth = 0, 1
            while start < end:
                depth += 1
                last = end
                while start < last:
                    victim, foe = queue[start, 0], queue[start, 1]
                    start += 1
                    end = reckon.fire(
                        owed, joins, victim, foe, attacker, target, False, stamp, now, queue, end, out, fresh
                    )
                _mark(out, known, depth, found[target, attacker])
