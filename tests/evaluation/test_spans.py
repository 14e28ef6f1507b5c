"""Annotated words in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.evaluation.spans import hull, likeness, locate, overlap


@given(st.text("ab \n", max_size=12), st.lists(st.text("xyz", min_size=1, max_size=4), min_size=1, max_size=4))
def test_words_are_found_whatever_white_space_parts_them(before: str, words: list[str]) -> None:
    text = before + " \n\t".join(words) + "."
    assert locate(text, " ".join(words)) == (len(before), len(text) - 1)


def test_several_pieces_reach_from_the_first_to_the_last_and_all_have_to_be_there() -> None:
    assert locate("one two three", ("three", "one")) == (0, 13)
    assert locate("one two three", ((0, 3), (4, 7))) == (0, 7)
    assert locate("one two three", ("one", "four")) is None


spans = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda t: (t[0], t[0] + t[1]))


@given(spans, spans)
def test_likeness_is_symmetric_and_one_for_equal_spans_alone(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, other) == 1) == (one == other)
    assert overlap(one, hull([one, other])) == one[1] - one[0]
