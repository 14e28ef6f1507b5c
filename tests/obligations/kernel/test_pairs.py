"""Pairs, removals and spans of days say for every pair what one evaluation for each would say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from drawn_rules import ACTORS as NAMES
from drawn_rules import FIRST, LAST, rule_sets
from drawn_worlds import DAY, libraries
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.problems import UsageError
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations.events import Retaliation
from foedus.obligations.kernel import DatedRule, Program, compile_program, dated_program, evaluate
from foedus.obligations.kernel.pairs import Pairs, at_once, cascade, one_sided
from foedus.obligations.kernel.removal import each_removed, only, without
from foedus.obligations.kernel.spans import every_day
from foedus.world import compile_world

leasts = st.sampled_from([Truth.YES, Truth.UNKNOWN])
wanted = st.sets(st.sampled_from(["defend", "attack", "aid", "consult", "stay-neutral"]), min_size=1)


def one_by_one(
    program: Program, duties: set[str], least: Truth, retaliation: Retaliation = "none", *, rounds: int | None = None
) -> Pairs:
    """Who is bound against the attacker, from one evaluation for each pair."""
    names = program.actors
    pairs: Pairs = [[0] * len(names) for _ in names]
    for target in range(len(names)):
        for attacker in range(len(names)):
            if attacker != target:
                asked = Situation((Act(names[attacker], names[target]),), DAY)
                for firings in evaluate(program, asked, least, retaliation).rounds[:rounds]:
                    for firing in firings:
                        if firing.adversary == attacker and program.heads[firing.rule].duty in duties:
                            pairs[target][attacker] |= firing.bearers
    return pairs


@pytest.mark.slow
@given(libraries(), wanted, leasts)
@settings(max_examples=60, deadline=None)
def test_at_once_is_the_first_round_for_the_target(lib: Library, duties: set[str], least: Truth) -> None:
    program = compile_program([compile_world(lib, DAY)])
    assert at_once(program, duties, least) == one_by_one(program, duties, least, rounds=1)


@pytest.mark.slow
@given(libraries(), wanted, leasts)
@settings(max_examples=60, deadline=None)
def test_a_cascade_is_what_attack_alone_sets_off_with_retaliation_on_helpers(
    lib: Library, duties: set[str], least: Truth
) -> None:
    program = compile_program([compile_world(lib, DAY)])
    assert cascade(program, duties, least) == one_by_one(one_sided(program), duties, least, "helpers")


@pytest.mark.slow
@given(rule_sets(), wanted, leasts)
@settings(max_examples=60, deadline=None)
def test_cascades_of_dated_rules(rules: list[DatedRule], duties: set[str], least: Truth) -> None:
    program = dated_program(rules, DAY, NAMES)
    assert cascade(program, duties, least) == one_by_one(one_sided(program), duties, least, "helpers")


@pytest.mark.slow
@given(libraries(), wanted, leasts)
@settings(max_examples=60, deadline=None)
def test_who_is_lost_without_an_agreement_is_who_is_bound_with_it_alone(
    lib: Library, duties: set[str], least: Truth
) -> None:
    program = compile_program([compile_world(lib, DAY)])
    full = at_once(program, duties, least)
    lost = each_removed(program, duties, least)
    assert set(lost) == {head.agreement for head in program.heads}
    for agreement, touched in lost.items():
        rest = at_once(without(program, agreement), duties, least)
        for target, row in enumerate(full):
            gone = [bound & ~left for bound, left in zip(row, rest[target], strict=True)]
            assert touched.get(target, [0] * len(row)) == gone


@pytest.mark.slow
@given(rule_sets(), wanted, st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_day_is_what_a_program_of_the_day_says(
    rules: list[DatedRule], duties: set[str], chain: bool, sure: bool
) -> None:
    least = Truth.YES if sure else Truth.UNKNOWN
    end = FIRST
    for interval in every_day(rules, FIRST, LAST, duties, chain=chain, sure=sure):
        assert interval.start == end
        end = interval.end
        for day in (interval.start, interval.end - timedelta(days=1)):
            program = dated_program(rules, day)
            pairs = cascade(program, duties, least) if chain else at_once(program, duties, least)
            assert [list(row) for row in interval.rows] == pairs
    assert end == LAST


def test_pairs_are_of_one_world() -> None:
    lib = Library()
    program = compile_program([compile_world(lib, DAY), compile_world(lib, DAY)], ["AAA", "BBB"])
    for reckon in (at_once, cascade, each_removed):
        with pytest.raises(UsageError, match="one world at a time"):
            reckon(program)


def test_an_agreement_that_has_no_rule_cannot_be_kept_alone() -> None:
    program = dated_program([], date(1914, 7, 28), ["AUH", "DEU"])
    with pytest.raises(UsageError, match="dual-alliance"):
        only(program, ["dual-alliance"])
