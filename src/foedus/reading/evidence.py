"""The words that a claim rests on: from the first to the last of what it uses, and no further than its clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, Quote, Statement
from foedus.reading.page import begin, finish
from foedus.reading.phrases import clause

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Span, Token


def around(context: Context, predicate: Token, mentions: Iterable[Mention] = ()) -> Quote:
    """The predicate's clause, widened to the fillers of its roles that stand in the same sentence."""
    first, last = span(predicate)
    sentence = predicate.sent
    low, high = begin(sentence[0]), finish(sentence[-1])
    for mention in mentions:
        if low <= mention.start and mention.end <= high:
            first, last = min(first, mention.start), max(last, mention.end)
    return trimmed(context, first, _with_owned(sentence, last))


def _with_owned(sentence: Span, end: int) -> int:
    """The end of what a possessor at the end owns: evidence does not stop between "our" and "territory"."""
    owner = next((t for t in sentence if t.dep_ == "poss" and finish(t) == end and t.head.i > t.i), None)
    return end if owner is None else finish(owner.head)


def span(predicate: Token) -> tuple[int, int]:
    """The document offsets of a predicate's own clause, or of a noun's phrase."""
    low, high = clause(predicate)
    return begin(low), finish(high)


def trimmed(context: Context, start: int, end: int) -> Quote:
    """A quote without the white space, quotation marks and punctuation at its edges."""
    text = context.page.document.text
    while start < end and text[start] in " \t\n\r,;:.“”\"'‘’–—-)":
        start += 1
    while end > start and text[end - 1] in ' \t\n\r,;:.“"‘–—-(':
        end -= 1
    return context.page.quote(start, end)


def inside(context: Context, evidence: Quote, statement: Statement, predicate: Token) -> Quote:
    """The part of some evidence that the statement says: what introduces it ("that", the source) falls away."""
    at = begin(predicate)
    spans = [(a, b) for a, b in statement.content if a <= at < b]
    if not spans:
        return evidence
    start, end = max(evidence.start, spans[0][0]), min(evidence.end, spans[0][1])
    return trimmed(context, start, end) if start < end else evidence
