"""Worlds and situations drawn at random, with every kind of condition that a rule may have."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.situations import ANY, Account, Act, Situation, Stated
from foedus.model.time import Spell
from foedus.model.viewpoints import Control, Position, Recognition, Region, Territory, Viewpoint
from treaties import agreement, library, provision

ACTORS = ["AAA", "BBB", "CCC", "DDD", "EEE", "some-land", "a-band"]
PLACES = ["AAA", "some-land", "an-isle"]
VIEWS = [None, "CCC", "DDD", "EEE", "de-facto"]
TELLERS = [()] * 5 + [("CCC",), ("DDD", "EEE")]
"""Who tells of who struck first."""
DAY = date(2011, 3, 4)
EXTRAS = [
    "unprovoked",
    "adversaries",
    "region",
    "objects",
    "through",
    "conditions",
    "excluded",
    "conflict",
    "on_request",
]

actors = st.sampled_from(ACTORS)
sets = st.one_of(
    st.just("anyone"),
    st.just("parties"),
    st.sampled_from(["anyone", "parties", "non-parties", "states"]),
    st.lists(actors, min_size=1, max_size=3, unique=True),
    st.builds(lambda inner: {"all-but": inner}, st.lists(actors, min_size=1, max_size=2, unique=True)),
    st.builds(lambda inner: {"any-of": ["parties", inner]}, st.lists(actors, min_size=1, max_size=2, unique=True)),
)
starts = st.sampled_from(["2000-01-01"] * 8 + ["2011", "2011-03-04", "2020"])
ends = st.sampled_from([".."] * 8 + ["2012", "2011-03", "2011-03-04", None])


@st.composite
def triggers(draw: st.DrawFn) -> dict[str, Any]:
    act = draw(
        st.sampled_from(["attack", "attack", "war", "war", "performance", "performance", "threat", "nuclear-attack"])
    )
    trigger: dict[str, Any] = {"act": act, "attackers": draw(sets), "protected": draw(sets)}
    if act == "performance" and draw(st.booleans()):
        trigger |= {"performers": draw(sets), "performing": draw(st.sampled_from([["defend"], ["attack", "aid"]]))}
    extra = draw(st.lists(st.sampled_from(EXTRAS), max_size=2, unique=True)) if draw(st.booleans()) else []
    trigger["unprovoked"] = "unprovoked" in extra
    trigger["on_request"] = "on_request" in extra
    trigger["adversaries"] = 2 if "adversaries" in extra else 1
    if "region" in extra:
        trigger["region"] = "the-north"
    if "objects" in extra:
        trigger["objects"] = draw(st.sampled_from([["territory"], ["forces"], ["territory", "vessels"]]))
    if "through" in extra:
        trigger["through"] = draw(sets)
    if "excluded" in extra:
        trigger["excluded"] = draw(sets)
    if "conflict" in extra:
        days = {"start": draw(starts), "end": draw(ends)}
        trigger["conflict"] = {"title": "war over the isle", "enemies": draw(sets), "source": "text", **days}
    if "conditions" in extra:
        treat = draw(st.sampled_from(["assumed", "unknown"]))
        trigger["conditions"] = [{"text": "it is asked", "treat": treat}]
    return trigger


@st.composite
def exemptions(draw: st.DrawFn) -> dict[str, Any]:
    who = draw(st.sampled_from(["bearers", "attackers"]))
    return {"text": "not these", who: draw(sets), "start": draw(starts), "end": draw(ends), "source": "text"}


@st.composite
def provisions(draw: st.DrawFn, article: str) -> dict[str, Any]:
    return provision(
        article,
        trigger=draw(triggers()),
        start=draw(st.sampled_from(["2000-01-01", "2000-01-01", "2011"])),
        duty=draw(st.sampled_from(["defend", "defend", "attack", "attack", "aid", "consult", "stay-neutral"])),
        obliged=draw(st.sampled_from(["parties", "other-parties", ["AAA", "BBB"], {"all-but": ["CCC"]}])),
        beneficiary=draw(st.sampled_from([None, None, None, "attacked", "performer", "other-parties", ["DDD", "EEE"]])),
        exemptions=[draw(exemptions()) for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2])))],
    )


few = st.lists(actors, min_size=1, max_size=2, unique=True)
articles = st.lists(st.sampled_from(["0", "1"]), min_size=1, max_size=2, unique=True)


@st.composite
def suspensions(draw: st.DrawFn) -> dict[str, Any]:
    """Of the whole, for some, or between some."""
    raw: dict[str, Any] = {"text": "by a note", "start": draw(starts), "end": draw(ends), "source": "text"}
    kind = draw(st.sampled_from(["whole", "party", "between", "between"]))
    if kind != "whole":
        raw["actors"] = draw(few)
    if kind == "between":
        raw |= {"towards": draw(few), "mutual": draw(st.booleans())}
    return raw


@st.composite
def reservations(draw: st.DrawFn) -> dict[str, Any]:
    """Of one party, to articles that it excludes or changes, with who objects."""
    raw: dict[str, Any] = {"actor": draw(actors), "articles": draw(articles), "text": "not so", "source": "text"}
    raw |= {"start": draw(starts), "end": draw(ends), "effect": draw(st.sampled_from(["excludes", "modifies"]))}
    if raw["effect"] == "modifies":
        raw["instead"] = draw(
            st.sampled_from(
                [
                    {"duty": "consult"},
                    {"duty": "attack"},
                    {"trigger": {"excluded": ["CCC"]}},
                    {"trigger": {"act": "war"}},
                ]
            )
        )
    if draw(st.booleans()):
        raw["towards"] = draw(st.sampled_from(["all", "not-objecting"]))
        raw["objections"] = [
            {"actors": draw(few), "start": draw(starts), "source": "text", "no_relations": draw(st.booleans())}
        ]
    return raw


@st.composite
def precedences(draw: st.DrawFn) -> dict[str, Any]:
    way = draw(st.sampled_from(["prevails_over", "yields_to"]))
    others = draw(st.sampled_from(["any", "earlier", "later", ["t0"], ["t1", "t2"]]))
    return {way: others, "text": "this one first", "article": "9", "source": "text"}


def _one_in(draw: st.DrawFn, count: int, made: st.SearchStrategy[dict[str, Any]]) -> list[dict[str, Any]]:
    return [draw(made)] if draw(st.integers(1, count)) == 1 else []


@st.composite
def agreements(draw: st.DrawFn, name: str) -> dict[str, Any]:
    parties = [
        {"actors": [actor], "start": draw(starts), "end": draw(ends), "source": "text"}
        for actor in draw(st.lists(actors, min_size=3, max_size=5, unique=True))
    ]
    return agreement(
        name,
        parties=parties,
        provisions=[draw(provisions(str(i))) for i in range(draw(st.integers(1, 3)))],
        suspensions=_one_in(draw, 4, suspensions()),
        reservations=_one_in(draw, 3, reservations()),
        precedence=_one_in(draw, 3, precedences()),
        in_force={"start": draw(st.sampled_from(["2000-01-01", "1990-01-01", "2005"])), "source": "text"},
        rests_on_statehood_of=["some-land"] if draw(st.integers(0, 5)) == 0 else [],
        positions=[{"holders": ["EEE"], "accepts": False, "start": "2001", "source": "text"}]
        if draw(st.integers(0, 3)) == 0
        else [],
    )


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    texts = [draw(agreements(f"t{i}")) for i in range(draw(st.integers(2, 4)))]
    denies = Position("DDD", "statehood", "some-land", False, Spell("2000-01-01"), "a decree")
    owns = Position("CCC", "part-of", "some-land", True, Spell("2000"), "a decree", of="AAA")
    return library(
        *texts,
        positions=(denies, owns),
        recognitions=(Recognition("CCC", "some-land", Spell(draw(starts), draw(ends)), "a note"),),
        control=(Control("some-land", "some-land", Spell("2000"), "a report"),),
        viewpoints=(Viewpoint("EEE", "E", silence_validity="unknown"),),
        regions=(Region("the-north", "the North", ("AAA", "BBB"), ("CCC",), ("an-isle",), (), "a map"),),
        territories=(Territory("an-isle", "an isle", "AAA", Spell("1900"), "a map"),),
    )


@st.composite
def acts(draw: st.DrawFn) -> Act:
    attacker, target = draw(st.lists(st.sampled_from([*ACTORS, ANY]), min_size=2, max_size=2, unique=True))
    if target == ANY:
        attacker, target = target, attacker
    return Act(
        attacker,
        target,
        territory=draw(st.sampled_from([None] * 9 + PLACES)),
        through=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))),
        provoked=draw(st.integers(0, 3)) == 0,
        kind=draw(st.sampled_from(["attack"] * 6 + ["threat", "nuclear-attack"])),
        objects=tuple(draw(st.sampled_from([()] * 6 + [("forces",), ("territory", "forces"), ("vessels",)]))),
        accounts=tuple(Account(holder, draw(st.booleans())) for holder in draw(st.sampled_from(TELLERS))),
        step=draw(st.sampled_from([None, None, None, 1, 2])),
    )


statements = st.lists(
    st.builds(Stated, st.sampled_from(["t0", "t1", "t2"]), st.sampled_from(["0", "1", "2", "request"]), st.booleans()),
    max_size=3,
    unique_by=lambda each: (each.agreement, each.key),
).map(tuple)
"""What a question may say of conditions, which go by the numbers of their articles."""
situations = st.builds(
    lambda given: Situation(tuple(given), DAY),
    st.lists(acts(), min_size=1, max_size=3),
)
plain_attacks = acts().map(lambda act: Situation((Act(act.attacker, act.target, provoked=act.provoked),), DAY))
