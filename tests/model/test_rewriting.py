"""A rewriting leads every span to what became of it, and back to what it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.model.rewriting import Edit, Rewriting


@st.composite
def rewritings(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("abcd ", max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        (low, high, draw(st.text("xyz", max_size=4)))
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
    ]  # fmt: skip
    return text, edits


@given(rewritings())
def test_what_was_not_touched_is_found_again(given: tuple[str, list[Edit]]) -> None:
    text, edits = given
    rewriting = Rewriting.of(text, edits)
    touched = {at for low, high, _ in edits for at in range(low, high)}
    for at in set(range(len(text))) - touched:
        low, high = rewriting.forth(at, at + 1)
        assert rewriting.text[low:high] == text[at]
        assert rewriting.back(low, high) == (at, at + 1)


@given(rewritings())
def test_what_stands_in_stead_leads_to_what_was_there(given: tuple[str, list[Edit]]) -> None:
    text, edits = given
    rewriting = Rewriting.of(text, edits)
    grown = 0
    for low, high, new in edits:
        start = low + grown
        assert rewriting.text[start : start + len(new)] == new
        if new:
            assert rewriting.back(start, start + len(new)) == (low, high)
        assert rewriting.forth(low, high) == (start, start + len(new))
        grown += len(new) - (high - low)


@given(rewritings(), st.integers(0, 40), st.integers(0, 40))
def test_spans_stay_in_the_texts_and_in_order(given: tuple[str, list[Edit]], one: int, other: int) -> None:
    text, edits = given
    rewriting = Rewriting.of(text, edits)
    low, high = sorted((min(one, len(rewriting.text)), min(other, len(rewriting.text))))
    start, end = rewriting.back(low, high)
    assert 0 <= start <= end <= len(text)
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    start, end = rewriting.forth(low, high)
    assert 0 <= start <= end <= len(rewriting.text)


def test_as_many_characters_for_as_many_lie_on_a_line() -> None:
    rewriting = Rewriting.of("MINSK DENIED IT", [(0, 12, "Minsk denied"), (13, 15, "it")])
    assert rewriting.text == "Minsk denied it"
    assert rewriting.back(6, 9) == (6, 9)
