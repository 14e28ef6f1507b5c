"""Lists that stand apart from the noun that they spell out: "five countries stay away, among them A"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.phrases import conjuncts

if TYPE_CHECKING:
    from foedus.reading.links import Link
    from foedus.reading.parse import Span, Token

    LinkOf = Callable[[Token], Link | None]

_PAIRS = frozenset({("among", "them"), ("among", "which"), ("such", "as")})
_DASHES = frozenset({"–", "—", "-", ":", "("})
_OPENERS = frozenset({"including", "namely", "notably"})
_WHOLE = 5
"""How many words may say of what a plural noun counts members."""
_BETWEEN = frozenset(
    {",", "and", "or", "the", "&", "both", "also", "neighbouring", "nearby", "those", "that", "of", "'s", "’s", "even"}
)


def spelt_out(noun: Token, link_of: LinkOf) -> tuple[Token, ...]:
    """The heads of the names that spell out a plural noun later in its sentence; empty where none do.

    Another plural noun between would be the one that is spelt out.
    """
    if noun.tag_ != "NNS" or link_of(noun) is not None:
        return ()
    doc, end = noun.doc, noun.sent.end
    for i in range(noun.i + 1, end - 1):
        token = doc[i]
        if token.tag_ == "NNS" and link_of(token) is None:
            return ()
        if (token.lower_, doc[i + 1].lower_) in _PAIRS:
            return names(doc[i + 2 : end], link_of) or _names_before(doc[noun.i + 1 : i], link_of)
        if token.lower_ in _OPENERS:
            return names(doc[i + 1 : end], link_of)
        whole = doc[noun.i + 1].lower_ in ("of", "in") and i - noun.i <= _WHOLE  # "five members of the EU – A, B"
        if token.text in _DASHES and (i == noun.i + 1 or whole) and any(c.dep_ == "nummod" for c in noun.children):
            listed = names(doc[i + 1 : end], link_of)  # "four provinces – A, B, C and D"
            return listed if len(listed) > 1 else ()
    return ()


def whose(officials: Token, link_of: LinkOf) -> tuple[Token, ...]:
    """The names of those whose officials a plural noun means together: "the foreign ministers of A and B".

    Empty where it is one state's, or where a name is not known.
    """
    if officials.tag_ != "NNS" or officials.lemma_.lower() not in words("nouns", "person"):
        return ()
    owners = [
        inner
        for child in officials.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    owners = owners or [c for c in officials.children if c.dep_ == "amod" and c.i < officials.i and _joined(c)]
    links = {t: link_of(t) for head in owners[:1] for t in conjuncts(head)}
    of_states = links and all(link is not None and link.type != "person" for link in links.values())
    return tuple(links) if of_states and len(links) > 1 else ()


def _joined(adjective: Token) -> bool:
    return any(c.dep_ == "conj" for c in adjective.children)


def _names_before(tokens: Span, link_of: LinkOf) -> tuple[Token, ...]:
    """The names that lead up to "among them", after a comma: "five countries, A and B among them"."""
    opened = [t.i - tokens.start + 1 for t in tokens if t.text in (",", "–", "—", "(")]
    listed = (names(tokens[start:], link_of) for start in opened)  # "of the members, five, A and B among them"
    return next((found for found in listed if found), ())


def names(tokens: Iterable[Token], link_of: LinkOf) -> tuple[Token, ...]:
    """The heads of the names that stand first among some tokens, one after the other."""
    found: list[Token] = []
    for token in tokens:
        link = link_of(token)
        if link is None and token.lower_ not in _BETWEEN:
            break
        if link is not None and token.i == link.head:
            found.append(token)
    return tuple(found)
