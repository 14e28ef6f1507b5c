"""Obligations: each kernel against a named peer in the same run, with equal answers on what the peer is asked.

`python -m benchmarks.obligations [ATOP FILE]` measures processor time, the best of several turns.  Without ATOP's
member file the figures of pairs and of days are left out.  Where a peer would take hours it is asked a sample, drawn
with a fixed seed, and its time is multiplied.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.measuring import best, machine
from foedus.library import load_library
from foedus.model.situations import Act, Situation, attack
from foedus.model.time import Truth
from foedus.obligations.kernel import DatedRule, Program, compile_program, dated_program, evaluate, panel_rules, prove
from foedus.obligations.kernel import pairs as plain
from foedus.obligations.kernel.dated import everybody
from foedus.obligations.kernel.evaluate import HELPS
from foedus.obligations.kernel.removal import each_removed
from foedus.obligations.kernel.spans import every_day
from foedus.panels import load_members, provisions
from foedus.world import compile_world

FIRST, LAST = date(1815, 1, 1), date(2019, 1, 1)
DAY = date(2018, 6, 1)
SAMPLE = 20
"""Pairs that clingo is asked; five times as many for networkx."""
PEER_DAYS = (date(1815, 6, 1), date(1939, 9, 1))
"""From when to when the days of two-sided samples are: of later ones clingo grounds half the world's wars."""
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
        yield from pair_lines(program, rules)
        yield from day_lines(rules)


def library_lines() -> Iterator[Line]:
    """The library: 64 viewpoints in one pass, and one scenario."""
    library = load_library()
    day = date(2022, 2, 20)
    holders = [None, *sorted(library.holders)]
    views = [holders[i % len(holders)] for i in range(64)]
    seen = {view: compile_world(library, day, view) for view in dict.fromkeys(views)}
    wide = compile_program([seen[view] for view in views])
    asked = attack("GEO", "south-ossetia", day)
    yield (
        "64 viewpoints in one pass",
        best(lambda: evaluate(wide, asked), 2000),
        100e-6,
        f"{len(wide.heads)} rules, {wide.width} viewpoints of the library, repeated to fill the word",
    )
    worlds = [seen[view] for view in views]
    theirs = peers.each_view(worlds, asked)
    ours = _by_world(wide, asked)
    yield _peer(
        "the reference evaluator, once for each viewpoint",
        best(lambda: peers.each_view(worlds, asked), 3),
        ours == theirs,
        f"{sum(map(len, theirs))} duties with their depths",
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


def _peer(what: str, spent: float, equal: bool, remark: str) -> Line:
    return f"  peer: {what}", spent, None, f"{remark}; {'equal' if equal else 'NOT EQUAL'}"


def _by_world(program: Program, asked: Situation) -> list[dict[tuple[object, ...], int]]:
    """Every duty with its depth in each world, as the reference names them."""
    found, name = evaluate(program, asked), program.actors
    return [
        {
            (*program.heads[d.rule].place, name[d.bearer], name[d.beneficiary], name[d.adversary], d.act): d.depth
            for d in found.duties(world)
        }
        for world in range(program.width)
    ]


def scenario_lines(program: Program, asked: Situation, year: str) -> Iterator[Line]:
    """One scenario of ATOP, with its trace, and a proof, against clingo and networkx."""
    sides = program.number[asked.acts[0].attacker], program.number[asked.acts[0].target]
    for retaliation in ("none", "both"):
        found = evaluate(program, asked, Truth.UNKNOWN, retaliation)
        duties = list(found.duties())
        yield (
            f"one two-sided scenario of {year} with its trace, retaliation {retaliation}",
            best(lambda: evaluate(program, asked, Truth.UNKNOWN, retaliation), 50),  # noqa: B023
            0.5e-3,
            f"{len(duties)} duties to depth {len(found.rounds)}",
        )
        strikes = retaliation == "both"
        theirs = peers.both_sides(program, *sides, Truth.UNKNOWN, retaliation=strikes)
        yield _peer(
            "clingo",
            best(lambda: peers.both_sides(program, *sides, Truth.UNKNOWN, retaliation=strikes), 3),  # noqa: B023
            theirs == {(d.rule, d.bearer, d.beneficiary, d.adversary, d.depth) for d in duties},
            f"{len(theirs)} duties with their depths",
        )
        deepest = duties[-1]
        yield (
            f"one proof of {len(prove(found, deepest))} steps",
            best(lambda: prove(found, deepest), 50),  # noqa: B023
            50e-6,
            "",
        )
        yield _peer(
            "networkx, the shortest path to it",
            best(lambda: peers.shortest(found, deepest), 5),  # noqa: B023
            all(peers.shortest(found, each) == len(prove(found, each)) for each in duties),
            f"the heights of {len(duties)} proofs",
        )


def pair_lines(program: Program, rules: Sequence[DatedRule]) -> Iterator[Line]:
    """Every directed pair at a date, by each kernel, against networkx and clingo."""
    from foedus.obligations.kernel import fast
    from foedus.obligations.kernel.fast.words import matrix

    least, count = Truth.UNKNOWN, len(program.actors)
    at_once, chained = plain.at_once(program, least=least), plain.cascade(program, least=least)
    words, chain = fast.tied(program, least=least), fast.tied(plain.one_sided(program), least=least)
    same = matrix(fast.at_once(words)) == at_once and matrix(fast.cascade(chain)) == chained
    said = f"{count * (count - 1):,} pairs of {DAY.year}"
    yield f"{said} at once", best(lambda: plain.at_once(program, least=least), 9), 50e-3, ""
    equal = "equal" if same else "NOT EQUAL"
    yield f"{said} at once, compiled", best(lambda: fast.at_once(words), 300), 2e-3, f"{equal} to the plain kernel"
    yield _duckdb_pairs(rules, at_once)
    yield f"{said}, cascade", best(lambda: plain.cascade(program, least=least), 5), 50e-3, ""
    yield f"{said}, cascade, compiled", best(lambda: fast.cascade(chain), 300), 2e-3, ""
    fast.two_sided(program, least=least)
    yield (
        f"{said}, two-sided with retaliation, compiled",
        best(lambda: fast.two_sided(program, least=least), 50),
        None,
        "",
    )
    yield from cascade_peers(program, chained)
    yield from removal_lines(program)


def _duckdb_pairs(rules: Sequence[DatedRule], ours: plain.Pairs) -> Line:
    peer = peers.InDuckDB(rules, everybody(rules))
    told = peers.as_sets(peer.at_once([DAY]))
    equal = told == {
        (DAY, target, attacker): bound for target, row in enumerate(ours) for attacker, bound in enumerate(row) if bound
    }
    return _peer("DuckDB", best(lambda: peer.at_once([DAY]), 5), equal, f"all pairs, {len(told):,} with somebody bound")


def cascade_peers(program: Program, chained: plain.Pairs) -> Iterator[Line]:
    """The cascade of a sample of pairs by networkx and by clingo."""
    count = len(program.actors)
    sample = _pairs(count, SAMPLE * 5)
    ties = next(iter(plain.classes(plain.one_sided(program), least=Truth.UNKNOWN)))[1]
    asked: list[tuple[str, Callable[[plain.Ties, int, int], int], int]] = [
        ("networkx, cascade", peers.with_networkx, SAMPLE * 5),
        ("clingo, cascade", peers.with_clingo, SAMPLE),
    ]
    for name, ask, size in asked:
        equal = all(ask(ties, t, a) == chained[t][a] for t, a in sample[:size])
        spent = best(lambda: [ask(ties, t, a) for t, a in sample[:size]], 1) / size * count * (count - 1)  # noqa: B023
        yield _peer(name, spent, equal, f"from {size} pairs")


def removal_lines(program: Program) -> Iterator[Line]:
    """Every agreement removed in turn, for all pairs, against clingo on a sample of pairs."""
    least, count = Truth.UNKNOWN, len(program.actors)
    agreements = len({head.agreement for head in program.heads})
    what = f"{agreements} agreements removed in turn, {count * (count - 1):,} pairs"
    yield what, best(lambda: each_removed(program, least=least), 3), 0.5, ""
    lost = each_removed(program, least=least)
    sample = _pairs(count, SAMPLE)
    equal = all(
        peers.alone(program, least, t, a)
        == {name: rows[t][a] for name, rows in lost.items() if t in rows and rows[t][a]}
        for t, a in sample
    )
    spent = best(lambda: [peers.alone(program, least, t, a) for t, a in sample], 1) / SAMPLE * count * (count - 1)
    yield _peer("clingo", spent, equal, f"from {SAMPLE} pairs with every agreement")


def _pairs(count: int, size: int) -> list[tuple[int, int]]:
    return random.Random(SEED).sample([(t, a) for t in range(count) for a in range(count) if t != a], size)


def day_lines(rules: Sequence[DatedRule]) -> Iterator[Line]:
    """Every pair on every day since 1815, against DuckDB, networkx and clingo on samples of days."""
    from foedus.obligations.kernel import fast

    asks = {"at-once": _duckdb_days, "cascade": _networkx_days}
    for mode, ask in asks.items():
        total, spent = _summed(rules, mode == "cascade")
        yield f"every pair on every day, {mode}", spent, 20.0, f"{total:,} bearer-days"
        counts = _compiled(rules, mode)
        equal = int(counts.bound.sum()) == total
        again = best(lambda: fast.every_day_totals(rules, FIRST, LAST, mode, sure=False), 3)  # type: ignore[arg-type] # noqa: B023
        said = f"{counts.intervals} intervals; {'equal' if equal else 'NOT EQUAL'} in the sum"
        yield f"every pair on every day, {mode}, compiled", again, 2.0, said
        yield ask(rules, counts.intervals)
    counts = _compiled(rules, "two-sided")
    yield (
        "every pair on every day, two-sided with retaliation, compiled",
        best(lambda: fast.every_day_totals(rules, FIRST, LAST, "two-sided", sure=False), 1),
        60.0,
        f"{int(counts.bound.sum()):,} bearer-days; {_checked(rules)}",
    )
    yield _clingo_days(rules, counts.intervals)


def _sampled(first: date, last: date, size: int) -> list[date]:
    dice = random.Random(SEED)
    return sorted(first + timedelta(days=dice.randrange((last - first).days)) for _ in range(size))


def _rows_on(
    rules: Sequence[DatedRule], days: Sequence[date], *, chain: bool
) -> dict[date, tuple[tuple[int, ...], ...]]:
    """What the kernel in Python says of some days, as it goes through all of them."""
    found = {}
    for interval in every_day(rules, FIRST, LAST, chain=chain, sure=False):
        found.update({day: interval.rows for day in days if interval.start <= day < interval.end})
    return found


def _duckdb_days(rules: Sequence[DatedRule], intervals: int) -> Line:
    actors = everybody(rules)
    days, peer = _sampled(FIRST, LAST, SAMPLE), peers.InDuckDB(rules, actors)
    told = peers.as_sets(peer.at_once(days))
    ours = {
        (day, target, attacker): bound
        for day, rows in _rows_on(rules, days, chain=False).items()
        for target, row in enumerate(rows)
        for attacker, bound in enumerate(row)
        if bound
    }
    spent = best(lambda: peer.at_once(days), 1) / SAMPLE * intervals
    pairs = len(actors) * (len(actors) - 1)
    return _peer(
        "DuckDB", spent, told == ours, f"from {SAMPLE} days with all {pairs:,} pairs, for {intervals} intervals"
    )


def _networkx_days(rules: Sequence[DatedRule], intervals: int) -> Line:
    days = _sampled(FIRST, LAST, SAMPLE)
    rows = _rows_on(rules, days, chain=True)
    programs = {day: plain.one_sided(dated_program(rules, day)) for day in days}
    count = len(everybody(rules))
    asked = list(zip(days * 5, _pairs(count, SAMPLE * 5), strict=True))
    ties = {day: next(iter(plain.classes(program, least=Truth.UNKNOWN)))[1] for day, program in programs.items()}
    equal = all(peers.with_networkx(ties[day], t, a) == rows[day][t][a] for day, (t, a) in asked)
    spent = best(lambda: [peers.with_networkx(ties[day], t, a) for day, (t, a) in asked], 1) / len(asked)
    return _peer(
        "networkx", spent * count * (count - 1) * intervals, equal, f"from {len(asked)} pairs on {SAMPLE} days"
    )


def _clingo_days(rules: Sequence[DatedRule], intervals: int) -> Line:
    from foedus.obligations.kernel import fast
    from foedus.obligations.kernel.fast.words import matrix

    count, equal, spent, size = len(everybody(rules)), True, 0.0, 0
    for day in _sampled(*PEER_DAYS, SAMPLE):
        program = dated_program(rules, day)
        found = matrix(fast.two_sided(program, least=Truth.UNKNOWN))
        alive = [i for i, row in enumerate(found) if any(row)]
        for target, attacker in random.Random(SEED).sample([(t, a) for t in alive for a in alive if t != a], 2):
            told: set[peers.Told] = set()
            spent += best(lambda: told.update(_fought(program, attacker, target)), 1)  # noqa: B023
            helping = {bearer for rule, bearer, *_ in told if program.heads[rule].duty in HELPS} - {attacker, target}
            equal &= found[target][attacker] == sum(1 << bearer for bearer in helping)
            size += 1
    whole = spent / size * count * (count - 1) * intervals
    said = f"from {size} pairs of allied states on {SAMPLE} days up to {PEER_DAYS[1].year}"
    return _peer("clingo", whole, equal, said)


def _fought(program: Program, attacker: int, target: int) -> set[peers.Told]:
    return peers.both_sides(program, attacker, target, Truth.UNKNOWN, retaliation=True, rounds=12)


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
        f"{seconds:,.2f} s"
        if seconds >= 1
        else f"{1e3 * seconds:.2f} ms"
        if seconds >= 1e-3
        else f"{1e6 * seconds:.0f} us"
    )


if __name__ == "__main__":
    main()
