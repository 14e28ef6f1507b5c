"""Compiled kernels say what the others say, word for bit."""

from __future__ import annotations

from datetime import date

import pytest
from drawn_rules import ACTORS, FIRST, LAST, rule_sets
from drawn_worlds import DAY, libraries
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pairs import leasts, wanted

from foedus.library.values import Library
from foedus.model.problems import UsageError
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations.kernel import DatedRule, Program, compile_program, dated_program, evaluate, pairs
from foedus.obligations.kernel.spans import every_day
from foedus.world import compile_world
from treaties import agreement, library, provision

pytest.importorskip("numba", reason="the compiled kernels are an extra, which is not installed")

from foedus.obligations.kernel import fast
from foedus.obligations.kernel.fast.words import matrix


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


def test_rules_that_ask_who_attacks_are_not_reckoned_for_both_sides_at_once() -> None:
    article = provision(trigger={"act": "attack", "attackers": ["CCC"], "protected": "parties"})
    program = compile_program([compile_world(library(agreement("t", "AAA", "BBB", provisions=[article])), DAY)])
    with pytest.raises(UsageError, match="t asks who attacks"):
        fast.two_sided(program)


def test_days_without_any_rule_have_nobody_bound() -> None:
    totals = fast.every_day_totals([], date(1815, 1, 1), date(1816, 1, 1), "two-sided")
    assert (totals.actors, totals.intervals, totals.fought) == ((), 1, 0)
