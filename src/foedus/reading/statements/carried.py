"""Reported words that go on in sentences of their own: "The minister said that … . The base would open in May."

Free indirect speech has no cue; its mark is that verbs stay shifted back ("would", "had") after a report in the past.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Span, Token

_SHIFTED = frozenset({"would", "might"})
_MARKS = frozenset({"“", "”", '"', "``", "''", "«", "»"})
_STRONG = frozenset({"clause", "quotation", "beside", "label", "view", "order"})
_PEOPLE = frozenset({"he", "she", "i", "we", "you"})


def carried_acts(page: Page, acts: list[Act]) -> Iterator[Act]:
    """The acts that go on with another's report in the sentences right after it, in the same paragraph."""
    by_passage: dict[int, list[Act]] = {}
    for act in acts:
        by_passage.setdefault(act.passage, []).append(act)
    for index, held in by_passage.items():
        passage = page.passages[index]
        if passage.label is None:
            yield from _in_passage(page, passage, held)


def _in_passage(page: Page, passage: Passage, acts: list[Act]) -> Iterator[Act]:
    sentences = list(passage.parse.sents)
    told = [_told(page, sentence, acts) for sentence in sentences]
    strong = [act for act in acts if act.frame in _STRONG]
    cued = [any(_inside(sentence, act) for act in strong) for sentence in sentences]
    at = 0
    while at < len(sentences):
        act = told[at]
        run = _run(sentences, cued, at + 1) if act is not None else 0
        if act is not None and run:
            first, last = sentences[at + 1], sentences[at + run]
            span = trimmed(page.document.text, begin(first[0]), finish(last[len(last) - 1]))
            if span is not None:
                yield Act(passage.index, (span,), "indirect", source=act.source, frame="carried")
        at += run + 1


def _run(sentences: list[Span], cued: list[bool], at: int) -> int:
    """How many sentences from here on go on with a report: up to the last that is shifted back beyond doubt."""
    sure = 0
    for n, (sentence, own) in enumerate(zip(sentences[at:], cued[at:], strict=True), 1):
        root = _root(sentence)
        if own or root is None or any(t.text in _MARKS for t in sentence):
            break
        auxiliaries = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass") and c.i < root.i}
        person = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in _PEOPLE for c in root.children)
        if auxiliaries & _SHIFTED and not any(c.dep_ == "advcl" and c.left_edge.lower_ == "if" for c in root.children):
            sure = n
        elif "had" not in auxiliaries or person:
            break
    return sure


def _root(sentence: Span) -> Token | None:
    root = next((t for t in sentence if t.head.i == t.i or not sentence.start <= t.head.i < sentence.end), None)
    return root if root is not None and root.pos_ in VERBAL else None


def _inside(sentence: Span, act: Act) -> bool:
    at = act.cue[0] if act.cue is not None else act.start
    return begin(sentence[0]) <= at < finish(sentence[len(sentence) - 1])


def _told(page: Page, sentence: Span, acts: list[Act]) -> Act | None:
    """The report that a sentence is, where its own verb says it in the past."""
    root = _root(sentence)
    for act in acts:
        verb = act.verb
        if verb is None or root is None or act.frame not in ("clause", "quotation") or act.source is None:
            continue
        if verb.i == root.i and verb.tag_ == "VBD" and act.form == "indirect" and "clause" in cues().frames(verb):
            return act
    return None
