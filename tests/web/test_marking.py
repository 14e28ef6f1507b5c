"""Articles cut at their highlights: no character is lost, none is shown under what does not cover it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.web.marking import Span, paragraphs, stretches

TEXTS = st.text(alphabet=st.sampled_from("ab \n\r\u2028é\U0001f600"), max_size=60)
SPANS = st.lists(
    st.builds(Span, st.integers(-5, 70), st.integers(-5, 70), st.sampled_from("xy"), st.sampled_from("pq"))
)


@given(TEXTS, SPANS)
def test_stretches_are_the_text_and_each_is_under_what_covers_it(text: str, spans: list[Span]) -> None:
    found = stretches(text, spans)
    assert "".join(stretch.text for stretch in found) == text
    for stretch in found:
        first, last = stretch.start, stretch.start + len(stretch.text)
        assert text[first:last] == stretch.text
        whole = [span for span in spans if span.start <= first and last <= span.end and span.start < span.end]
        assert sorted(stretch.spans, key=repr) == sorted(whole, key=repr)


@given(TEXTS, SPANS)
def test_paragraphs_lose_only_line_ends_and_blank_lines(text: str, spans: list[Span]) -> None:
    found = ["".join(stretch.text for stretch in line) for line in paragraphs(stretches(text, spans))]
    assert found == [line for line in text.splitlines() if line.strip()]
