"""What would flip an answer: every set returned does, and no smaller one of the facts that are at stake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.situations import Retaliation, Situation, attack
from foedus.model.time import Spell, Truth
from foedus.model.viewpoints import Position, Recognition, Region, Territory
from foedus.obligations import answer
from foedus.obligations.checker import verify
from foedus.obligations.evaluate import closure
from foedus.obligations.events import Key
from foedus.obligations.flips import Change, Flips, Goal, changed, flips, search
from foedus.obligations.flips.candidates import Scope, scope
from foedus.obligations.flips.state import first_state
from foedus.world import compile_world
from foedus.world.world import World
from treaties import DAY, agreement, library, provision

HELP = ("defend", "attack", "aid")


def asked(lib: Library, who: str, attacker: str = "X", target: str = "A", most: int = 2, **more: Any) -> Flips:
    return flips(lib, attack(attacker, target, DAY, **more), Goal(who, HELP), most)


def said(found: Flips) -> list[str]:
    return [" and ".join(change.words for change in flip.changes) for flip in found.flips]


def test_an_actor_that_is_bound_is_freed_by_any_fact_of_its_proof() -> None:
    found = asked(library(agreement("ab", "A", "B", provisions=[provision(trigger=UNPROVOKED)])), "B")
    assert found.bound is Truth.YES
    assert sorted(said(found)) == [
        "A had struck first",
        "A were no party to ab",
        "B were no party to ab",
        "ab were suspended",
    ]
    assert all(not flip.binds and flip.obligations == () for flip in found.flips)


UNPROVOKED = {"act": "attack", "attackers": "anyone", "protected": "parties", "unprovoked": True}


def test_two_proofs_fall_by_two_changes_or_by_one_that_both_name() -> None:
    two = library(agreement("ab", "A", "B"), agreement("ba", "A", "B"))
    assert "ab were suspended and ba were suspended" in said(asked(two, "B"))
    assert all(len(flip.changes) == 2 for flip in asked(two, "B").flips)
    article = provision(trigger=UNPROVOKED)
    common = library(agreement("ab", "A", "B", provisions=[article]), agreement("ba", "A", "B", provisions=[article]))
    assert said(asked(common, "B")) == ["A had struck first"]
    three = library(*(agreement(name, "A", "B") for name in ("ab", "ba", "bb")))
    assert said(asked(three, "B")) == []
    assert len(asked(three, "B", most=3).flips) == 27


def test_an_actor_that_is_not_bound_is_bound_by_the_fact_that_fails() -> None:
    ended = agreement("ab", "A", "B", in_force={"start": "1990-01-01", "end": "2010-01-01", "source": "text"})
    found = asked(library(ended), "B")
    assert (found.bound, said(found)) == (Truth.NO, ["ab were in force"])
    assert [(o.duty, o.beneficiary) for o in found.flips[0].obligations] == [("defend", "A")]
    assert said(asked(library(agreement("bc", "B", "C")), "B")) == ["A were a party to bc"]
    assert said(asked(library(agreement("ac", "A", "C")), "B")) == ["B were a party to ac"]
    struck = library(agreement("ab", "A", "B", provisions=[provision(trigger=UNPROVOKED)]))
    assert said(asked(struck, "B", provoked=True)) == ["A had not struck first"]


def test_what_is_suspended_is_put_in_operation_again() -> None:
    pause = {"text": "It is suspended.", "start": "2015-01-01", "source": "text"}
    assert said(asked(library(agreement("ab", "A", "B", suspensions=[pause])), "B")) == ["ab were in force"]
    own = library(agreement("ab", "A", "B", suspensions=[pause | {"actors": ["B"]}]))
    assert said(asked(own, "B")) == ["B were a party to ab"]


def test_a_treaty_that_nobody_had_begun_on_the_day_is_not_put_in_force() -> None:
    later = agreement("ab", "A", "B", in_force={"start": "2025-01-01", "source": "text"})
    assert said(asked(library(later), "B")) == []
    signed = {"stage": "signed", "date": "2019-05-01", "source": "text"}
    assert said(asked(library(later | {"stages": [signed]}), "B")) == ["ab were in force"]


def test_a_viewpoint_that_denies_or_does_not_recognise_is_a_fact_too() -> None:
    pact = agreement(
        "ab",
        "A",
        "B",
        rests_on_statehood_of=["A"],
        positions=[{"holders": ["E"], "accepts": False, "start": "2001-01-01", "source": "text"}],
    )
    lib = library(pact, recognitions=(Recognition("F", "A", Spell("2005-05-05"), "a note"),))
    assert "E held ab to be valid" in said(asked(lib, "B", viewpoint="E"))
    assert "F denied that ab is valid" in said(asked(lib, "B", viewpoint="F"))
    assert "F did not hold A to be a state" in said(asked(lib, "B", viewpoint="F"))
    silent = library(pact, positions=(Position("G", "statehood", "Z", False, Spell("2001"), "a note"),))
    assert {"G held ab to be valid", "G held A to be a state"} <= set(said(asked(silent, "B", viewpoint="G")))
    assert said(asked(lib, "B", viewpoint="de-facto"))[:1] == ["A controlled its own territory"]


REGION = Region("sea", "the sea", ("A",), (), ("isle",), ("rock",), "a chart")


def test_where_the_target_is_struck_is_a_fact_too() -> None:
    rule = provision(trigger={"act": "attack", "attackers": "anyone", "protected": "parties", "region": "sea"})
    lands = tuple(Territory(name, name, "A", Spell("1900"), "a map") for name in ("isle", "rock"))
    lib = library(agreement("ab", "A", "B", provisions=[rule]), regions=(REGION,), territories=lands)
    assert said(asked(lib, "B", territory="rock")) == [
        "the attack on A struck its own main territory",
        "the attack on A struck isle",
    ]
    assert "the attack on A struck rock" in said(asked(lib, "B"))


def test_whose_a_place_is_is_a_position() -> None:
    rule = provision(trigger={"act": "attack", "attackers": "anyone", "protected": "parties", "objects": ["territory"]})
    claims = (
        Position("E", "part-of", "land", True, Spell("2000"), "a map", of="A"),
        Position("F", "part-of", "land", False, Spell("2000"), "a map", of="A"),
    )
    lib = library(agreement("ab", "A", "B", provisions=[rule]), positions=claims)
    assert "E held land to be no part of the state attacked" in said(asked(lib, "B", territory="land", viewpoint="E"))
    assert "F held land to be part of the state attacked" in said(asked(lib, "B", territory="land", viewpoint="F"))


def test_through_where_the_attack_passes_is_a_fact_too() -> None:
    rule = provision(trigger={"act": "attack", "attackers": "anyone", "protected": "parties", "through": ["C"]})
    lib = library(agreement("ab", "A", "B", provisions=[rule]))
    assert said(asked(lib, "B")) == ["the attack on A passed through C"]
    assert "the attack on A did not pass through C" in said(asked(lib, "B", through=("C",)))


def test_what_a_duty_waits_for_is_flipped_with_it() -> None:
    helps = {
        "act": "performance",
        "attackers": "anyone",
        "protected": ["A"],
        "performers": ["C"],
        "performing": ["defend"],
    }
    hanging = agreement("ab", "A", "B", "C", provisions=[provision(trigger=helps, obliged=["B"])])
    lib = library(hanging, agreement("ac", "A", "D"))
    assert "C were a party to ac" in said(asked(lib, "B"))


def struck(attackers: Any, protected: list[str], obliged: str) -> dict[str, Any]:
    return provision(trigger={"act": "attack", "attackers": attackers, "protected": protected}, obliged=[obliged])


@pytest.mark.parametrize("apart", [True, False])
def test_two_who_do_not_fight_yet_may_be_flipped_into_striking_each_other(apart: bool) -> None:
    ended = {"start": "1990-01-01", "end": "2010-01-01", "source": "text"}
    waits = agreement("bc", "B", "C", provisions=[struck(["D"], ["C"], "B")])
    friends, helpers = struck("anyone", ["X"], "D"), struck("anyone", ["A"], "C")
    if apart:
        pacts = [agreement("dx", "D", "X", in_force=ended, provisions=[friends])]
        pacts += [agreement("ca", "C", "A", in_force=ended, provisions=[helpers])]
    else:
        pacts = [agreement("all", "A", "C", "D", "X", in_force=ended, provisions=[friends, helpers])]
    situation = replace(attack("X", "A", DAY), retaliation="both")
    found = flips(library(waits, *pacts), situation, Goal("B", HELP))
    assert said(found) == (["ca were in force and dx were in force"] if apart else ["all were in force"])
    assert said(flips(library(waits, *pacts), attack("X", "A", DAY), Goal("B", HELP))) == []


def test_what_is_not_known_is_asked_about_both_ways() -> None:
    vague = agreement("ab", "A", "B", in_force={"start": "2020", "source": "text"})
    found = asked(library(vague), "B")
    assert found.bound is Truth.UNKNOWN
    assert {(flip.binds, flip.changes[0].kind) for flip in found.flips} >= {(True, "in-force"), (False, "suspended")}


def test_a_goal_may_name_duty_beneficiary_and_agreement() -> None:
    lib = library(agreement("ab", "A", "B"), agreement("ba", "A", "B"))
    one = flips(lib, attack("X", "A", DAY), Goal("B", HELP, agreement="ab"))
    assert "ab were suspended" in said(one)
    assert flips(lib, attack("X", "A", DAY), Goal("B", ("consult",))).bound is Truth.NO
    assert flips(lib, attack("X", "A", DAY), Goal("B", HELP, beneficiary="C")).bound is Truth.NO
    record = one.record()
    assert record["bound"] == "yes"
    assert record["flips"][0]["then"] == "not-bound"
    assert {"change", "agreement", "actor", "other", "if"} == set(record["flips"][0]["changes"][0])


@pytest.mark.parametrize("kind", ["accession", "in-force"])
def test_changes_in_either_order_come_to_the_same(kind: str) -> None:
    ended = agreement("ab", "A", "C", in_force={"start": "1990-01-01", "end": "2010-01-01", "source": "text"})
    lib, situation = library(ended), attack("X", "A", DAY)
    both = (Change("accession", "ab", "B"), Change("in-force", "ab"))
    one, other = (changed(lib, situation, order)[0].agreement["ab"] for order in (both, both[::-1]))
    assert {(p.actor, p.spell.on(DAY)) for p in one.parties} == {(p.actor, p.spell.on(DAY)) for p in other.parties}
    assert said(asked(lib, "B")) == ["B were a party to ab and ab were in force"]
    assert kind in {change.kind for change in asked(lib, "B").flips[0].changes}


# -- hypothesis: against every set of one and of two of all facts --------------------------------------------------

ACTORS = ["A", "B", "C", "D", "X"]
some = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True)
sets = st.one_of(
    st.sampled_from(["anyone", "parties", "non-parties"]), some, st.builds(lambda who: {"all-but": who}, some)
)


@st.composite
def rules(draw: st.DrawFn, article: str) -> dict[str, Any]:
    act = draw(st.sampled_from(["attack", "attack", "war", "performance"]))
    trigger: dict[str, Any] = {"act": act, "attackers": draw(sets), "protected": draw(sets)}
    if act == "performance":
        trigger |= {"performers": draw(sets), "performing": ["defend"]}
    trigger["unprovoked"] = draw(st.booleans())
    trigger["region"] = draw(st.sampled_from([None, None, "sea"]))
    return provision(
        article,
        trigger={key: value for key, value in trigger.items() if value is not None},
        duty=draw(st.sampled_from(["defend", "attack", "consult"])),
        obliged=draw(st.sampled_from(["parties", "other-parties", ["B"], {"members-of": ["t1"]}])),
    )


@st.composite
def treaties(draw: st.DrawFn, name: str) -> dict[str, Any]:
    who = draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=3, unique=True))
    ends = st.sampled_from(["..", "..", "2012-01-01", None])
    return agreement(
        name,
        parties=[{"actors": [actor], "end": draw(ends), "source": "text"} for actor in who],
        in_force={"start": "2000-01-01", "end": draw(ends), "source": "text"},
        provisions=[draw(rules(str(number))) for number in range(draw(st.integers(1, 2)))],
        rests_on_statehood_of=draw(st.sampled_from([[], ["A"]])),
    )


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    made = [draw(treaties(f"t{number}")) for number in range(1, 1 + draw(st.integers(1, 3)))]
    if all(each["id"] != "t1" for each in made):
        made.append(draw(treaties("t1")))
    holds = Position("E", "statehood", "A", draw(st.booleans()), Spell("2001-01-01"), "a note")
    land = Territory("rock", "rock", "A", Spell("1900"), "a map")
    return library(*made, positions=(holds,), regions=(REGION,), territories=(land,))


def facts(lib: Library, situation: Situation, within: Scope) -> Iterator[Change]:
    """Every change of a fact of these small worlds, whether or not anything hangs on it."""
    view, (act,) = situation.viewpoint, situation.acts
    for each in lib.agreements:
        yield from (Change(kind, each.id) for kind in ("in-force", "suspended"))
        for actor in sorted(within.actors | set(each.members())):
            yield from (Change(kind, each.id, actor) for kind in ("accession", "withdrawal"))
        if view:
            yield from (Change(kind, each.id, view) for kind in ("valid", "invalid"))
    yield from (Change(kind, actor="A") for kind in ("provoked", "unprovoked", "home"))
    yield Change("place", actor="A", other="rock")
    if view:
        yield from (Change(kind, actor=view, other="A") for kind in ("recognised", "unrecognised"))
        if act.territory:
            yield from (Change(kind, actor=view, other=act.territory) for kind in ("part-of", "not-part-of"))


def status(lib: Library, situation: Situation, goal: Goal, changes: tuple[Change, ...]) -> Truth:
    """Whether the actor is bound after some changes, by the reference evaluator in a world compiled anew."""
    other, asked = changed(lib, situation, changes)
    world = compile_world(other, asked.on, asked.viewpoint)
    for least in (Truth.YES, Truth.UNKNOWN):
        found = closure(world, asked, least)
        if any(key[2] == goal.actor and duty(world, key) in goal.duties for key in found):
            return least
    return Truth.NO


def duty(world: World, key: Key) -> str:
    return world.instruments[key[0]].rules[key[1]].provision.duty


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    lib=libraries(),
    who=st.sampled_from(["A", "B", "C"]),
    provoked=st.booleans(),
    viewpoint=st.sampled_from([None, "E"]),
    territory=st.sampled_from([None, None, "rock"]),
    retaliation=st.sampled_from(["none", "helpers", "both", "both"]),
)
def test_flips_are_those_of_trying_everything(
    lib: Library, who: str, provoked: bool, viewpoint: str | None, territory: str | None, retaliation: Retaliation
) -> None:
    situation = attack("X", "A", DAY, provoked=provoked, viewpoint=viewpoint, territory=territory)
    situation = replace(situation, retaliation=retaliation)
    goal = Goal(who, HELP)
    everything = list(facts(lib, situation, scope(first_state(lib, situation, who), who)))
    found = flips(lib, situation, goal)
    assert found.complete
    assert found.bound is status(lib, situation, goal, ())
    for binds in (True, False):
        got = {flip.changes for flip in found.flips if flip.binds is binds}
        if found.bound is Truth.of(binds):
            assert not got
            continue
        for size in (1, 2):
            tried = {
                tuple(sorted(some_of))
                for some_of in combinations(everything, size)
                if status(lib, situation, goal, some_of) is Truth.of(binds)
            }
            assert {each for each in got if len(each) == size} == tried
            if tried:
                break


@settings(max_examples=30, deadline=None)
@given(lib=libraries(), who=st.sampled_from(["A", "B", "C"]))
def test_what_a_flip_binds_passes_the_checker(lib: Library, who: str) -> None:
    situation = attack("X", "A", DAY)
    for flip in flips(lib, situation, Goal(who, HELP)).flips:
        other, given_ = changed(lib, situation, flip.changes)
        whole = answer(given_, compile_world(other, given_.on, given_.viewpoint))
        verify(whole, other)
        assert bool([o for o in flip.obligations if o.duty in HELP]) is flip.binds
        assert flip.obligations == tuple(o for o in whole.obligations if o.bearer == who)


@pytest.mark.slow
def test_real_cases_have_the_flips_that_a_lawyer_expects(library: Library) -> None:
    case = attack("RUS", "FIN", date(2022, 2, 20))
    assert "FIN were a party to north-atlantic-1949" in said(flips(library, case, Goal("USA", HELP)))
    case = attack("GEO", "south-ossetia", date(2022, 2, 20), viewpoint="GEO")
    assert "GEO held ru-so-friendship-2008 to be valid" in said(flips(library, case, Goal("RUS", HELP)))
    case = attack("DEU", "CSK", date(1938, 9, 28))
    assert "franco-czechoslovak-1925 were suspended" in said(flips(library, case, Goal("SUN", HELP)))


def test_a_search_that_ends_early_says_so(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    case = attack("CHN", "TWN", date(2024, 6, 1))
    monkeypatch.setattr(search, "EFFORT", 60)
    found = flips(library, case, Goal("JPN", HELP))
    assert (found.complete, found.record()["complete"]) == (False, False)
    assert 0 < found.tried <= 60


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    lib=libraries(),
    who=st.sampled_from(["A", "B", "C"]),
    retaliation=st.sampled_from(["helpers", "both"]),
    viewpoint=st.sampled_from([None, "E"]),
)
def test_what_is_told_of_a_flip_where_those_struck_strike_back_is_the_nearest(
    lib: Library, who: str, retaliation: Retaliation, viewpoint: str | None
) -> None:
    situation = replace(attack("X", "A", DAY, viewpoint=viewpoint), retaliation=retaliation)
    for flip in flips(lib, situation, Goal(who, HELP)).flips:
        other, asked_ = changed(lib, situation, flip.changes)
        whole = answer(asked_, compile_world(other, asked_.on, asked_.viewpoint)).obligations
        owed = [o for o in whole if o.bearer == who and (o.duty in HELP or not flip.binds)]
        least = min((o.depth for o in owed), default=0)
        told = {(o.provision, o.beneficiary, o.against, o.depth, frozenset(o.because)) for o in flip.obligations}
        near = {
            (o.provision, o.beneficiary, o.against, o.depth, frozenset(o.because)) for o in owed if o.depth == least
        }
        assert near <= told
