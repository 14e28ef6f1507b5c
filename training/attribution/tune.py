"""The biases of decoding: the trade of precision for recall that serves best on texts set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from foedus.reading.tagger import Tagged, Tagger
from foedus.reading.tagger.decoding import Scores, attributions
from foedus.reading.tagger.labels import LABELS
from foedus.reading.tagger.windows import Window, windows
from training.attribution.measure import Agreement, agreement
from training.attribution.records import Text, paragraphs

STEPS = (-1.5, -1.0, -0.5, 0.0, 0.5)


def measure(tagger: Tagger, texts: Sequence[Text]) -> Agreement:
    """How the tagger agrees with gold over some texts."""
    return sum(
        (agreement(text.attributions, tagger.tag(text.text, paragraphs(text.text))) for text in texts), Agreement()
    )


def tuned(tagger: Tagger, texts: Sequence[Text]) -> Tagger:
    """The tagger with the biases, of nothing and of a content's begin, that agree best with the texts' gold."""
    scored = [(text, _scored(tagger, text)) for text in texts]

    def worth(biases: dict[str, float]) -> float:
        row = _row(biases)
        total = Agreement()
        for text, parts in scored:
            found: list[Tagged] = [t for window, scores in parts for t in attributions(window, scores, row)]
            total += agreement(text.attributions, found)
        return total.content_f1 + total.both_f1

    tries = [{"O": o, "B-content": b, "B-source": s} for o, b, s in product(STEPS, STEPS, (0.0, 0.5, 1.0))]
    return replace(tagger, biases=_row(max(tries, key=worth)))


def _row(biases: dict[str, float]) -> np.ndarray:
    return np.array([biases.get(label, 0.0) for label in LABELS])


def _scored(tagger: Tagger, text: Text) -> list[tuple[Window, Scores]]:
    cut = windows(text.text, paragraphs(text.text), tagger.pieces)
    return [(window, tagger.scores(window)) for window in cut]
