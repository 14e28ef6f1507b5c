"""The cue beside a quotation: the verb after it, before it, at the end of the paragraph before, or a signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, Spans
from foedus.reading.statements.cues import cues
from foedus.reading.statements.sources import is_relay, source_of

if TYPE_CHECKING:
    from foedus.reading.page import Passage
    from foedus.reading.parse import Token
    from foedus.reading.statements.quotations import Quotation

REACH = 14
"""Tokens between a quotation and the verb of its cue."""
_SIGNATURE = re.compile(r"\s*([―—–-]+)\s*(?P<name>[A-Z]\S*(?: \S+){0,9}\s*$)")
_SPEECH = frozenset({"clause", "quote", "motion"})
_IDIOM = frozenset({"idiom"})
_MOTION = frozenset({"motion"})
_OPENERS = frozenset({"“", '"', "„", "«", "``"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_STOPS = frozenset({".", "!", "?", ";"})


def cue_after(text: str, passage: Passage, quotation: Quotation) -> Token | None:
    """The verb of a cue that follows: “…,” said X; “…”, X said."""
    inside = text[quotation.end - 1 : quotation.end]
    rest = text[quotation.outer_end : quotation.outer_end + 2]
    if inside not in (*",?!…—–-",) and rest[:1] not in (",", "–", "—") and rest[1:2] not in ("–", "—", "-"):
        return None
    doc = passage.parse
    at = token_at(passage, quotation.outer_end)
    for token in doc[at : at + REACH]:
        if token.text in _OPENERS or token.text in (".", ";", ":"):
            return None
        if token.pos_ in VERBAL and says(token) and token.dep_ not in ("aux", "auxpass", "relcl", "acl"):
            return token
    return None


def cue_before(text: str, passage: Passage, quotation: Quotation, previous_end: int, long: bool) -> Token | None:
    """The verb of a cue that precedes: X said: “…”; X called it “…”."""
    doc = passage.parse
    at = token_at(passage, quotation.outer_start)
    before = text[max(passage.start, quotation.outer_start - 2) : quotation.outer_start].rstrip()
    led = before[-1:] in (":", ",") and before != ""
    for token in reversed(doc[max(0, at - REACH - (10 if led else 0)) : at]):
        if begin(token) < previous_end or (token.text in _STOPS and token.i < at - 1):
            return None
        if token.pos_ in VERBAL and says(token, _SPEECH) and token.dep_ not in ("aux", "auxpass") and not _asked(token):
            return token if led or long else None
    return _gesture(doc[at - 1]) if before[-1:] == ":" and at > 0 else None


def _asked(verb: Token) -> bool:
    """Whether somebody else's question only leads up to a quotation: "asked about it, she shook her head: …"."""
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.i == verb.sent.start


def _gesture(colon: Token) -> Token | None:
    """The verb of whoever does something before a colon and a quotation: "the mayor shook his head: …"."""
    before = reversed(colon.doc[colon.sent.start : colon.i])
    verb = next((t for t in before if t.tag_ in _TENSED and t.dep_ not in ("relcl", "acl", "aux", "auxpass")), None)
    if verb is None:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    person = subject is not None and (
        subject.ent_type_ == "PERSON"
        or subject.lower_ in ("he", "she")
        or subject.lemma_.lower() in words("nouns", "person")
    )
    return verb if person else None


def cue_of_passage_before(text: str, earlier: Passage | None, *, at_end: bool = False) -> Token | None:
    """The verb of a paragraph that announces the next with a colon: "The statement reads as follows:".

    at_end: only where the verb is among the last words.
    """
    if earlier is None or text[earlier.end - 1] != ":" or len(earlier.parse) == 0:
        return None
    doc = earlier.parse
    low = doc[len(doc) - 1].sent.start
    if at_end:
        low = max(low, len(doc) - 6)
    for token in reversed(doc[low:]):
        if token.pos_ in VERBAL and says(token, _SPEECH):
            return token
    return None


def says(verb: Token, wanted: frozenset[str] | None = None) -> bool:
    """Whether a verb can be the cue of a quotation; one of motion only with "on": "he went on: …"."""
    if is_relay(verb):
        return False
    frames = cues().frames(verb)
    if frames >= _IDIOM and _ends_idiom(verb):
        return True
    frames -= _IDIOM
    if frames == _MOTION:
        return any(c.dep_ in ("prt", "advmod", "prep") and c.lower_ == "on" for c in verb.children)
    return bool(frames if wanted is None else frames & wanted)


def _ends_idiom(verb: Token) -> bool:
    """Whether a cue ends in the word that makes it one: "…,” he expressed confidence"."""
    held = next((t for t in verb.children if t.i > verb.i and t.lower_ in cues().idioms[cues().lemma(verb)]), None)
    return held is not None and (held.i + 1 == len(held.doc) or held.doc[held.i + 1].is_punct)


def text_of_passage_before(text: str, earlier: Passage | None) -> Token | None:
    """The statement or letter that a paragraph without a saying verb announces: "It issued the following note:"."""
    if earlier is None or text[earlier.end - 1] != ":" or len(earlier.parse) == 0:
        return None
    known = cues().texts
    named = [t for t in earlier.parse[len(earlier.parse) - 1].sent if t.lemma_.lower() in known]
    return next((t for t in named if t.dep_ not in ("pobj", "compound")), named[0] if named else None)


def signature(text: str, passage: Passage, quotation: Quotation, span: tuple[int, int]) -> Act | None:
    """A quotation with its speaker's name after a dash, as under a picture or in a list of voices."""
    rest = text[quotation.outer_end : passage.end]
    dash = _SIGNATURE.match(rest)
    if not dash:
        return None
    doc = passage.parse
    at = token_at(passage, quotation.outer_end + dash.start("name"))
    if at >= len(doc) or any(t.pos_ in VERBAL for t in doc[at:]):
        return None
    first = doc[at]
    while first.dep_ == "compound" and first.head.i > first.i:
        first = first.head
    cue = quotation.outer_end + dash.start(1)
    return Act(passage.index, (span,), "direct", None, (cue, cue + 1), first)


def announced(passage: Passage, noun: Token, content: Spans) -> Act:
    """An act whose cue is the noun of a text that the paragraph before names."""
    return Act(passage.index, content, "direct", None, (begin(noun), finish(noun)), noun, frame="quotation")


def made(passage: Passage, verb: Token, content: Spans, form: str) -> Act:
    """An act of a verb's cue."""
    return Act(passage.index, content, form, verb, (begin(verb), finish(verb)), source_of(verb), frame="quotation")


def token_at(passage: Passage, offset: int) -> int:
    """The first token that begins at or after an offset of the document."""
    doc = passage.parse
    low, high = 0, len(doc)
    at = offset - passage.start
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < at:
            low = middle + 1
        else:
            high = middle
    return low
