"""The labels of pieces and the best lawful sequence of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABELS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
"""One flat layer: no piece is of two spans, for only the outermost attributions are told apart."""

PARTS = ("content", "cue", "source")
NEVER = -1e9


def begins(part: str) -> int:
    """The label of a span's first piece.

    >>> begins("cue")
    3
    """
    return LABELS.index(f"B-{part}")


def _lawful() -> NDArray[np.float64]:
    """Scores of one label after another: an inside label only follows a label of its own part."""
    scores = np.zeros((len(LABELS), len(LABELS)))
    for to, label in enumerate(LABELS):
        if label.startswith("I-"):
            for before, other in enumerate(LABELS):
                if other[2:] != label[2:]:
                    scores[before, to] = NEVER
    return scores


_STEPS = _lawful()
_FIRST = np.array([NEVER if label.startswith("I-") else 0.0 for label in LABELS])


def best_labels(scores: NDArray[np.floating]) -> list[int]:
    """The lawful sequence of labels with the highest sum of scores (Viterbi 1967), one for each row.

    >>> best_labels(np.array([[0, 1, 2, 0, 0, 0, 0.0], [0, 0, 3, 0, 0, 0, 0]]))
    [1, 2]
    """
    if not len(scores):
        return []
    total = scores[0] + _FIRST
    came: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = total[:, None] + _STEPS
        best = paths.argmax(axis=0)
        came.append(best)
        total = paths[best, np.arange(len(LABELS))] + row
    path = [int(total.argmax())]
    for best in reversed(came):
        path.append(int(best[path[-1]]))
    return path[::-1]


def spans(labels: list[int]) -> list[tuple[str, int, int]]:
    """The runs of a label sequence: part, first piece, and the piece after the last.

    >>> spans([1, 2, 0, 3])
    [('content', 0, 2), ('cue', 3, 4)]
    """
    found: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        name = LABELS[label]
        if name.startswith("B-"):
            found.append((name[2:], at, at + 1))
        elif name != "O":
            part, start, _ = found[-1]
            found[-1] = (part, start, at + 1)
    return found
