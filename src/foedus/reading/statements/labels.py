"""Words before a colon that tell who says what follows, without a verb that says: "Kyiv: no change", "Her answer: no".

Three kinds stand so: whoever speaks ("The minister at the time: …"), a noun of saying with its owner ("Moscow's line:
…"), and a clause that tells how somebody takes it ("The chancellor was cooler on the idea: …").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.links import PERSON
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.beside import is_personal

if TYPE_CHECKING:
    from foedus.reading.links import Link, Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Span, Token

_STOPS = frozenset({".", "!", "?", "…", ";"})
_QUOTES = frozenset({"“", "”", '"', "''", "``", "’", "'", "»"})
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HOUSES = frozenset({"outlet", "agency"})
_SPEAKING = frozenset(
    {"state", "de-facto-state", "organisation", "alliance", "union", "ministry", "party", "armed-group"}
)
_LONGEST = 16
_SHORTEST = 3
"""Words that a label may have at most, and what it says at least."""


def label_acts(page: Page, links: Links) -> Iterator[Act]:
    """Every act whose source stands before a colon without a verb that says."""
    for colon in page.index.written({":"}):
        passage = page.passage(colon)
        low = _start(colon)
        before = colon.doc[low : colon.i]
        after = _after(colon)
        if passage.heading or not 0 < len(before) <= _LONGEST or len(after) < _SHORTEST:
            continue
        source = _source(page, links, before, after)
        if source is None:
            continue
        turn = low == 0 and after[0].text not in _QUOTES and _is_turn(page, links, before)
        last = colon.doc[len(colon.doc) - 1] if turn else after[len(after) - 1]
        span = trimmed(page.document.text, begin(after[0]), finish(last))
        if span is not None:
            yield Act(passage.index, (span,), "indirect", None, (begin(colon), finish(colon)), source, frame="label")


def _is_turn(page: Page, links: Links, before: Span) -> bool:
    """Whether a label at the head of a paragraph is a name and its title alone, so that all of it is a turn."""
    link = links.at(page, before[len(before) - 1])
    return link is not None and link.type in _HOUSES | {PERSON} and not any(t.pos_ == "ADP" for t in before)


def _start(colon: Token) -> int:
    """Where the sentence of a colon begins, by its stops: the parse often begins a sentence after a colon."""
    at = colon.i
    while at > 0 and colon.doc[at - 1].text not in _STOPS | {":"} and not _closes(colon.doc[at - 1]):
        at -= 1
    return at


def _closes(token: Token) -> bool:
    return token.text in _QUOTES and token.i > 0 and token.doc[token.i - 1].text in _STOPS | {","}


def _after(colon: Token) -> Span:
    """The sentence after a colon."""
    doc = colon.doc
    at = colon.i + 1
    while at < len(doc) and doc[at].text not in _STOPS:
        at += 1
    while at < len(doc) and (doc[at].text in _STOPS or doc[at].text in _QUOTES):
        at += 1
    return doc[colon.i + 1 : at]


def _source(page: Page, links: Links, before: Span, after: Span) -> Token | None:
    if any(t.like_num or t.ent_type_ == "DATE" for t in before[:_REST]):
        return None
    if any(t.tag_ in _TENSED for t in before):
        return _minded(page, links, before)
    first = before[0]
    if first.pos_ in ("ADP", "SCONJ", "CCONJ", "VERB"):
        return None
    noun = next((t for t in before if t.lemma_.lower() in words("cues", "said_nouns") and t.pos_ == "NOUN"), None)
    if noun is not None:
        return owner(noun)
    return _who(page, links, before, after)


def owner(noun: Token) -> Token | None:
    """Whose answer, line or verdict it is."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for token in noun.doc[noun.i + 1 : noun.i + _LONGEST]:
        if token.text == ":" or token.pos_ in VERBAL:
            break
        if token.lower_ in ("from", "by", "of", "in"):
            inner = next((c for c in token.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
            if inner is not None:
                return inner
    return None


def _who(page: Page, links: Links, before: Span, after: Span) -> Token | None:
    """The head of a label that names who speaks: a person, a house; a state only in the midst of a paragraph."""
    inside = _links(page, links, before)
    person = next((link for link in inside if link.type == PERSON), None)
    if person is not None:
        return before.doc[person.head]
    head = next(
        (t for t in before if t.head.i < before[0].i or t.head.i > before[len(before) - 1].i or t.head.i == t.i),
        before[0],
    )
    if is_personal(head) and any(c.dep_ in ("det", "poss", "compound", "amod") for c in head.children):
        return head
    if (
        not inside
        or inside[0].first != before[0].i + (before[0].pos_ == "DET")
        or before[-1].i > inside[0].last + _REST
    ):
        return None
    counted = any(t.like_num for t in after[:2]) and not any(t.pos_ in VERBAL for t in after)
    midst = before[0].i > 0 and inside[0].type in _SPEAKING and not counted
    return before.doc[inside[0].head] if midst or inside[0].type in _HOUSES else None


_REST = 3
"""Words that may follow a state's name before its colon: "at the time", "for its part"."""


_TAKING = frozenset({"be", "sound", "seem", "remain", "have", "strike", "offer"})


def _minded(page: Page, links: Links, before: Span) -> Token | None:
    """The subject of a clause that tells how somebody takes something, and ends in a colon."""
    for token in before:
        if token.tag_ not in _TENSED or token.lemma_ not in (
            "be",
            "sound",
            "seem",
            "remain",
            "have",
            "strike",
            "offer",
        ):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
        if subject is not None and subject.lemma_.lower() in words("cues", "said_nouns"):
            return owner(subject)  # "the palace's message was simple: …"
        told = (t for c in token.children if c.i > token.i for t in (c, *c.children))
        if subject is None or not any(t.lemma_.lower() in words("cues", "tones") for t in told):
            return None
        link = links.at(page, subject)
        named = link is not None and (link.type == PERSON or link.type in _SPEAKING)
        return subject if named or is_personal(subject) or subject.lower_ in ("he", "she") else None
    return None


def _links(page: Page, links: Links, before: Span) -> list[Link]:
    found = (links.at(page, t) for t in before)
    return list({link.first: link for link in found if link is not None}.values())
