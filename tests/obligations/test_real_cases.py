"""Questions that history or the news asked, put to the library that foedus carries."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.library import Library, load_library
from foedus.model.answers import Answer
from foedus.obligations.checker import check
from treaties import ask


@pytest.fixture(scope="module")
def law() -> Library:
    return load_library()


def bearers(found: Answer, agreement: str, duty: str = "defend") -> set[str]:
    return {
        o.bearer for o in found.obligations if o.duty == duty and o.provision and o.provision.agreement == agreement
    }


def failed(found: Answer, actor: str, agreement: str) -> list[str]:
    return [
        n.failed_code
        for n in found.not_bound
        if n.actor == actor and n.provision and n.provision.agreement == agreement
    ]


def test_an_attack_on_russia_through_belarus_binds_belarus_by_article_4(law: Library) -> None:
    found = ask(law, "any", "RUS", date(2021, 9, 1), through=("BLR",))
    (owed,) = [
        o
        for o in found.obligations
        if o.bearer == "BLR" and o.duty == "defend" and o.provision and o.provision.agreement == "cst-1992"
    ]
    assert (owed.duty, owed.depth, owed.in_force_since) == ("defend", 1, "1994-04-20")
    kinds = {fact.kind for fact in owed.because}
    assert {"in-force", "party", "wording", "act", "place", "request"} <= kinds


def test_article_4_asks_for_a_request_since_19_december_2012_only(law: Library) -> None:
    def asks(day: date) -> bool:
        found = ask(law, "any", "KAZ", day)
        (owed,) = [
            o
            for o in found.obligations
            if o.bearer == "RUS" and o.provision and (o.provision.agreement, o.provision.article) == ("cst-1992", "4")
        ]
        return any(fact.kind == "request" for fact in owed.because)

    assert not asks(date(2012, 12, 18))
    assert asks(date(2012, 12, 19))


def test_nothing_binds_belarus_to_south_ossetia(law: Library) -> None:
    for view in (None, "RUS", "BLR", "south-ossetia", "GEO", "de-facto"):
        found = ask(law, "GEO", "south-ossetia", date(2022, 2, 20), viewpoint=view, ask=("BLR",))
        assert not [o for o in found.obligations if o.bearer == "BLR"]
        assert not [u for u in found.unknown if u.actor == "BLR"]
        if view in (None, "RUS"):
            assert "not-party" in failed(found, "BLR", "cst-1992")


def test_russia_is_bound_to_south_ossetia_in_its_own_eyes_and_not_in_georgia_s(law: Library) -> None:
    own = ask(law, "GEO", "south-ossetia", date(2022, 2, 20), viewpoint="RUS")
    (owed,) = [
        o
        for o in own.obligations
        if o.provision and (o.provision.agreement, o.provision.article) == ("ru-so-friendship-2008", "4")
    ]
    assert (owed.bearer, owed.in_force_since) == ("RUS", "2009-01-20")
    assert {"GEO", "USA"} <= set(owed.disputed_by)
    georgian = ask(law, "GEO", "south-ossetia", date(2022, 2, 20), viewpoint="GEO")
    assert not georgian.obligations
    assert set(failed(georgian, "RUS", "ru-so-friendship-2008")) == {"rejected"}
    belarusian = ask(law, "GEO", "south-ossetia", date(2022, 2, 20), viewpoint="BLR")
    assert not bearers(belarusian, "ru-so-friendship-2008")


def test_the_treaty_was_not_yet_in_force_in_august_2008(law: Library) -> None:
    found = ask(law, "GEO", "south-ossetia", date(2008, 8, 8), viewpoint="RUS")
    assert "RUS" not in {o.bearer for o in found.obligations if o.duty == "defend"}
    assert failed(found, "RUS", "ru-so-friendship-2008") == ["not-in-force"]


def test_finland_before_and_after_the_north_atlantic_treaty(law: Library) -> None:
    before, after = (ask(law, "RUS", "FIN", day) for day in (date(2023, 4, 3), date(2023, 4, 4)))
    assert not bearers(before, "north-atlantic-1949")
    assert len(bearers(after, "north-atlantic-1949")) == 30
    assert {
        o.in_force_since for o in after.obligations if o.provision and o.provision.agreement == "north-atlantic-1949"
    } == {"2023-04-04"}


def test_hawaii_lies_outside_article_6(law: Library) -> None:
    found = ask(law, "PRK", "USA", date(2024, 6, 1), territory="hawaii")
    assert not bearers(found, "north-atlantic-1949")
    assert failed(found, "CAN", "north-atlantic-1949") == ["out-of-region"]
    assert "AUS" in bearers(found, "anzus-1951")


def test_assurances_are_no_guarantee_and_the_attacker_breaks_its_own(law: Library) -> None:
    found = ask(law, "RUS", "UKR", date(2022, 2, 24))
    assert {"USA", "GBR"} <= bearers(found, "budapest-1994", "consult")
    assert not {o.bearer for o in found.obligations if o.duty in ("defend", "aid")}
    broken = [c for c in found.conflicts if c.actor == "RUS" and not c.obligations]
    assert "budapest-1994" in {each.agreement for conflict in broken for each in conflict.others}


def test_the_soviet_duty_of_1935_hangs_on_french_help(law: Library) -> None:
    found = ask(law, "DEU", "CSK", date(1938, 9, 28))
    (soviet,) = [o for o in found.obligations if o.bearer == "SUN" and o.duty == "defend"]
    assert soviet.depth == 2
    assert {found.obligations[i].bearer for i in soviet.after} == {"FRA"}


def test_italy_is_not_bound_to_one_who_struck_first(law: Library) -> None:
    found = ask(law, "FRA", "DEU", date(1914, 8, 3), provoked=True)
    assert "ITA" not in {o.bearer for o in found.obligations if o.duty == "defend"}
    assert "provoked" in failed(found, "ITA", "triple-alliance-1882")


@pytest.mark.shared
def test_researched_scenarios_come_out(law: Library, shared: Path) -> None:
    cases = yaml.safe_load((shared / "facts" / "scenarios.yaml").read_text(encoding="utf-8"))
    wrong = {case["id"]: trouble for case in cases if (trouble := _trouble(law, case))}
    assert not wrong
    assert len(cases) >= 20


def _trouble(law: Library, case: dict[str, Any]) -> list[str]:
    q = case["question"]
    found = ask(
        law,
        q["attacker"],
        q["target"],
        date.fromisoformat(str(q["on"])),
        territory=q.get("territory"),
        through=tuple(q.get("through") or ()),
        viewpoint=q.get("viewpoint"),
        provoked=bool(q.get("provoked")),
    )
    have = {(o.bearer.lower(), o.duty, o.depth) for o in found.obligations}
    must = {(m["bearer"].lower(), m.get("duty", "defend"), m.get("depth", 1)) for m in case.get("must") or []}
    allowed = must | {(m["bearer"].lower(), m.get("duty", "defend"), 1) for m in case.get("may") or []}
    forbidden = {(n["actor"].lower(), "defend", 1) for n in case.get("must_not") or []} - allowed
    return [f"missing {m}" for m in must - have] + [f"extra {n}" for n in forbidden & have] + list(check(found, law))
