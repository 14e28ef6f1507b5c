"""An entanglement tells what the whole of what follows would tell, without working it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from drawn_worlds import VIEWS, libraries, situations
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library import load_library
from foedus.library.values import Library
from foedus.model.answers import Obligation
from foedus.model.situations import Situation, attack
from foedus.model.time import Truth
from foedus.obligations.conflicts import both_sides
from foedus.obligations.entanglement import chain_of, entanglement
from foedus.obligations.evaluate import closure
from foedus.obligations.proofs import obligations
from foedus.world import compile_world
from foedus.world.world import World

pytestmark = pytest.mark.slow


def held_to_everything(world: World, situation: Situation) -> None:
    whole = obligations(world, closure(world, situation, Truth.YES, "both"))
    told = entanglement(world, situation)
    sides = situation.attackers | situation.targets
    nearest: dict[str, int] = {}
    for i, owed in enumerate(whole):
        if owed.duty in ("defend", "attack") and owed.bearer not in sides:
            nearest.setdefault(owed.bearer, i)
    drawn = {actor: chain_of(whole, i) for actor, i in nearest.items() if whole[i].depth > 1}
    assert {each.actor: [said(told.obligations[i]) for i in each.chain] for each in told.drawn} == {
        actor: [said(whole[i]) for i in chain] for actor, chain in drawn.items()
    }
    longest = max(map(len, drawn.values()), default=0)
    bearers = {tuple(whole[i].bearer for i in chain) for chain in drawn.values() if len(chain) == longest}
    assert set(told.longest) == bearers
    assert set(told.both_sides) == {conflict.actor for conflict in both_sides(whole)}
    assert {said(each) for each in told.obligations} <= {said(each) for each in whole}


def said(owed: Obligation) -> tuple[object, ...]:
    """An obligation without the numbers, which count what is told."""
    grounds = sorted((g.event, g.victim, g.adversary, g.act) for g in owed.grounds)
    return (owed.bearer, owed.beneficiary, owed.duty, owed.depth, owed.provision, owed.against, owed.because,
            tuple(grounds))  # fmt: skip


@given(libraries(), situations, st.sampled_from(VIEWS))
@settings(max_examples=150, deadline=None)
def test_an_entanglement_of_any_world_is_that_of_everything_that_follows(
    lib: Library, situation: Situation, view: str | None
) -> None:
    asked = replace(situation, viewpoint=view)
    held_to_everything(compile_world(lib, asked.on, view), asked)


@pytest.mark.parametrize(
    ("attacker", "target", "day"),
    [("DEU", "FRA", date(1914, 8, 3)), ("DEU", "POL", date(1939, 9, 1)), ("DEU", "CSK", date(1938, 9, 28))],
)
def test_an_entanglement_of_history_is_that_of_everything_that_follows(attacker: str, target: str, day: date) -> None:
    asked = attack(attacker, target, day)
    held_to_everything(compile_world(load_library(), day), asked)
