"""Passive verbs that say: "it is believed that", "is expected to", "was urged to", "was condemned by X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.statements.acts import Spans
from foedus.reading.statements.clauses import clause_start, stray_that
from foedus.reading.statements.cues import cues
from foedus.reading.statements.matrix import clause_end
from foedus.reading.statements.setoff import before_cue, set_off
from foedus.reading.statements.spans import WH, from_to, has_to, is_finite

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Token


def passive_clause(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """What follows "it is believed that" or "was told that", or stands around ", it was stressed,"."""
    if not frames & {"clause", "written"}:
        return ()
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and is_finite(child) and not has_to(child):
            return from_to(page, clause_start(verb, child), clause_end(verb, child))
    if any(c.lower_ == "it" and c.dep_ in ("nsubjpass", "expl") for c in verb.children):
        if any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
            return before_cue(page, verb)
        if around := set_off(page, verb):
            return around
    return stray_that(page, verb, frames)


def passive(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """What is said in "is expected to", "was urged to", "was condemned by X"; the subject with it, but for orders."""
    if not frames - {"quote", "motion"}:
        return ()
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "csubjpass")), None)
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > verb.i and has_to(child):
            clause = from_to(page, child.left_edge, child.right_edge)
            if subject is None or ("order" in frames and cues().lemma(verb) not in cues().hearing):
                return clause
            if frames & {"clause", "infinitive", "order"} and cues().lemma(verb) in cues().hearing:
                return (*from_to(page, subject.left_edge, subject.right_edge), *clause)
    agent = any(c.dep_ == "agent" for c in verb.children)
    if subject is not None and subject.tag_ not in WH:
        said = [c for c in verb.children if c.dep_ in ("oprd", "prep") and c.lower_ == "as"]
        said += [c for c in verb.children if c.dep_ == "oprd"]
        if "as" in frames and said and agent:
            return (
                *from_to(page, subject.left_edge, subject.right_edge),
                *from_to(page, said[0].left_edge, said[0].right_edge),
            )
        if agent and "object" in frames:
            return from_to(page, subject.left_edge, subject.right_edge)
    return ()
