"""Words that stand for forces named before: a bare number, a share of them, "they"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.reading.parse import Parse, Token

_L = "presence"
NEAR = 350
"""How many characters back the forces stand that a number without a noun counts."""
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "conj", "appos"})
_OTHER_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "LAW", "PRODUCT"})
_THEY = frozenset({"they", "them", "these", "those"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def is_count(token: Token) -> bool:
    """Whether a number or a share stands without what it counts: "about 900 were withdrawn", "most had left"."""
    if token.dep_ not in _ARGUMENTS or token.ent_type_ in _OTHER_COUNTS or token.lower_ == "one":
        return False
    if token.lower_ not in words(_L, "shares") and not (token.like_num and token.pos_ in ("NUM", "NOUN")):
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    unit = after is not None and after.text in ("%", "per", "percent", "km", "miles", "-")
    return not unit and not any(c.lower_ == "of" or c.text in ("$", "€", "£") for c in token.children)


def is_they(token: Token) -> bool:
    """Whether a word is a pronoun for several that were named."""
    told = any(c.dep_ in ("acl", "relcl", "prep") for c in token.children)  # "those wishing to stay"
    return token.lower_ in _THEY and token.pos_ == "PRON" and token.tag_ not in _RELATIVE and not told


def last_plural(pronoun: Token) -> Token | None:
    """The plural noun that a pronoun can mean: in its own sentence the nearest, in the one before its subject.

    Returns None where neither sentence has one.
    """
    doc, start = pronoun.doc, pronoun.sent.start
    near = _plurals(doc, start, pronoun.i)
    if near or start == 0:
        return near[-1] if near else None
    before = _plurals(doc, doc[start - 1].sent.start, start)
    subjects = [t for t in before if t.dep_ in ("nsubj", "nsubjpass")]
    found = subjects or before
    return found[-1] if found else None


def _plurals(doc: Parse, low: int, high: int) -> list[Token]:
    return [
        t
        for t in doc[low:high]
        if t.tag_ in ("NNS", "NNPS") and t.dep_ not in ("compound", "npadvmod", "poss") and not _dated(t)
    ]


def _dated(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY")


def stands_near(token: Token, start: int) -> bool:
    """Whether forces named at an offset are near enough for a word to count them."""
    return 0 < begin(token) - start <= NEAR
