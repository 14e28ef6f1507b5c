"""Source phrases: "according to X", "in the words of X", "in X's view", and adverbs of hearsay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token


def according_acts(page: Page) -> Iterator[Act]:
    """Every act whose source stands in a phrase beside what is said."""
    hearsay = cues().hearsay
    for token in page.index.written({"according", "in", "to", "by", "per"} | hearsay):
        passage = page.passage(token)
        if token.lower_ == "according":
            yield from _according(page, passage, token)
        elif token.lower_ in hearsay:
            yield from _hearsay(page, passage, token)
        elif token.dep_ == "prep":
            yield from _in_view(page, passage, token)


def _according(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    to = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if to is None or to.lower_ != "to":
        return
    source = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
    if source is None or (source.lemma_.lower() in words("cues", "measures") and source.left_edge.i == source.i):
        return
    last = source.right_edge if source.i > to.i else to
    cited = _cited(source, last)
    if cited is not None:
        for act in _beside(page, passage, token, to, cited, max(last, cited.right_edge, key=lambda t: t.i)):
            yield replace(act, carriers=(source,))
        return
    yield from _beside(page, passage, token, to, source, last)


def _cited(source: Token, last: Token) -> Token | None:
    """Whom a source cites right beside its name: "according to Reuters, citing two officials,"."""
    doc = source.doc
    for token in doc[source.i + 1 : min(last.i + 3, len(doc))]:
        if token.tag_ == "VBG" and token.lemma_.lower() in ("cite", "quote") and doc[token.i - 1].text == ",":
            return next((c for c in token.children if c.dep_ == "dobj"), None)
    return None


def _in_view(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    if token.lower_ == "per":
        if noun.ent_type_ in ("ORG", "PERSON"):
            yield from _beside(page, passage, token, token, noun, noun.right_edge)
        return
    if noun.lemma_.lower() not in cues().view_nouns or (noun.i == token.i + 1 and noun.lemma_ == "view"):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if (
        owner is None
        and of is not None
        and noun.lemma_.lower() in ("word", "opinion", "view", "eye", "reckoning", "phrase", "estimation")
    ):
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if owner is None or token.head.pos_ not in VERBAL:
        return
    yield from _beside(page, passage, token, noun, owner, noun.right_edge)


def _beside(page: Page, passage: Passage, first: Token, cue_last: Token, source: Token, last: Token) -> Iterator[Act]:
    """The clause that a source phrase stands beside: its sentence without the phrase, or the clause before it."""
    doc, sentence = first.doc, first.sent
    low, high = sentence.start, sentence.end - 1
    clause = _clause_of(first)
    if clause is not None:
        low, high = max(low, clause.left_edge.i), min(high, clause.right_edge.i)
    spans = []
    if low < first.i:
        spans.append(trimmed(page.document.text, begin(doc[low]), finish(doc[first.i - 1])))
    if last.i < high:
        spans.append(trimmed(page.document.text, begin(doc[last.i + 1]), finish(doc[high])))
    content = tuple(span for span in spans if span)
    if content:
        cue = (begin(first), finish(cue_last))
        yield Act(
            passage.index, content, "indirect", None, cue, source, frame="beside", phrase=(begin(first), finish(last))
        )


def _clause_of(phrase: Token) -> Token | None:
    """The clause that a phrase belongs to where it is a coordinated or subordinate one; None for the whole sentence.

    A phrase after a comma at the end of a reported clause belongs to the clause that reports.
    """
    head = phrase.head
    while (head.pos_ not in VERBAL or head.dep_ == "ccomp") and head.head.i != head.i:
        head = head.head
    if head.pos_ not in VERBAL or head.dep_ == "ROOT":
        return None
    return head if head.dep_ in ("advcl", "relcl", "conj", "acl") else None


def _hearsay(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    head = token.head
    if head.pos_ not in VERBAL:
        return
    clause = head
    span = trimmed(page.document.text, begin(clause.left_edge), finish(clause.right_edge))
    if span:
        cue = (begin(token), finish(token))
        spans = [
            trimmed(page.document.text, span[0], cue[0]) if span[0] < cue[0] else None,
            trimmed(page.document.text, cue[1], span[1]) if cue[1] < span[1] else None,
        ]
        content = tuple(s for s in spans if s)
        if content:
            yield Act(passage.index, content, "indirect", None, cue, None, frame="hearsay")
