"""Conditions that a question states by key: met, they are given; not met, the article does not bind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foedus.desk import Desk, Question, ask_bound, ask_situation, situation
from foedus.desk.stating import conditions, stated
from foedus.library.values import Library
from foedus.model.answers import GIVEN
from foedus.model.problems import UnknownName, UsageError
from foedus.model.situations import Situation, Stated, attack
from foedus.obligations import answer
from foedus.obligations.checker import check
from foedus.obligations.flips import Goal, flips
from foedus.world import compile_world
from treaties import DAY, agreement, library, owed, provision, solve

DEMAND = {"act": "attack", "demands": [{"text": "to leave the isle", "key": "leave"}]}


def texts(**trigger: object) -> Library:
    return library(agreement("t", "AAA", "BBB", provisions=[provision("3", trigger={"act": "attack"} | trigger)]))


def given(*said: Stated) -> Situation:
    return replace(attack("CCC", "BBB", DAY), stated=said)


def test_a_demand_that_is_given_binds_and_one_that_is_denied_does_not() -> None:
    lib = library(agreement("t", "AAA", "BBB", provisions=[provision("3", trigger=DEMAND)]))
    open_, met, unmet = (solve(lib, given(*said)) for said in ((), (_said(True),), (_said(False),)))
    assert (owed(open_), [gap.actor for gap in open_.unknown]) == (set(), ["AAA"])
    assert owed(met) == {("AAA", "defend", "BBB", "t", 1)}
    text = "the attacker has made this demand, or not met it: to leave the isle"
    assert [(f.fact, f.source) for f in met.obligations[0].because if f.kind == "condition"] == [
        (f"given, as article 3 requires: {text}", GIVEN)
    ]
    assert (owed(unmet), unmet.unknown) == (set(), ())
    assert [(n.failed_code, n.failed) for n in unmet.not_bound] == [
        ("trigger-unmet", f"the question denies what article 3 requires: {text}")
    ]
    for found in (open_, met, unmet):
        assert check(found, lib) == ()


def _said(holds: bool) -> Stated:
    return Stated("t", "leave", holds)


def test_a_condition_without_a_key_goes_by_its_article_and_one_that_is_assumed_can_be_denied() -> None:
    lib = texts(conditions=[{"text": "it is vital", "treat": "assumed"}])
    assert owed(solve(lib, given()))
    assert owed(solve(lib, given(Stated("t", "3", True))))
    assert not owed(solve(lib, given(Stated("t", "3", False))))
    assert owed(solve(lib, given(Stated("other", "3", False))))


def test_whether_the_one_attacked_asks_for_help_can_be_said() -> None:
    lib = texts(on_request=True)
    assumed, said = solve(lib, given()), solve(lib, given(Stated("t", "request", True)))
    assert [f.source for found in (assumed, said) for f in found.obligations[0].because if f.kind == "request"] == [
        "assumption",
        GIVEN,
    ]
    silent = solve(lib, given(Stated("t", "request", False)))
    assert not owed(silent)
    assert all(check(found, lib) == () for found in (assumed, said, silent))


def test_the_checker_takes_nothing_for_given_that_the_question_does_not_give() -> None:
    lib = library(agreement("t", "AAA", "BBB", provisions=[provision("3", trigger=DEMAND)]))
    met = solve(lib, given(_said(True)))
    for situation_ in (given(), given(_said(False)), given(Stated("t", "3", True))):
        assert check(replace(met, situation=situation_), lib)
    asked = texts(on_request=True)
    answered = solve(asked, given(Stated("t", "request", True)))
    assert check(replace(answered, situation=given()), asked)
    assert check(replace(answered, situation=given(Stated("t", "request", False))), asked)


def test_a_world_without_what_is_stated_is_refused() -> None:
    lib = texts()
    with pytest.raises(ValueError, match="states of conditions"):
        answer(given(_said(True)), compile_world(lib, DAY))


def test_flips_keep_to_what_is_stated() -> None:
    lib = library(agreement("t", "AAA", "BBB", provisions=[provision("3", trigger=DEMAND)]))
    found = flips(lib, given(_said(True)), Goal("AAA", ("defend",)), 1)
    assert found.bound.value == "yes"
    assert found.flips


def test_a_modified_article_sets_conditions_too() -> None:
    instead = {"trigger": {"conditions": [{"text": "its parliament agrees", "treat": "unknown", "key": "consent"}]}}
    reserved = {"actor": "AAA", "articles": ["1"], "effect": "modifies", "text": "if so", "instead": instead}
    lib = library(agreement("t", "AAA", "BBB", reservations=[{**reserved, "source": "text", "start": "2001"}]))
    assert conditions(lib.agreements[0]) == {"consent": "its parliament agrees"}
    assert not owed(solve(lib, given()))
    found = solve(lib, given(Stated("t", "consent", True)))
    assert owed(found) == {("AAA", "defend", "BBB", "t", 1)}
    assert check(found, lib) == ()


@pytest.fixture
def own(tmp_path: Path) -> Desk:
    """A desk with an own agreement beside the library."""
    import yaml

    raw = agreement("own-pact", "RUS", "BLR", checked="2030-12-31", provisions=[provision("3", trigger=DEMAND)])
    folder = tmp_path / "agreements"
    folder.mkdir()
    (folder / "own-pact.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    from foedus.desk import Settings

    return Desk(Settings(library=tmp_path))


def test_a_question_names_conditions_by_agreement_and_key(own: Desk) -> None:
    asked = Question("any", "BLR", on="2020-06-01", given=("own-pact:leave",))
    assert situation(own, asked).stated == (Stated("own-pact", "leave", True),)
    found = ask_bound(own, asked)
    assert found["question"]["stated"] == [{"agreement": "own-pact", "key": "leave", "holds": True}]
    assert "own-pact" in {o["provision"]["agreement"] for o in found["obligations"]}


@pytest.mark.parametrize(
    ("said", "denied", "reason"),
    [
        (("own-pact",), (), "own-pact:leave"),
        (("own-pact:stay",), (), r"names no condition of own-pact: own-pact:leave \(the attacker"),
        (("own-pact:leave",), ("own-pact:leave",), "given and denied"),
        (("un-charter-1945:1",), (), "it sets none"),
    ],
)
def test_what_names_no_condition_is_told_with_those_that_there_are(
    own: Desk, said: tuple[str, ...], denied: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        stated(own, date(2020, 6, 1), said, denied)


def test_an_agreement_that_is_not_known_is_told_with_those_near(own: Desk) -> None:
    with pytest.raises(UnknownName, match="own-pact"):
        stated(own, date(2020, 6, 1), ("own-pakt:1",), ())


def test_a_file_may_state_conditions(own: Desk, tmp_path: Path) -> None:
    path = tmp_path / "asked.yaml"
    path.write_text("on: 2020-06-01\nacts: [any attacks Belarus]\ngiven: ['own-pact:leave']\n", encoding="utf-8")
    assert ask_situation(own, path)["question"]["stated"][0]["key"] == "leave"
    path.write_text("on: 2020-06-01\nacts: [any attacks Belarus]\nnot_given: ['own-pact:1']\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"asked\.yaml:3: .*names no condition"):
        ask_situation(own, path)
