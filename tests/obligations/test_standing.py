"""Duties that no attack sets off, held against the library's agreements."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.library import Library, load_library
from foedus.obligations.standing import Standing, standing
from foedus.world import compile_world


@pytest.fixture(scope="module")
def held() -> Library:
    return load_library()


def ask(held: Library, duty: str, debtor: str, beneficiary: str, day: date, viewpoint: str | None = None) -> Standing:
    return standing(compile_world(held, day, viewpoint), debtor, beneficiary, duty)


def test_a_standing_duty_in_force_binds_with_facts_and_sources(held: Library) -> None:
    found = ask(held, "host-forces", "south-ossetia", "RUS", date(2022, 2, 20))
    assert found.obligations
    for owed in found.obligations:
        assert (owed.bearer, owed.beneficiary, owed.level, owed.depth) == ("south-ossetia", "RUS", "de-jure", 1)
        assert all(fact.source for fact in owed.because)


def test_nobody_is_bound_before_there_is_a_text(held: Library) -> None:
    found = ask(held, "host-forces", "south-ossetia", "RUS", date(2008, 1, 1))
    assert not found.obligations
    assert "not-in-force" in {case.failed_code for case in found.not_bound}


def test_a_day_within_an_imprecise_start_is_unknown_and_neither_yes_nor_no(held: Library) -> None:
    found = ask(held, "host-forces", "south-ossetia", "RUS", date(2011, 12, 1))
    unknown = {gap.provision.agreement for gap in found.unknown if gap.provision}
    assert unknown
    assert not unknown & {owed.provision.agreement for owed in found.obligations if owed.provision}


def test_an_outsider_is_no_party_and_a_viewpoint_may_reject(held: Library) -> None:
    outsider = ask(held, "host-forces", "BLR", "south-ossetia", date(2022, 2, 20))
    assert "not-party" in {case.failed_code for case in outsider.not_bound}
    rejected = ask(held, "host-forces", "south-ossetia", "RUS", date(2022, 2, 20), "GEO")
    assert not rejected.obligations
    assert "rejected" in {case.failed_code for case in rejected.not_bound}


def test_a_duty_towards_oneself_is_none_though_one_is_a_party(held: Library) -> None:
    found = ask(held, "host-forces", "RUS", "RUS", date(2022, 2, 20))
    assert all(owed.beneficiary == "RUS" for owed in found.obligations)
