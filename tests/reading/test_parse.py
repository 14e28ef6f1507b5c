"""A parse in plain Python says what the pipeline's own says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.reading.parse import Parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

PIECES = (
    "Minsk, which has neither signed nor ratified the pact, was asked by Georgia and the council to leave it.",
    "“Whose troops are these?” Mr. Smith asked –  twice ; nobody (not even Nauru’s envoy) knew.",
    "Signed: Peru, Chile, and Bolivia's U.S. allies. 1,200 soldiers, two ships",
    "A hearing is scheduled on the issue today that the council had asked for.",
    "...",
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join)
WORDS = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_", "like_num",
    "is_punct", "is_stop", "is_alpha", "is_title", "is_space",
)  # fmt: skip
RELATED = ("children", "lefts", "rights", "ancestors", "conjuncts")
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _places(tokens: Any) -> list[int]:
    return [token.i for token in tokens]


@pytest.mark.slow
@given(TEXTS, st.integers(0, 90))
@SLOW
def test_a_token_is_what_the_pipeline_made_of_it(pipeline: Language, text: str, cut: int) -> None:
    doc = pipeline(text[cut:].strip() or ".")
    parse = Parse.of(doc, start=7)
    assert (parse.text, len(parse)) == (doc.text, len(doc))
    for theirs, ours in zip(doc, parse, strict=True):
        assert [getattr(theirs, name) for name in WORDS] == [getattr(ours, name) for name in WORDS]
        assert ours.begin == 7 + theirs.idx
        assert len(ours) == len(theirs)
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(theirs, name).i == getattr(ours, name).i
        for name in RELATED:
            assert _places(getattr(theirs, name)) == _places(getattr(ours, name))
        assert _places(ours.subtree) == sorted(_places(theirs.subtree))
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in parse.ents]


@pytest.mark.slow
@given(TEXTS, st.integers(-9, 99), st.integers(-9, 99))
@SLOW
def test_a_span_is_cut_as_the_pipeline_cuts_it(pipeline: Language, text: str, low: int, high: int) -> None:
    doc = pipeline(text)
    theirs, ours = doc[low:high], Parse.of(doc)[low:high]
    assert (theirs.text, _places(theirs), len(theirs)) == (ours.text, _places(ours), len(ours))
    assert theirs[-2:].text == ours[-2:].text
    if len(ours):
        assert theirs.root.i == ours.root.i
        assert (theirs[0].i, theirs[-1].i) == (ours[0].i, ours[-1].i)
        assert theirs.sent.start == ours.sent.start


@given(TEXTS, st.integers(0, 99), st.integers(1, 30))
@SLOW
def test_characters_are_covered_by_the_tokens_that_they_touch(
    pipeline: Language, text: str, start: int, length: int
) -> None:
    parse = Parse.of(pipeline(text))
    found = parse.covering(start, start + length)
    touched = [t.i for t in parse if t.idx < start + length and start < t.idx + len(t)]
    assert (_places(found) if found else []) == touched


def test_neighbours_are_asked_for_by_steps(parsed: Callable[[str], Parse]) -> None:
    parse = parsed("Minsk signed the pact.")
    assert (parse[1].nbor().text, parse[1].nbor(-1).text, repr(parse[3])) == ("the", "Minsk", "pact")
    assert parse[1].is_ancestor(parse[2])
    assert not parse[2].is_ancestor(parse[1])
    with pytest.raises(IndexError):
        parse[4].nbor()


def test_a_parse_that_was_forgotten_holds_nothing(parsed: Callable[[str], Parse]) -> None:
    import gc
    import weakref

    parse = parsed("Minsk signed the pact with Georgia and left the other one.")
    gone = weakref.ref(parse)
    gc.disable()
    try:
        parse.forget()
        assert len(parse) == 0
        del parse
        assert gone() is None
    finally:
        gc.enable()
