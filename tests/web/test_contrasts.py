"""Contradictions with thousands of answers are shown by the best attested, and say how many there are beside."""

from __future__ import annotations

from foedus.desk import Desk
from foedus.ledger.disputes.values import Disagreement, Side
from foedus.web.contrasts import contrasts
from foedus.web.naming import Names
from foedus.web.pinned import Pinned


def test_of_thousands_of_answers_the_best_attested_are_shown() -> None:
    days = [f"20{number // 100:02}-{number % 100 + 1:03}" for number in range(1000)]
    sides = tuple(Side(day, (), (), (f"sha256:{day}",), 3 if day == days[700] else 1) for day in days)
    found = Disagreement("stage-dates", "x", sides, " or ".join(days) + ".", about=("csto", "signed"))
    names = Names(Desk, Pinned())
    (made,) = contrasts([found], {}, {}, names)
    assert len(made.sides) < 20
    assert days[700] in [side.value for side in made.sides]
    assert made.further == 1000 - len(made.sides)
    assert len(made.words) < 1000
    (few,) = contrasts([Disagreement("stage-dates", "x", sides[:2], "one or two.")], {}, {}, names)
    assert (len(few.sides), few.further, few.words) == (2, 0, "one or two")
