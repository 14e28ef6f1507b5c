"""The contract on real worlds: the library on several days from several viewpoints, and ATOP's members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from evaluators import bit_sets, logic_program, reference

from foedus.library.values import Library
from foedus.model.situations import Act, Situation
from foedus.model.time import OPEN, Truth
from foedus.obligations.events import Retaliation
from foedus.obligations.kernel import DatedRule, dated_program, evaluate, pairs, panel_rules
from foedus.obligations.kernel.spans import every_day
from foedus.panels import load_members, provisions
from foedus.world import World, compile_world
from treaties import agreement, library, provision

CASES = [
    (date(1914, 7, 28), [Act("AUH", "SRB")]),
    (date(1914, 8, 3), [Act("DEU", "FRA"), Act("DEU", "BEL")]),
    (date(1939, 9, 1), [Act("DEU", "POL")]),
    (date(2009, 6, 1), [Act("GEO", "south-ossetia")]),
    (date(2009, 6, 1), [Act("GEO", "RUS", territory="south-ossetia")]),
    (date(2022, 2, 20), [Act("UKR", "RUS", through=("BLR",), provoked=True)]),
    (date(2022, 2, 20), [Act("any", "POL")]),
    (date(2040, 1, 1), [Act("RUS", "EST")]),
]
VIEWS = [None, "RUS", "GEO", "USA", "de-facto"]


@pytest.fixture(scope="module")
def seen(library: Library) -> Callable[[date], list[World]]:
    """The library's worlds on a day, one from each viewpoint; a day is compiled once for all that is asked of it."""
    return cache(lambda day: [compile_world(library, day, view) for view in VIEWS])


@pytest.mark.slow
@pytest.mark.parametrize(("day", "acts"), CASES, ids=lambda value: str(value) if isinstance(value, date) else "")
@pytest.mark.parametrize(("least", "retaliation"), [(Truth.YES, "none"), (Truth.UNKNOWN, "none"), (Truth.YES, "both")])
def test_the_library_seen_from_everywhere_at_once(
    seen: Callable[[date], list[World]], day: date, acts: list[Act], least: Truth, retaliation: Retaliation
) -> None:
    worlds = seen(day)
    asked = Situation(tuple(acts), day)
    expected = reference(worlds, asked, least, retaliation)
    assert bit_sets(worlds, asked, least, retaliation) == expected
    # Clingo grounds every pair of belligerents, and after 1945 every member of the Charter with them: drawn worlds show
    # the rest.
    if len(acts) == 1 and retaliation == "none" and day.year < 1945:
        assert logic_program(worlds[:1], asked, least, retaliation) == expected[:1]


@pytest.fixture(scope="module")
def rules(shared: Path) -> tuple[DatedRule, ...]:
    """ATOP's memberships as dated rules."""
    path = shared / "data" / "atop" / "atop5_1m.csv"
    if not path.is_file():
        pytest.skip("the optional data file of ATOP's members is not there")
    with path.open(encoding="utf-8") as lines:
        return panel_rules(provisions(load_members(lines, path.name, range(10_000)).records))


def as_library(rules: Sequence[DatedRule], day: date, least: Truth) -> Library:
    """The rules of a day as agreements, so that the reference can evaluate them."""
    texts: dict[str, list[dict[str, object]]] = {}
    members: dict[str, set[str]] = {}
    for rule in rules:
        allies = {actor for actor, start, end in rule.held(least is Truth.YES) if start <= day < end}
        if allies:
            trigger = {"act": rule.act, "protected": sorted(allies), "unprovoked": rule.unprovoked}
            texts.setdefault(rule.agreement, []).append(
                provision(str(len(texts)), trigger=trigger, duty=rule.duty, obliged=[rule.bearer])
            )
            members.setdefault(rule.agreement, set()).update((rule.bearer, *allies))
    force = {"start": "1800-01-01", "end": OPEN, "source": "text"}
    return library(
        *(
            agreement(name, *sorted(members[name]), provisions=articles, in_force=force)
            for name, articles in texts.items()
        )
    )


@pytest.mark.shared
@pytest.mark.parametrize("day", [date(1866, 6, 14), date(1914, 7, 28), date(1939, 9, 1), date(1968, 8, 20)])
@pytest.mark.parametrize("least", [Truth.YES, Truth.UNKNOWN])
def test_atop_s_rules_say_what_the_reference_says_of_them_as_treaties(
    rules: tuple[DatedRule, ...], day: date, least: Truth
) -> None:
    program, world = dated_program(rules, day), compile_world(as_library(rules, day, least), day)
    name = program.actors
    for attacker, target in [("300", "255"), ("255", "290"), ("365", "315"), ("200", "640"), ("300", "345")]:
        asked = Situation((Act(attacker, target),), day)
        (found,) = reference([world], asked, Truth.YES, "none")
        derived = evaluate(program, asked, least)
        told = {
            (head.agreement, head.duty, name[d.bearer], name[d.beneficiary], name[d.adversary], d.act, d.depth)
            for d in derived.duties()
            for head in [program.heads[d.rule]]
        }
        assert told == {
            (world.instruments[i].agreement.id, world.instruments[i].rules[j].provision.duty, *who, depth)
            for ((i, j), *who), depth in found.items()
        }


@pytest.mark.shared
def test_atop_s_pairs_on_every_day_are_those_of_the_day(rules: tuple[DatedRule, ...]) -> None:
    for n, interval in enumerate(every_day(rules, date(1900, 1, 1), date(1950, 1, 1), chain=True)):
        if n % 17 == 0:
            assert [list(row) for row in interval.rows] == pairs.cascade(dated_program(rules, interval.start))
