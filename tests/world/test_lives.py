"""An agreement's life: who is bound on which day, by what, and what keeps it from operating."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from foedus.library.values import Library
from foedus.model.answers import Answer
from foedus.model.time import Truth
from foedus.obligations.checker import check
from foedus.world.groups import Group
from treaties import agreement, ask, library, owed, provision


def pact(**changes: Any) -> dict[str, Any]:
    return agreement("pact", "FRA", "BEL", "LUX", **changes)


def asked(lib: Library, on: str = "2020-06-01", target: str = "BEL", attacker: str = "DEU", **more: Any) -> Answer:
    """The answer, which the independent checker has passed."""
    found = ask(lib, attacker, target, date.fromisoformat(on), **more)
    assert check(found, lib) == ()
    return found


def bearers(found: Answer) -> set[str]:
    return {o.bearer for o in found.obligations}


def why(found: Answer, actor: str) -> str:
    told = [n.failed for n in found.not_bound if n.actor == actor]
    return " | ".join(told + [f"unknown: {n.why}" for n in found.unknown if n.actor == actor])


def reasons(found: Answer, bearer: str) -> str:
    return " | ".join(f.fact for o in found.obligations if o.bearer == bearer for f in o.because)


def spelled(actor: str, **changes: Any) -> dict[str, Any]:
    return {"actors": [actor], "source": "text"} | changes


def paused(**changes: Any) -> dict[str, Any]:
    return {"text": "by its note", "start": "2010-01-01", "end": "2015-01-01", "source": "text"} | changes


def test_a_suspension_of_the_whole() -> None:
    lib = library(pact(suspensions=[paused()]))
    assert bearers(asked(lib, "2009-12-31")) == {"FRA", "LUX"} == bearers(asked(lib, "2015-01-01"))
    found = asked(lib, "2012-01-01")
    assert bearers(found) == set()
    assert "pact is suspended from 2010-01-01 to 2015-01-01: by its note" in why(found, "FRA")


def test_a_suspension_for_one_party_frees_it_and_leaves_it_unprotected() -> None:
    lib = library(pact(suspensions=[paused(actors=["FRA"])]))
    found = asked(lib, "2012-01-01")
    assert bearers(found) == {"LUX"}
    assert "pact is suspended for FRA" in why(found, "FRA")
    assert bearers(asked(lib, "2012-01-01", target="FRA")) == set()


def test_a_suspension_between_some_leaves_the_rest_bound() -> None:
    lib = library(pact(suspensions=[paused(actors=["FRA"], towards=["LUX"])]))
    assert bearers(asked(lib, "2012-01-01")) == {"FRA", "LUX"}
    found = asked(lib, "2012-01-01", target="LUX")
    assert bearers(found) == {"BEL"}
    assert "suspended for FRA towards LUX" in why(found, "FRA")
    assert bearers(asked(lib, "2012-01-01", target="FRA")) == {"BEL"}


def test_a_suspension_by_one_side_frees_that_side_alone() -> None:
    lib = library(pact(suspensions=[paused(actors=["FRA"], towards=["LUX"], mutual=False)]))
    assert bearers(asked(lib, "2012-01-01", target="LUX")) == {"BEL"}
    assert bearers(asked(lib, "2012-01-01", target="FRA")) == {"BEL", "LUX"}


def test_a_suspension_on_a_day_that_is_not_known_makes_the_answer_unknown() -> None:
    for pause in (paused(start="2010"), paused(start="2010", actors=["FRA"], towards=["BEL"])):
        found = asked(library(pact(suspensions=[pause])), "2010-06-01")
        assert "FRA" not in bearers(found)
        assert "unknown" in why(found, "FRA")
    between = library(pact(suspensions=[paused(start="2010", actors=["FRA"], towards=["BEL"])]))
    assert bearers(asked(between, "2010-06-01", target="LUX")) == {"FRA", "BEL"}


def test_a_notice_ends_a_membership_on_its_day() -> None:
    left = {"actors": ["FRA"], "date": "2010-03-31", "notice": "P6M", "source": "text"}
    lib = library(pact(denunciations=[left]))
    assert bearers(asked(lib, "2010-09-29")) == {"FRA", "LUX"}
    found = asked(lib, "2010-09-30")
    assert bearers(found) == {"LUX"}
    assert "it left on 2010-09-30 (it gave notice on 2010-03-31)" in why(found, "FRA")


def test_a_notice_may_name_a_later_day() -> None:
    left = {"actors": ["FRA"], "date": "2010-03-31", "notice": "P6M", "ends": "2011-01-01", "source": "text"}
    lib = library(pact(denunciations=[left]))
    assert bearers(asked(lib, "2010-12-31")) == {"FRA", "LUX"}
    assert bearers(asked(lib, "2011-01-01")) == {"LUX"}


def test_a_notice_that_is_taken_back_ends_nothing() -> None:
    left = {"actors": ["FRA"], "date": "2010-03-31", "notice": "P6M", "withdrawn": "2010-05-01", "source": "text"}
    assert bearers(asked(library(pact(denunciations=[left])), "2012-01-01")) == {"FRA", "LUX"}


TERMS = {"text": "Ten years, and ten more each time.", "article": "9", "term": "P10Y", "source": "text"}


def test_a_term_that_nothing_renews_runs_out() -> None:
    lib = library(pact(terms=TERMS | {"renewal": "none"}))
    assert bearers(asked(lib, "2009-12-31")) == {"FRA", "LUX"}
    found = asked(lib, "2010-01-01")
    assert bearers(found) == set()
    assert "pact ended on 2010-01-01" in why(found, "FRA")


def test_a_renewal_is_among_the_reasons_once_the_first_term_is_over() -> None:
    lib = library(pact(terms=TERMS))
    said = "article 9 renews pact after 2010-01-01 unless it is denounced"
    assert said not in reasons(asked(lib, "2009-12-31"), "FRA")
    assert said in reasons(asked(lib, "2010-01-01"), "FRA")


def test_provisional_application_binds_and_says_so() -> None:
    raw = pact(parties=[{"actors": ["FRA", "BEL", "LUX"], "source": "text"}])
    raw["parties"] += [spelled(actor, provisional=True, start="1999-01-01") for actor in ("FRA", "BEL")]
    raw["provisions"] = [provision(start="1999-01-01")]
    lib = library(raw)
    found = asked(lib, "1999-06-01")
    assert bearers(found) == {"FRA"}
    assert found.obligations[0].in_force_since == "1999-01-01"
    assert "pact is applied provisionally since 1999-01-01" in reasons(found, "FRA")
    assert "FRA applies pact provisionally since 1999-01-01" in reasons(found, "FRA")
    assert "provisionally" not in reasons(asked(lib, "2001-06-01"), "FRA")
    assert bearers(asked(lib, "1998-06-01")) == set()


def test_a_successor_takes_its_predecessor_s_place() -> None:
    raw = pact(parties=[spelled("BEL"), spelled("CZE", succeeds="CSK"), spelled("CSK", end="2005-01-01")])
    lib = library(raw)
    found = asked(lib, "2006-01-01")
    assert bearers(found) == {"CZE"}
    assert "CZE is a party to pact since 2005-01-01, by succession to CSK, a party since 2000-01-01" in reasons(
        found, "CZE"
    )
    assert bearers(asked(lib, "2004-12-31")) == {"CSK"}


def reserved(**changes: Any) -> dict[str, Any]:
    raw = {"actor": "FRA", "articles": ["1"], "effect": "excludes", "text": "Not us.", "source": "text"}
    return raw | {"start": "2010-01-01"} | changes


def test_a_reservation_works_both_ways_and_between_no_others() -> None:
    lib = library(pact(reservations=[reserved()]))
    assert bearers(asked(lib, "2009-01-01")) == {"FRA", "LUX"}
    found = asked(lib, "2011-01-01")
    assert bearers(found) == {"LUX"}
    assert "FRA's reservation to pact since 2010-01-01: Not us." in why(found, "FRA")
    hit = asked(lib, "2011-01-01", target="FRA")
    assert bearers(hit) == set()
    assert "does not protect FRA: FRA's reservation" in why(hit, "BEL")


def test_a_reservation_without_effect_towards_those_who_object() -> None:
    objections = [{"actors": ["BEL"], "start": "2010-01-01", "source": "text"}]
    lib = library(pact(reservations=[reserved(towards="not-objecting", objections=objections)]))
    assert bearers(asked(lib, "2011-01-01")) == {"FRA", "LUX"}
    assert bearers(asked(lib, "2011-01-01", target="LUX")) == {"BEL"}
    assert bearers(asked(lib, "2011-01-01", target="FRA")) == {"BEL"}


def test_an_objector_who_denies_all_relations() -> None:
    objections = [{"actors": ["BEL"], "start": "2012-01-01", "source": "text", "no_relations": True}]
    raw = pact(reservations=[reserved(articles=["2"], objections=objections)])
    raw["provisions"].append(provision("2", duty="consult"))
    lib = library(raw)
    assert ("FRA", "defend", "BEL", "pact", 1) in owed(asked(lib, "2011-01-01"))
    found = asked(lib, "2013-01-01")
    assert bearers(found) == {"LUX"}
    assert "BEL denies that pact binds it and FRA" in why(found, "FRA")


def test_a_reservation_that_modifies() -> None:
    instead = {"duty": "consult", "strength": "consult-first", "text": "It consults."}
    lib = library(pact(reservations=[reserved(effect="modifies", instead=instead)]))
    found = asked(lib, "2011-01-01")
    assert {(o.bearer, o.duty) for o in found.obligations} == {("FRA", "consult"), ("LUX", "defend")}
    assert "FRA's reservation to pact since 2010-01-01: Not us." in reasons(found, "FRA")
    assert {(o.bearer, o.duty) for o in asked(lib, "2011-01-01", target="FRA").obligations} == {
        ("BEL", "consult"),
        ("LUX", "consult"),
    }


def test_a_reservation_that_changes_a_trigger() -> None:
    instead = {"trigger": {"excluded": ["DEU"]}}
    lib = library(pact(reservations=[reserved(effect="modifies", instead=instead)]))
    assert bearers(asked(lib, "2011-01-01")) == {"LUX"}
    assert bearers(asked(lib, "2011-01-01", attacker="ITA")) == {"FRA", "LUX"}


def test_a_reservation_to_a_standing_duty() -> None:
    from foedus.obligations.standing import standing
    from foedus.world import compile_world

    raw = pact(provisions=[provision(trigger=None, duty="not-attack", obliged="parties")], reservations=[reserved()])
    world = compile_world(library(raw), date(2011, 1, 1))
    assert standing(world, "FRA", "BEL", "not-attack").obligations == ()
    assert standing(world, "BEL", "FRA", "not-attack").obligations == ()
    assert len(standing(world, "BEL", "LUX", "not-attack").obligations) == 1


TRIGGER = {"act": "attack", "attackers": "states", "protected": "parties"}


def triggered(**changes: Any) -> Library:
    return library(pact(provisions=[provision(trigger=TRIGGER | changes)]))


def test_an_excluded_adversary() -> None:
    lib = triggered(excluded=["DEU"])
    found = asked(lib)
    assert bearers(found) == set()
    assert {n.failed_code for n in found.not_bound if n.actor == "FRA"} == {"wrong-adversary"}
    assert bearers(asked(lib, attacker="ITA")) == {"FRA", "LUX"}


def test_a_duty_for_one_conflict() -> None:
    war = {"title": "Example War", "enemies": ["DEU"], "start": "2005-01-01", "end": "2006-01-01", "source": "text"}
    lib = triggered(conflict=war)
    found = asked(lib, "2005-06-01")
    assert bearers(found) == {"FRA", "LUX"}
    assert "the Example War is under way since 2005-01-01" in reasons(found, "FRA")
    assert bearers(asked(lib, "2005-06-01", attacker="ITA")) == set()
    late = asked(lib, "2007-06-01")
    assert bearers(late) == set()
    assert "is for the Example War alone, from 2005-01-01 to 2006-01-01" in why(late, "FRA")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"demands": [{"text": "cede the port", "key": "port"}]}, "made this demand, or not met it: cede the port"),
        ({"location": "unspecified"}, "the place that the text has in mind"),
    ],
)
def test_what_the_question_does_not_state_is_unknown_never_yes(changes: Mapping[str, Any], said: str) -> None:
    found = asked(triggered(**changes))
    assert bearers(found) == set()
    assert said in why(found, "FRA")


def test_one_article_with_different_duties() -> None:
    duties = [
        {"obliged": ["FRA"], "protected": ["BEL"]},
        {"obliged": ["FRA"], "protected": ["LUX"], "duty": "consult", "strength": "consult-first"},
        {"obliged": ["LUX"], "protected": ["BEL"], "attackers": ["ITA"], "duty": "aid", "text": "Only against Italy."},
    ]
    lib = library(pact(provisions=[provision("4", duties=duties)]))
    assert owed(asked(lib)) == {("FRA", "defend", "BEL", "pact", 1)}
    assert owed(asked(lib, target="LUX")) == {("FRA", "consult", "LUX", "pact", 1)}
    assert owed(asked(lib, attacker="ITA")) == {
        ("FRA", "defend", "BEL", "pact", 1),
        ("LUX", "aid", "BEL", "pact", 1),
    }


def test_those_who_are_meant_by_two_sets_at_once() -> None:
    both = {"all-of": ["parties", {"all-but": ["LUX"]}]}
    lib = library(pact(provisions=[provision(obliged=both)]))
    assert bearers(asked(lib)) == {"FRA"}


@pytest.mark.parametrize("truth", list(Truth))
def test_groups_join_as_truths_do(truth: Truth) -> None:
    one, other = Group({"FRA": truth}, Truth.YES, states=True), Group({"BEL": Truth.YES}, Truth.UNKNOWN)
    for actor in ("FRA", "BEL", "LUX", "an-armed-group"):
        assert one.both(other).has(actor) is one.has(actor) & other.has(actor)
        assert one.or_else(other).has(actor) is one.has(actor) | other.has(actor)
        assert one.but().has(actor) is ~one.has(actor)


def test_which_promise_goes_before_the_other() -> None:
    rule = {"prevails_over": "any", "text": "Obligations under it prevail.", "article": "103", "source": "text"}
    shield = agreement("shield", "FRA", "BEL")
    league = agreement("league", "FRA", "DEU", "BEL", precedence=[rule])
    league["provisions"] = [provision("2", trigger=None, duty="not-attack", obliged="parties")]
    found = asked(library(shield, league))
    conflict = next(c for c in found.conflicts if c.actor == "FRA")
    assert bearers(found) == {"FRA"}  # what gives way is owed all the same
    (prevails,) = conflict.record()["prevails"]
    assert prevails["provision"] == {"agreement": "league", "article": "2"}
    assert prevails["gives_way"] == {"agreement": "shield", "article": "1"}
    assert (prevails["rule"]["article"], prevails["source"]) == ("103", "Text of league")


def test_a_treaty_takes_nothing_from_third_states() -> None:
    rule = {"prevails_over": ["shield"], "text": "It goes first.", "article": "8", "source": "text"}
    shield = agreement("shield", "FRA", "BEL")
    league = agreement("league", "FRA", "DEU", precedence=[rule])
    league["provisions"] = [provision("2", trigger=None, duty="not-attack", obliged="parties")]
    conflict = next(c for c in asked(library(shield, league)).conflicts if c.actor == "FRA")
    assert conflict.prevails == ()


@pytest.mark.parametrize(("others", "decided"), [("earlier", True), ("later", False), (["league"], True)])
def test_a_text_that_gives_way_of_its_own_accord(others: Any, decided: bool) -> None:
    rule = {"yields_to": others, "text": "It leaves other duties alone.", "article": "8", "source": "text"}
    shield = agreement("shield", "FRA", "BEL", precedence=[rule], in_force={"start": "2005-01-01", "source": "text"})
    league = agreement("league", "FRA", "DEU")
    league["provisions"] = [provision("2", trigger=None, duty="not-attack", obliged="parties")]
    conflict = next(c for c in asked(library(shield, league)).conflicts if c.actor == "FRA")
    assert bool(conflict.prevails) is decided


def test_what_an_article_permits_does_not_breach_it() -> None:
    shield, league = agreement("shield", "FRA", "BEL"), agreement("league", "FRA", "DEU")
    league["provisions"] = [
        provision(
            "2", trigger=None, duty="not-attack", obliged="parties", permits=["defend"], beneficiary="other-parties"
        )
    ]
    assert all(c.actor != "FRA" for c in asked(library(shield, league)).conflicts)
