"""Lists that one cue opens: "We therefore call on", then an item a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues
from foedus.reading.statements.sources import source_of
from foedus.reading.syntax import is_passive

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token

_ITEM = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s+")
_MARKER = 6
"""The longest bullet or number before an item, with its space."""
_TAIL = 6
"""Words at the end of a paragraph among which the verb that opens a list stands."""
_LEADS = frozenset({"clause", "order", "preposition", "object", "infinitive"})


def list_acts(page: Page) -> Iterator[Act]:
    """Each list that the end of a paragraph opens with a verb that says, urges or demands."""
    passages = page.passages
    for passage in passages[:-1]:
        if not _is_item(page, passages[passage.index + 1]):
            continue
        verb = _lead(page, passage)
        source = source_of(verb) if verb is not None else None
        if verb is None or source is None or is_passive(verb):
            continue
        items = []
        for following in passages[passage.index + 1 :]:
            if not _is_item(page, following):
                break
            items.append(following)
        spans = [trimmed(page.document.text, _start(page, item), item.end) for item in items]
        content = tuple(span for span in spans if span)
        if content:
            cue = (begin(verb), finish(verb))
            yield Act(passage.index, content, "indirect", verb, cue, source, frame="list")


def _is_item(page: Page, passage: Passage) -> bool:
    if passage.label is not None:
        return False
    line = page.document.text.rfind("\n", 0, passage.start) + 1
    before = page.document.text[line : passage.start].strip()
    return 0 < len(before) < _MARKER or bool(_ITEM.match(page.document.text, passage.start, passage.end))


def _start(page: Page, passage: Passage) -> int:
    marker = _ITEM.match(page.document.text, passage.start, passage.end)
    return marker.end() if marker else passage.start


def _lead(page: Page, passage: Passage) -> Token | None:
    """The verb among the last words of a paragraph that nothing but a list can complete."""
    doc = passage.parse
    if len(doc) == 0 or page.document.text[passage.end - 1] in ".!?…;":
        return None
    for token in reversed(doc[max(doc[len(doc) - 1].sent.start, len(doc) - _TAIL) :]):
        if token.pos_ in VERBAL:
            return token if cues().frames(token) & _LEADS else None
    return None
