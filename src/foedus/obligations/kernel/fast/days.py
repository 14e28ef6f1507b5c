"""Every pair on every day, compiled: how many are bound, summed over the days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from foedus.obligations.kernel.dated import DatedRule, everybody
from foedus.obligations.kernel.evaluate import HELPS
from foedus.obligations.kernel.fast import ties as reckon
from foedus.obligations.kernel.fast.words import Array, compiled, drop, put, size
from foedus.obligations.kernel.spans import ties

Mode = Literal["at-once", "cascade", "two-sided"]
_MODES = {"at-once": 0, "cascade": 1, "two-sided": 2}


@dataclass(frozen=True, slots=True)
class Totals:
    """For each target, for each attacker: on how many days somebody is bound, and the sum of how many over the days.

    intervals: between how many days of change.  fought: how many pairs had to be fought out belligerent by
    belligerent, since nothing less told who is bound.
    """

    actors: tuple[str, ...]
    days: Array
    bound: Array
    intervals: int
    fought: int


def every_day_totals(
    rules: Sequence[DatedRule],
    start: date,
    end: date,
    mode: Mode,
    duties: Collection[str] = HELPS,
    *,
    sure: bool = True,
) -> Totals:
    """Counts of who is bound for every pair on every day from start to before end.

    mode: ``at-once`` and ``cascade`` as in :mod:`foedus.obligations.kernel.pairs`; ``two-sided`` counts whoever but
    the two is bound on either side, with retaliation on both.
    """
    actors, first, last = everybody(rules), start.toordinal(), end.toordinal()
    found = [tie for tie in ties(rules, duties, chain=mode == "cascade", sure=sure) if tie.start < last]
    steps = np.array(
        sorted(
            (max(day, first), tie.victim, tie.bearer, step, tie.asked, tie.fights, tie.war)
            for tie in found
            for day, step in ((tie.start, 1), (tie.end, -1))
            if day < last
        ),
        dtype=np.int64,
    ).reshape(-1, 7)
    changes = np.array(sorted({first, last, *steps[:, 0].tolist()}), dtype=np.int64)
    days, bound = np.zeros((2, len(actors), len(actors)), dtype=np.int64)
    fought = _totals(len(actors), steps, changes, _MODES[mode], days, bound)
    return Totals(actors, days, bound, len(changes) - 1, int(fought))


# What is compiled runs outside the sight of coverage and of types.


@compiled
def _apply(step, times, tables, changed):
    """Counts a tie in or out, and marks whose ties that changes."""
    _, victim, bearer, sign, asked, fights, war = step
    for kind in range(4):
        wanted = fights if kind & 1 else asked
        if wanted and (war or kind < 2):
            before = times[kind, victim, bearer]
            times[kind, victim, bearer] = before + sign
            if before == 0 or before + sign == 0:
                if before == 0:
                    put(tables[kind, victim], bearer)
                else:
                    drop(tables[kind, victim], bearer)
                put(changed, victim)


@compiled
def _meets(one, other):
    for w in range(len(one)):
        if one[w] & other[w]:
            return True
    return False


@compiled
def _totals(count, steps, changes, mode, days, bound_days):
    words = (count + 63) // 64
    times = np.zeros((4, count, count), np.int32)
    tables = np.zeros((4, count, words), np.uint64)  # owed, joins, owed by war, joins by war
    owed, joins = tables[0], tables[1]
    ties = (owed, joins, tables[2], tables[3])
    reach, bound = np.zeros((count, words), np.uint64), np.zeros((count, words), np.uint64)
    before = np.zeros((count, words), np.uint64)
    reach_less = np.zeros((count, count, words), np.uint64)
    bound_less = np.zeros((count, count, words), np.uint64)
    cut, stale = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    changed, todo, out = np.zeros(words, np.uint64), np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    most, side = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    stamp, stack = np.zeros((count, count), np.int64), np.zeros((count * count + 2, 2), np.int64)
    spread, scratch = (reach, bound, reach_less, bound_less, cut), (most, side, todo, stamp, stack)
    sizes = np.zeros((count, count), np.int64)
    since = np.full((count, count), changes[0])
    now = at = 0
    for day in changes[:-1]:
        changed[:] = 0
        while at < len(steps) and steps[at, 0] <= day:
            _apply(steps[at], times, tables, changed)
            at += 1
        if not size(changed):
            continue
        before[:] = reach
        if mode:
            reckon.spread_out(owed, joins, reach, bound, reach_less, bound_less, cut, todo)
        for i in range(count):
            if mode:
                stale[i] = _meets(before[i], changed) or _meets(reach[i], changed)
            else:
                stale[i] = (changed[i >> 6] >> np.uint64(i & 63)) & np.uint64(1)
        for target in range(count):
            for attacker in range(count):
                if attacker == target or not (stale[target] or (mode == 2 and stale[attacker])):
                    continue
                if mode == 0:
                    out[:] = owed[target]
                    drop(out, attacker)
                elif mode == 1:
                    reckon.chained(target, attacker, bound, bound_less, cut, out)
                else:
                    now += reckon.both_sides(ties, attacker, target, spread, scratch, now, out)
                total = size(out)
                if total != sizes[target, attacker]:
                    passed = day - since[target, attacker]
                    bound_days[target, attacker] += passed * sizes[target, attacker]
                    days[target, attacker] += passed if sizes[target, attacker] else 0
                    sizes[target, attacker] = total
                    since[target, attacker] = day
    for target in range(count):
        for attacker in range(count):
            passed = changes[-1] - since[target, attacker]
            bound_days[target, attacker] += passed * sizes[target, attacker]
            days[target, attacker] += passed if sizes[target, attacker] else 0
    return now
