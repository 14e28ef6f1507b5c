"""Nouns and adjectives that say: "the claim that", "his refusal to", "is convinced that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues
from foedus.reading.statements.labels import owner
from foedus.reading.statements.sources import noun_source
from foedus.reading.statements.spans import has_to
from foedus.reading.syntax import subjects

_WINDOW = 20

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token


def nominal_acts(page: Page) -> Iterator[Act]:
    """Every act that a noun or an adjective of the cue lexicon opens."""
    nouns, adjectives = cues().nouns, cues().adjectives
    for token in page.index.having(nouns):
        if token.pos_ == "NOUN" and (act := _noun(page, page.passage(token), token, nouns[token.lemma_.lower()])):
            yield act
    for token in page.index.having(words("cues", "said_nouns")):
        if act := _is_that(page, page.passage(token), token):
            yield act
    for token in dict.fromkeys((*page.index.having(adjectives), *page.index.written(adjectives))):
        if act := _adjective(page, page.passage(token), token):
            yield act


def _noun(page: Page, passage: Passage, noun: Token, frames: frozenset[str]) -> Act | None:
    said: Token | None = None
    first: Token | None = None
    for child in noun.children:
        if child.i < noun.i:
            continue
        to = any(c.tag_ == "TO" for c in child.children)
        that = next((c for c in child.children if c.lower_ == "that" and c.dep_ == "mark"), None)
        if child.dep_ in ("acl", "ccomp", "relcl") and "noun_clause" in frames and that is not None:
            said, first = child, noun.doc[that.i + 1]
        elif child.dep_ in ("acl", "xcomp", "relcl") and to and "noun_infinitive" in frames:
            said, first = child, child.left_edge
        elif child.dep_ == "prep" and child.lower_ in cues().noun_prepositions.get(noun.lemma_.lower(), ()):
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            said, first = (inner, inner.left_edge) if inner is not None else (None, None)
        if said is not None and first is not None:
            break
    if said is None:
        said, first = _hung(noun, frames)
    if said is None or first is None or first.i <= noun.i:
        return None
    source = noun_source(noun)
    if source is None and (said.dep_ in ("pobj", "pcomp") or first.i == said.left_edge.i):
        return None
    if source is not None and source.lower_ in cues().nobody:
        return None
    frame = "noun" if first.i != said.left_edge.i else "noun-of" if said.dep_ in ("pobj", "pcomp") else "noun-to"
    return _made(page, passage, frame, noun, source, first, said.right_edge)


def _is_that(page: Page, passage: Passage, noun: Token) -> Act | None:
    """What somebody's position or answer is: "Lima's view is that the strait is closed"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or noun.pos_ != "NOUN":
        return None
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    that = next((c for c in said.children if c.dep_ == "mark" and c.lower_ == "that"), None) if said else None
    source = owner(noun)
    if said is None or that is None or source is None:
        return None
    return _made(page, passage, "noun", noun, source, that.doc[that.i + 1], said.right_edge)


def _hung(noun: Token, frames: frozenset[str]) -> tuple[Token | None, Token | None]:
    """What a noun says where the parse hangs it elsewhere: "the claim, made by X, that", "the call he made for".

    Returns the head and the first token of the clause.
    """
    doc = noun.doc
    for token in doc[noun.i + 1 : min(noun.sent.end, noun.i + _WINDOW)]:
        head = token.head
        if token.dep_ != "mark" or head.i <= token.i:
            continue
        made = any(c.dep_ in ("acl", "relcl") and noun.i < c.i < token.i for c in noun.children)
        if token.lower_ == "that" and "noun_clause" in frames and doc[token.i - 1].text == "," and made:
            return head, doc[token.i + 1]
        if token.lower_ == "for" and "noun_infinitive" in frames and has_to(head) and (made or head.head.i == noun.i):
            return head, token
    return None, None


def _adjective(page: Page, passage: Passage, adjective: Token) -> Act | None:
    if adjective.dep_ not in ("acomp", "ROOT", "conj", "advcl", "ccomp", "relcl", "oprd"):
        return None
    verb = adjective.head if adjective.dep_ == "acomp" else adjective
    for child in adjective.children:
        if child.i < adjective.i or child.dep_ not in ("ccomp", "xcomp"):
            continue
        first = child.left_edge
        if first.lower_ == "that" and first.dep_ == "mark":
            first = first.doc[first.i + 1]
        found = subjects(verb) if verb.pos_ in VERBAL else ()
        if not found or first.i <= adjective.i or found[0].lower_ in ("it", "i", "this", "that"):
            return None
        return _made(page, passage, "adjective", adjective, found[0], first, child.right_edge)
    return _after_clause(page, passage, verb, adjective)


def _after_clause(page: Page, passage: Passage, verb: Token, adjective: Token) -> Act | None:
    """A view at the end of its sentence: "the alliance will hold, he is convinced"."""
    last = adjective.i + 1 < len(adjective.doc) and adjective.doc[adjective.i + 1].is_punct
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if not last or said is None or subject is None or subject.left_edge.i <= said.i or verb.lemma_ not in _FEELING:
        return None
    comma = verb.doc[subject.left_edge.i - 1]
    if comma.text != ",":
        return None
    return _made(page, passage, "adjective", adjective, subject, verb.sent[0], verb.doc[comma.i - 1])


_FEELING = frozenset({"be", "seem", "feel", "remain", "sound"})


def _made(
    page: Page, passage: Passage, frame: str, cue: Token, source: Token | None, first: Token, last: Token
) -> Act | None:
    span = trimmed(page.document.text, begin(first), finish(last))
    return (
        Act(passage.index, (span,), "indirect", cue, (begin(cue), finish(cue)), source, frame=frame) if span else None
    )
