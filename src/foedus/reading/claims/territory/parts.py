"""What is part of what: "X is part of Y", "regards X as part of Y", "X, a province of Y", "X makes up half of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.territory.lands import is_fraction, lands, names_beside, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.roles import is_polity, polities
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "territory"


def find(context: Context) -> Iterator[Draft]:
    """Parts and wholes."""
    for noun in context.having(words(_L, "part")):
        wholes = _wholes(context, noun)
        if not wholes:
            continue
        sites, predicate = _parted(context, noun, {m.actor for m in wholes})
        if sites:
            yield from relation(context, predicate, "part-of", sites, wholes[:1])
        elif noun.dep_ in ("appos", "ROOT", "dep", "npadvmod"):
            yield from _beside(context, noun, wholes[:1])
    yield from _shares(context)
    yield from _own_land(context)


def _own_land(context: Context) -> Iterator[Draft]:
    """ "Z is X's territory", "it is X soil"."""
    for noun in context.having(words(_L, "own_land")):
        owners = [c for c in noun.children if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i < noun.i]
        links = [link for c in owners if (link := context.referents.link(c)) is not None]
        wholes = tuple(link.mention for link in links if is_polity(context, link.mention))
        if noun.dep_ == "attr" and noun.head.lemma_ == "be" and wholes and len(links) == len(owners):
            sites = lands(context, subjects(noun.head), {m.actor for m in wholes})
            sites = tuple(m for m in sites if small(context, m))
            if sites:
                yield from relation(context, noun.head, "part-of", sites, wholes[:1])


def _wholes(context: Context, noun: Token) -> tuple[Mention, ...]:
    named = [m for m in polities(context, obliques(noun, "of")) if is_polity(context, m)]
    peopled = any(c.lower_ == "ethnic" for c in noun.children)  # "an ethnic Armenian exclave" is none of Armenia's
    if not named and not peopled and noun.lemma_.lower() != "part":
        links = [link for t in nominal_agents(noun) if (link := context.referents.link(t)) is not None]
        named = [link.mention for link in links if is_polity(context, link.mention)]
        named = named or [m for m in context.actors(nominal_agents(noun)) if is_polity(context, m)]
    return tuple(named or (m for m in _own_whole(context, noun) if is_polity(context, m)))


def _own_whole(context: Context, noun: Token) -> Iterator[Mention]:
    """ "part of its own territory": the owner of the territory is the whole."""
    for inner in obliques(noun, "of"):
        owner = context.referents.owner(inner, context.speaker(inner))
        if owner is not None:
            yield context.referents.polity(owner)


def _parted(context: Context, noun: Token, apart: set[str]) -> tuple[tuple[Mention, ...], Token]:
    """What is said to be a part, and the word that says so."""
    governor = noun.head
    if noun.lemma_.lower() == "part" and noun.dep_ == "attr" and governor.lemma_ in words(_L, "being"):
        return lands(context, subjects(governor), apart), governor
    if noun.dep_ == "pobj" and governor.lower_ == "as" and governor.head.lemma_.lower() in words(_L, "regard"):
        return lands(context, objects(governor.head), apart), governor.head
    if noun.dep_ == "oprd" and governor.lemma_.lower() in words(_L, "regard"):
        return lands(context, objects(governor) or subjects(governor), apart), governor
    own = [c for c in noun.children if c.dep_ == "nsubj"]
    if noun.dep_ == "ccomp" and own and governor.lemma_.lower() in words(_L, "regard"):
        return lands(context, own, apart), governor  # "considers X a part of Y"
    return (), noun


def _beside(context: Context, noun: Token, wholes: tuple[Mention, ...]) -> Iterator[Draft]:
    """ "Y, a province of X": a part of it; "a former province", once: it broke away."""
    keys = {m.actor for m in wholes}
    sites = tuple(m for m in names_beside(context, noun) if m.actor not in keys and small(context, m))
    if not sites or any(c.lower_ in words(_L, "breakaway") for c in noun.children):
        return
    former = any(c.lower_ in ("former", "ex", "erstwhile") for c in noun.children)
    yield from relation(context, noun, "breakaway-from" if former else "part-of", sites, wholes, status="actual")


def _shares(context: Context) -> Iterator[Draft]:
    """ "Y makes up two thirds of X", "Y belongs to X"."""
    for verb in context.having(words(_L, "comprising")):
        if verb.pos_ != "VERB":
            continue
        if verb.lemma_ == "belong":
            wholes = polities(context, obliques(verb, "to"))
        else:
            shares = [t for t in (*objects(verb), *obliques(verb, "for")) if is_fraction(t)]
            wholes = tuple(m for t in shares for m in polities(context, obliques(t, "of")))
        sites = lands(context, subjects(verb), {m.actor for m in wholes})
        if wholes and sites and all(is_polity(context, m) for m in wholes):
            yield from relation(context, verb, "part-of", sites, wholes[:1])
