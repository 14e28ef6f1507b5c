"""Compiled: ties between actors, whom they draw in, and who is bound for every pair.

owed[v] and joins[v] are the rows of :class:`foedus.obligations.kernel.pairs.Ties`; owed_war and joins_war are those of
the rules that a war sets off, whoever began it.
"""

from __future__ import annotations

import numpy as np

from foedus.obligations.kernel.fast.words import compiled, drop, holds, lowest, put


@compiled
def closures(owed, joins, without, reach, bound, todo):
    """Fills in for each actor whom it draws in, and who is bound then; without an actor, or with -1 all."""
    for start in range(len(owed)):
        seen, found = reach[start], bound[start]
        seen[:] = 0
        found[:] = 0
        todo[:] = 0
        if start != without:
            put(seen, start)
            put(todo, start)
        actor = lowest(todo)
        while actor >= 0:
            if actor < start:
                for w in range(len(todo)):
                    seen[w] |= reach[actor, w]
                    found[w] |= bound[actor, w]
                    todo[w] &= ~reach[actor, w]
            else:
                drop(todo, actor)
                for w in range(len(todo)):
                    new = joins[actor, w] & ~seen[w]
                    if without >= 0 and without >> 6 == w:
                        new &= ~(np.uint64(1) << np.uint64(without & 63))
                    seen[w] |= new
                    todo[w] |= new
                    found[w] |= owed[actor, w]
            actor = lowest(todo)
        if without >= 0:
            drop(found, without)


@compiled
def room(count, size):
    """Room for what :func:`spread_out` says of each actor that is a cut; unwritten memory costs nothing."""
    return np.empty((count, count, size), np.uint64)


@compiled
def cuts(owed, joins, cut):
    """Marks the actors through whom alone somebody may be drawn in or bound.

    A fellow who is drawn in is bound already, so that another's sake binds it to nothing new, unless it fights under
    a duty that is not asked for.
    """
    count, size = owed.shape
    cut[:] = False
    unbound = np.zeros(size, np.uint64)
    for ally in range(count):
        for w in range(size):
            unbound[w] |= joins[ally, w] & ~owed[ally, w]
    for fellow in range(count):
        bound = not holds(unbound, fellow)
        for actor in range(count):
            if not cut[actor] and holds(joins[fellow], actor):
                for w in range(size):
                    mine = np.uint64(0)
                    if fellow >> 6 == w:
                        mine = np.uint64(1) << np.uint64(fellow & 63)
                    known = mine if bound else np.uint64(0)
                    if (joins[actor, w] & ~mine & ~joins[fellow, w]) or (
                        ((owed[actor, w] & ~known) | joins[fellow, w]) & ~owed[fellow, w]
                    ):
                        cut[actor] = True


@compiled
def spread_out(owed, joins, reach, bound, reach_less, bound_less, cut, todo):
    """Closures with everybody, and without each actor that is a cut."""
    closures(owed, joins, -1, reach, bound, todo)
    cuts(owed, joins, cut)
    for actor in range(len(owed)):
        if cut[actor]:
            closures(owed, joins, actor, reach_less[actor], bound_less[actor], todo)


@compiled
def chained(target, attacker, bound, bound_less, cut, out):
    """Who is bound in the end for a target's sake, helpers counting as attacked."""
    row = bound_less[attacker, target] if cut[attacker] else bound[target]
    out[:] = row
    drop(out, target)
    drop(out, attacker)


@compiled
def fire(owed, joins, victim, foe, attacker, target, given, stamp, now, stack, top, out, fresh):
    """Adds whom an event binds, and the wars that those bring who fight; returns the height of the stack."""
    fresh[:] = joins[victim]
    for w in range(len(out)):
        word = owed[victim, w]
        for barred in (victim, foe):
            if barred >> 6 == w:
                word &= ~(np.uint64(1) << np.uint64(barred & 63))
        if victim == target and attacker >> 6 == w:
            word &= ~(np.uint64(1) << np.uint64(attacker & 63))
        out[w] |= word
    drop(fresh, victim)
    drop(fresh, foe)
    if victim == target or (not given and foe == target):
        drop(fresh, attacker)
    if not given and foe == attacker:
        drop(fresh, target)
    bearer = lowest(fresh)
    while bearer >= 0:
        drop(fresh, bearer)
        if stamp[bearer, foe] != now:
            stamp[bearer, foe] = stamp[foe, bearer] = now
            stack[top, 0], stack[top, 1] = bearer, foe
            stack[top + 1, 0], stack[top + 1, 1] = foe, bearer
            top += 2
        bearer = lowest(fresh)
    return top


@compiled
def fought_out(owed, joins, owed_war, joins_war, attacker, target, stamp, now, stack, out, fresh):
    """Who else is bound on either side, with retaliation on both: pair by pair of belligerents."""
    out[:] = 0
    top = fire(owed, joins, target, attacker, attacker, target, True, stamp, now, stack, 0, out, fresh)
    top = fire(owed_war, joins_war, attacker, target, attacker, target, True, stamp, now, stack, top, out, fresh)
    while top:
        top -= 1
        victim, foe = stack[top, 0], stack[top, 1]
        top = fire(owed, joins, victim, foe, attacker, target, False, stamp, now, stack, top, out, fresh)
    drop(out, attacker)
    drop(out, target)


@compiled
def bounded(owed_war, joins_war, attacker, target, reach, bound, reach_less, bound_less, cut, out, most, side):
    """Whether who is bound on either side follows without fighting it out: at least, and at most, the same.

    At most whoever is tied to either; at least whoever is drawn in against the attacker, and, if there are such, on
    the attacker's side against each of them.
    """
    drawn = reach_less[attacker, target] if cut[attacker] else reach[target]
    side[:] = drawn
    drop(side, target)
    drop(side, attacker)
    helped = lowest(side) >= 0
    for w in range(len(out)):
        low = bound_less[attacker, target, w] if cut[attacker] else bound[target, w]
        out[w] = low | owed_war[attacker, w]
        most[w] = bound[target, w] | bound[attacker, w]
    for row in (out, most):
        drop(row, attacker)
        drop(row, target)
    if not helped:
        for i in range(len(joins_war)):
            if i != target and holds(joins_war[attacker], i):
                return False
        return True
    helper = lowest(side)
    while helper >= 0:
        drop(side, helper)
        same = True
        for w in range(len(out)):
            word = bound_less[helper, attacker, w] if cut[helper] else bound[attacker, w]
            if not cut[helper] and helper >> 6 == w:
                word &= ~(np.uint64(1) << np.uint64(helper & 63))
            for barred in (attacker, target):
                if barred >> 6 == w:
                    word &= ~(np.uint64(1) << np.uint64(barred & 63))
            out[w] |= word
            same = same and out[w] == most[w]
        if same:
            return True
        helper = lowest(side)
    return False


@compiled
def both_sides(ties, attacker, target, spread, scratch, now, out):
    """Who else is bound on either side, with retaliation on both; returns how many wars had to be fought out for it.

    ties: owed, joins, owed_war and joins_war; spread: what :func:`spread_out` filled in; scratch: rows and a stack to
    write on; now: how many wars were fought out before, which stamps tell apart.
    """
    owed, joins, owed_war, joins_war = ties
    reach, bound, reach_less, bound_less, cut = spread
    most, side, todo, stamp, stack = scratch
    if bounded(owed_war, joins_war, attacker, target, reach, bound, reach_less, bound_less, cut, out, most, side):
        return 0
    fought_out(owed, joins, owed_war, joins_war, attacker, target, stamp, now + 1, stack, out, todo)
    return 1
