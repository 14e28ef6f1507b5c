"""Every agreement taken away in turn: who would then no longer be bound, for every pair at once.

Nobody is lost whom another agreement binds as well, so one pass that marks who is bound twice serves them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from foedus.model.problems import UsageError
from foedus.model.time import Truth
from foedus.obligations.kernel.evaluate import HELPS
from foedus.obligations.kernel.pairs import Ties, classes, kept, no_pairs
from foedus.obligations.kernel.program import Program

Lost = Mapping[str, Mapping[int, list[int]]]
"""For each agreement and each target that it touches, for each attacker, the set of those who would not be bound."""


def each_removed(program: Program, duties: Collection[str] = HELPS, least: Truth = Truth.YES) -> Lost:
    """Who is bound at once (:func:`~foedus.obligations.kernel.pairs.at_once`) by one agreement alone, for each of them.

    Raises UsageError for a program of several worlds.
    """
    count = len(no_pairs(program))
    names = list(dict.fromkeys(head.agreement for head in program.heads))
    parts = {name: dict(classes(only(program, [name]), duties, least)) for name in names}
    lost: dict[str, dict[int, list[int]]] = {name: {} for name in names}
    for attacker_class, _ in classes(program, duties, least):
        shares = {name: _share(part, attacker_class[0]) for name, part in parts.items()}
        seen, twice = [0] * count, [0] * count
        for share in shares.values():
            for target, owed in share:
                twice[target] |= seen[target] & owed
                seen[target] |= owed
        for name, share in shares.items():
            for target, owed in share:
                alone = owed & ~twice[target]
                if alone:
                    row = lost[name].setdefault(target, [0] * count)
                    for attacker in attacker_class:
                        row[attacker] = alone & ~(1 << attacker)
                    row[target] = 0
    return lost


def _share(part: Mapping[tuple[int, ...], Ties], attacker: int) -> list[tuple[int, int]]:
    ties = next(ties for attackers, ties in part.items() if attacker in attackers)
    return [(target, owed) for target, owed in enumerate(ties.owed) if owed]


def only(program: Program, agreements: Iterable[str]) -> Program:
    """The rules of some agreements alone, over the same actors and worlds.

    Raises UsageError for an agreement that has none in the program.
    """
    wanted = set(agreements)
    if missing := wanted - {head.agreement for head in program.heads}:
        raise UsageError(f"no rule of the program is of {', '.join(sorted(missing))}")
    return kept(program, [i for i, head in enumerate(program.heads) if head.agreement in wanted])


def without(program: Program, agreement: str) -> Program:
    """The program without an agreement's rules."""
    return kept(program, [i for i, head in enumerate(program.heads) if head.agreement != agreement])
