"""Agreements in force: "entered into force", "took effect", "have been in force since", "In force: 5 February 2011".

Also what becomes of them with an adjective ("the deal is dead"), and a withdrawal that takes effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.stage_draft import drafts, table
from foedus.reading.claims.stage_roles import LEXICON, agreements
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_TAKERS = frozenset({"take"})
_COPULAS = frozenset({"be", "become", "remain", "stay", "look", "seem", "appear", "declare", "pronounce"})
_END = frozenset({"end"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each agreement that is said to be, or to come, into force."""
    for noun in context.having(words(LEXICON, "force")):
        if noun.dep_ == "dobj" and noun.head.lemma_ in _TAKERS:
            yield from _said_of_subject(context, noun.head)
        elif noun.dep_ == "pobj" and noun.head.lower_ in ("in", "into") and _is_legal(noun):
            yield from _preposed(context, noun)
    for adjective in context.having(words(LEXICON, "effective")):
        if adjective.lemma_.lower() in words(LEXICON, "lasting") and not _lasts(adjective):
            continue
        if adjective.dep_ in ("acomp", "oprd", "attr") and adjective.head.lemma_ in _COPULAS:
            stage = lexicon(LEXICON)["adjective_stages"][adjective.lemma_.lower()]
            yield from _said_of_subject(context, adjective.head, stage)
        elif adjective.dep_ in ("amod", "conj") and adjective.i > adjective.head.i and _is_since(adjective):
            head = (adjective.head,)
            stage = lexicon(LEXICON)["adjective_stages"][adjective.lemma_.lower()]
            yield from drafts(context, adjective, stage, agreements(context, head), told=adjective)
    for noun in context.having(_END):
        if noun.dep_ == "pobj" and noun.head.lower_ == "at" and noun.head.head.lemma_ in _COPULAS:
            yield from _said_of_subject(context, noun.head.head, "terminated")
    for verb in context.having({"exist"}):
        if (
            any(c.lower_ in ("longer", "not", "n't", "n’t", "ceased") for c in verb.children)
            or verb.head.lemma_ == "cease"
        ):
            texts = agreements(context, subjects(verb))
            yield from drafts(context, verb, "terminated", texts, polarity="affirmed", about=subjects(verb))


def _lasts(adjective: Token) -> bool:
    """Whether words say that an agreement still binds, or since when, and nobody only thinks so."""
    verb = adjective.head
    if verb.pos_ not in VERBAL or modality(verb).polarity == "negated" or verb.dep_ not in ("ROOT", "relcl", "conj"):
        return False
    near = {verb.lemma_, *(c.lower_ for c in (*verb.children, *adjective.children))}
    return bool(near & words(LEXICON, "lasting_words")) or bool(
        obliques(verb, "since", "until") or obliques(adjective, "since", "until")
    )


def _is_since(adjective: Token) -> bool:
    """Whether an adjective after its noun is dated: "the accord, effective since 2014"."""
    return any(c.dep_ == "prep" and c.lower_ in words(LEXICON, "force_for") | {"on", "as"} for c in adjective.children)


def _is_legal(noun: Token) -> bool:
    """Whether "force" is legal force: no troops, no "use of force"."""
    return all(
        c.lower_ in ("full", "legal", "provisional", "definitive")
        or c.dep_ in ("prep", "punct", "cc", "conj", "advmod", "npadvmod", "appos")
        for c in noun.children
    )


def _said_of_subject(context: Context, verb: Token, stage: str = "in-force") -> Iterator[Draft]:
    things = subjects(verb)
    founded = verb.dep_ == "conj" and verb.head.lemma_.lower() in words(LEXICON, "founding")
    texts = _organisations(context, things) if founded else agreements(context, things)
    for thing in things:
        if not texts and thing.pos_ == "NOUN" and table("noun").get(thing.lemma_.lower()):
            return  # "the withdrawal takes effect": the nominal tells it
    if texts:
        yield from drafts(context, verb, stage, texts, about=things)
    elif not things and verb.tag_ in ("VBD", "VBN", "VBZ") and verb.dep_ in ("ROOT", "conj") and stage == "in-force":
        yield from _understood(context, verb)


def _organisations(context: Context, things: tuple[Token, ...]) -> tuple[Mention, ...]:
    found = [mention for thing in things for mention in context.who(thing)]
    return tuple(
        m for m in found if (a := context.gazetteer.actor(m.actor)) and a.type in ("alliance", "union", "organisation")
    )


def _preposed(context: Context, noun: Token) -> Iterator[Draft]:
    """ "Into force" and "in force", with the verb or noun that they stand with."""
    head = noun.head.head
    lemma = head.lemma_.lower()
    lasting = any(c.lower_ in words(LEXICON, "force_for") for c in (*noun.children, *noun.head.children))
    if head.pos_ in VERBAL and lemma in words(LEXICON, "force_subject"):
        yield from _said_of_subject(context, head)
    elif head.pos_ in VERBAL and lemma in words(LEXICON, "force_object"):
        yield from drafts(context, head, "in-force", agreements(context, objects(head)), about=objects(head))
    elif lemma == "entry":
        return  # the nominal tells it
    elif (lasting or head.pos_ not in VERBAL) and noun.sent[-1].text != "?":
        yield from _apart(context, noun)


def _apart(context: Context, noun: Token) -> Iterator[Draft]:
    """ "The treaty, in force since 1994, obliges …": the agreement before it, or the one that the sentence is about."""
    before = [t for t in noun.sent if t.i < noun.i and context.texts.at(t) is not None]
    after = [t for t in noun.sent if t.i > noun.i and context.texts.at(t) is not None]
    near = before[-1:] or after[:1]
    if near:
        yield from drafts(context, noun, "in-force", agreements(context, near), told=noun)
    else:
        yield from _understood(context, noun)


def _understood(context: Context, cue: Token) -> Iterator[Draft]:
    mention = context.texts.as_mention(cue, context.texts.topic(cue))
    if mention is not None:
        yield from drafts(context, cue, "in-force", (mention,))
