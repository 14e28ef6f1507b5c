"""What must hold of every situation: more acts, their order, and new names for the actors."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from drawn_worlds import ACTORS, DAY, VIEWS, acts, libraries, situations, statements
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.answers import Answer
from foedus.model.situations import RETALIATIONS, Act, Situation, Stated
from foedus.model.time import Truth
from foedus.obligations import answer
from foedus.obligations.checker import check
from foedus.obligations.evaluate import closure
from foedus.world import compile_world
from treaties import agreement, library, provision

pytestmark = pytest.mark.slow

views = st.sampled_from(VIEWS)
strikes: st.SearchStrategy[Any] = st.sampled_from(RETALIATIONS)
leasts = st.sampled_from([Truth.YES, Truth.UNKNOWN])


def asked(given: Situation, view: str | None, retaliation: Any) -> Situation:
    return replace(given, viewpoint=view, retaliation=retaliation)


def solved(lib: Library, situation: Situation) -> Answer:
    return answer(situation, compile_world(lib, situation.on, situation.viewpoint, stated=situation.stated))


def duties(found: Answer) -> dict[tuple[object, ...], int]:
    nearest: dict[tuple[object, ...], int] = {}
    for o in found.obligations:
        for foe in o.against:
            key = (o.bearer, o.beneficiary, o.duty, o.provision, o.strength, foe)
            nearest[key] = min(nearest.get(key, o.depth), o.depth)
    return nearest


@given(libraries(), situations, acts(), views, strikes, leasts)
@settings(max_examples=120, deadline=None)
def test_one_act_more_takes_nothing_away(
    lib: Library, situation: Situation, extra: Act, view: str | None, retaliation: Any, least: Truth
) -> None:
    world = compile_world(lib, DAY, view)
    before = asked(situation, view, retaliation)
    # An act that comes before another may have provoked it, which is said of the other; so this one has no place.
    after = replace(before, acts=(*before.acts, replace(extra, step=None)))
    less = {key: each.round for key, each in closure(world, before, least).items()}
    more = {key: each.round for key, each in closure(world, after, least).items()}
    assert less.keys() <= more.keys()
    assert all(more[key] <= depth for key, depth in less.items())


@given(libraries(), situations, views, strikes, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_in_which_order_acts_are_told_means_nothing(
    lib: Library, situation: Situation, view: str | None, retaliation: Any, dice: random.Random
) -> None:
    told = asked(situation, view, retaliation)
    mixed = list(told.acts)
    dice.shuffle(mixed)
    one, other = solved(lib, told), solved(lib, replace(told, acts=tuple(mixed)))
    assert duties(one) == duties(other)
    assert {(n.actor, n.provision) for n in one.not_bound} == {(n.actor, n.provision) for n in other.not_bound}
    assert {(c.actor, c.kind, c.others) for c in one.conflicts} == {
        (c.actor, c.kind, c.others) for c in other.conflicts
    }


@given(libraries(), situations, views, strikes, st.booleans(), statements)
@settings(max_examples=120, deadline=None)
def test_the_checker_bears_out_every_answer(
    lib: Library, situation: Situation, view: str | None, retaliation: Any, apart: bool, said: tuple[Stated, ...]
) -> None:
    found = solved(lib, replace(asked(situation, view, retaliation), entanglement=apart, stated=said))
    assert check(found, lib) == ()


@given(libraries(), situations, views)
@settings(max_examples=60, deadline=None)
def test_more_retaliation_takes_nothing_away(lib: Library, situation: Situation, view: str | None) -> None:
    found = [duties(solved(lib, asked(situation, view, each))) for each in RETALIATIONS]
    assert found[0].keys() <= found[1].keys() <= found[2].keys()


@given(libraries(), situations, views, strikes)
@settings(max_examples=100, deadline=None)
def test_a_promise_goes_before_another_only_by_an_article_of_one_of_the_two(
    lib: Library, situation: Situation, view: str | None, retaliation: Any
) -> None:
    found = solved(lib, asked(situation, view, retaliation))
    for conflict in found.conflicts:
        clashing = {*(found.obligations[i].provision for i in conflict.obligations), *conflict.others}
        for goes in conflict.prevails:
            assert {goes.first, goes.gives_way} <= clashing
            text = lib.agreement[goes.rule.agreement]
            said = [each.prevails for each in text.precedence if each.article == goes.rule.article]
            own, other = (goes.first, goes.gives_way) if said == [True] else (goes.gives_way, goes.first)
            assert own.agreement == text.id != other.agreement


NAMES = ACTORS[:5]


@st.composite
def plain_texts(draw: st.DrawFn) -> list[dict[str, Any]]:
    sets = st.one_of(st.just("parties"), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    return [
        agreement(
            f"t{i}",
            *draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True)),
            provisions=[
                provision(
                    trigger={
                        "act": draw(st.sampled_from(["attack", "war", "threat"])),
                        "attackers": draw(st.one_of(st.just("anyone"), sets)),
                        "protected": draw(sets),
                        "adversaries": draw(st.sampled_from([1, 1, 2])),
                    },
                    duty=draw(st.sampled_from(["defend", "attack", "stay-neutral"])),
                )
            ],
        )
        for i in range(draw(st.integers(1, 4)))
    ]


def renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(renamed(inner, names) for inner in value)
    return names.get(value, value) if isinstance(value, str) else value


@given(plain_texts(), st.lists(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True), min_size=1,
                               max_size=3), strikes, st.permutations(NAMES))  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_other_names_give_the_same_answer_under_other_names(
    texts: list[dict[str, Any]], pairs: list[list[str]], retaliation: Any, order: list[str]
) -> None:
    names = dict(zip(NAMES, order, strict=True))
    situation = Situation(tuple(Act(a, t) for a, t in pairs), DAY, retaliation=retaliation)
    other = replace(situation, acts=tuple(Act(names[a], names[t]) for a, t in pairs))
    one = duties(solved(library(*texts), situation))
    two = duties(solved(library(*renamed(texts, names)), other))
    assert {renamed(key, names): depth for key, depth in one.items()} == two
