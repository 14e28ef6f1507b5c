"""Cases beside the agreements: every one of the library holds, and one that does not says what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.desk import Desk, try_cases
from foedus.library import load_library
from foedus.model.agreements import Agreement

AGREEMENTS = load_library().agreements
CASES = [(agreement.id, sentence) for agreement in AGREEMENTS for sentence in agreement.cases]
PACT = "ru-so-friendship-2008"


def failures(desk: Desk, agreement: str, sentence: str) -> tuple[str, ...]:
    """What does not hold of a case."""
    (result,) = try_cases(desk, replace(desk.library.agreement[agreement], cases=(sentence,)))
    assert result.holds == (not result.failures)
    return result.failures


@pytest.mark.slow  # some six hundred of them
@pytest.mark.parametrize(("agreement", "sentence"), CASES)
def test_what_the_library_says_of_its_agreements_holds(desk: Desk, agreement: str, sentence: str) -> None:
    assert failures(desk, agreement, sentence) == ()


@pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda agreement: agreement.id)
def test_every_agreement_says_when_it_binds_and_when_it_does_not(agreement: Agreement) -> None:
    if agreement.universal:
        pytest.skip("answers say of an agreement of everybody only what clashes with it, so no case can be put")
    assert len(agreement.cases) >= 2
    assert any("is not bound" in case for case in agreement.cases)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("If Georgia attacks South Ossetia on 2022-02-20, Belarus must defend South Ossetia.", "BLR is not bound to"),
        (
            "If Georgia attacks South Ossetia on 2022-02-20, Russia is not bound under article 4.",
            "RUS is bound to defend",
        ),
        ("If Georgia attacks South Ossetia on 2022-02-20, Russia must defend South Ossetia at depth 2.", "at depth 1"),
        ("If Georgia attacks South Ossetia on 2022-02-20, Russia may be bound.", "RUS is bound to"),
        ("Seen by Georgia, if Georgia attacks South Ossetia on 2022-02-20, Russia is not bound: provoked.", "rejected"),
        ("If Georgia attacks South Ossetia on 2022-02-20, Peru is not bound.", "does not say that PER is not bound"),
        ("If Georgia attacks South Ossetia on 2022-02-30, Russia must defend South Ossetia.", "2022-02-30"),
        ("If Atlantis attacks South Ossetia on 2022-02-20, Russia must defend South Ossetia.", "Atlantis"),
        (
            "If Georgia attacks the forces of Russia in Peru on 2010-06-01, Peru must host the forces of Russia.",
            "PER is not bound to host the forces of RUS",
        ),
        ("If Georgia attacks South Ossetia on 2022-02-20, Georgia breaks article 4.", "GEO does not break article 4"),
        (
            "If Georgia attacks South Ossetia through Peru on 2022-02-20, Peru would break article 4 by passing.",
            "PER does not break article 4",
        ),
        (
            "If Georgia attacks South Ossetia, then South Ossetia strikes Georgia on 2022-02-20, Peru is not bound.",
            "not an act",
        ),
        (
            "If Georgia attacks South Ossetia on 2022-02-20, given 4, Russia must defend South Ossetia.",
            "no condition '4'",
        ),
        ("Russia must defend South Ossetia.", "not a case"),
        ("If Georgia attacks South Ossetia on 2022-02-20, Russia should do something.", "not an outcome"),
    ],
)
def test_a_case_that_does_not_hold_says_why(desk: Desk, sentence: str, reason: str) -> None:
    (told,) = failures(desk, PACT, sentence)
    assert reason in told


def test_several_outcomes_of_one_attack_are_tried_each(desk: Desk) -> None:
    sentence = (
        "If Georgia attacks South Ossetia on 2022-02-20, Russia must defend South Ossetia; Belarus must help Georgia"
    )
    assert len(failures(desk, PACT, sentence)) == 1


def test_what_the_library_does_not_know_may_bind(desk: Desk) -> None:
    sentence = "If Georgia attacks South Ossetia on 2050-02-20, Russia may be bound under article 4."
    assert failures(desk, PACT, sentence) == ()


def test_an_act_of_a_case_may_have_a_day_of_its_own(desk: Desk) -> None:
    acts = "If Russia attacks Austria-Hungary on 1914-08-01, then Russia attacks Germany on 1914-08-03"
    owed = "ottoman-empire must fight for Germany under article 2"
    assert failures(desk, "de-tr-1914", f"{acts}, {owed}; on 1914-08-01 ottoman-empire is not bound.") == ()
    assert failures(desk, "de-tr-1914", f"{acts}, on 1914-08-01 {owed}.") != ()
    (wrong,) = failures(desk, "de-tr-1914", f"{acts}, on 1914-08-02 {owed}.")
    assert wrong == "no act is on 1914-08-02; outcomes are of 1914-08-01, 1914-08-03"
    undated = acts.replace(" on 1914-08-01", "").replace("08-03", "08-01")
    (early,) = failures(desk, "de-tr-1914", f"{undated}, {owed}.")
    assert "ottoman-empire is not bound" in early
