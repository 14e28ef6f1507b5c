"""Cues at the end of a sentence whose subject the parse lost: "…, the minister, X, retorted"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.memo import per_token
from foedus.reading.phrases import NOMINAL, VERBAL
from foedus.reading.statements.cues import cues

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_SPEECH = frozenset({"clause", "quote", "motion"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_MARKS = frozenset({",", "”", '"', "''", "’", "»"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_AFTER = 6
"""Tokens after a cue at the end of a sentence: whom it told, when, where."""
_LONGEST = 16


@per_token
def stray_cue(verb: Token) -> tuple[Token, Token] | None:
    """The source of a final cue, and the first token of its phrase; None where the verb has a subject or no comma.

    The phrase stands between a comma (or a quotation mark) and the verb, and may hold an apposition.
    """
    if verb.tag_ not in _TENSED or not cues().frames(verb) & _SPEECH:
        return None
    if any(c.dep_ in _SUBJECTS or c.dep_ in ("aux", "auxpass") for c in verb.children) or not _is_final(verb):
        return None
    doc, low = verb.doc, verb.sent.start
    at = verb.i - 1
    if at > low and doc[at].text == ",":
        opening = _comma_before(verb, at)
        if opening is None:
            return None
        at = opening - 1
    last = at
    while at > low and verb.i - at < _LONGEST and doc[at].text not in _MARKS:
        if doc[at].pos_ in VERBAL or doc[at].pos_ in ("CCONJ", "SCONJ") or doc[at].text in (":", ";", "(", ")"):
            return None
        at -= 1
    if at <= low or at == last or doc[at].text not in _MARKS:
        return None
    head = _head(doc[at + 1], doc[last])
    return (head, doc[at + 1]) if head is not None else None


def _is_final(verb: Token) -> bool:
    """Whether hardly anything follows in its sentence, and no clause: only whom it told, when and where."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.is_punct:
            return True
        if token.i > verb.i + _AFTER or token.pos_ in VERBAL or token.pos_ == "SCONJ":
            return False
    return True


def _comma_before(verb: Token, closing: int) -> int | None:
    """Where the apposition that a comma closes right before a verb opens."""
    doc = verb.doc
    for at in range(closing - 1, max(verb.sent.start, closing - _LONGEST), -1):
        if doc[at].pos_ in VERBAL:
            return None
        if doc[at].text == ",":
            return at
    return None


def _head(first: Token, last: Token) -> Token | None:
    inside = range(first.i, last.i + 1)
    noun = next((t for t in first.doc[first.i : last.i + 1] if t.head.i not in inside and t.pos_ in NOMINAL), None)
    return noun if noun is not None and noun.tag_ not in ("WDT", "WP", "WRB") else None
