"""The backtest: first days of wars, bonds that they touch, what became of them, and the published wars."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from atop_making import members, row
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.time import Truth
from foedus.panels.backtest import Bond, Outbreak, bonds, joiners, outbreaks, shares
from foedus.panels.provisions import MemberProvision, provisions
from foedus.panels.wars import WarSpell

FRANCE, PRUSSIA, AUSTRIA, RUSSIA, SPAIN = 220, 255, 300, 365, 230


def part(state: int, side: int, start: str, end: str = "1901-12-31", *, began: bool = False) -> WarSpell:
    """A state's part in the one war of these tests."""
    return WarSpell(1, "The War", state, side, began, ((start, end),))


def war(*later: WarSpell) -> tuple[Outbreak, ...]:
    """Prussia attacks Austria on 1 May 1900; others may come in."""
    return outbreaks([part(PRUSSIA, 1, "1900-05-01", began=True), part(AUSTRIA, 2, "1900-05-01"), *later])


def pact(one: int, other: int, **flags: int) -> tuple[MemberProvision, ...]:
    """An alliance of two, with these columns of ATOP's file for both."""
    return provisions(members(*(row(1, state, "1890-01-01", "1910-01-01", **flags) for state in (one, other))))


def test_a_wars_first_day_parts_attackers_targets_and_joiners() -> None:
    (begun,) = war(part(FRANCE, 2, "1900-06-01"), part(RUSSIA, 1, "1901-01-01"))
    assert (begun.day, begun.attackers, begun.targets) == (date(1900, 5, 1), (PRUSSIA,), (AUSTRIA,))
    assert begun.side(FRANCE) == ("targets", date(1900, 6, 1))
    assert begun.side(RUSSIA) == ("attackers", date(1901, 1, 1))
    assert begun.side(SPAIN) is None


def test_a_state_that_changed_sides_is_counted_where_it_began() -> None:
    (begun,) = war(part(FRANCE, 1, "1900-09-01"), part(FRANCE, 2, "1900-06-01", "1900-08-01"))
    assert begun.side(FRANCE) == ("targets", date(1900, 6, 1))
    assert len(begun.joined) == 1


@pytest.mark.parametrize(
    ("flags", "came", "duty", "honoured"),
    [
        ({"defense": 1}, 2, "defend", True),
        ({"defense": 1}, 1, "defend", False),
        ({"defense": 1}, None, "defend", False),
        ({"offense": 1}, 2, "attack", True),
        ({"neutral": 1}, None, "stay-neutral", True),
        ({"neutral": 1}, 1, "stay-neutral", False),
        ({"nonagg": 1}, 1, "not-attack", False),
        ({"nonagg": 1}, 2, "not-attack", True),
        ({"consul": 1}, 2, "consult", None),
    ],
)
def test_whether_a_promise_was_kept(flags: dict[str, int], came: int | None, duty: str, honoured: bool | None) -> None:
    later = () if came is None else (part(FRANCE, came, "1900-06-01"),)
    (bond,) = bonds(war(*later), pact(FRANCE, AUSTRIA, **flags))
    assert (bond.bearer, bond.ally, bond.duty, bond.held) == (FRANCE, AUSTRIA, duty, Truth.YES)
    assert bond.honoured is honoured


def test_defence_is_owed_to_the_one_attacked_offence_to_either() -> None:
    assert bonds(war(), pact(FRANCE, PRUSSIA, defense=1)) == ()
    (bond,) = bonds(war(), pact(FRANCE, PRUSSIA, offense=1))
    assert (bond.ally, bond.outcome) == (PRUSSIA, "out")


def test_an_attacker_that_had_promised_peace_broke_its_word() -> None:
    (bond,) = bonds(war(), pact(PRUSSIA, AUSTRIA, nonagg=1))
    assert (bond.bearer, bond.outcome, bond.honoured) == (PRUSSIA, "against", False)


def test_an_unspecified_condition_leaves_the_bond_unknown() -> None:
    (bond,) = bonds(war(), pact(FRANCE, AUSTRIA, defense=1, defcoadv=1))
    assert bond.held is Truth.UNKNOWN
    sure, unsure = (share for share in shares([bond]) if share.since is None and share.until is None)
    assert (sure.bonds, sure.share) == (0, None)
    assert (unsure.bonds, unsure.honoured, unsure.share) == (1, 0, 0.0)


def test_what_ended_before_the_war_touches_nobody() -> None:
    old = provisions(members(*(row(1, s, "1890-01-01", "1900-04-30", defense=1) for s in (FRANCE, AUSTRIA))))
    assert bonds(war(), old) == ()


def test_joiners_are_told_from_those_who_were_bound_to_join() -> None:
    begun = war(part(FRANCE, 2, "1900-06-01"), part(RUSSIA, 1, "1901-01-01"))
    assert joiners(begun, bonds(begun, pact(FRANCE, AUSTRIA, defense=1))) == (2, 1)


@given(st.lists(st.sampled_from([(FRANCE, 1), (FRANCE, 2), (RUSSIA, 1), (RUSSIA, 2), (SPAIN, 2)]), max_size=5))
def test_eras_add_up_and_no_share_is_beyond_one(came: list[tuple[int, int]]) -> None:
    found: list[Bond] = []
    for ally in (FRANCE, RUSSIA, SPAIN):
        found += bonds(
            war(*(part(s, side, "1900-07-01") for s, side in came)), pact(ally, AUSTRIA, defense=1, nonagg=1)
        )
    told = shares(found)
    for share in told:
        assert 0 <= share.honoured <= share.bonds
    whole = {(s.duty, s.held): s.bonds for s in told if s.since is None and s.until is None}
    eras = {key: sum(s.bonds for s in told if (s.duty, s.held) == key and (s.since or s.until)) for key in whole}
    assert eras == whole


@pytest.mark.shared
def test_the_wars_of_the_field(shared: Path) -> None:
    from foedus.desk.backtesting import backtest

    atop, wars = shared / "data" / "atop" / "atop5_1m.csv", shared / "data" / "cow" / "cow_InterStateWarData_v4.0.csv"
    found = backtest(str(atop), str(wars))
    assert len(found.wars) == 95
    assert not found.problems
    second = {(bond.bearer, bond.ally): bond for bond in found.bonds if bond.war == 139 and bond.duty == "defend"}
    britain = second[200, 290]
    assert (britain.outcome, britain.joined, britain.honoured) == ("with", date(1939, 9, 3), True)
    assert all(share.bonds >= share.honoured for share in found.shares)
