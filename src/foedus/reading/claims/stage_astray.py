"""Where a parse goes astray round an agreement, and what its words must mean all the same.

A text signs, ratifies or breaks nothing.  Where a parser makes it the subject of such a verb ("The accord, concluded in
Lima by A and B, would …", "the treaty, which A and his counterpart signed"), it is what the verb is done to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.claims.stage_draft import lemmas
from foedus.reading.page import begin, finish
from foedus.reading.phrases import conjuncts
from foedus.reading.syntax import agents, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_COMPLETED = frozenset({"dobj", "xcomp", "prt", "attr", "acomp", "oprd"})
_REACH = 25
"""Tokens back from a verb within which its relative pronoun stands."""


def things_before(context: Context, verb: Token) -> tuple[Token, ...]:
    """The agreement before a participle that the parse takes for a finite verb, for a verb without an object."""
    if verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return ()
    late = [c for c in verb.children if c.dep_ in ("npadvmod", "dep") and c.i > verb.i]
    if any(context.texts.at(c) is not None for c in late):
        return tuple(late)  # "ratified, by 80 votes to 3, the pact"
    if verb.lemma_.lower() in lemmas("own"):
        return ()
    if any(c.dep_ in _COMPLETED or c.tag_ == "MD" for c in verb.children):
        return ()
    meant = tuple(t for t in subjects(verb) if context.texts.at(t) is not None)
    return meant or _set_off(context, verb)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An agreement and those who do something with it, where the parse tears a relative clause apart."""

    things: tuple[Token, ...] = ()
    who: tuple[Token, ...] = ()


def passed_over(context: Context, verb: Token) -> PassedOver:
    """For "the pact that *the two countries* signed", "which *A and B* initialled": a verb hung on its own subject."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or agents(verb) or noun.i > verb.i:
        return PassedOver()
    first = noun.left_edge.i
    if first < 2 or verb.doc[first - 1].lower_ not in ("that", "which"):
        return PassedOver()
    text = _ending_at(context, first - 3 if verb.doc[first - 2].text == "," else first - 2, verb)
    return PassedOver((text,), conjuncts(noun)) if text is not None else PassedOver()


def answer(verb: Token) -> tuple[Token, ...]:
    """What the next sentence names where a question asks what a verb was done to: "What was signed? A truce …"."""
    asked = any(c.lower_ == "what" and c.dep_ in ("nsubjpass", "dobj") for c in verb.children)
    if asked and verb.dep_ == "csubj" and verb.head.lemma_ == "be":  # "what they signed was a treaty"
        return tuple(c for c in verb.head.children if c.dep_ == "attr")
    end = verb.sent.end
    if not asked or end >= len(verb.doc) or verb.doc[end - 1].text != "?":
        return ()
    root = verb.doc[end].sent.root
    return (root,) if root.pos_ in ("NOUN", "PROPN") else ()


def _set_off(context: Context, verb: Token) -> tuple[Token, ...]:
    """The agreement whose phrase ends at the comma right before a participle ("In the pact, signed in May, …")."""
    if verb.i < 2 or verb.doc[verb.i - 1].text != "," or any(c.dep_ == "nsubj" for c in verb.children):
        return ()
    text = _ending_at(context, verb.i - 2, verb)
    return (text,) if text is not None else ()


def _ending_at(context: Context, end: int, verb: Token) -> Token | None:
    """The agreement whose phrase ends with a token."""
    if end < verb.sent.start:
        return None
    node = verb.doc[end]
    while context.texts.at(node) is None:
        if node.head.i == node.i or node.head.right_edge.i < end or node.head.i > end or node.pos_ in ("VERB", "AUX"):
            return None
        node = node.head
    return node


def doers_of(context: Context, verb: Token) -> tuple[Token, ...]:
    """Who does what a verb says of an agreement: its agents, or its subjects where they are no agreement."""
    own = tuple(t for t in subjects(verb) if context.texts.at(t) is None)
    return own or agents(verb) or _between(context, verb)


def _between(context: Context, verb: Token) -> tuple[Token, ...]:
    """The names between a relative pronoun and its verb, however they are hung: "which A and its ally B signed"."""
    if verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("auxpass", "agent") for c in verb.children):
        return ()
    stretch = verb.doc[max(verb.sent.start, verb.i - _REACH) : verb.i]
    pronoun = next((t for t in reversed(stretch) if t.tag_ == "WDT"), None)
    if pronoun is None or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.doc[pronoun.i + 1 : verb.i]):
        return ()
    links = context.links.within(finish(pronoun), begin(verb))
    return tuple(verb.doc[link.head] for link in links)
