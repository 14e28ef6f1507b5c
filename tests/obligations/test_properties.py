"""What must hold of every library and every attack."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.answers import Answer
from foedus.model.time import Spell
from foedus.model.viewpoints import Position, Recognition, Viewpoint
from foedus.obligations.checker import check
from treaties import agreement, ask, library, provision

pytestmark = pytest.mark.slow

ACTORS = ["A", "B", "C", "D", "E", "some-land"]
actors = st.sampled_from(ACTORS)
pairs = st.lists(actors, min_size=2, max_size=2, unique=True).map(lambda pair: (pair[0], pair[1]))
days = st.dates(date(1998, 1, 1), date(2032, 12, 31))
sets = st.one_of(
    st.sampled_from(["anyone", "parties", "non-parties", "states"]),
    st.lists(actors, min_size=1, max_size=3, unique=True),
    st.builds(lambda inner: {"all-but": inner}, st.lists(actors, min_size=1, max_size=2, unique=True)),
)
starts = st.sampled_from(["2000-01-01", "2003", "2005-07", "2010-10-10"])
ends = st.sampled_from(["..", "2012", "2015-02-28", None])


@st.composite
def provisions(draw: st.DrawFn, article: str) -> dict[str, Any]:
    act = draw(st.sampled_from(["attack", "attack", "threat", "war", "performance", "nuclear-attack"]))
    trigger: dict[str, Any] = {"act": act, "attackers": draw(sets), "protected": draw(sets)}
    if act == "performance":
        trigger |= {"performers": draw(sets), "performing": ["defend"]}
    trigger["unprovoked"] = draw(st.booleans())
    trigger["on_request"] = draw(st.booleans())
    standing = draw(st.integers(0, 4)) == 0
    return provision(
        article,
        trigger=None if standing else trigger,
        duty=draw(
            st.sampled_from(["not-attack"] if standing else ["defend", "defend", "consult", "attack", "stay-neutral"])
        ),
        obliged=draw(st.sampled_from(["parties", "other-parties", ["A", "B"]])),
    )


@st.composite
def agreements(draw: st.DrawFn, name: str) -> dict[str, Any]:
    parties = [
        {"actors": [actor], "start": draw(starts), "end": draw(ends), "source": "text"}
        for actor in draw(st.lists(actors, min_size=2, max_size=4, unique=True))
    ]
    return agreement(
        name,
        parties=parties,
        provisions=[draw(provisions(str(i))) for i in range(draw(st.integers(1, 3)))],
        rests_on_statehood_of=["some-land"] if any(p["actors"] == ["some-land"] for p in parties) else [],
        positions=[{"holders": ["E"], "accepts": False, "start": "2001", "source": "text"}]
        if draw(st.booleans())
        else [],
    )


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    texts = [draw(agreements(f"t{i}")) for i in range(draw(st.integers(1, 4)))]
    denies = Position("D", "statehood", "some-land", False, Spell("2000-01-01"), "a decree")
    recognises = Recognition("C", "some-land", Spell(draw(starts), draw(ends)), "a note")
    return library(*texts, positions=(denies,), recognitions=(recognises,), viewpoints=(Viewpoint("E", "E"),))


views = st.sampled_from([None, "C", "D", "E", "de-facto"])


def duties(found: Answer) -> dict[tuple[object, ...], int]:
    least: dict[tuple[object, ...], int] = {}
    for o in found.obligations:
        key = (o.bearer, o.beneficiary, o.duty, o.provision)
        least[key] = min(least.get(key, o.depth), o.depth)
    return least


@given(libraries(), agreements("u"), pairs, days, views, st.booleans())
def test_one_agreement_more_takes_no_obligation_away(
    lib: Library, extra: dict[str, Any], sides: tuple[str, str], day: date, view: str | None, provoked: bool
) -> None:
    from foedus.library import values

    before = duties(ask(lib, *sides, day, viewpoint=view, provoked=provoked))
    more = lib.with_agreement(values.agreement(extra))
    after = duties(ask(more, *sides, day, viewpoint=view, provoked=provoked))
    assert before.keys() <= after.keys()
    assert all(after[key] <= depth for key, depth in before.items())


@given(libraries(), pairs, days, views, st.randoms(use_true_random=False))
def test_the_order_of_files_and_entries_means_nothing(
    lib: Library, sides: tuple[str, str], day: date, view: str | None, dice: random.Random
) -> None:
    mixed = list(lib.agreements)
    dice.shuffle(mixed)
    shuffled = replace(lib, agreements=tuple(replace(a, parties=tuple(reversed(a.parties))) for a in mixed))
    assert ask(lib, *sides, day, viewpoint=view).record() == ask(shuffled, *sides, day, viewpoint=view).record()


@given(libraries(), pairs, days, views, st.booleans())
@settings(max_examples=300)
def test_the_checker_bears_out_every_answer(
    lib: Library, sides: tuple[str, str], day: date, view: str | None, provoked: bool
) -> None:
    assert check(ask(lib, *sides, day, viewpoint=view, provoked=provoked), lib) == ()


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True), pairs, days, st.data())
def test_a_viewpoint_that_disputes_nothing_answers_like_none(
    names: list[int], sides: tuple[str, str], day: date, data: st.DataObject
) -> None:
    texts = [data.draw(agreements(f"t{i}")) | {"rests_on_statehood_of": [], "positions": []} for i in names]
    lib = library(*texts, recognitions=(Recognition("C", "elsewhere", Spell("2000"), "a note"),))
    neutral, seen = ask(lib, *sides, day), ask(lib, *sides, day, viewpoint="C")
    assert duties(neutral) == duties(seen)
    assert [(n.actor, n.provision, n.failed_code) for n in neutral.not_bound] == [
        (n.actor, n.provision, n.failed_code) for n in seen.not_bound
    ]


@given(libraries(), pairs, days, views)
def test_nobody_is_bound_and_free_by_the_same_article(
    lib: Library, sides: tuple[str, str], day: date, view: str | None
) -> None:
    found = ask(lib, *sides, day, viewpoint=view)
    bound = {(o.bearer, o.provision) for o in found.obligations}
    free = {(n.actor, n.provision) for n in found.not_bound}
    assert not bound & free
    assert not free & {(u.actor, u.provision) for u in found.unknown}


@given(libraries(), pairs, days, views)
def test_every_obligation_has_an_article_a_date_and_sources(
    lib: Library, sides: tuple[str, str], day: date, view: str | None
) -> None:
    for o in ask(lib, *sides, day, viewpoint=view).obligations:
        assert o.provision
        assert o.in_force_since
        assert o.because
        assert all(fact.source and fact.fact for fact in o.because)
        assert o.bearer != o.beneficiary
