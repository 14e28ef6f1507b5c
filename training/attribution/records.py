"""Annotated texts as examples: windows of pieces with their labels and with where each span points."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.reading.tagger.labels import LABELS, begins
from foedus.reading.tagger.windows import Window, windows

if TYPE_CHECKING:
    from foedus.reading.tagger.pieces import Pieces

Spans = tuple[tuple[int, int], ...]
NOWHERE = -1
UNKNOWN = -2
"""A pointer whose target another window holds: nothing is learned from it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold attribution: the spans of its source, cue and content."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with what is to be learned from it.

    pointers: for each of the two (content to cue, cue to source), pairs of pieces: from the first piece of a span to
    the first piece of its target, or NOWHERE.
    """

    window: Window
    labels: tuple[int, ...]
    pointers: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]


def read_texts(paths: Iterable[Path]) -> Iterator[Text]:
    """The annotated texts of JSON Lines files: ``{id, text, attributions: [{source, cue, content}]}``."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield Text(record["id"], record["text"], read_attributions(record))


def read_attributions(record: dict[str, Any]) -> tuple[Attribution, ...]:
    """The attributions of a text's record."""
    return tuple(_attribution(each) for each in record["attributions"])


def _attribution(record: dict[str, Any]) -> Attribution:
    return Attribution(*(tuple((s[0], s[1]) for s in record[part]) for part in ("source", "cue", "content")))


def set_aside(text: Text, one_in: int = 10) -> bool:
    """Whether a text is kept from training: one in so many, by the hash of its name, the same in every run."""
    return int(digest(text.id), 16) % one_in == 0


def digest(name: str) -> str:
    """The hash of a text's name, by which it is set aside and by which texts are put in an order of no meaning."""
    return hashlib.sha256(name.encode()).hexdigest()


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text that hold anything."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def examples(text: Text, pieces: Pieces) -> list[Example]:
    """What is to be learned from a text, window by window."""
    return [_example(window, text.attributions) for window in windows(text.text, paragraphs(text.text), pieces)]


def _example(window: Window, attributions: tuple[Attribution, ...]) -> Example:
    labels = [0] * len(window.ids)
    first: dict[tuple[int, int], int] = {}
    for part in ("content", "cue", "source"):
        for attribution in attributions:
            for span in getattr(attribution, part):
                covering = [at for at, (low, high) in enumerate(window.offsets) if low < span[1] and span[0] < high]
                if not covering:
                    continue
                first[span] = covering[0]
                for at in covering:
                    labels[at] = begins(part) if at == covering[0] else LABELS.index(f"I-{part}")
    says: list[tuple[int, int]] = []
    who: list[tuple[int, int]] = []
    for attribution in attributions:
        cue = _to(attribution.cue, "cue", first, labels)
        says.extend((_to((span,), "content", first, labels), cue) for span in attribution.content)
        who.append((_to(attribution.cue, "cue", first, labels), _to(attribution.source, "source", first, labels)))
    return Example(window, tuple(labels), (_learnt(says), _learnt(who)))


def _to(spans: Spans, part: str, first: dict[tuple[int, int], int], labels: list[int]) -> int:
    """The piece that stands for a part of an attribution: the first of its first span.

    Where two attributions share pieces one span hides the other's begin, and nothing is learned of where it points.
    """
    if not spans:
        return NOWHERE
    piece = first.get(spans[0], UNKNOWN)
    return piece if piece != UNKNOWN and labels[piece] == begins(part) else UNKNOWN


def _learnt(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, target) for start, target in pairs if start >= 0 and target != UNKNOWN)
