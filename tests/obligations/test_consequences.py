"""Why not, where others strike back or help: what befalls those whom an article protects is what it is judged by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.library.values import Library
from foedus.model.situations import Retaliation, Situation, attack
from foedus.model.time import Truth
from foedus.obligations.consequences import consequences, happening
from foedus.obligations.whynot import why_not
from foedus.world import compile_world
from treaties import DAY, agreement, library, provision, solve


def given(retaliation: Retaliation = "none", *, provoked: bool = False) -> Situation:
    return replace(attack("A", "T", DAY, provoked=provoked), retaliation=retaliation)


def reasons(lib: Library, situation: Situation, actor: str) -> set[tuple[str, str]]:
    return {(entry.failed_code, entry.failed) for entry in solve(lib, situation).not_bound if entry.actor == actor}


CHAIN = agreement("help", "H", "T")
NOT_A = agreement("far", "H", "X", provisions=[provision(trigger={"act": "attack", "attackers": ["Z"]})])


@pytest.mark.parametrize("retaliation", ["helpers", "both"])
def test_a_helper_who_is_struck_is_whom_its_own_ally_is_asked_about(retaliation: Retaliation) -> None:
    lib = library(CHAIN, NOT_A)
    assert reasons(lib, given(), "X") == {("not-party", "T is not a party to far")}
    assert reasons(lib, given(retaliation), "X") == {("wrong-adversary", "article 1 is not directed against A")}


def test_condition_by_condition_what_fails_is_told_of_the_helper_s_fate() -> None:
    lib = library(CHAIN, NOT_A)
    asked = replace(given("helpers"), ask=("X",))
    world = compile_world(lib, DAY)
    (told,) = why_not(world, solve(lib, asked), "X")
    assert [each.code for each in told.conditions if each.truth is not Truth.YES] == ["wrong-adversary"]


def test_who_waits_for_help_is_told_what_fails_once_it_is_given() -> None:
    trigger = {"act": "performance", "performers": ["H"], "performing": ["defend"], "unprovoked": True}
    waits = agreement("waits", "S", "T", provisions=[provision(trigger=trigger)])
    lib = library(CHAIN, waits)
    assert not reasons(lib, given(), "S")
    assert reasons(lib, given(provoked=True), "S") == {
        ("provoked", "article 1 covers unprovoked attacks, and T struck first")
    }
    alone = reasons(library(waits), given(), "S")
    assert alone == {("trigger-unmet", "article 1 waits for another duty to be performed, and none that it names is")}


def test_only_the_first_events_that_befall_somebody_are_looked_at() -> None:
    fellows = [f"H{i}" for i in range(9)]
    lib = library(agreement("help", "T", *fellows))
    world = compile_world(lib, DAY)
    for retaliation in ("none", "both"):
        found = happening(world, given(retaliation), consequences(world, given(retaliation), Truth.YES))
        assert len(found.given) == 3
        assert len(found.added["war", "A"]) == 4
        assert (("attack", "H0") in found.added) is (retaliation == "both")
