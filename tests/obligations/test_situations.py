"""Situations richer than one attack: several acts, what is hit, whose account, order, retaliation, passage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from foedus.library.values import Library
from foedus.model.answers import Answer, Cited
from foedus.model.situations import Account, Act, Retaliation, Situation
from foedus.model.time import Spell
from foedus.model.viewpoints import Control, Position, Region, Territory
from foedus.obligations.checker import check
from treaties import DAY, agreement, library, owed, provision, solve


def trigger(**changes: object) -> dict[str, object]:
    return {"act": "attack", "attackers": "anyone", "protected": "parties"} | changes


def solved(lib: Library, *acts: Act, **more: Any) -> Answer:
    """The answer, which the checker has to bear out."""
    found = solve(lib, Situation(acts, DAY, **more))
    assert check(found, lib) == ()
    return found


ISLE = Territory("isle", "the isle", "A", Spell("1900"), "a map")
PLACES: dict[str, Any] = {
    "territories": (ISLE, Territory("camp", "the camp", "H", Spell("1900"), "a map")),
    "regions": (Region("north", "the North", ("A",), (), ("isle",), ("camp",), "a map"),),
}


def objects(*covered: str, **more: object) -> Library:
    rule = provision(trigger=trigger(**({"objects": list(covered)} if covered else {}), **more))
    return library(agreement("t", "A", "B", provisions=[rule]), agreement("h", "H", "Z", provisions=[]), **PLACES)


@pytest.mark.parametrize(
    ("covered", "hit", "place", "verdict"),
    [
        (("forces",), ("forces",), "camp", "bound"),
        (("territory", "forces"), ("forces",), "camp", "bound"),
        (("territory",), ("forces",), "camp", "free"),
        (("vessels",), ("forces",), "camp", "free"),
        ((), ("forces",), "camp", "unknown"),
        ((), ("territory",), "camp", "free"),
        (("territory",), ("forces",), "isle", "bound"),
        ((), ("forces",), "isle", "bound"),
        (("forces",), ("territory",), "isle", "free"),
        (("vessels",), ("vessels",), None, "bound"),
        (("territory",), ("vessels",), None, "unknown"),
        ((), ("vessels",), None, "unknown"),
        (("vessels",), ("aircraft",), None, "free"),
        (("forces",), ("territory", "forces"), None, "bound"),
    ],
)
def test_what_is_hit_and_where_decides(
    covered: tuple[str, ...], hit: tuple[str, ...], place: str | None, verdict: str
) -> None:
    found = solved(objects(*covered), Act("X", "A", territory=place, objects=hit))
    told = {"bound" for each in found.obligations if each.bearer == "B"}
    told |= {"free" for each in found.not_bound if each.actor == "B"}
    told |= {"unknown" for each in found.unknown if each.actor == "B"}
    assert told == {verdict}


def test_forces_at_no_named_place_are_in_no_region_for_sure() -> None:
    found = solved(objects("vessels", region="north"), Act("X", "A", objects=("vessels",)))
    assert not found.obligations
    assert [(u.actor, "does not say where" in u.why) for u in found.unknown] == [("B", True)]


UNPROVOKED = library(
    agreement("t", "A", "B", provisions=[provision(trigger=trigger(unprovoked=True))]),
    positions=(Position("V", "statehood", "land", False, Spell("1900"), "a decree"),
               Position("W", "statehood", "land", False, Spell("1900"), "a decree")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("view", "accounts", "verdict"),
    [
        ("V", {"V": True}, "provoked"),
        ("W", {"V": True, "W": False}, "bound"),
        ("W", {"V": True}, "unknown"),
        (None, {"V": True}, "unknown"),
        (None, {"V": True, "W": False}, "unknown"),
        (None, {"W": False}, "bound"),
        ("de-facto", {"V": True}, "unknown"),
    ],
)
def test_who_struck_first_is_told_by_account(view: str | None, accounts: dict[str, bool], verdict: str) -> None:
    act = Act("X", "A", accounts=tuple(Account(*each) for each in accounts.items()))
    found = solved(UNPROVOKED, act, viewpoint=view)
    assert bool(found.obligations) is (verdict == "bound")
    assert [n.failed_code for n in found.not_bound] == (["provoked"] if verdict == "provoked" else [])
    assert [("account of V" in u.why) for u in found.unknown] == ([True] if verdict == "unknown" else [])


def test_who_strikes_back_later_was_provoked_and_at_the_same_time_was_not() -> None:
    lib = library(agreement("t", "A", "B", provisions=[provision(trigger=trigger(unprovoked=True))]))
    first, back = Act("A", "X"), Act("X", "A")
    assert owed(solved(lib, first, back)) == {("B", "defend", "A", "t", 1)}
    assert owed(solved(lib, back)) == {("B", "defend", "A", "t", 1)}
    after = solved(lib, replace(first, step=1), replace(back, step=2))
    assert not after.obligations
    assert "provoked" in {n.failed_code for n in after.not_bound}
    assert solved(lib, replace(first, step=2), replace(back, step=1)).obligations
    assert solved(lib, replace(first, step=1, kind="threat"), replace(back, step=2)).obligations


def test_each_duty_says_from_which_act_it_comes() -> None:
    lib = library(agreement("ab", "A", "B"), agreement("cd", "C", "D"))
    found = solved(lib, Act("X", "A"), Act("Y", "C"), Act("Y", "A"))
    assert {(o.bearer, o.against, tuple(g.act for g in o.grounds)) for o in found.obligations} == {
        ("B", ("X", "Y"), (0, 2)),
        ("D", ("Y",), (1,)),
    }


def test_a_chain_keeps_to_the_act_that_it_comes_from() -> None:
    """Of two attacks of one attacker only one was unprovoked; the chain that needs that goes by it alone."""
    help_ = trigger(act="performance", protected=["A"], performers=["B"], performing=["defend"], unprovoked=True)
    lib = library(agreement("ab", "A", "B"), agreement("ac", "A", "C", provisions=[provision("2", trigger=help_)]))
    provoked, plain = Act("X", "A", provoked=True), Act("X", "A")
    assert owed(solved(lib, provoked)) == {("B", "defend", "A", "ab", 1)}
    both = {("B", "defend", "A", "ab", 1), ("C", "defend", "A", "ac", 2)}
    assert owed(solved(lib, provoked, plain)) == owed(solved(lib, plain, provoked)) == both


CHAIN = library(agreement("ab", "A", "B"), agreement("bc", "B", "C"), agreement("xy", "X", "Y"))


@pytest.mark.parametrize(
    ("retaliation", "bound"),
    [
        ("none", {"B": 1}),
        ("helpers", {"B": 1, "C": 2}),
        ("both", {"B": 1, "C": 2, "Y": 2, "A": 3, "X": 3}),
    ],
)
def test_retaliation_binds_the_joiner_s_allies_and_the_attacker_s(
    retaliation: Retaliation, bound: dict[str, int]
) -> None:
    found = solved(CHAIN, Act("X", "A"), retaliation=retaliation)
    assert {o.bearer: o.depth for o in reversed(found.obligations)} == bound
    returned = {f.fact for o in found.obligations for f in o.because if "in return" in f.fact}
    assert bool(returned) is (retaliation != "none")


def test_entanglement_stands_apart_and_says_through_whom() -> None:
    lib = library(*(agreement(name, *pair) for name, pair in {
        "ab": "AB", "bc": "BC", "cd": "CD", "xy": "XY", "dx": "DX"}.items()))  # fmt: skip
    plain = solved(lib, Act("X", "A"))
    assert plain.entanglement is None
    found = solved(lib, Act("X", "A"), entanglement=True)
    assert found.obligations == plain.obligations
    told = found.entanglement
    assert told is not None
    drawn = {each.actor: (each.depth, each.through) for each in told.drawn}
    assert drawn["C"] == (2, ("B",))
    assert drawn["Y"] == (2, ("B",))
    assert "D" in told.both_sides
    assert all(len(chain) == max(each.depth for each in told.drawn) for chain in told.longest)


PASSAGE = library(
    agreement("base", "H", "X", provisions=[provision("3", trigger=None, duty="host-forces", obliged=["H"],
                                                      beneficiary=["X"])]),
    agreement("peace", "H", "A", "X", provisions=[provision("9", trigger=None, duty="not-attack", obliged="parties",
                                                            beneficiary="other-parties")]),
    **PLACES,
)  # fmt: skip


def test_passage_names_the_host_and_what_leave_and_no_leave_would_break() -> None:
    (told,) = solved(PASSAGE, Act("X", "A", through=("camp",))).passages
    assert (told.role, told.place, told.host, told.guest) == ("through", "camp", "H", "X")
    assert [(o.bearer, o.duty, o.beneficiary, o.provision) for o in told.hosting] == [
        ("H", "host-forces", "X", Cited("base", "3"))
    ]
    assert told.host_breaks == told.guest_breaks == (Cited("peace", "9"),)


def test_forces_abroad_have_their_host() -> None:
    (told,) = solved(PASSAGE, Act("A", "X", territory="camp", objects=("forces",))).passages
    assert (told.role, told.host, told.guest, len(told.hosting)) == ("stationed", "H", "X", 1)
    assert not solved(PASSAGE, Act("X", "A", territory="isle", objects=("forces",))).passages


def test_whose_leave_counts_depends_on_the_viewpoint() -> None:
    lib = replace(
        PASSAGE,
        territories=(ISLE,),
        positions=(Position("X", "part-of", "camp", True, Spell("1900"), "a decree", of="H"),),
        control=(Control("camp", "A", Spell("1900"), "a report"),),
    )
    hosts = {
        view: [p.host for p in solved(lib, Act("X", "Q", through=("camp",)), viewpoint=view).passages]
        for view in ("X", "de-facto", None)
    }
    assert hosts == {"X": ["H"], "de-facto": ["A"], None: []}


def test_a_host_that_has_left_hosts_no_longer() -> None:
    parties = [{"actors": ["H"], "end": "2010-01-01", "source": "text"}, {"actors": ["X"], "source": "text"}]
    base = provision("3", trigger=None, duty="host-forces", obliged=["H"], beneficiary=["X"])
    lib = library(agreement("base", "H", "X", parties=parties, provisions=[base]), **PLACES)
    (told,) = solved(lib, Act("X", "A", through=("camp",))).passages
    assert told.hosting == ()


def test_conflicts_say_of_what_kind_they_are() -> None:
    neutral = provision("7", trigger=None, duty="stay-neutral", obliged=["B"], beneficiary=["X"])
    war = provision(trigger=trigger(act="war"), duty="attack")
    lib = library(
        agreement("ab", "A", "B"),
        agreement("bx", "B", "X", provisions=[neutral]),
        agreement("cx", "C", "X", provisions=[war]),
        agreement("ac", "A", "C"),
        agreement("xa", "X", "A", provisions=[provision("1", trigger=None, duty="not-attack", obliged="parties",
                                                        beneficiary="other-parties")]),
    )  # fmt: skip
    found = solved(lib, Act("X", "A"))
    kinds = {(c.actor, c.kind) for c in found.conflicts}
    assert {("B", "neutrality"), ("C", "both-sides"), ("X", "own-act")} <= kinds
    assert [c.act for c in found.conflicts if c.kind == "own-act"] == [0]


ALLIED = library(agreement("ab", "A", "B"), agreement("bc", "B", "C"))
ALL = replace(PASSAGE, agreements=(*ALLIED.agreements, *PASSAGE.agreements))
RICH = solve(ALL, Situation((Act("X", "A", through=("camp",)),), DAY, retaliation="helpers", entanglement=True))


def _changed(found: Answer) -> dict[str, Answer]:
    passage = found.passages[0]
    told = found.entanglement
    assert told is not None
    ground = found.obligations[-1].grounds[0]
    last = found.obligations[-1]
    return {
        "host": replace(found, passages=(replace(passage, host="A"),)),
        "no hosting": replace(found, passages=(replace(passage, hosting=(last,)),)),
        "broken": replace(found, passages=(replace(passage, host_breaks=(Cited("ab", "1"),)),)),
        "no such act": replace(found, passages=(replace(passage, act=3),)),
        "role": replace(found, passages=(replace(passage, role="stationed"),)),
        "own act": replace(found, conflicts=(replace(found.conflicts[-1], act=7),)),
        "drawn": replace(found, entanglement=replace(told, drawn=(replace(told.drawn[0], actor="Z"),))),
        "chain": replace(found, entanglement=replace(told, drawn=(replace(told.drawn[0], chain=(1, 0)),))),
        "longest": replace(found, entanglement=replace(told, longest=(("C", "B"),))),
        "both": replace(found, entanglement=replace(told, both_sides=("B",))),
        "no retaliation": replace(found, situation=replace(found.situation, retaliation="none")),
        "ground": replace(
            found, obligations=(*found.obligations[:-1], replace(last, grounds=(replace(ground, victim="A"),)))
        ),
        "act": replace(found, obligations=(*found.obligations[:-1], replace(last, grounds=(replace(ground, act=4),)))),
        "unheld": replace(found, situation=replace(found.situation, acts=(Act("Q", "A"),))),
    }


@pytest.mark.parametrize("name", sorted(_changed(RICH)))
def test_a_changed_answer_is_found_out(name: str) -> None:
    assert check(RICH, ALL) == ()
    assert check(_changed(RICH)[name], ALL)
