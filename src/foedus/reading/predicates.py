"""Of whom a description is said: "X is the only state that …", "X, one of the four that …"; and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.lists import names
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import subjects

if TYPE_CHECKING:
    from foedus.reading.lists import LinkOf
    from foedus.reading.parse import Token

_COPULAS = frozenset({"be", "become", "remain"})
_NAMING = frozenset({"leave", "make", "name", "keep"})
_PARTS = frozenset({"of", "among", "amongst"})
_APART = frozenset({",", "-", "–", "—", "but", "though", "(", "although", "if"})
_SMALL = frozenset({"by", "even", "yet"})
_ADJOINING = 3


def bearers(noun: Token) -> tuple[Token, ...]:
    """Whom a noun with a clause of its own describes, where it is said of somebody; empty where it stands for itself.

    noun: what a relative clause or infinitive modifies, so that whoever is described does what that clause says.
    """
    if not any(c.dep_ in ("relcl", "acl") for c in noun.children):
        return ()
    node = noun
    while node.dep_ == "pobj" and node.head.lower_ in _PARTS:
        above = node.head.head
        if above.pos_ in VERBAL:
            return subjects(above) if above.lemma_ in _COPULAS else ()
        node = above
    if node.dep_ == "attr" and node.head.lemma_ in _COPULAS:
        return subjects(node.head)
    if node.dep_ == "appos" and node.head.pos_ == "PROPN":
        return (node.head,)
    verb = node.head.head if node.dep_ == "pobj" and node.head.lower_ == "as" else node.head
    if node.dep_ in ("dobj", "oprd", "pobj") and verb.lemma_ in _NAMING:
        return tuple(c for c in verb.children if c.dep_ == "dobj" and c.i < node.i and c.pos_ == "PROPN")
    return ()


def excepted(verb: Token, link_of: LinkOf) -> tuple[Token, ...]:
    """The names of those who are said not to: "by A and B, but not yet by C", "nobody has, not even D"."""
    doc, end = verb.doc, verb.sent.end
    for i in range(verb.i + 1, end - 1):
        if doc[i].lower_ != "not" or doc[i - 1].lower_ not in _APART:
            continue
        first = i + 1
        while first < end and doc[first].lower_ in _SMALL:
            first += 1
        found = names(doc[first:end], link_of)
        if found and found[0].i - first < _ADJOINING:
            return found
    return ()
