"""One suite for every evaluator: what each says of a world is what the reference says, duty by duty, with its depth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawn_worlds import DAY, VIEWS, libraries, situations
from evaluators import EVALUATORS, Evaluator, bit_sets, compiled, logic_program, reference
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.situations import Situation
from foedus.model.time import Truth
from foedus.obligations.evaluate import closure
from foedus.obligations.events import Key, Retaliation
from foedus.obligations.kernel import evaluate, prove
from foedus.obligations.kernel.derived import derived
from foedus.world import compile_world

leasts = st.sampled_from([Truth.YES, Truth.UNKNOWN])
retaliations: st.SearchStrategy[Retaliation] = st.sampled_from(["none", "helpers", "both"])


@pytest.mark.slow
@pytest.mark.parametrize("evaluator", EVALUATORS, ids=lambda each: each.__name__)
@given(libraries(), situations, st.sampled_from(VIEWS), leasts, retaliations)
@settings(max_examples=60, deadline=None)
def test_evaluators_agree_on_drawn_worlds(
    evaluator: Evaluator, lib: Library, situation: Situation, view: str | None, least: Truth, retaliation: Retaliation
) -> None:
    world = compile_world(lib, DAY, view)
    asked = replace(situation, viewpoint=view)
    assert evaluator([world], asked, least, retaliation) == reference([world], asked, least, retaliation)


@pytest.mark.slow
@pytest.mark.parametrize("evaluator", EVALUATORS, ids=lambda each: each.__name__)
@given(libraries(), libraries(), situations, leasts, retaliations)
@settings(max_examples=25, deadline=None)
def test_worlds_side_by_side_say_what_each_says_alone(
    evaluator: Evaluator,
    lib: Library,
    other: Library,
    situation: Situation,
    least: Truth,
    retaliation: Retaliation,
) -> None:
    views = [compile_world(each, DAY, view) for each in (lib, other) for view in VIEWS if view in (None, *each.holders)]
    alone = [reference([world], situation, least, retaliation)[0] for world in views]
    together = evaluator(views, situation, least, retaliation)
    assert together == alone


@pytest.mark.slow
@given(libraries(), situations, st.sampled_from(VIEWS), leasts, retaliations)
@settings(max_examples=60, deadline=None)
def test_every_proof_is_the_reference_s_trace(
    lib: Library, situation: Situation, view: str | None, least: Truth, retaliation: Retaliation
) -> None:
    world = compile_world(lib, DAY, view)
    found = closure(world, situation, least, retaliation)
    program = compiled([world], situation)
    name, heads = program.actors, program.heads
    derived = evaluate(program, situation, least, retaliation)
    for duty in derived.duties():
        steps = prove(derived, duty)
        assert [step.duty.depth for step in steps] == list(range(1, duty.depth + 1))
        keys = [
            (*heads[d.rule].place, name[d.bearer], name[d.beneficiary], name[d.adversary], d.act)
            for d in (step.duty for step in steps)
        ]
        expected: list[Key] = []
        after: Key | None = keys[-1]
        while after is not None:
            expected.append(after)
            after = found[after].event.after
        assert keys == expected[::-1]


@pytest.mark.slow
@given(libraries(), situations, st.sampled_from(VIEWS), leasts, retaliations)
@settings(max_examples=60, deadline=None)
def test_the_reference_s_own_result_comes_from_the_kernel_too(
    lib: Library, situation: Situation, view: str | None, least: Truth, retaliation: Retaliation
) -> None:
    world, asked = compile_world(lib, DAY, view), replace(situation, viewpoint=view)
    assert derived(world, asked, least, retaliation) == closure(world, asked, least, retaliation)


@pytest.mark.slow
@given(libraries(), situations, st.sampled_from(VIEWS), leasts, retaliations)
@settings(max_examples=60, deadline=None)
def test_a_logic_program_agrees(
    lib: Library, situation: Situation, view: str | None, least: Truth, retaliation: Retaliation
) -> None:
    world = compile_world(lib, DAY, view)
    asked = replace(situation, acts=situation.acts[:1], viewpoint=view)
    expected = reference([world], asked, least, retaliation)
    assert bit_sets([world], asked, least, retaliation) == expected
    assert logic_program([world], asked, least, retaliation) == expected
