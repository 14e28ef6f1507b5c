"""Any text is read without an exception, every span is exact, and paragraphs guard each other from stray marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.documents.clearing import clear
from foedus.model.documents import Document
from foedus.reading.statements import Attributions
from foedus.reading.statements.acts import trimmed
from foedus.reading.statements.quotations import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

pytestmark = pytest.mark.slow

Read = Callable[[str], Attributions]
Tokenizer = Callable[[str], "Doc"]

PIECES = st.sampled_from(
    ["Lukashenko", "said", "told", "reporters", "that", "the army", "would stay", ",", ".", ":", "“", "”", '"', "'",
     "‘", "’", "«", "»", "according to", "Georgia", "\n", "\n\n", "he", "added", "and", "–", "(", ")", "Q:", "A:",
     "Minsk:", "is believed", "to", "leave", "citing", "Izvestia", "urged", "condemned", "the deal", "…", "\u202b",
     "\u00a0", "?", "!", "— ", "1.", "12.30", "#", "  "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS | st.text(max_size=80))
def test_any_text_is_read_and_every_span_is_exact(read: Read, text: str) -> None:
    attributions = read(text)
    text = clear(text).text
    for statement in attributions.statements:
        previous = 0
        for low, high in sorted(statement.content):
            assert previous <= low < high <= len(text)
            previous = low
            assert text[low:high].strip() == text[low:high] or statement.form == "interview"
        for piece in (statement.speaker, statement.cue, *statement.via):
            assert piece is None or text[piece.start : piece.end] == piece.text
        if statement.speaker is not None:
            assert statement.speaker.actor
        low, high = statement.content[0]
        inside = attributions.innermost(low, high)
        assert inside is not None
        assert inside.covers(low, high)
    starts = [s.content[0][0] for s in attributions.statements]
    assert starts == sorted(starts)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_trimming_stays_inside_the_span(text: str, one: int, other: int) -> None:
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    found = trimmed(text, low, high)
    assert found is None or low <= found[0] < found[1] <= high


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """What parts a text into words and parses none of it; to make one takes longer than to use it a hundred times."""
    import spacy

    return spacy.blank("en").make_doc


@settings(max_examples=100, deadline=None)
@given(paragraphs=st.lists(TEXTS.map(lambda t: t.replace("\n", " ")), min_size=1, max_size=4))
def test_quotations_keep_to_their_paragraphs(tokenizer: Tokenizer, paragraphs: list[str]) -> None:
    from foedus.reading.page import Page, Passage
    from foedus.reading.page import paragraphs as spans
    from foedus.reading.parse import Parse

    text = "\n\n".join(paragraphs)
    passages = tuple(Passage(i, a, b, Parse.of(tokenizer(text[a:b]), a, i)) for i, (a, b) in enumerate(spans(text)))
    for passage, quotations in zip(passages, find_quotations(Page(Document("test", text), passages)), strict=True):
        for quotation in quotations:
            assert (
                passage.start
                <= quotation.outer_start
                <= quotation.start
                <= quotation.end
                <= quotation.outer_end
                <= passage.end
            )
