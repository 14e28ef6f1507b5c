"""What the kernels are measured against: the same questions put to clingo, networkx, DuckDB and the reference.

Peers are given the rules as plain facts (who is obliged, who is protected, what sets a rule off), grounding or loading
included in their time, since a question to them needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import closure
from foedus.obligations.kernel import Closure, DatedRule, Program
from foedus.obligations.kernel import pairs as plain
from foedus.obligations.kernel.evaluate import FIGHTS, HELPS, Duty
from foedus.obligations.kernel.program import HARM, members
from foedus.world import World

Told = tuple[int, int, int, int, int]
"""Rule, bearer, beneficiary, adversary, depth."""


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


def shortest(found: Closure, duty: Duty) -> int:
    """The height of a proof by networkx: the shortest path to a duty over everything that could set each duty off."""
    import networkx as nx

    graph: Any = nx.DiGraph()
    by_fighter: dict[tuple[int, int], list[Duty]] = {}
    duties = list(found.duties())
    heads = found.program.heads
    for each in duties:
        if heads[each.rule].duty in FIGHTS:
            by_fighter.setdefault((each.bearer, each.adversary), []).append(each)
            by_fighter.setdefault((each.adversary, each.bearer), []).append(each)
    for each in duties:
        if each.depth == 1:
            graph.add_edge("given", each)
        for before in by_fighter.get((each.beneficiary, each.adversary), ()):
            if before.depth < each.depth:
                graph.add_edge(before, each)
    return int(nx.shortest_path_length(graph, "given", duty))


CASCADE = """
in(T) :- target(T).
in(B) :- in(V), joins(V,B), not attacker(B), not target(B).
bound(B) :- in(V), owed(V,B), not attacker(B), not target(B).
#show bound/1.
"""


def with_clingo(ties: plain.Ties, target: int, attacker: int) -> int:
    """The same cascade by clingo."""
    facts = [f"target({target}). attacker({attacker})."]
    facts += [f"joins({v},{b})." for v, joins in enumerate(ties.joins) for b in members(joins)]
    facts += [f"owed({v},{b})." for v, owed in enumerate(ties.owed) for b in members(owed)]
    return sum(1 << symbol.arguments[0].number for symbol in _solved(CASCADE, facts))


AT_ONCE = """
bound(G,B) :- owed(G,V,B), target(V), not attacker(B), not target(B).
alone(G,B) :- bound(G,B), 1 { bound(H,B) } 1.
#show alone/2.
"""


def alone(program: Program, least: Truth, target: int, attacker: int) -> dict[str, int]:
    """By clingo: for each agreement, who is bound at once by it and by no other."""
    names = list(dict.fromkeys(head.agreement for head in program.heads))
    facts = [f"target({target}). attacker({attacker})."]
    for head, masks in zip(program.heads, program.rules(least).masks, strict=True):
        if head.duty in HELPS and (head.act == "war" or HARM.get(head.act, 2) < 2):
            number = names.index(head.agreement)
            facts += [f"owed({number},{v},{b})." for v in members(masks.protected) for b in members(masks.obliged)]
    found: dict[str, int] = {}
    for symbol in _solved(AT_ONCE, facts):
        name, bearer = names[symbol.arguments[0].number], symbol.arguments[1].number
        found[name] = found.get(name, 0) | 1 << bearer
    return found


BOTH_SIDES = """
round(1..rounds).
at(attack,T,A,0) :- given(A,T).
at(war,T,A,0) :- given(A,T).
at(war,A,T,0) :- given(A,T).
joined(B,W,N) :- first(R,B,_,W,N), fights(R).
at(war,B,W,N) :- joined(B,W,N).
at(war,W,B,N) :- joined(B,W,N).
at(attack,B,W,N) :- joined(B,W,N), retaliation.
at(attack,W,B,N) :- joined(B,W,N), retaliation.
barred(V,W,N,V) :- at(_,V,W,N).
barred(V,W,N,W) :- at(_,V,W,N).
barred(T,W,N,A) :- at(_,T,W,N), given(A,T).
barred(V,A,N,T) :- at(_,V,A,N), given(A,T), N > 0.
barred(V,T,N,A) :- at(_,V,T,N), given(A,T), N > 0.
owes(R,B,V,W,N+1) :- at(K,V,W,N), act(R,K), protected(R,V), obliged(R,B), not barred(V,W,N,B), N < rounds.
before(R,B,V,W,N) :- owes(R,B,V,W,M), round(N), M < N.
first(R,B,V,W,N) :- owes(R,B,V,W,N), not before(R,B,V,W,N).
#show first/5.
"""
"""Written from the contract: what follows from one plain attack by rules against anybody, with the round of each."""


def both_sides(
    program: Program, attacker: int, target: int, least: Truth, *, retaliation: bool, rounds: int = 24
) -> set[Told]:
    """One two-sided scenario by clingo, every duty with its depth; of rules as a data set of alliances has them."""
    facts = [f"given({attacker},{target}).", "retaliation." if retaliation else ""]
    for number, (head, masks) in enumerate(zip(program.heads, program.rules(least).masks, strict=True)):
        facts.append(f"act({number},{'war' if head.act == 'war' else 'attack'}).")
        facts += [f"fights({number})."] if head.duty in FIGHTS else []
        facts += [f"protected({number},{v})." for v in members(masks.protected)]
        facts += [f"obliged({number},{b})." for b in members(masks.obliged)]
    solved = _solved(BOTH_SIDES, facts, f"-c rounds={rounds}")
    return {tuple(each.number for each in symbol.arguments) for symbol in solved}


def _solved(program: str, facts: Iterable[str], *options: str) -> Iterator[Any]:
    import clingo

    control = clingo.Control(["--warn=none", *(word for option in options for word in option.split())])
    control.add("base", [], program + "\n".join(facts))
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        for model in models:
            yield from model.symbols(shown=True)


def each_view(worlds: Sequence[World], asked: Situation) -> list[dict[tuple[object, ...], int]]:
    """The reference evaluator, once for each viewpoint: every duty with its depth."""
    return [{key: each.round for key, each in closure(world, asked, Truth.YES).items()} for world in worlds]


TIES = "CREATE TEMP TABLE tie (victim INT, bearer INT, start DATE, till DATE)"
ACTORS = "CREATE TEMP TABLE actor AS SELECT unnest(range(?))::INT AS id"
ON_DAYS = """
SELECT day, victim, a.id AS attacker, bitstring_agg(bearer, 0, {last}) AS bound
FROM (SELECT DISTINCT day, victim, bearer FROM tie JOIN asked ON start <= day AND day < till) AS owed
JOIN actor AS a ON a.id <> victim AND a.id <> bearer
GROUP BY day, victim, a.id
"""


class InDuckDB:
    """Everybody's ties to everybody in spells of days, in DuckDB, on one thread."""

    def __init__(self, rules: Sequence[DatedRule], actors: Sequence[str]) -> None:
        import duckdb

        self.connection = duckdb.connect(config={"threads": 1})
        number = {name: i for i, name in enumerate(actors)}
        self.count = len(actors)
        self.connection.execute(TIES)
        self.connection.execute(ACTORS, [self.count])
        rows = {
            (number[ally], number[rule.bearer], start, end)
            for rule in rules
            if rule.duty in HELPS and rule.act in ("attack", "threat", "war")
            for ally, start, end in rule.held(sure=False)
            if ally != rule.bearer
        }
        self.connection.executemany("INSERT INTO tie VALUES (?, ?, ?, ?)", sorted(rows))

    def at_once(self, days: Sequence[date]) -> Any:
        """Who is bound at once for every pair on some days: day, target, attacker, and the set as a string of bits."""
        self.connection.execute("CREATE OR REPLACE TEMP TABLE asked (day DATE)")
        self.connection.executemany("INSERT INTO asked VALUES (?)", [[day] for day in days])
        return self.connection.execute(ON_DAYS.format(last=self.count - 1)).fetchall()


def as_sets(rows: Any) -> dict[tuple[date, int, int], int]:
    """DuckDB's rows as sets by day, target and attacker."""
    return {(day, target, attacker): int(str(bound)[::-1], 2) for day, target, attacker, bound in rows}
