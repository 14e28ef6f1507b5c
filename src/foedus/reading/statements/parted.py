"""Cues that part a subject from its verb, whatever the parse makes of it: "The bases, said the envoy, will close"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.page import begin, finish
from foedus.reading.phrases import NOMINAL
from foedus.reading.statements.acts import Act
from foedus.reading.statements.cues import cues
from foedus.reading.statements.spans import WH, from_to

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Parse, Token

_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_FINITE = _TENSED | {"MD"}
_LONGEST = 16
"""Words that a cue between commas may have with what belongs to it."""
_NO_CUE = frozenset(
    {"if", "when", "while", "after", "before", "because", "since", "although", "though", "and", "but", "or", "unless",
     "until", "once", "as", "having", "where", "whose"}
)  # fmt: skip
"""Words that open a clause of another sort between commas."""


def parted_acts(page: Page, acts: list[Act]) -> list[Act]:
    """The acts, with those whose cue parts a subject from its verb, which no other reading of the cue outlives."""
    found = list(_parted(page))
    taken = {act.cue for act in found}
    return [*(act for act in acts if act.cue not in taken), *found]


def _parted(page: Page) -> Iterator[Act]:
    for verb in page.index.having(cues().verbs):
        if verb.tag_ in _TENSED and "clause" in cues().frames(verb):
            act = _around(page, verb)
            if act is not None:
                yield act


def _around(page: Page, verb: Token) -> Act | None:
    """The act of a cue between two commas, a bare noun phrase before it and a finite verb right after it."""
    doc, sentence = verb.doc, verb.sent
    left = _comma(doc, range(verb.i - 1, max(sentence.start, verb.i - _LONGEST), -1))
    right = _comma(doc, range(verb.i + 1, min(sentence.end - 1, verb.i + _LONGEST)))
    if left is None or right is None or left == sentence.start:
        return None
    first = doc[left + 1]
    if first.tag_ in WH or first.lower_ in _NO_CUE or not _goes_on(doc, right + 1) or not _is_phrase(doc, left):
        return None
    source = _source(doc, left + 1, verb)
    told = any(c.dep_ == "ccomp" and verb.i < c.i < right for c in verb.children)
    if source is None or told or any(t.tag_ in _FINITE for t in doc[left + 1 : verb.i]):
        return None
    spans = (*from_to(page, sentence[0], doc[left - 1]), *from_to(page, doc[right + 1], doc[sentence.end - 1]))
    passage = page.passage(verb).index
    return Act(passage, spans, "indirect", verb, (begin(verb), finish(verb)), source, frame="clause")


def _comma(doc: Parse, places: range) -> int | None:
    return next((i for i in places if doc[i].text == ","), None)


def _goes_on(doc: Parse, i: int) -> bool:
    """Whether a finite verb goes on right after the cue, an adverb before it at most."""
    while i < len(doc) and doc[i].pos_ == "ADV":
        i += 1
    return i < len(doc) and doc[i].tag_ in _FINITE


def _is_phrase(doc: Parse, comma: int) -> bool:
    """Whether what stands before the cue is a noun phrase that waits for its verb."""
    before = doc[doc[comma].sent.start : comma]
    return doc[comma - 1].pos_ in NOMINAL and not any(t.tag_ in _FINITE for t in before) and before[0].pos_ != "ADP"


def _source(doc: Parse, low: int, verb: Token) -> Token | None:
    """Who says it: the noun phrase before the verb in its stretch, or the one right after it."""
    inverted = low == verb.i
    stretch = doc[verb.i + 1 : verb.i + 6] if inverted else doc[low : verb.i]
    for token in stretch:
        if token.text == ",":
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss", "nmod"):
            return token
    return None
