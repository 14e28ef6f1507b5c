"""Indirect speech, thought and demand: a verb that says, and the words of its sentence that are said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, Spans
from foedus.reading.statements.clauses import clause
from foedus.reading.statements.complements import (
    accusative,
    as_complement,
    gerund,
    idiom,
    infinitive,
    object_,
    order,
    preposition,
)
from foedus.reading.statements.cues import cues
from foedus.reading.statements.passive import passive, passive_clause
from foedus.reading.statements.sources import source_of
from foedus.reading.syntax import is_passive

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token

_MOTION = frozenset({"motion"})
_FIRST = frozenset({"i", "you"})
_PRONOUNS = frozenset(
    {"it", "that", "this", "them", "him", "her", "us", "me", "so", "these", "those", "one", "which", "what", "who",
     "they", "himself", "herself", "itself", "themselves"}
)  # fmt: skip
_CLAUSAL = frozenset({"clause", "written", "quote", "motion"})
_FRAMES: tuple[tuple[str, Callable[[Page, Token, frozenset[str]], Spans]], ...] = (
    ("clause", clause),
    ("idiom", idiom),
    ("infinitive", infinitive),
    ("order", order),
    ("accusative", accusative),
    ("as", as_complement),
    ("preposition", preposition),
    ("gerund", gerund),
    ("object", object_),
)
"""What an active verb can open, the surest first."""


def indirect_acts(page: Page) -> Iterator[Act]:
    """Every act of saying that a verb of the cue lexicon opens."""
    for token in page.index.having((*cues().verbs, *cues().misread)):
        if token.pos_ in VERBAL:
            frames = cues().frames(token)
            if frames and (act := _act(page, page.passage(token), token, frames)) is not None:
                yield act


def _act(page: Page, passage: Passage, verb: Token, frames: frozenset[str]) -> Act | None:
    if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
        return None
    if _supposed(verb) or _moves(verb):
        return None
    if frames == _MOTION and not any(c.dep_ == "prt" and c.lower_ == "on" for c in verb.children):
        return None
    frame, content = _content(page, verb, frames)
    if not content or _empty(page, content):
        return None
    source = source_of(verb)
    if source is None and not is_passive(verb):
        return None
    if source is not None and (source.lower_ in cues().nobody or (source.lower_ in _FIRST and verb.tag_ != "VBD")):
        return None
    cue = (begin(verb), finish(verb))
    return Act(passage.index, content, "indirect", verb, cue, source, frame=frame)


def _moves(verb: Token) -> bool:
    """Whether it is people or forces that somebody calls back: "recalled its ambassador"."""
    if cues().lemma(verb) not in words("cues", "moving"):
        return False
    moved = words("nouns", "person") | words("presence", "forces")
    return any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in moved for c in verb.children)


def _supposed(verb: Token) -> bool:
    """Whether an act of saying is only supposed: "if they say", "unless it agrees"."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def _empty(page: Page, content: Spans) -> bool:
    """Whether the content is a bare pronoun."""
    text = page.document.text
    return len(content) == 1 and text[content[0][0] : content[0][1]].lower() in _PRONOUNS


def _content(page: Page, verb: Token, frames: frozenset[str]) -> tuple[str, Spans]:
    """The frame that the parse shows, and what is said in it."""
    if is_passive(verb):
        said = passive_clause(page, verb, frames)
        return ("clause", said) if said else ("passive", passive(page, verb, frames))
    for frame, find in _FRAMES:
        if frame in frames or (frame == "clause" and frames & _CLAUSAL):
            spans = find(page, verb, frames)
            if spans:
                return frame, spans
    return "", ()
