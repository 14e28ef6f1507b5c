"""Every directed pair of actors at a date: who is bound if the one attacks the other.

Most rules ask nothing of the attacker, so what an attack on a target sets off is reckoned once for all attackers
against whom the same rules run; only what an attacker's own absence changes is reckoned anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedus.model.problems import UsageError
from foedus.model.time import Truth
from foedus.obligations.kernel.evaluate import FIGHTS, HELPS
from foedus.obligations.kernel.program import HARM, Program, build, members

Pairs = list[list[int]]
"""For each target, for each attacker, the set of those bound; nobody where the two are one."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Whom an attack on each actor binds, against some attackers alike.

    owed: who owes it one of the duties asked for; joins: who owes it to fight.  Nobody owes anything to itself.
    """

    owed: tuple[int, ...]
    joins: tuple[int, ...]


def at_once(program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES) -> Pairs:
    """Who is bound at once, to one of some duties for the target's sake, if an actor attacks another: depth 1.

    The attack is on the target's own ground and not provoked.

    Raises UsageError for a program of several worlds.
    """
    pairs, bits = no_pairs(program), [1 << i for i in range(len(program.actors))]
    for attackers, ties in classes(program, duties, least):
        whole = len(attackers) == len(bits)
        for target, owed in enumerate(ties.owed):
            if owed and whole:
                pairs[target] = [owed & ~bit for bit in bits]
            elif owed:
                row = pairs[target]
                for attacker in attackers:
                    row[attacker] = owed & ~bits[attacker]
            pairs[target][target] = 0
    return pairs


def cascade(program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES) -> Pairs:
    """Who is bound in the end, for the target's sake, if whoever helps counts as attacked by the attacker too.

    It is what the :func:`one_sided` rules give with retaliation on helpers.

    Raises UsageError for a program of several worlds.
    """
    pairs, bits = no_pairs(program), [1 << i for i in range(len(program.actors))]
    for attackers, ties in classes(one_sided(program), duties, least):
        _, bound = closures(ties)
        narrow = {a: closures(ties, bits[a])[1] for a in cuts(ties, attackers)}
        for target, all_bound in enumerate(bound):
            if all_bound:
                others = all_bound & ~bits[target]
                row = pairs[target]
                for attacker in attackers:
                    row[attacker] = others & ~bits[attacker]
                for attacker, spared in narrow.items():
                    row[attacker] = spared[target] & ~bits[target] & ~bits[attacker]
                row[target] = 0
    return pairs


def one_sided(program: Program) -> Program:
    """The rules that an attack alone sets off: nobody joins an attacker, nobody waits for another's help."""
    return kept(program, [i for i, head in enumerate(program.heads) if head.act in HARM])


def kept(program: Program, rules: Collection[int]) -> Program:
    """A program of some of the rules, by number."""
    sure, possible = ([side.masks[i] for i in rules] for side in (program.sure, program.possible))
    heads = [program.heads[i] for i in rules]
    return build(program.actors, program.worlds, heads, sure, possible)


def classes(
    program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES
) -> Iterator[tuple[tuple[int, ...], Ties]]:
    """Attackers against whom the same rules run, with those ties."""
    everybody = (1 << len(program.actors)) - 1
    always: list[tuple[int, int]] = []
    particular: list[int] = []
    for i, (head, masks) in enumerate(zip(program.heads, program.rules(least).masks, strict=True)):
        if head.adversaries > 1 or head.through or not (head.act == "war" or HARM.get(head.act, 2) < 2):
            continue
        if masks.attackers == everybody and head.owed_to == "victim":
            always.append((i, masks.obliged))
        else:
            particular.append(i)
    alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for attacker in range(len(program.actors)):
        against = ((i, _obliged(program, least, i, attacker)) for i in particular)
        alike.setdefault(tuple((i, obliged) for i, obliged in against if obliged), []).append(attacker)
    for rules, attackers in alike.items():
        yield tuple(attackers), _ties(program, duties, least, [*always, *rules])


def _obliged(program: Program, least: Truth, rule: int, attacker: int) -> int:
    """Who is obliged by a rule against an attacker; nobody owes to itself, or to the adversary."""
    head, masks = program.heads[rule], program.rules(least).masks[rule]
    if not masks.attackers >> attacker & 1:
        return 0
    if head.owed_to == "victim":
        return masks.obliged
    owed = [each for each in (head.surely if least is Truth.YES else head.beneficiaries) if each != attacker]
    return masks.obliged & ~(1 << owed[0] if len(owed) == 1 else 0) if owed else 0


def _ties(program: Program, duties: Collection[str], least: Truth, rules: Sequence[tuple[int, int]]) -> Ties:
    count = len(program.actors)
    owed, joins = [0] * count, [0] * count
    for i, obliged in rules:
        head, masks = program.heads[i], program.rules(least).masks[i]
        victims = masks.protected if head.act == "war" else masks.home
        asked, fights = head.duty in duties, head.duty in FIGHTS
        for victim in members(victims) if asked or fights else ():
            others = obliged & ~(1 << victim)
            if asked:
                owed[victim] |= others
            if fights:
                joins[victim] |= others
    return Ties(tuple(owed), tuple(joins))


def closures(ties: Ties, without: int = 0) -> tuple[list[int], list[int]]:
    """For each actor, whom fighting for it draws in, link by link, and who is bound then; without some actors.

    What has been found for one actor serves every other that reaches it.
    """
    reached, bound = [0] * len(ties.owed), [0] * len(ties.owed)
    done = 0
    for start in range(len(ties.owed)):
        seen = todo = 1 << start
        owed = 0
        while todo:
            low = todo & -todo
            actor = low.bit_length() - 1
            if done & low:
                seen |= reached[actor]
                owed |= bound[actor]
                todo &= ~reached[actor]
            else:
                new = ties.joins[actor] & ~seen & ~without
                seen |= new
                owed |= ties.owed[actor]
                todo = (todo ^ low) | new
        reached[start], bound[start] = seen, owed & ~without
        done |= 1 << start
    return reached, bound


def cuts(ties: Ties, actors: Iterable[int]) -> Iterator[int]:
    """The actors through whom alone somebody may be drawn in or bound.

    A fellow who draws such an actor in lacks one of its ties.  The fellow itself is bound already, so that the actor's
    sake binds it to nothing new, unless it fights under a duty that is not asked for.
    """
    unbound = 0
    for joins, owed in zip(ties.joins, ties.owed, strict=True):
        unbound |= joins & ~owed
    drawn_by = [0] * len(ties.joins)
    for fellow, theirs in enumerate(ties.joins):
        for actor in members(theirs):
            drawn_by[actor] |= 1 << fellow
    for actor in actors:
        joins, owed = ties.joins[actor], ties.owed[actor]
        for fellow in members(drawn_by[actor]):
            me, theirs = 1 << fellow, ties.joins[fellow]
            if joins & ~me & ~theirs or (owed & ~(me & ~unbound) | theirs) & ~ties.owed[fellow]:
                yield actor
                break


def no_pairs(program: Program) -> Pairs:
    """Nobody bound for any pair.

    Raises UsageError for a program of several worlds.
    """
    if program.width != 1:
        raise UsageError(f"pairs are reckoned for one world at a time, and this program holds {program.width}")
    count = len(program.actors)
    return [[0] * count for _ in range(count)]
