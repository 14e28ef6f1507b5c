"""Compiled kernels say what the others say, word for bit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from drawn_rules import ACTORS, FIRST, LAST, offence_of_one, rule_sets
from drawn_worlds import DAY, libraries
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pairs import leasts, one_by_one, wanted

from foedus.library.values import Library
from foedus.model.problems import UsageError
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import closure
from foedus.obligations.kernel import DatedRule, Program, compile_program, dated_program, evaluate, pairs
from foedus.obligations.kernel.program import members
from foedus.obligations.kernel.spans import every_day
from foedus.world import World, compile_world
from foedus.world.groups import Group
from treaties import agreement, library, provision

pytest.importorskip("numba", reason="the compiled kernels are an extra, which is not installed")

from foedus.obligations.kernel import fast
from foedus.obligations.kernel.fast import days as fast_days
from foedus.obligations.kernel.fast import depths as fast_depths
from foedus.obligations.kernel.fast import pairs as fast_pairs
from foedus.obligations.kernel.fast import ties as fast_ties
from foedus.obligations.kernel.fast import words as fast_words
from foedus.obligations.kernel.fast.words import key, matrix


@pytest.mark.slow
@given(libraries(), wanted, leasts)
@settings(max_examples=25, deadline=None)
def test_pairs_at_a_date(lib: Library, duties: set[str], least: Truth) -> None:
    program = compile_program([compile_world(lib, DAY)])
    assert matrix(fast.at_once(fast.tied(program, duties, least))) == pairs.at_once(program, duties, least)
    chain = pairs.one_sided(program)
    assert matrix(fast.cascade(fast.tied(chain, duties, least))) == pairs.cascade(program, duties, least)


def third_parties(program: Program, duties: set[str], least: Truth, attacker: int, target: int) -> int:
    """Who but the two is bound in the end, from one evaluation."""
    asked = Situation((Act(program.actors[attacker], program.actors[target]),), DAY)
    found = 0
    for firings in evaluate(program, asked, least, "both").rounds:
        for firing in firings:
            if program.heads[firing.rule].duty in duties:
                found |= firing.bearers
    return found & ~(1 << attacker | 1 << target)


@given(rule_sets(), wanted, leasts)
@settings(max_examples=25, deadline=None)
def test_two_sides_with_retaliation(rules: list[DatedRule], duties: set[str], least: Truth) -> None:
    program = dated_program(rules, DAY, ACTORS)
    found = matrix(fast.two_sided(program, duties, least))
    count = len(program.actors)
    assert found == [
        [0 if a == t else third_parties(program, duties, least, a, t) for a in range(count)] for t in range(count)
    ]


def test_who_fights_under_a_duty_that_is_not_asked_for_is_not_bound_for_its_foe_s_sake() -> None:
    a, b, c = range(3)
    program = dated_program(offence_of_one("war"), DAY, ACTORS)
    assert matrix(fast.two_sided(program, {"defend"}))[c][b] == 0
    assert matrix(fast.two_sided(program, {"attack"}))[c][b] == 1 << a
    chain = pairs.one_sided(dated_program(offence_of_one("attack"), DAY, ACTORS))
    for duties in ({"defend"}, {"attack"}, {"attack", "defend"}):
        assert matrix(fast.cascade(fast.tied(chain, duties))) == one_by_one(chain, duties, Truth.YES, "helpers")
        assert pairs.cascade(chain, duties) == one_by_one(chain, duties, Truth.YES, "helpers")


@given(rule_sets(), wanted, st.booleans(), st.sampled_from(["at-once", "cascade", "two-sided"]))
@settings(max_examples=12, deadline=None)
def test_totals_over_every_day(rules: list[DatedRule], duties: set[str], sure: bool, mode: fast.Mode) -> None:
    least = Truth.YES if sure else Truth.UNKNOWN
    totals = fast.every_day_totals(rules, FIRST, LAST, mode, duties, sure=sure)
    count = len(totals.actors)
    bound, days = [[0] * count for _ in range(count)], [[0] * count for _ in range(count)]
    for interval in every_day(rules, FIRST, LAST, duties, sure=sure):
        program = dated_program(rules, interval.start)
        kernels = {"at-once": pairs.at_once, "cascade": pairs.cascade}
        rows = (
            matrix(fast.two_sided(program, duties, least))
            if mode == "two-sided"
            else kernels[mode](program, duties, least)
        )
        length = (interval.end - interval.start).days
        for target, row in enumerate(rows):
            for attacker, who in enumerate(row):
                bound[target][attacker] += length * who.bit_count()
                days[target][attacker] += length * bool(who)
    assert totals.bound.tolist() == bound
    assert totals.days.tolist() == days


def depths(rounds: Iterable[Iterable[tuple[int, int]]], count: int) -> list[int]:
    """The least depth of each actor, from rounds of sets with adversaries."""
    found = [0] * count
    for depth, firings in enumerate(rounds, start=1):
        for bearers, _ in firings:
            for actor in members(bearers):
                found[actor] = found[actor] or depth
    return found


@given(libraries(), wanted, leasts)
@settings(max_examples=15, deadline=None)
def test_depths_of_a_cascade_are_the_reference_s(lib: Library, duties: set[str], least: Truth) -> None:
    world = compile_world(lib, DAY)
    chain = pairs.one_sided(compile_program([world]))
    found = fast.cascade_depths(fast.tied(chain, duties, least))
    rules = {head.place for head in chain.heads}
    for target, attacker in permutations(range(len(chain.actors)), 2):
        foe = chain.actors[attacker]
        asked = Situation((Act(foe, chain.actors[target]),), DAY)
        wanted_depths = dict.fromkeys(chain.actors, 0)
        for (i, j, bearer, _, against, _), each in closure(one_sided(world, rules), asked, least, "helpers").items():
            if against == foe and world.instruments[i].rules[j].provision.duty in duties:
                wanted_depths[bearer] = min(wanted_depths[bearer] or each.round, each.round)
        assert found[target, attacker].tolist() == [wanted_depths[name] for name in chain.actors]


def one_sided(world: World, places: set[tuple[int, int]]) -> World:
    """The world without the rules that wait for a war or for another's help: none of them can be set off."""
    instruments = tuple(
        replace(
            instrument,
            rules=tuple(
                rule if (i, j) in places else replace(rule, protected=Group({}))
                for j, rule in enumerate(instrument.rules)
            ),
        )
        for i, instrument in enumerate(world.instruments)
    )
    return replace(world, instruments=instruments)


@given(rule_sets(), wanted, leasts)
@settings(max_examples=25, deadline=None)
def test_depths_with_retaliation_on_both_sides(rules: list[DatedRule], duties: set[str], least: Truth) -> None:
    program = dated_program(rules, DAY, ACTORS)
    found = fast.two_sided_depths(program, duties, least)
    for target, attacker in permutations(range(len(program.actors)), 2):
        asked = Situation((Act(program.actors[attacker], program.actors[target]),), DAY)
        others = ~(1 << attacker | 1 << target)
        rounds = (
            [(f.bearers & others, f.adversary) for f in firings if program.heads[f.rule].duty in duties]
            for firings in evaluate(program, asked, least, "both").rounds
        )
        assert found[target, attacker].tolist() == depths(rounds, len(program.actors))


def test_machine_code_is_kept_by_all_the_sources_that_it_holds(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("LIMIT = 1\n", encoding="utf-8")
    other.write_text("print(LIMIT)\n", encoding="utf-8")
    before = key([one, other])
    assert key([other, one]) == before
    one.write_text("LIMIT = 2\n", encoding="utf-8")
    assert key([one, other]) != before
    (own,) = {f"compiled-{key(Path(fast.__file__).parent.glob('*.py'))}"}
    assert all(own in Path(each.stats.cache_path).parts for each in dispatchers())


def dispatchers() -> list[Any]:
    modules = (fast_days, fast_depths, fast_pairs, fast_ties, fast_words)
    return [value for module in modules for value in vars(module).values() if hasattr(value, "py_func")]


def test_compiled_functions_name_nothing_from_outside_the_sources_that_are_told_apart() -> None:
    for each in dispatchers():
        function = each.py_func
        for name in function.__code__.co_names:
            value = function.__globals__.get(name)
            inside = str(
                getattr(getattr(value, "py_func", value), "__module__", None) or getattr(value, "__name__", "")
            )
            assert (
                value is None
                or inside.split(".", maxsplit=1)[0] == "numpy"
                or inside.startswith("foedus.obligations.kernel.fast")
            )


def test_rules_that_ask_who_attacks_are_not_reckoned_for_both_sides_at_once() -> None:
    article = provision(trigger={"act": "attack", "attackers": ["CCC"], "protected": "parties"})
    program = compile_program([compile_world(library(agreement("t", "AAA", "BBB", provisions=[article])), DAY)])
    with pytest.raises(UsageError, match="t asks who attacks"):
        fast.two_sided(program)


def test_days_without_any_rule_have_nobody_bound() -> None:
    totals = fast.every_day_totals([], date(1815, 1, 1), date(1816, 1, 1), "two-sided")
    assert (totals.actors, totals.intervals, totals.fought) == ((), 1, 0)
