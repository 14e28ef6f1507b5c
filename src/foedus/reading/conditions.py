"""Conditions: the clauses and phrases that a main clause depends on, and the words that open them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.phrases import SUBJECTS, auxiliaries, is_infinitive

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_TRAILING = frozenset({"ccomp", "parataxis", "conj"})


def conditional_mark(verb: Token) -> Token | None:
    """The "if" or "unless" of a clause, or the inverted auxiliary of "should X be attacked"."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod", "prep") and child.lower_ in words("modality", "conditional_marks"):
            before = child.doc[child.i - 1].lower_ if child.i else ""
            if before not in ("as", "even") or child.lower_ != "if":
                return child
        if child.dep_ == "aux" and child.lower_ in ("should", "had", "were"):
            subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
            if subject is not None and child.i < subject.i and verb.dep_ == "advcl":
                return child
    if _opens_to_do(verb):
        return verb
    if verb.lower_ in ("provided", "providing", "assuming") and verb.dep_ in ("advcl", "prep"):
        return verb
    return None


def _opens_to_do(were: Token) -> bool:
    """Whether it is a "were" that opens a condition: "were X to leave the bloc"."""
    if were.lower_ != "were":
        return False
    subject = next((c for c in were.children if c.dep_ in SUBJECTS), None)
    return subject is not None and subject.i > were.i and any(is_infinitive(c) for c in were.children)


def temporal_mark(verb: Token) -> Token | None:
    """The "once", "when" or "until" of a clause."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in words("modality", "temporal_marks"):
            return child
    return None


def adverbial_clauses(verb: Token) -> Iterator[Token]:
    """A verb's adverbial clauses, with those before a trailing "…, X said" that the parse hangs on the saying."""
    yield from (c for c in verb.children if c.dep_ == "advcl")
    sayings = [c for c in verb.children if c.dep_ in _TRAILING and c.i > verb.i and c.tag_ in _TENSED]
    if verb.dep_ == "ccomp" and verb.head.i > verb.i:
        sayings.append(verb.head)
    for saying in sayings:
        source = next((c for c in saying.children if c.dep_ == "nsubj" and c.i > verb.i), None)
        if source is not None and not any(c.dep_ == "mark" for c in saying.children):
            first = min(source.left_edge.i, saying.i)
            yield from (c for c in saying.children if c.dep_ == "advcl" and c.right_edge.i < first)


def condition_on(verb: Token) -> Token | None:
    """The mark of a condition that a main clause depends on, where the clause is not plain fact."""
    hedged = any(a.tag_ == "MD" for a in auxiliaries(verb))
    for clause in adverbial_clauses(verb):
        mark = conditional_mark(clause)
        if mark is not None and (hedged or verb.tag_ in ("VB", "VBP", "VBZ")):
            return mark
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            for noun in child.children:
                of = any(c.lower_ in ("of", "that") or c.dep_ == "acl" for c in noun.children)
                if noun.dep_ == "pobj" and noun.lower_ in words("modality", "conditional_nouns") and of:
                    return noun
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children):
        return None
    return conditional_mark(verb) if verb.dep_ == "ROOT" or _opens_to_do(verb) else None
