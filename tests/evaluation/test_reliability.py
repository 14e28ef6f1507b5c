"""Reliability: what was said to be likely against what was right, and what thresholds keep."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.evaluation.reliability import bins, calibration_error, trades

claims = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(claims, st.integers(1, 12))
def test_bins_hold_every_claim_in_rising_order(told: list[tuple[float, bool]], count: int) -> None:
    found = bins(told, count)
    assert sum(each.claims for each in found) == len(told)
    assert [each.said for each in found] == sorted(each.said for each in found)
    assert max(each.claims for each in found) - min(each.claims for each in found) <= 1


def test_what_means_what_it_says_has_no_error_and_the_boastful_has_much() -> None:
    honest = [(0.5, n % 2 == 0) for n in range(80)]
    assert calibration_error(honest) == 0.0
    assert calibration_error([(1.0, False)] * 10) == 1.0
    assert calibration_error([]) is None


@given(claims, st.integers(1, 100))
def test_a_higher_threshold_keeps_fewer_and_finds_no_more(told: list[tuple[float, bool]], annotated: int) -> None:
    found = trades(told, annotated, (0.0, 0.3, 0.6, 0.9))
    assert found[0].kept == len(told)
    assert [each.kept for each in found] == sorted((each.kept for each in found), reverse=True)
    recalls = [each.recall or 0.0 for each in found]
    assert recalls == sorted(recalls, reverse=True)


def test_a_trade_in_figures() -> None:
    loose, strict, none = trades([(0.9, True), (0.8, True), (0.3, False)], 4, (0.0, 0.5, 1.0))
    assert (loose.precision, loose.recall) == (2 / 3, 0.5)
    assert (strict.kept, strict.precision, strict.f1) == (2, 1.0, 2 / 3)
    assert (none.kept, none.precision, none.f1) == (0, None, None)
