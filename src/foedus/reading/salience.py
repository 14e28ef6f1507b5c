"""How far and how prominent a name stands for a word that may take it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.memo import memo
from foedus.reading.page import index_of
from foedus.reading.phrases import VERBAL

if TYPE_CHECKING:
    from foedus.reading.parse import Token


def is_subject(token: Token) -> bool:
    """Whether a name is what its clause speaks of: its subject, or the subject's owner."""
    while token.dep_ == "appos":
        token = token.head
    if token.dep_ == "poss" and not any(c.dep_ == "appos" for c in token.head.children):
        token = token.head
    # "calls *X* a part of its land" has X for an object, whatever the parse says of the clause without a verb
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in VERBAL


def is_antecedent(noun: Token, token: Token) -> bool:
    """Whether a token stands in a relative clause whose subject is a noun: "X, which calls them *its* own"."""
    if noun.doc is not token.doc or not noun.left_edge.i <= token.i <= noun.right_edge.i:
        return False
    return any(
        c.dep_ == "relcl"
        and c.left_edge.i <= token.i <= c.right_edge.i
        and c.left_edge.tag_ in ("WDT", "WP")
        and c.left_edge.dep_ in ("nsubj", "nsubjpass")
        for c in noun.children
    )


def overlap(one: Token, other: Token) -> bool:
    """Whether one of two tokens stands in the phrase of the other."""
    inside = one.left_edge.i <= other.i <= one.right_edge.i
    return inside or other.left_edge.i <= one.i <= other.right_edge.i


def sentences_between(earlier: Token, later: Token) -> int:
    """How many sentences on a token stands from another; what lies between two passages counts two for each."""
    first, last = _sentence_numbers(earlier), _sentence_numbers(later)
    if earlier.doc is later.doc:
        return last[later.i] - first[earlier.i]
    gap = index_of(later) - index_of(earlier) - 1
    return gap * 2 + first[-1] - first[earlier.i] + last[later.i] + 1


def _sentence_numbers(token: Token) -> list[int]:
    """For each token of a passage the number of its sentence, the first being none."""
    kept = memo(token)
    if "foedus_sentences" not in kept:
        kept["foedus_sentences"] = [n for n, sentence in enumerate(token.doc.sents) for _ in sentence]
    numbers: list[int] = kept["foedus_sentences"]
    return numbers
