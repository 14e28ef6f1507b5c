"""Descriptions of agreements: where the words that describe one begin and end, and the key that they make.

A key is the slug of the description.  Where the words alone say nothing ("a treaty", "a further accord"), the parties
that the clause names go into it, so that two agreements of two articles are not taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.ids import slug
from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import obliques, subjects

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_DEFINITE = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "such",
        "its",
        "their",
        "his",
        "her",
        "our",
        "both",
        "either",
        "each",
        "neither",
    }
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_QUOTES = "“”\"'‘’«»()"
_LONGEST = 16
"""Tokens of a description that become part of a key."""
_MODIFIERS = frozenset({"amod", "compound", "nummod", "nmod", "poss"})
_TIMES = frozenset({"DATE", "TIME"})


def is_definite(token: Token) -> bool:
    """Whether a noun phrase takes up what is known: "the treaty", "their pact", "those resolutions"."""
    return any(c.lower_ in _DEFINITE or c.tag_ == "PRP$" for c in token.children)


def is_pointing(token: Token) -> bool:
    """Whether a noun phrase points at what was said ("this treaty"), so that it introduces nothing."""
    return any(c.lower_ in ("this", "that", "these", "those") for c in token.children)


def is_specified(token: Token) -> bool:
    """Whether a relative clause says which is meant: "the pact that A concluded with B" introduces it."""
    for clause in token.children:
        if clause.dep_ == "relcl" and clause.lemma_.lower() in words("texts", "concluding"):
            return token.doc[clause.left_edge.i - 1].text != ","
    return False


def noun_of(token: Token) -> str:
    """The lemma of a noun in lower case; a name's plural counts as its singular ("the Abraham Accords")."""
    lemma = token.lemma_.lower()
    if token.tag_ in ("NNPS", "NNP", "NNS") and lemma.endswith("s"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def described_by(token: Token) -> list[Token]:
    """The words from the first modifier to the end of the title: "treaty of friendship between A and B"."""
    modifiers = [t for t in token.lefts if t.dep_ in _MODIFIERS or t.text in '“"‘']
    first = min((t.left_edge.i for t in modifiers), default=token.i)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and not any(c.dep_ == "det" for c in token.children):
        outer = token.head.head  # "status of forces agreement"
        between = token.doc[token.head.i + 1 : token.i]
        plural = len(between) > 0 and between[0].tag_ in ("NNS", "NNPS")
        if outer.pos_ in ("NOUN", "PROPN") and token.tag_ == "NN" and plural:
            first = min(outer.i, token.i)
    while first < token.i and _is_opener(token.doc[first]):
        first += 1
    last = max(min(_last(token), first + _LONGEST), token.i)  # whatever the parse says, the noun itself is in it
    return list(token.doc[first : last + 1])


def _is_opener(token: Token) -> bool:
    return token.dep_ in ("det", "poss") or token.tag_ in ("PRP$", "POS") or token.is_punct


def _last(token: Token) -> int:
    last = token.i
    if token.dep_ == "compound" and token.head.i == last + 1 and token.head.text[:1].isdigit():
        return token.head.i  # "resolution 72/282"
    rights = list(token.rights)
    if not rights and token.dep_ in ("dobj", "nsubjpass", "pobj"):
        # A parse may hang "on security guarantees" on the verb; right after the noun it is the title's.
        above = token.head.head if token.dep_ == "pobj" else token.head
        after = ("on", "of", "between", "with", "against", "for")
        rights = [t for t in (*token.head.rights, *above.rights) if t.i == token.i + 1 and t.lower_ in after]
    numbers = [t for t in token.rights if t.dep_ in ("nummod", "appos") and t.like_num and t.i <= token.i + 2]
    if numbers:
        last = numbers[-1].right_edge.i if numbers[-1].right_edge.like_num else numbers[-1].i  # "Resolution 242"
    sided = token.dep_ == "dobj" and is_definite(token) and token.head.lemma_.lower() in words("texts", "concluding")
    for child in rights:
        if child.lower_ in ("to", "with") and any(noun_of(c) in words("texts", "strong") for c in child.children):
            break  # "a protocol to the treaty": another agreement
        if sided and child.lower_ == "with":
            break  # "negotiated the deal with X": the other side, no part of the title
        if child.dep_ == "prep" and _is_where(child, child):
            break
        if child.dep_ == "prep" and child.lower_ in words("texts", "prepositions") and child.i <= last + 3:
            if not _is_time(child):
                last = _end_of(child)
            elif child.lower_ == "of":
                last = max(c.right_edge.i for c in child.children)
        elif child.dep_ == "appos" and child.i <= last + 3 and token.doc[child.left_edge.i - 1].text in '“"‘':
            last = child.right_edge.i
        elif child.dep_ in ("acl", "relcl", "conj", "cc"):
            break
    return last


def _is_time(preposition: Token) -> bool:
    return any(c.dep_ == "pobj" and (c.ent_type_ in _TIMES or c.like_num) for c in preposition.children)


def _end_of(preposition: Token) -> int:
    """The last token of a prepositional phrase, without clauses that hang on it."""
    last = preposition.i
    for token in sorted(preposition.subtree, key=lambda t: t.i):
        if (
            token.i > last + 1
            or _is_where(token, preposition)
            or (token.dep_ in ("relcl", "acl", "advcl", "punct") and token.text not in _QUOTES + ",-")
        ):
            break
        if token.text == "," and not any(t.dep_ == "conj" for t in token.doc[token.i + 1 : token.i + 4]):
            break
        last = token.i
    return last


def _is_where(token: Token, preposition: Token) -> bool:
    """Whether a title ends here, since what follows is where it was concluded ("an end to hostilities in Geneva")."""
    noun = preposition.head
    concluded = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in words("texts", "concluding")
    here = token.dep_ == "prep" and token.lower_ in ("in", "at")
    return concluded and here and any(c.ent_type_ in _PLACES for c in token.children)


def content_of(phrase: Iterable[Token], head: Token) -> Iterator[str]:
    """The words of a description that tell which agreement is meant, in lower case."""
    for token in phrase:
        lower = token.lower_
        if token.i != head.i and not token.is_stop and not token.is_punct and lower not in words("texts", "empty"):
            yield lower


def named(text: str, gazetteer: Gazetteer) -> str | None:
    """The library's key for a description that is a known title once its quotation marks are gone."""
    plain = re.sub(rf"[{re.escape(_QUOTES)}]", "", text)
    keys = [
        key
        for key in gazetteer.resolve(plain)
        if (actor := gazetteer.actor(key)) is not None and actor.type == "agreement"
    ]
    return keys[0] if len(keys) == 1 else None


def key_of(
    page: Page,
    phrase: list[Token],
    token: Token,
    content: frozenset[str],
    links: Links,
    gazetteer: Gazetteer,
    noun: str | None = None,
) -> str:
    """The key of an agreement that nobody has named: the slug of its description, with its parties if that is bare."""
    with_ = next((t.i for t in phrase if t.lower_ == "with" and t.i > token.i), phrase[-1].i + 1)
    own = [t for t in phrase if t.i < with_]
    title = noun or " ".join(t.text for t in phrase if t.text not in _QUOTES)
    if content and any(content_of(own, token)):
        return slug(noun or " ".join(t.text for t in phrase if t.text not in _QUOTES and not _is_heard_of(t)))
    if not noun:
        title = " ".join(t.text for t in own if t.text not in _QUOTES)
    names = list(dict.fromkeys(_parties(page, token, links, gazetteer)))
    if len(names) > 1:
        return slug(f"{title} between {' and '.join(names)}")
    return slug(noun or " ".join(t.text for t in phrase if t.text not in _QUOTES))


def _is_heard_of(token: Token) -> bool:
    """Whether it is an article that tells who has heard of something, not what it is: "a joint force", "the force".

    The article of a name is part of it ("with the European Union").
    """
    after = token.doc[token.i + 1 :]
    return token.lower_ in ("a", "an", "the") and token.tag_ == "DT" and bool(after) and after[0].pos_ != "PROPN"


def _parties(page: Page, token: Token, links: Links, gazetteer: Gazetteer) -> Iterator[str]:
    """The names of those who conclude an agreement in the clause that introduces it."""
    verbs = [c for c in token.children if c.dep_ in ("acl", "relcl")]
    if token.dep_ in ("dobj", "nsubjpass") and token.head.pos_ in VERBAL:
        verbs.append(token.head)
    sides = [*obliques(token, "with", "between")]
    for verb in verbs:
        if verb.lemma_.lower() in words("texts", "concluding"):
            sides[:0] = subjects(verb)
            sides.extend(obliques(verb, "with", "between"))
    for side in sides:
        for near in (side, *(c for c in side.children if c.dep_ in ("compound", "poss", "appos", "amod", "nmod"))):
            link = links.at(page, near)
            key = gazetteer.polity(link.key, page.day) if link is not None and link.type != "agreement" else None
            if key is not None:
                yield gazetteer.label(key)
                break
