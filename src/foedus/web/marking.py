"""An article cut where its highlights begin and end, so that overlapping evidence can be shown.

Pure: spans of characters in, stretches of text out, whose texts together are the article again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Characters from start to end that are worth showing: evidence of a claim, a loaded term, boilerplate.

    kind: what the stretch is shown as; of: the id of what it belongs to; note: the id of what explains it.
    """

    start: int
    end: int
    kind: str
    of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text under the same spans from its first character to its last."""

    start: int
    text: str
    spans: tuple[Span, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it is shown as, each once, in the order of the spans."""
        return tuple(dict.fromkeys(span.kind for span in self.spans))

    @property
    def of(self) -> tuple[str, ...]:
        """The ids of what it belongs to, each once."""
        return tuple(dict.fromkeys(span.of for span in self.spans if span.of))

    @property
    def note(self) -> str:
        """The id of what explains it; of several the first."""
        return next((span.note for span in self.spans if span.note), "")


def stretches(text: str, spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """The text cut at every end of a span; spans that reach out of it are shown as far as they are in it.

    >>> [(s.text, s.of) for s in stretches("Minsk denied it.", [Span(0, 5, "x", "a"), Span(0, 12, "x", "b")])]
    [('Minsk', ('a', 'b')), (' denied', ('b',)), (' it.', ())]
    """
    inside = sorted(
        (span for span in spans if span.start < span.end and span.start < len(text) and span.end > 0),
        key=lambda span: (span.start, span.end, span.kind, span.of),
    )
    cuts = sorted({0, len(text)} | {min(max(at, 0), len(text)) for span in inside for at in (span.start, span.end)})
    found: list[Stretch] = []
    open_: list[Span] = []
    waiting = iter((*inside, None))
    following = next(waiting)
    for low, high in pairwise(cuts):
        while following is not None and following.start <= low:
            open_.append(following)
            following = next(waiting)
        open_ = [span for span in open_ if span.end > low]
        found.append(Stretch(low, text[low:high], tuple(open_)))
    return tuple(found)


def paragraphs(cut: Sequence[Stretch]) -> tuple[tuple[Stretch, ...], ...]:
    """The stretches by lines of the text, without the line ends; blank lines are left out.

    >>> [[s.text for s in line] for line in paragraphs(stretches("One.\\n\\nTwo.", [Span(2, 8, "x")]))]
    [['On', 'e.'], ['Tw', 'o.']]
    """
    lines: list[list[Stretch]] = [[]]
    for stretch in cut:
        at = stretch.start
        for piece in stretch.text.splitlines(keepends=True):
            words = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            if words:
                lines[-1].append(Stretch(at, words, stretch.spans))
            if words != piece:
                lines.append([])
            at += len(piece)
    return tuple(tuple(line) for line in lines if any(stretch.text.strip() for stretch in line))
