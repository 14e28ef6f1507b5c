"""Stretches of a parse as spans of the document, and small questions about clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.page import begin, finish
from foedus.reading.statements.acts import Spans, trimmed

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

WH = frozenset({"WDT", "WP", "WP$", "WRB"})


def from_to(page: Page, first: Token, last: Token) -> Spans:
    """The span between two tokens without the punctuation at its edges; empty where nothing is left."""
    span = trimmed(page.document.text, begin(first), finish(last))
    return (span,) if span else ()


def has_to(clause: Token) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(c.tag_ == "TO" for c in clause.children)


def is_finite(clause: Token) -> bool:
    """Whether a clause has a tense or a subject of its own."""
    if clause.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "expl", "cop") for c in clause.children)
