"""What a program refuses, and that the seam to the world leaves nothing of a rule unread."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from drawn_worlds import DAY

from foedus.library.values import Library
from foedus.model.agreements import Condition, Trigger
from foedus.model.problems import UsageError
from foedus.model.situations import Act, Situation, attack
from foedus.model.time import OPEN, Spell, Truth
from foedus.obligations.kernel import compile_program, dated_program, evaluate, panel_rules, prove
from foedus.obligations.kernel.program import build
from foedus.obligations.kernel.seam import FIELDS
from foedus.panels import MemberProvision
from foedus.world import compile_world
from foedus.world.world import Rule
from treaties import agreement, library

FOREVER = Spell("1879-10-07", OPEN)


def test_the_seam_reads_every_field_of_a_trigger_a_rule_and_an_act() -> None:
    for made in (Trigger, Rule, Act):
        unread = {field.name for field in fields(made)} - set(FIELDS[made.__name__])
        assert not unread, f"teach foedus.obligations.kernel.seam what {sorted(unread)} of {made.__name__} mean"


def test_worlds_are_one_to_sixty_four_and_of_one_day() -> None:
    world = compile_world(Library(), DAY)
    for worlds in ([], [world] * 65):
        with pytest.raises(UsageError, match="1 to 64 worlds"):
            compile_program(worlds)
    with pytest.raises(UsageError, match="1 to 64 worlds"):
        build([], [], [], [], [])
    with pytest.raises(UsageError, match="one day"):
        compile_program([world, compile_world(Library(), date(1999, 1, 1))])


def test_an_actor_that_the_program_does_not_know_is_refused_with_the_way_out() -> None:
    program = compile_program([compile_world(library(agreement("t", "AAA", "BBB")), DAY)])
    with pytest.raises(UsageError, match=r"'CCC'.*when it is compiled"):
        evaluate(program, attack("CCC", "AAA", DAY))


def test_a_proof_is_of_a_duty_that_was_derived() -> None:
    program = compile_program([compile_world(library(agreement("t", "AAA", "BBB")), DAY)], ["CCC"])
    found = evaluate(program, attack("CCC", "AAA", DAY))
    (duty,) = found.duties()
    assert [step.duty for step in prove(found, duty)] == [duty]
    assert found.worlds() == {(0, duty.bearer, duty.beneficiary, duty.adversary): 1}
    for wrong in (replace(duty, depth=2), replace(duty, depth=0), replace(duty, bearer=duty.beneficiary)):
        with pytest.raises(UsageError, match="does not hold"):
            prove(found, wrong)


def test_disputed_duties_are_told_by_world() -> None:
    denied = [{"holders": ["EEE"], "accepts": False, "start": "2001", "source": "text"}]
    lib = library(agreement("t", "AAA", "BBB", positions=denied))
    program = compile_program([compile_world(lib, DAY, view) for view in (None, "EEE", None)], ["CCC"])
    assert list(evaluate(program, attack("CCC", "AAA", DAY)).worlds().values()) == [0b101]


def test_panel_provisions_become_rules_and_what_is_only_a_flag_is_never_sure() -> None:
    allies = ((300, FOREVER), (255, FOREVER))
    made = [
        MemberProvision(1, 1, 255, allies[:1], "defend", "attack", FOREVER, unprovoked=True),
        MemberProvision(1, 1, 300, allies[1:], "defend", "attack", FOREVER, conditions=(Condition("?", "unknown"),)),
        MemberProvision(1, 1, 300, allies[1:], "not-attack", None, FOREVER),
    ]
    rules = panel_rules(made)
    assert [(rule.bearer, rule.open, rule.unprovoked) for rule in rules] == [("255", False, True), ("300", True, False)]
    day = date(1914, 7, 28)
    program = dated_program(rules, day, ["345"])

    def bearers(target: str, least: Truth, *, provoked: bool = False) -> set[str]:
        asked = attack("345", target, day, provoked=provoked)
        return {program.actors[duty.bearer] for duty in evaluate(program, asked, least).duties()}

    assert bearers("300", Truth.YES) == {"255"}
    assert bearers("300", Truth.YES, provoked=True) == set()
    assert bearers("255", Truth.YES) == set()
    assert bearers("255", Truth.UNKNOWN) == {"300"}
    with pytest.raises(UsageError, match="know of no places"):
        evaluate(program, Situation((Act("345", "300", territory="255"),), day))
