"""Validity as a bond: who feels bound by a text, which texts still bind, and which run counter to the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.validity_roles import flipped, holders_of, positions, texts_of, viewers_of
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.phrases import VERBAL
from foedus.reading.roles import can_act
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "validity"
PREDICATIVE = frozenset({"acomp", "attr", "oprd", "ccomp", "dobj", "xcomp", "conj", "amod", "advcl"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each bond that is felt, told or denied."""
    for verb in context.having(words(_L, "bonds")):
        if verb.pos_ == "VERB":
            yield from _bonds(context, verb)
    for verb in context.having(words(_L, "contravening")):
        if verb.pos_ == "VERB":
            yield from _contravening(context, verb)
    for word in context.having(words(_L, "at_odds")):
        yield from _at_odds(context, word)


def _at_odds(context: Context, word: Token) -> Iterator[Draft]:
    """ "The pact is incompatible with the constitution", "is contrary to international law", "in breach of it"."""
    verb = word.head.head if word.dep_ == "pobj" else word.head
    if not (word.dep_ == "acomp" or (word.dep_ == "pobj" and word.head.lower_ == "in")) or verb.pos_ not in VERBAL:
        return
    if not any(t.lemma_.lower() in words(_L, "norms") for t in obliques(word, "with", "to", "of")):
        return
    texts = tuple(m for t in subjects(verb) if (m := context.texts.mention(t, acts=True)) is not None)
    if texts:
        holders = holders_of(context, viewers_of(verb), verb)
        yield from positions(context, verb, holders, texts, flipped(modality(verb).polarity), "contravening")


def _contravening(context: Context, verb: Token) -> Iterator[Draft]:
    """ "The accord contravenes international law", "runs counter to the constitution": not valid, its critic holds."""
    against = [*objects(verb), *obliques(verb, "to", "with", "against")]
    against += [t for c in verb.children if c.dep_ in ("advmod", "acomp", "prt") for t in obliques(c, "to", "with")]
    if not any(t.lemma_.lower() in words(_L, "norms") for t in against):
        return
    texts = tuple(m for t in subjects(verb) if (m := context.texts.mention(t, acts=True)) is not None)
    if texts:
        polarity = flipped(modality(verb).polarity)
        yield from positions(
            context, verb, holders_of(context, viewers_of(verb), verb), texts, polarity, "contravening"
        )


def _no_longer_bound(context: Context, verb: Token) -> list[Draft]:
    """ "The truce no longer binds it": whom it binds no more holds so."""
    if modality(verb).polarity != "negated":
        return []
    texts = tuple(m for t in subjects(verb) if t.pos_ != "PRON" and (m := context.texts.mention(t)) is not None)
    holders = tuple(m for m in context.actors(objects(verb)) if can_act(context, m) or m.text.lower() in ("us", "it"))
    return list(positions(context, verb, holders, texts, "negated", "bound")) if texts else []


def _bonds(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Does not feel bound by the treaty", "the pact still stands", "the text binds both": positions."""
    if verb.lemma_ == "bind" and agents(verb):
        yield from _feeling_bound(context, verb)
        return
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children):
        return
    viewers = viewers_of(verb)
    if verb.lemma_ == "bind":
        said = verb.lower_ in ("binds", "bind") or any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
    else:
        filled = any(c.dep_ in ("dobj", "prt", "xcomp", "acomp", "oprd") for c in verb.children)
        said = not filled and bool(viewers or not obliques(verb))
    if verb.lemma_ == "bind" and not said and (bound := _no_longer_bound(context, verb)):
        yield from bound
        return
    if verb.lemma_ == "exist" and modality(verb).polarity != "negated":
        return
    if said and not is_passive(verb):
        texts = tuple(m for t in subjects(verb) if t.pos_ != "PRON" and (m := context.texts.mention(t)) is not None)
        if texts:
            yield from positions(
                context, verb, holders_of(context, viewers, verb), texts, modality(verb).polarity, "bond"
            )


def _feeling_bound(context: Context, verb: Token) -> Iterator[Draft]:
    texts = texts_of(context, agents(verb))
    polarity = modality(verb).polarity
    who = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")] or list(objects(verb))
    above = verb.head
    reflexive = any(t.lower_.endswith(("self", "selves")) for t in (*who, *objects(above)))
    if reflexive and verb.dep_ in PREDICATIVE and above.lemma_.lower() in words(_L, "feeling"):
        who = list(subjects(above))
        polarity = modality(above).polarity if polarity == "affirmed" else polarity
    if obliques(verb, "to", "with", "towards"):
        return  # "bound to X by a treaty" tells of a duty
    if not texts or verb.dep_ in ("acl", "amod") or any(c.dep_ == "xcomp" for c in verb.children):
        return  # "the states bound by the treaty" says who is meant, "bound by treaty to defend it" tells of a duty
    holders = tuple(m for m in context.actors(who) if can_act(context, m) or m.text.lower() in ("we", "it"))
    if polarity == "affirmed" and not reflexive and any(t.pos_ == "PRON" for t in who):
        speaker = context.speaker(verb)
        own = context.referents.polity(speaker).actor if speaker is not None else None
        holders = tuple(m for m in holders if m.actor == own)  # those whom others call bound take no position
    told = above if reflexive and above.lemma_.lower() in words(_L, "feeling") else verb
    yield from positions(context, told, holders, texts, polarity, "bound")
