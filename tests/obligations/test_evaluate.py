"""From a situation to duties: triggers, sets, spells, depth and what an answer refuses to guess."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foedus.library import values
from foedus.model.situations import Act, Situation
from foedus.obligations import answer
from foedus.world import compile_world
from treaties import DAY, agreement, ask, library, owed, provision, solve


def trigger(**changes: object) -> dict[str, object]:
    return {"act": "attack", "attackers": "anyone", "protected": "parties"} | changes


def test_the_others_defend_the_party_that_is_attacked() -> None:
    found = ask(library(agreement("t", "A", "B", "C")), "X", "A")
    assert owed(found) == {("B", "defend", "A", "t", 1), ("C", "defend", "A", "t", 1)}
    assert {(o.against, o.strength, o.level, o.in_force_since) for o in found.obligations} == {
        (("X",), "automatic", "de-jure", "2000-01-01")
    }


def test_a_co_party_that_attacks_owes_no_defence_against_itself_but_breaks_its_promise() -> None:
    found = ask(library(agreement("t", "A", "B", "C")), "B", "A")
    assert owed(found) == {("C", "defend", "A", "t", 1)}
    assert [(c.actor, c.obligations, [w.agreement for w in c.others]) for c in found.conflicts] == [
        ("B", (), ["t"]),
        ("C", (0,), ["t"]),  # it has promised to defend the attacker too
    ]


@pytest.mark.parametrize(
    ("on", "bound"), [("1999-12-31", False), ("2000-01-01", True), ("2004-12-31", True), ("2005-01-01", False)]
)
def test_a_spell_holds_from_its_first_day_to_the_day_before_its_end(on: str, bound: bool) -> None:
    lib = library(agreement("t", "A", "B", in_force={"start": "2000-01-01", "end": "2005-01-01", "source": "text"}))
    found = ask(lib, "X", "A", date.fromisoformat(on))
    assert bool(found.obligations) is bound
    assert [n.failed_code for n in found.not_bound] == ([] if bound else ["not-in-force"])


def test_a_year_alone_leaves_its_days_unknown() -> None:
    lib = library(agreement("t", "A", "B", in_force={"start": "2015", "source": "text"}))
    before, during, after = (ask(lib, "X", "A", date(year, 6, 1)) for year in (2014, 2015, 2016))
    assert [n.failed_code for n in before.not_bound] == ["not-in-force"]
    assert not during.obligations
    assert not during.not_bound
    assert [(u.actor, "2015" in u.why) for u in during.unknown] == [("B", True)]
    assert after.obligations[0].in_force_since == "2015"


def test_beyond_the_day_of_checking_nothing_is_yes_or_no() -> None:
    found = ask(library(agreement("t", "A", "B", "C")), "X", "A", date(2031, 1, 1))
    assert not found.obligations
    assert not found.not_bound
    assert {u.actor for u in found.unknown} == {"B", "C"}
    assert all("2030-12-31" in u.why for u in found.unknown)


def test_an_agreement_that_ended_before_it_was_checked_stays_ended() -> None:
    lib = library(agreement("t", "A", "B", in_force={"start": "2000-01-01", "end": "2005-01-01", "source": "text"}))
    assert [n.failed_code for n in ask(lib, "X", "A", date(2040, 1, 1)).not_bound] == ["not-in-force"]


def test_since_is_the_latest_of_the_days_that_it_hangs_on() -> None:
    parties = [
        {"actors": ["A"], "source": "text"},
        {"actors": ["B"], "start": "2010-03-04", "source": "text"},
        {"actors": ["C"], "start": "2001", "end": "2012-01-01", "source": "text"},
    ]
    found = ask(library(agreement("t", "A", parties=parties)), "X", "A")
    assert [(o.bearer, o.in_force_since) for o in found.obligations] == [("B", "2010-03-04")]
    assert [(n.actor, n.failed_code, "2012-01-01" in n.failed) for n in found.not_bound] == [("C", "not-party", True)]


def test_each_wording_applies_on_its_own_days() -> None:
    old = provision("4", end="2012-12-19")
    new = provision("4", start="2012-12-19", trigger=trigger(on_request=True), text="At its request the others help.")
    lib = library(agreement("t", "A", "B", provisions=[old, new]))
    (before,) = ask(lib, "X", "A", date(2012, 12, 18)).obligations
    (after,) = ask(lib, "X", "A", date(2012, 12, 19)).obligations
    assert (before.wording_since, after.wording_since) == ("2000-01-01", "2012-12-19")
    assert not [f for f in before.because if f.kind == "request"]
    assert [(f.source, "asks for help" in f.fact) for f in after.because if f.kind == "request"] == [
        ("assumption", True)
    ]


@pytest.mark.parametrize(
    ("changes", "attacker", "more", "code"),
    [
        ({"attackers": ["X"]}, "Y", {}, "wrong-adversary"),
        ({"attackers": {"all-but": ["X"]}}, "X", {}, "wrong-adversary"),
        ({"attackers": ["X"]}, "any", {}, "wrong-adversary"),
        ({"unprovoked": True}, "X", {"provoked": True}, "provoked"),
        ({"act": "nuclear-attack"}, "X", {}, "trigger-unmet"),
        ({"adversaries": 2}, "X", {}, "trigger-unmet"),
        ({"through": ["T"]}, "X", {}, "trigger-unmet"),
        ({"protected": ["B"]}, "X", {}, "trigger-unmet"),
        ({"objects": ["vessels"]}, "X", {}, "out-of-region"),
        ({"act": "performance", "performers": ["C"], "performing": ["defend"]}, "X", {}, "trigger-unmet"),
    ],
)
def test_why_not_names_the_condition_that_failed(
    changes: dict[str, object], attacker: str, more: dict[str, Any], code: str
) -> None:
    lib = library(agreement("t", "A", "B", provisions=[provision(trigger=trigger(**changes))]))
    found = ask(lib, attacker, "A", **more)
    assert not found.obligations
    assert [(n.actor, n.failed_code) for n in found.not_bound] == [("B", code)]


@pytest.mark.parametrize(
    ("changes", "attacker", "more"),
    [
        ({"attackers": {"all-but": ["Y"]}}, "any", {}),
        ({"attackers": {"any-of": [["Y"], ["X"]]}}, "X", {}),
        ({"attackers": "non-parties"}, "X", {}),
        ({"attackers": "states"}, "any", {}),
        ({"unprovoked": True}, "X", {}),
        ({"through": ["T"]}, "X", {"through": ("T",)}),
        ({"act": "threat"}, "X", {}),
        ({"act": "war"}, "X", {}),
        ({"objects": ["territory"]}, "X", {}),
        ({"conditions": [{"text": "the heads of state agree", "treat": "assumed"}]}, "X", {}),
    ],
)
def test_a_condition_that_is_met_does_not_hinder(
    changes: dict[str, object], attacker: str, more: dict[str, Any]
) -> None:
    lib = library(agreement("t", "A", "B", provisions=[provision(trigger=trigger(**changes))]))
    assert owed(ask(lib, attacker, "A", **more)) == {("B", "defend", "A", "t", 1)}


def test_what_no_question_states_is_unknown_where_the_library_says_so() -> None:
    open_ = trigger(conditions=[{"text": "a location that the data do not name", "treat": "unknown"}])
    found = ask(library(agreement("t", "A", "B", provisions=[provision(trigger=open_)])), "X", "A")
    assert not found.obligations
    assert [(u.actor, "do not name" in u.why) for u in found.unknown] == [("B", True)]


def test_an_armed_group_is_no_state_and_an_unknown_name_may_be_one() -> None:
    from foedus.model.actors import Actor

    only_states = [provision(trigger=trigger(attackers="states"))]
    lib = library(
        agreement("t", "A", "B", provisions=only_states), actors=(Actor("raiders", "armed-group", "Raiders"),)
    )
    assert [n.failed_code for n in ask(lib, "raiders", "A").not_bound] == ["wrong-adversary"]
    assert [u.actor for u in ask(lib, "some-band", "A").unknown] == ["B"]


def test_members_of_another_agreement_are_meant_on_the_day() -> None:
    parties = [{"actors": ["C"], "source": "text"}, {"actors": ["D"], "start": "2025-01-01", "source": "text"}]
    league = agreement("league", "C", parties=parties, provisions=[])
    pact = agreement("t", "A", "B", provisions=[provision(obliged={"members-of": "league"})])
    assert owed(ask(library(league, pact), "X", "A")) == {("C", "defend", "A", "t", 1)}


def test_an_exemption_spares_its_bearers_while_it_lasts() -> None:
    spared = {"text": "B stays out", "end": "2010-01-01", "bearers": ["B"], "source": "text"}
    lib = library(agreement("t", "A", "B", "C", provisions=[provision(exemptions=[spared])]))
    early = ask(lib, "X", "A", date(2005, 1, 1))
    assert {o.bearer for o in early.obligations} == {"C"}
    assert [(n.actor, n.failed_code) for n in early.not_bound] == [("B", "no-duty")]
    assert {o.bearer for o in ask(lib, "X", "A").obligations} == {"B", "C"}


def test_an_exemption_spares_an_attacker() -> None:
    spared = {"text": "not against X", "attackers": ["X"], "source": "text"}
    lib = library(agreement("t", "A", "B", provisions=[provision(exemptions=[spared])]))
    assert [n.failed_code for n in ask(lib, "X", "A").not_bound] == ["wrong-adversary"]
    assert ask(lib, "Y", "A").obligations


def test_a_one_sided_guarantee_binds_the_guarantor_alone() -> None:
    lib = library(agreement("t", "A", "B", provisions=[provision(obliged=["B"], trigger=trigger(protected=["A"]))]))
    assert owed(ask(lib, "X", "A")) == {("B", "defend", "A", "t", 1)}
    assert [(n.actor, n.failed_code) for n in ask(lib, "X", "B").not_bound] == [("A", "no-duty")]


def test_a_joiner_is_not_itself_attacked_so_its_allies_stay_free() -> None:
    lib = library(agreement("ab", "A", "B"), agreement("bc", "B", "C"))
    found = ask(lib, "X", "A")
    assert owed(found) == {("B", "defend", "A", "ab", 1)}
    assert [(n.actor, n.provision and n.provision.agreement, n.failed_code) for n in found.not_bound] == [
        ("C", "bc", "not-party")
    ]


def test_help_may_hang_on_another_s_help() -> None:
    hanging = trigger(act="performance", protected=["A"], performers=["B"], performing=["defend"])
    lib = library(agreement("ab", "A", "B"), agreement("ac", "A", "C", provisions=[provision("2", trigger=hanging)]))
    found = ask(lib, "X", "A")
    assert owed(found) == {("B", "defend", "A", "ab", 1), ("C", "defend", "A", "ac", 2)}
    second = found.obligations[1]
    assert [found.obligations[i].bearer for i in second.after] == ["B"]
    assert any(f.kind == "performance" and f.source == "assumption" and "B" in f.fact for f in second.because)


def test_a_pact_for_any_war_calls_in_the_joiner_s_ally_at_the_second_depth() -> None:
    war = agreement("bc", "B", "C", provisions=[provision(trigger=trigger(act="war"), duty="attack")])
    found = ask(library(agreement("ab", "A", "B"), war), "X", "A")
    assert ("C", "attack", "B", "bc", 2) in owed(found)


def test_an_offensive_pact_calls_in_the_attacker_s_ally() -> None:
    pact = agreement("xy", "X", "Y", provisions=[provision(trigger=trigger(act="war"), duty="attack")])
    found = ask(library(pact), "X", "A")
    assert owed(found) == {("Y", "attack", "X", "xy", 1)}
    assert found.obligations[0].against == ("A",)


def test_bound_to_both_sides_is_a_conflict() -> None:
    pact = agreement("bx", "B", "X", provisions=[provision(trigger=trigger(act="war"), duty="attack")])
    found = ask(library(agreement("ab", "A", "B"), pact), "X", "A")
    both = [c for c in found.conflicts if len(c.obligations) == 2]
    assert [(c.actor, {found.obligations[i].beneficiary for i in c.obligations}) for c in both] == [("B", {"A", "X"})]


def test_a_promise_not_to_attack_stands_against_a_duty_to_fight() -> None:
    peace = provision("9", trigger=None, duty="not-attack", obliged="parties", beneficiary="other-parties")
    lib = library(agreement("ab", "A", "B"), agreement("bx", "B", "X", provisions=[peace]))
    (conflict,) = ask(lib, "X", "A").conflicts
    assert (conflict.actor, conflict.obligations, conflict.others[0].article) == ("B", (0,), "9")
    (broken,) = ask(lib, "B", "X").conflicts
    assert (broken.actor, broken.obligations, broken.others[0].agreement) == ("B", (), "bx")


def test_several_attackers_meet_a_least_number_of_adversaries() -> None:
    lib = library(agreement("t", "A", "B", provisions=[provision(trigger=trigger(adversaries=2))]))
    found = solve(lib, Situation((Act("X", "A"), Act("Y", "A")), DAY))
    assert [(o.bearer, o.against) for o in found.obligations] == [("B", ("X", "Y"))]
    assert len(found.record()["question"]["acts"]) == 2


def test_nuclear_attack_is_an_attack_and_a_threat_is_neither() -> None:
    nuclear = agreement("n", "A", "B", provisions=[provision(trigger=trigger(act="nuclear-attack"))])
    lib = library(nuclear, agreement("t", "A", "B"))
    assert {o[3] for o in owed(solve(lib, Situation((Act("X", "A", kind="nuclear-attack"),), DAY)))} == {"n", "t"}
    assert not solve(lib, Situation((Act("X", "A", kind="threat"),), DAY)).obligations


def test_one_who_is_asked_about_and_shares_nothing_is_listed() -> None:
    lib = library(agreement("ab", "A", "B"), agreement("cd", "C", "D", provisions=[]))
    found = ask(lib, "X", "A", ask=("C", "Z"))
    assert [(n.actor, n.failed_code) for n in found.not_bound if n.actor == "C"] == [("C", "not-party")]
    assert [(u.actor, u.why) for u in found.unknown] == [("Z", "the library holds no agreement of Z")]


def test_a_target_without_agreements_is_unknown_not_friendless() -> None:
    assert [u.actor for u in ask(library(agreement("ab", "A", "B")), "X", "Z").unknown] == ["Z"]


def test_a_world_of_another_day_is_refused() -> None:
    lib = library(agreement("ab", "A", "B"))
    world = compile_world(lib, date(2019, 1, 1))
    from foedus.model.situations import attack

    with pytest.raises(ValueError, match="compile one for the situation"):
        answer(attack("X", "A", DAY), world)


def test_a_library_can_be_asked_with_one_agreement_more() -> None:
    lib = library(agreement("ab", "A", "B")).with_agreement(values.agreement(agreement("ac", "A", "C")))
    assert {o[0] for o in owed(ask(lib, "X", "A"))} == {"B", "C"}
