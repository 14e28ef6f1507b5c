"""An act of saying before it is known who is meant by its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.reading.page import Passage
    from foedus.reading.parse import Token

Spans = tuple[tuple[int, int], ...]
_OPENING = " \t\u00a0,;:–—-\"“”„«»‘’'([…"
_CLOSING = " \t\u00a0,;:–—-.\"“”«»‘’'…"


@dataclass(frozen=True, slots=True)
class Act:
    """One act of saying, writing or thinking, with its source as a token.

    passage: the index of the passage that holds its cue; verb: the token that carries the cue, None where none does.
    source: the head of the noun phrase that names the speaker; None where the text hides it.
    label: the span of a turn's label or of a headline's name, where that names the speaker.
    carriers: heads of the phrases that name who carried it, outermost first.
    frame: the grammatical frame that showed it (``clause``, ``order``, ``noun``, ``beside``, …).
    phrase: the whole source phrase, where one stands beside the content ("according to the paper").
    continues: whether it goes on with the previous act's speaker (a quotation without a cue of its own).
    """

    passage: int
    content: tuple[tuple[int, int], ...]
    form: str
    verb: Token | None = None
    cue: tuple[int, int] | None = None
    source: Token | None = None
    label: tuple[int, int] | None = None
    carriers: tuple[Token, ...] = ()
    continues: bool = False
    frame: str = ""
    phrase: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        return self.content[0][0]

    @property
    def end(self) -> int:
        return self.content[-1][1]

    def holds(self, start: int, end: int) -> bool:
        """Whether a span stands inside the content."""
        return any(a <= start and end <= b for a, b in self.content)

    def touches(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.content)

    def saying(self, content: tuple[tuple[int, int], ...], form: str | None = None) -> Act:
        """The same act with other content."""
        return replace(self, content=content, form=form or self.form)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without the punctuation at its edges, or None where nothing is left.

    A quotation mark that has its partner inside stays.

    >>> trimmed('said, "No."', 4, 11)
    (7, 9)
    >>> trimmed("a “sham”.", 0, 9)
    (0, 8)
    """
    while start < end and text[start] in _OPENING and not _paired(text, start, end, opening=True):
        start += 1
    while end > start and text[end - 1] in _CLOSING and not _paired(text, start, end, opening=False):
        end -= 1
    return (start, end) if end > start else None


_PARTNERS = {"“": "”", "«": "»", "‘": "’", "(": ")", "[": "]", "„": "“", '"': '"', "'": "'"}
_OPENERS = {"”": "“", "»": "«", "’": "‘", '"': '"', "'": "'"}


def _paired(text: str, start: int, end: int, *, opening: bool) -> bool:
    """Whether the mark at an edge has its partner inside the span, and not at the other edge."""
    if opening:
        partner = _PARTNERS.get(text[start])
        if partner is None:
            return False
        at = text.find(partner, start + 1, end)
        return at >= 0 and text[at + 1 : end].strip(_CLOSING) != ""
    partner = _OPENERS.get(text[end - 1])
    if partner is None:
        return False
    at = text.rfind(partner, start, end - 1)
    return at >= 0 and text[start:at].strip(_OPENING) != ""


def passage_of(passages: tuple[Passage, ...], index: int) -> Passage | None:
    """A passage by its index, or None outside the page."""
    return passages[index] if 0 <= index < len(passages) else None
