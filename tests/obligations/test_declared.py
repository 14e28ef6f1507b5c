"""Declared commitments stand beside those in force, at their own level, with the claim as source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foedus.model.claims import Mention, Quote, make_claim
from foedus.model.situations import Declared
from foedus.obligations.checker import check
from treaties import agreement, ask, library


def said(
    debtor: str = "B",
    beneficiary: str = "A",
    *,
    speaks_for: str | None = "B",
    uttered: str | None = "2020-01-15",
    trigger: dict[str, Any] | None = None,
    **more: Any,
) -> Declared:
    def at(actor: str, start: int) -> Mention:
        return Mention(actor, start, start + len(actor), actor)

    claim = make_claim(
        document="sha256:0",
        statement="statement:0",
        kind="commitment",
        roles={"debtor": [at(debtor, 0)], "beneficiary": [at(beneficiary, 30)], "basis": []},
        attributes={"duty": "defend", "trigger": trigger},
        evidence=[Quote("we defend them", 0, 14)],
        **more,
    )
    return Declared(claim, "a-minister", speaks_for, uttered)


LIBRARY = library(agreement("cd", "C", "D"))
DAY = date(2021, 9, 1)


def test_a_declaration_obliges_at_its_own_level_with_the_claim_as_source() -> None:
    declared = (said(),)
    found = ask(LIBRARY, "X", "A", DAY, declared, basis="both")
    (owed,) = found.obligations
    assert (owed.bearer, owed.level, owed.provision, owed.in_force_since) == ("B", "declared", None, "2020-01-15")
    record = owed.record()
    assert (record["claim"], record["said_by"], record["speaks_for"]) == (declared[0].claim.id, "a-minister", "B")
    assert owed.because[0].source == declared[0].claim.id
    assert check(found, LIBRARY, declared) == ()
    assert check(found, LIBRARY)
    assert check(found, LIBRARY, (said(uttered="2019-01-01"),))


def test_by_the_texts_alone_nothing_is_declared() -> None:
    assert not ask(LIBRARY, "X", "A", DAY, (said(),), basis="text").obligations
    assert not ask(LIBRARY, "X", "C", DAY, (said(),), basis="declared").obligations


@pytest.mark.parametrize(
    ("declared", "why"),
    [
        (said(polarity="negated"), "deny"),
        (said(status="denied"), "deny"),
        (said(status="planned"), "planned"),
        (said(status="possible"), "possible"),
        (said(uttered="2022-01-01"), "said later"),
    ],
)
def test_words_that_commit_nobody(declared: Declared, why: str) -> None:
    found = ask(LIBRARY, "X", "A", DAY, (declared,), basis="declared")
    assert not found.obligations
    assert [(n.actor, n.failed_code, why in n.failed) for n in found.not_bound] == [("B", "no-duty", True)]


@pytest.mark.parametrize("declared", [said(speaks_for=None), said(uttered="2021"), said(uttered=None)])
def test_words_whose_weight_or_day_is_not_known(declared: Declared) -> None:
    found = ask(LIBRARY, "X", "A", DAY, (declared,), basis="declared")
    assert not found.obligations
    assert [u.actor for u in found.unknown] == ["B"]


@pytest.mark.parametrize(
    ("trigger", "attacker", "more", "bound"),
    [
        ({"act": "attack", "on": "A"}, "X", {}, True),
        ({"act": "attack", "on": "C"}, "X", {}, False),
        ({"act": "attack", "on": "A", "through": "B"}, "X", {}, False),
        ({"act": "attack", "on": "A", "through": "B"}, "X", {"through": ("B",)}, True),
        ({"act": "attack", "on": ["A"], "near": {"actor": "B"}}, "X", {"through": ("B",)}, True),
        ({"act": "attack", "from": "Y"}, "X", {}, False),
        ({"act": "attack", "from": "X"}, "X", {}, True),
        (None, "B", {}, False),
    ],
)
def test_a_declaration_s_own_conditions(
    trigger: dict[str, Any] | None, attacker: str, more: dict[str, Any], bound: bool
) -> None:
    found = ask(LIBRARY, attacker, "A", DAY, (said(trigger=trigger, status="conditional"),), basis="declared", **more)
    assert bool(found.obligations) is bound
