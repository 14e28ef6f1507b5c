"""Learning confidence: what a feature truly costs is found again, and no text's claims judge themselves."""

from __future__ import annotations

import random
import runpy
from pathlib import Path
from typing import Any

import pytest

from foedus.evaluation.reliability import calibration_error

SCRIPT = runpy.run_path(str(Path(__file__).resolve().parents[2] / "scripts" / "calibration.py"))
Example, learn, crossed = SCRIPT["Example"], SCRIPT["learn"], SCRIPT["crossed"]


@pytest.fixture(scope="module")
def drawn() -> list[Any]:
    """Claims of which those with a pronoun are right in four of ten, the others in nine of ten."""
    draw = random.Random(5)  # noqa: S311
    found = []
    for number in range(4000):
        described = draw.random() < 0.5
        right = draw.random() < (0.4 if described else 0.9)
        found.append(
            Example(f"text {number % 50}", {"described": float(described), "long": draw.random()}, right, True)
        )
    return found


def test_what_costs_is_found_and_what_does_not_is_next_to_nothing(drawn: list[Any]) -> None:
    model = learn(drawn)
    assert model.weights["described"] == pytest.approx(-2.6, abs=0.3)  # ln(0.4/0.6) - ln(0.9/0.1)
    assert abs(model.weights["long"]) < 0.3
    assert "seen" not in model.weights


def test_confidence_from_other_texts_means_what_it_says(drawn: list[Any]) -> None:
    told = list(zip(crossed(drawn), (each.right for each in drawn), strict=True))
    error = calibration_error(told)
    assert error is not None
    assert error < 0.03


def test_texts_by_others_have_a_difference_of_their_own(drawn: list[Any]) -> None:
    worse = [Example(f"other {n}", {"described": 0.0, "long": 0.5}, n % 2 == 0, False) for n in range(400)]
    model = learn([*drawn, *worse])
    assert model.weights["seen"] == pytest.approx(2.2, abs=0.4)  # from half right to nine of ten
