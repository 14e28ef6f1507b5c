"""From the scores of pieces to attributions: spans by the best lawful labels, joined by where each points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.reading.tagger.labels import NEVER, begins, best_labels, spans
from foedus.reading.tagger.windows import NOTHING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.reading.tagger.windows import Window

Spans = tuple[tuple[int, int], ...]
_CONTENT = slice(begins("content"), begins("content") + 2)


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution that the tagger sees: spans of the text, none resolved to anybody.

    content: what is said; cue: the words that show it, None where none does; source: who says it, None where the text
    hides it.
    sure: the probability of being said that the network gives the content's pieces, on average.
    """

    content: Spans
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    sure: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of one window: arrays of one row a piece.

    labels: a score for each label; asks and answers: for each of the pointers (content to cue, cue to source), what a
    piece looks for and what it offers; nobody: the score of pointing at nothing.
    """

    labels: NDArray[np.floating]
    asks: tuple[NDArray[np.floating], NDArray[np.floating]]
    answers: tuple[NDArray[np.floating], NDArray[np.floating]]
    nobody: tuple[NDArray[np.floating], NDArray[np.floating]]


def attributions(window: Window, scores: Scores, biases: NDArray[np.floating]) -> list[Tagged]:
    """The attributions of a window in the order of their contents.

    biases: added to each label's scores; they trade precision for recall and are tuned on development data.
    A cue that no content points to is dropped; contents that point to one cue are one attribution's.
    """
    rows = scores.labels + biases
    # A separator is nobody's, so that no span is without characters, and none reaches into the next paragraph.
    rows[[at for at, offsets in enumerate(window.offsets) if offsets == NOTHING], 1:] = NEVER
    found = spans(best_labels(rows))
    contents, cues, sources = (
        [(a, b) for part, a, b in found if part == want] for want in ("content", "cue", "source")
    )
    if not contents:
        return []
    chances = _chances(rows)
    said_by: dict[int | None, list[tuple[int, int]]] = {}
    for content in contents:
        said_by.setdefault(_target(content, cues, scores, 0), []).append(content)
    made = [_tagged(window, (content,), None, None, chances) for content in said_by.pop(None, [])]
    for at, mine in said_by.items():
        cue = cues[at or 0]
        speaker = _target(cue, sources, scores, 1)
        made.append(_tagged(window, mine, cue, None if speaker is None else sources[speaker], chances))
    return sorted(made, key=lambda tagged: tagged.content)


def _tagged(
    window: Window,
    contents: Sequence[tuple[int, int]],
    cue: tuple[int, int] | None,
    source: tuple[int, int] | None,
    chances: NDArray[np.floating],
) -> Tagged:
    said = tuple(_characters(window, content) for content in contents)
    sure = float(np.mean([chances[first:last].mean() for first, last in contents]))
    return Tagged(said, cue and _characters(window, cue), source and _characters(window, source), sure)


def _chances(rows: NDArray[np.floating]) -> NDArray[np.floating]:
    """The probability of each piece to be content."""
    odds = np.exp(rows - rows.max(axis=1, keepdims=True))
    chances: NDArray[np.floating] = odds[:, _CONTENT].sum(axis=1) / odds.sum(axis=1)
    return chances


def _target(asker: tuple[int, int], offered: list[tuple[int, int]], scores: Scores, pointer: int) -> int | None:
    """Which of the offered spans the asker points to; None where it points to nobody."""
    if not offered:
        return None
    values = scores.answers[pointer][[first for first, _ in offered]] @ scores.asks[pointer][asker[0]]
    best = int(values.argmax())
    return best if values[best] > float(scores.nobody[pointer][asker[0]]) else None


def _characters(window: Window, span: tuple[int, int]) -> tuple[int, int]:
    """The characters that a span of pieces covers."""
    return window.offsets[span[0]][0], window.offsets[span[1] - 1][1]
