"""Labels: the best sequence is lawful and no lawful one is better, and spans say the same as the labels."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.reading.tagger.labels import LABELS, best_labels, spans

SCORES = st.integers(0, 40).flatmap(
    lambda rows: arrays(np.float32, (rows, len(LABELS)), elements=st.floats(-50, 50, width=32))
)


def lawful(labels: list[int]) -> bool:
    """Whether every inside label goes on with a span of its own part."""
    names = ["O", *(LABELS[label] for label in labels)]
    return all(not after.startswith("I-") or before[2:] == after[2:] for before, after in pairwise(names))


@given(SCORES)
def test_the_best_sequence_is_lawful_whatever_the_scores(scores: np.ndarray) -> None:
    found = best_labels(scores)
    assert len(found) == len(scores)
    assert lawful(found)


@given(arrays(np.float64, (4, len(LABELS)), elements=st.floats(-9, 9)))
def test_no_lawful_sequence_is_better(scores: np.ndarray) -> None:
    worth = max(
        sum(scores[at, label] for at, label in enumerate(labels))
        for labels in product(range(len(LABELS)), repeat=len(scores))
        if lawful(list(labels))
    )
    assert np.isclose(sum(scores[at, label] for at, label in enumerate(best_labels(scores))), worth)


@given(SCORES)
def test_spans_cover_what_is_labelled_and_nothing_else(scores: np.ndarray) -> None:
    labels = best_labels(scores)
    told = ["O"] * len(labels)
    for part, first, last in spans(labels):
        told[first:last] = [f"B-{part}", *[f"I-{part}"] * (last - first - 1)]
    assert told == [LABELS[label] for label in labels]
