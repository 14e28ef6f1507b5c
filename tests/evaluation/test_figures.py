"""Figures: they add up over documents, and their intervals tell how far a few texts can be trusted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evaluation import Part, figures, part_of
from foedus.evaluation.counts import Counts, Key
from foedus.evaluation.pairing import Pair, paired
from foedus.model.problems import UsageError


def counts(gold: int, read: int, right: int) -> Counts:
    return Counter({Key("claims", "office", "gold"): gold, Key("claims", "office", "read"): read,
                    Key("claims", "office", "relaxed"): right, Key("claims", "office", "strict"): right})  # fmt: skip


triples = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(lambda t: counts(t[0], t[1], min(t)))


@given(st.lists(triples, min_size=1, max_size=8))
def test_figures_add_up_and_lie_between_their_bounds(documents: list[Counts]) -> None:
    for figure in figures(documents, times=50):
        total = sum(each[Key("claims", "office", "gold")] for each in documents)
        assert figure.gold == total
        assert figure.value is None or 0 <= figure.value <= 1
        if figure.low is not None and figure.high is not None:
            assert 0 <= figure.low <= figure.high <= 1


def test_equal_documents_leave_no_doubt_and_one_document_tells_nothing_beyond_itself() -> None:
    sure = figures([counts(4, 4, 3)] * 5, times=100)[0]
    assert sure.low == sure.high == sure.value == 0.75
    alone = figures([counts(4, 4, 3)], times=100)[0]
    assert (alone.low, alone.high) == (None, None)


def test_intervals_are_drawn_alike_every_time_and_hold_the_value() -> None:
    documents = [counts(5, 6, n % 5) for n in range(12)]
    one, other = (figures(documents, seed=7, times=200)[0] for _ in range(2))
    assert one == other
    assert one.low is not None
    assert one.high is not None
    assert one.value is not None
    assert one.low < one.value < one.high


pairs = st.lists(st.builds(Pair, st.booleans(), st.floats(-1, 0), st.integers(0, 4), st.integers(0, 4)), max_size=25)


@given(pairs)
def test_pairing_is_one_to_one_and_leaves_no_pair_that_could_still_be_made(drawn: list[Pair]) -> None:
    found = paired(drawn)
    assert len(set(found.values())) == len(found)
    assert all(pair.annotated in found or pair.read in found.values() for pair in drawn)
    assert all(any((p.annotated, p.read) == pair for p in drawn) for pair in found.items())


def test_a_part_stays_where_it_is_and_is_about_as_large_as_asked_for() -> None:
    third = Part.of("1/3")
    names = [f"text-{n}.txt" for n in range(3000)]
    held = {name for name in names if part_of(name, third) == "held"}
    assert 900 < len(held) < 1100
    assert held <= {name for name in names if part_of(name, Part.of("2/3")) == "held"}


@pytest.mark.parametrize("words", ["3/1", "0/3", "1/1", "third", "1/3/5", "1/-2", ""])
def test_a_part_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="such as 1/3"):
        Part.of(words)
