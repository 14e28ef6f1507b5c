"""Cues that the parse hangs too low: "X said that Y was wrong and *called* on Z", "X denied it, *telling* Y that".

A parser tends to put the second verb into the reported clause; tense, form and lack of a subject tell where it belongs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.memo import per_token
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.cues import cues

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_SAYING = frozenset({"clause"})
_ACTING = frozenset({"clause", "order", "object", "as", "preposition", "infinitive", "gerund"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONTRAST = frozenset({"while", "whereas", "although", "though", "but"})


@per_token
def matrix(verb: Token) -> Token | None:
    """The saying verb beside which a cue stands, where the parse hangs the cue inside what that verb says."""
    clause, top = _reported(verb)
    if clause is None or top is None or clause.i == verb.i:
        return None
    frames = cues().frames(verb)
    if not frames & _ACTING:
        return None
    if verb.dep_ == "conj" and verb.tag_ in _FINITE and not _own_subject(verb) and not _has_that(verb):
        if (
            verb.tag_ == top.tag_
            and not _any_aux(verb)
            and (clause.tag_ != verb.tag_ or _any_aux(clause) or _inert(clause))
        ):
            return top
        return None
    if (
        verb.dep_ in ("advcl", "conj")
        and verb.tag_ == "VBG"
        and frames & _SAYING
        and _after_comma(verb)
        and not _any_aux(verb)
    ):
        return top
    return None


def _reported(verb: Token) -> tuple[Token | None, Token | None]:
    """The reported clause that a verb is coordinated with or hangs on, and the verb that reports it."""
    clause = verb
    for _ in range(4):
        if clause.dep_ == "ccomp" and clause.i != verb.i:
            break
        if clause.dep_ not in ("conj", "advcl", "ccomp") or clause.head.i == clause.i or clause.head.pos_ not in VERBAL:
            return None, None
        if clause.dep_ == "ccomp":
            return None, None
        clause = clause.head
    top = clause.head
    if clause.dep_ != "ccomp" or top.i >= clause.i or "clause" not in cues().frames(top):
        return None, None
    return clause, top


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children)


def _has_that(verb: Token) -> bool:
    return any(c.dep_ == "mark" for c in verb.children)


def _any_aux(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _inert(clause: Token) -> bool:
    """Whether the reported clause's subject is no person who could say anything ("the regions were part")."""
    if clause.lemma_ != "be":
        return False
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is None or subject.ent_type_ != "PERSON"


def _after_comma(verb: Token) -> bool:
    first = verb.left_edge
    return first.i > 0 and verb.doc[first.i - 1].text in (",", "–", "—", "-")


def clause_end(verb: Token, clause: Token) -> Token:
    """The last token of what a verb says: the clause's end, or what precedes a cue that belongs beside the verb."""
    last = clause.right_edge
    doc = verb.doc
    known = cues().verbs
    for token in doc[clause.i + 1 : last.i + 1]:
        if token.pos_ not in VERBAL:
            continue
        if token.lemma_.lower() in known and (top := matrix(token)) is not None and top.i == verb.i:
            return doc[max(clause.i, _cut(token))]
        if _contrasted(token, clause):
            return doc[max(clause.i, _cut(token))]
    return _with_that(clause, last)


def _cut(verb: Token) -> int:
    first = verb.left_edge.i
    while first > 0 and verb.doc[first - 1].dep_ in ("cc", "punct", "advmod"):
        first -= 1
    return first - 1


def _contrasted(token: Token, clause: Token) -> bool:
    """A clause beside the reporting one, with a cue and a subject of its own: "…, while the paper reported that"."""
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
        return False
    if token.dep_ == "conj" and token.tag_ == "VBD" and clause.head.tag_ == "VBD" and token.head.i >= clause.i:
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        backshifted = clause.tag_ != "VBD" or _any_aux(clause)
        said = cues().frames(token) & (_SAYING | {"object", "order", "preposition"})
        return (
            bool(said)
            and backshifted
            and subject is not None
            and subject.pos_ in ("NOUN", "PROPN")
            and not _any_aux(token)
        )
    if token.dep_ != "advcl" or not cues().frames(token) & _SAYING or token.head.i < clause.i:
        return False
    first = token.left_edge
    return first.lower_ in _CONTRAST and _own_subject(token) and _after_comma(token)


def _with_that(clause: Token, last: Token) -> Token:
    """The end including "…, and that …", which the parse may hang elsewhere."""
    doc = last.doc
    for _ in range(3):
        at = last.i + 1
        if at < len(doc) and doc[at].text == ",":
            at += 1
        if at + 1 >= len(doc) or doc[at].lower_ not in ("and", "but", "or", "nor") or doc[at + 1].lower_ != "that":
            return last
        inner = doc[at + 1]
        if inner.dep_ not in ("mark", "nsubj", "advmod", "dobj") or inner.head.sent != clause.sent:
            return last
        end = inner.head.right_edge
        if end.i <= last.i:
            return last
        last = end
    return last
