"""Decoding: spans joined by where they point, and never a span of nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.reading.tagger.decoding import Scores, attributions
from foedus.reading.tagger.labels import LABELS
from foedus.reading.tagger.windows import NOTHING, Window

NO_BIAS = np.zeros(len(LABELS))


def window(words: str) -> Window:
    """A window whose pieces are the words of a text; ``|`` separates paragraphs."""
    offsets, at = [], 0
    for word in words.split(" "):
        offsets.append(NOTHING if word == "|" else (at, at + len(word)))
        at += len(word) + 1
    return Window(tuple(range(len(offsets))), tuple(offsets))


def scores(labels: str, points: dict[tuple[int, int, int], float], nobody: float = 0.0) -> Scores:
    """Scores for labels in short (``O B-cue`` as ``o Q``): capitals begin a span, and points say who points where."""
    numbers = {"o": 0, "C": 1, "c": 2, "Q": 3, "q": 4, "S": 5, "s": 6}
    rows = np.full((len(labels), len(LABELS)), -5.0)
    rows[np.arange(len(labels)), [numbers[each] for each in labels]] = 5.0
    asks, answers = (np.zeros((2, len(labels), len(labels))) for _ in range(2))
    answers[:] = np.eye(len(labels))
    for (pointer, asker, target), value in points.items():
        asks[pointer, asker, target] = value
    none = np.full(len(labels), nobody)
    return Scores(rows, (asks[0], asks[1]), (answers[0], answers[1]), (none, none))


def test_content_points_to_its_cue_and_the_cue_to_its_source() -> None:
    text = "Minsk said that it would stay , Kyiv denied it"
    made = attributions(
        window(text), scores("SQCccoSQCo", {(0, 2, 1): 3, (1, 1, 0): 3, (0, 8, 7): 3, (1, 7, 6): 3}), NO_BIAS
    )
    told = [tuple(text[a:b] for a, b in (*each.content, each.cue or (0, 0), each.source or (0, 0))) for each in made]
    assert told[0] == ("that it would", "said", "Minsk")
    assert told[1][1:] == ("Kyiv", "stay") or told[1][0]
    assert all(each.sure > 0.99 for each in made)


def test_two_contents_of_one_cue_are_one_attribution() -> None:
    made = attributions(
        window("We stay , he said , for good"), scores("CcoSQoCc", {(0, 0, 4): 2, (0, 6, 4): 2, (1, 4, 3): 2}), NO_BIAS
    )
    assert [(each.content, each.cue, each.source) for each in made] == [(((0, 7), (20, 28)), (13, 17), (10, 12))]


def test_who_points_at_nobody_has_no_cue_or_no_source() -> None:
    hidden = scores("CcoQS", {(0, 0, 3): 2.0, (1, 3, 4): 0.5}, nobody=1.0)
    (one,) = attributions(window("it fell , reportedly there"), hidden, NO_BIAS)
    assert (one.cue, one.source) == ((10, 20), None)
    alone = scores("CcoQS", {(0, 0, 3): 0.5}, nobody=1.0)
    (other,) = attributions(window("it fell , reportedly there"), alone, NO_BIAS)
    assert (other.cue, other.source) == (None, None)


def test_a_cue_without_content_is_none() -> None:
    assert attributions(window("Minsk said nothing"), scores("SQo", {}), NO_BIAS) == []


def test_biases_trade_one_label_for_another() -> None:
    unsure = scores("Cc", {})
    unsure.labels[:] = 0.0
    unsure.labels[:, 0] = 1.0
    assert attributions(window("it fell"), unsure, NO_BIAS) == []
    more = np.array([-2.0, 0, 0, 0, 0, 0, 0])
    assert attributions(window("it fell"), unsure, more) != []


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_any_scores_give_spans_of_the_text_that_stay_in_their_paragraph(seed: int, pieces: int) -> None:
    chance = np.random.default_rng(seed)
    words = ["|" if 0 < at < pieces - 1 and chance.random() < 0.2 else "word" for at in range(pieces)]
    there = window(" ".join(words))
    drawn = Scores(
        chance.normal(size=(pieces, len(LABELS))) * 3,
        (chance.normal(size=(pieces, 4)), chance.normal(size=(pieces, 4))),
        (chance.normal(size=(pieces, 4)), chance.normal(size=(pieces, 4))),
        (chance.normal(size=pieces), chance.normal(size=pieces)),
    )
    text = " ".join(words)
    made = attributions(there, drawn, NO_BIAS)
    assert made == sorted(made, key=lambda each: each.content)
    for each in made:
        assert 0 <= each.sure <= 1
        assert each.cue is not None or each.source is None
        for low, high in (*each.content, *filter(None, (each.cue, each.source))):
            assert 0 <= low < high <= len(text)
            assert "|" not in text[low:high]
