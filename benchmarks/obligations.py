"""Obligations: kernels against clingo and networkx in the same run, with equal answers on what the peer is asked.

`python -m benchmarks.obligations [ATOP FILE]` measures processor time, the best of several turns.  Without ATOP's
member file the figures of pairs and of days are left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measuring import best, machine
from foedus.library import load_library
from foedus.model.situations import Act, Situation, attack
from foedus.model.time import Truth
from foedus.obligations.kernel import DatedRule, Program, compile_program, dated_program, evaluate, panel_rules, prove
from foedus.obligations.kernel import pairs as plain
from foedus.obligations.kernel.program import members
from foedus.obligations.kernel.removal import each_removed
from foedus.obligations.kernel.spans import every_day
from foedus.panels import load_members, provisions
from foedus.world import compile_world

FIRST, LAST = date(1815, 1, 1), date(2019, 1, 1)
DAY = date(2018, 6, 1)
SAMPLE = 20
"""Pairs that clingo is asked."""
SEED = 1815
Line = tuple[str, float, float | None, str]
"""What, seconds, the goal in seconds, and a remark."""


def main() -> None:
    """Prints every measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.obligations", description=__doc__)
    parser.add_argument("atop", nargs="?", help="ATOP 5.1's member file")
    given = parser.parse_args()
    print(machine())
    for what, spent, goal, remark in lines(given.atop):
        print(f"{what}: {_time(spent)}{f' (goal: {_time(goal)})' if goal else ''}{f'; {remark}' if remark else ''}")


def lines(atop: str | None) -> Iterator[Line]:
    """Every measurement."""
    yield from library_lines()
    if atop:
        with Path(atop).open(encoding="utf-8") as text:
            rules = panel_rules(provisions(load_members(text, atop, range(10_000)).records))
        program = dated_program(rules, DAY)
        yield from scenario_lines(dated_program(rules, date(1914, 7, 28)), Situation((Act("300", "345"),), DAY), "1914")
        yield from pair_lines(program)
        yield from day_lines(rules)


def library_lines() -> Iterator[Line]:
    """The library: 64 viewpoints in one pass, and one scenario."""
    library = load_library()
    day = date(2022, 2, 20)
    holders = [None, *sorted(library.holders)]
    views = [holders[i % len(holders)] for i in range(64)]
    program = compile_program([compile_world(library, day, view) for view in dict.fromkeys(views)])
    wide = compile_program([compile_world(library, day, view) for view in views])
    asked = attack("GEO", "south-ossetia", day)
    yield (
        "64 viewpoints in one pass",
        best(lambda: evaluate(wide, asked), 50),
        100e-6,
        f"{len(wide.heads)} rules, {program.width} viewpoints of the library, repeated to fill the word",
    )
    war = attack("RUS", "POL", day)
    one = compile_program([compile_world(library, day)])
    found = evaluate(one, war, Truth.YES, "both")
    yield (
        "one scenario of the library, two-sided with retaliation",
        best(lambda: evaluate(one, war, Truth.YES, "both"), 20),
        None,
        f"{sum(1 for _ in found.duties())} duties to depth {len(found.rounds)}",
    )


def scenario_lines(program: Program, asked: Situation, year: str) -> Iterator[Line]:
    """One scenario of ATOP, with its trace, and a proof."""
    for retaliation in ("none", "both"):
        found = evaluate(program, asked, Truth.UNKNOWN, retaliation)
        duties = list(found.duties())
        yield (
            f"one two-sided scenario of {year} with its trace, retaliation {retaliation}",
            best(lambda: evaluate(program, asked, Truth.UNKNOWN, retaliation), 50),  # noqa: B023
            0.5e-3,
            f"{len(duties)} duties to depth {len(found.rounds)}",
        )
        deepest = duties[-1]
        yield (
            f"one proof of {len(prove(found, deepest))} steps",
            best(lambda: prove(found, deepest), 50),  # noqa: B023
            50e-6,
            "",
        )


def pair_lines(program: Program) -> Iterator[Line]:
    """Every directed pair at a date, by each kernel, against networkx and clingo."""
    from foedus.obligations.kernel import fast
    from foedus.obligations.kernel.fast.words import matrix

    least, count = Truth.UNKNOWN, len(program.actors)
    at_once, chained = plain.at_once(program, least=least), plain.cascade(program, least=least)
    words, chain = fast.tied(program, least=least), fast.tied(plain.one_sided(program), least=least)
    same = matrix(fast.at_once(words)) == at_once and matrix(fast.cascade(chain)) == chained
    said = f"{count * (count - 1):,} pairs of {DAY.year}"
    yield f"{said} at once", best(lambda: plain.at_once(program, least=least), 9), 50e-3, ""
    yield f"{said} at once, compiled", best(lambda: fast.at_once(words), 9), 2e-3, f"equal answers: {same}"
    yield f"{said}, cascade", best(lambda: plain.cascade(program, least=least), 5), 50e-3, ""
    yield f"{said}, cascade, compiled", best(lambda: fast.cascade(chain), 9), 2e-3, ""
    fast.two_sided(program, least=least)
    yield (
        f"{said}, two-sided with retaliation, compiled",
        best(lambda: fast.two_sided(program, least=least), 5),
        None,
        "",
    )
    removed = best(lambda: each_removed(program, least=least), 3)
    agreements = len({head.agreement for head in program.heads})
    yield f"{agreements} agreements removed in turn, {said}", removed, 0.5, ""
    sample = random.Random(SEED).sample([(t, a) for t in range(count) for a in range(count) if t != a], SAMPLE * 5)
    ties = next(iter(plain.classes(plain.one_sided(program), least=least)))[1]
    peers: list[tuple[str, Callable[[plain.Ties, int, int], int], int]] = [
        ("networkx", with_networkx, SAMPLE * 5),
        ("clingo", with_clingo, SAMPLE),
    ]
    for name, ask, size in peers:
        equal = all(ask(ties, t, a) == chained[t][a] for t, a in sample[:size])
        spent = best(lambda: [ask(ties, t, a) for t, a in sample[:size]], 1) / size  # noqa: B023
        whole = spent * count * (count - 1)
        yield (
            f"{name}, cascade of one pair",
            spent,
            None,
            f"{whole:,.0f} s for all; {size} pairs, equal answers: {equal}",
        )


def with_networkx(ties: plain.Ties, target: int, attacker: int) -> int:
    """A cascade by networkx: who is reached over ties to fight, and who owes something to any of them."""
    import networkx as nx

    graph: Any = nx.DiGraph()
    graph.add_nodes_from(range(len(ties.joins)))
    graph.add_edges_from((i, j) for i, joins in enumerate(ties.joins) for j in members(joins))
    graph.remove_node(attacker)
    bound = 0
    for actor in (target, *nx.descendants(graph, target)):
        bound |= ties.owed[actor]
    return bound & ~(1 << target | 1 << attacker)


CASCADE = """
in(T) :- target(T).
in(B) :- in(V), joins(V,B), not attacker(B), not target(B).
bound(B) :- in(V), owed(V,B), not attacker(B), not target(B).
#show bound/1.
"""


def with_clingo(ties: plain.Ties, target: int, attacker: int) -> int:
    """The same cascade by clingo, grounding included."""
    import clingo

    control = clingo.Control(["--warn=none"])
    facts = [f"target({target}). attacker({attacker})."]
    facts += [f"joins({v},{b})." for v, joins in enumerate(ties.joins) for b in members(joins)]
    facts += [f"owed({v},{b})." for v, owed in enumerate(ties.owed) for b in members(owed)]
    control.add("base", [], CASCADE + "\n".join(facts))
    control.ground([("base", [])])
    bound = 0
    with control.solve(yield_=True) as models:
        for model in models:
            bound = sum(1 << symbol.arguments[0].number for symbol in model.symbols(shown=True))
    return bound


def day_lines(rules: Sequence[DatedRule]) -> Iterator[Line]:
    """Every pair on every day since 1815."""
    from foedus.obligations.kernel import fast

    goals = {"at-once": (20.0, 2.0), "cascade": (20.0, 2.0)}
    for mode, (slow, quick) in goals.items():
        total, spent = _summed(rules, mode == "cascade")
        yield f"every pair on every day, {mode}", spent, slow, f"{total:,} bearer-days"
        counts = _compiled(rules, mode)
        equal = int(counts.bound.sum()) == total
        again = best(lambda: fast.every_day_totals(rules, FIRST, LAST, mode, sure=False), 3)  # type: ignore[arg-type] # noqa: B023
        yield (
            f"every pair on every day, {mode}, compiled",
            again,
            quick,
            f"{counts.intervals} intervals; equal: {equal}",
        )
    counts = _compiled(rules, "two-sided")
    yield (
        "every pair on every day, two-sided with retaliation, compiled",
        best(lambda: fast.every_day_totals(rules, FIRST, LAST, "two-sided", sure=False), 1),
        60.0,
        f"{int(counts.bound.sum()):,} bearer-days; {_checked(rules)}",
    )


def _compiled(rules: Sequence[DatedRule], mode: str) -> Any:
    from foedus.obligations.kernel import fast

    return fast.every_day_totals(rules, FIRST, LAST, mode, sure=False)  # type: ignore[arg-type]


def _summed(rules: Sequence[DatedRule], chain: bool) -> tuple[int, float]:
    """Bearer-days by the kernel in Python; a row is counted once for as long as it stands."""
    total = 0

    def run() -> None:
        nonlocal total
        total, sizes = 0, dict[int, tuple[object, int]]()
        for interval in every_day(rules, FIRST, LAST, chain=chain, sure=False):
            days = (interval.end - interval.start).days
            for target, row in enumerate(interval.rows):
                if target not in sizes or sizes[target][0] is not row:
                    sizes[target] = row, sum(map(int.bit_count, row))
                total += days * sizes[target][1]

    spent = best(run, 1)
    return total, spent


def _checked(rules: Sequence[DatedRule]) -> str:
    """Two-sided answers against one evaluation for each pair of a sample."""
    from foedus.obligations.kernel import fast
    from foedus.obligations.kernel.fast.words import matrix

    dice, checked = random.Random(SEED), 0
    for day in (date(1866, 6, 1), date(1914, 7, 28), date(1939, 9, 1)):
        program = dated_program(rules, day)
        found = matrix(fast.two_sided(program, least=Truth.UNKNOWN))
        for _ in range(SAMPLE):
            attacker, target = dice.sample(range(len(program.actors)), 2)
            asked = Situation((Act(program.actors[attacker], program.actors[target]),), day)
            bound = 0
            for firings in evaluate(program, asked, Truth.UNKNOWN, "both").rounds:
                for firing in firings:
                    if program.heads[firing.rule].duty in ("defend", "attack", "aid"):
                        bound |= firing.bearers
            if bound & ~(1 << attacker | 1 << target) != found[target][attacker]:
                return f"NOT equal for {attacker} and {target} on {day}"
            checked += 1
    return f"equal for {checked} pairs evaluated one by one"


def _time(seconds: float) -> str:
    return (
        f"{seconds:.2f} s"
        if seconds >= 1
        else f"{1e3 * seconds:.2f} ms"
        if seconds >= 1e-3
        else f"{1e6 * seconds:.0f} us"
    )


if __name__ == "__main__":
    main()
