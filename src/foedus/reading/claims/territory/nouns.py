"""Control, occupation and claims as nouns: "under X's control", "in rebel hands", "X's claims to Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.territory.lands import holders, lands, names_beside, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL, conjuncts
from foedus.reading.syntax import nominal_agents, nominal_objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "territory"


def find(context: Context) -> Iterator[Draft]:
    """Control, occupation and claims."""
    yield from _states(context)
    yield from _controls(context)
    yield from _claims(context)
    yield from _strongholds(context)
    yield from _occupations(context)


def _owners(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Whose control or hands: "the rebels' hands", "Kurdish control", "the hands of X and Y"."""
    named = [*nominal_agents(noun), *obliques(noun, "of", "by")]
    if not named:
        named = [h for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss") for h in conjuncts(c)]
        named = [
            t for t in named if context.referents.link(t) is not None or t.lemma_ in ("rebel", "government", "regime")
        ]
    linked = tuple(link.mention for t in named if (link := context.referents.link(t)) is not None)
    return holders(context, named) or linked


def _states(context: Context) -> Iterator[Draft]:
    """ "Y is under X's control", "Y is in the hands of X", "Y remains outside X's control"."""
    for noun in context.having(words(_L, "states")):
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in ("under", "in", "into", "outside", "beyond"):
            continue
        if preposition.lower_ in ("in", "into") and noun.lemma_ != "hand":
            continue
        outside = preposition.lower_ in ("outside", "beyond") or (
            preposition.head.dep_ == "prep" and preposition.head.lower_ == "outside"
        )
        governor = preposition.head
        while governor.dep_ in ("prep", "advmod") and governor.head.i != governor.i:
            governor = governor.head
        owners = _owners(context, noun)
        said_of = subjects(governor) if governor.pos_ in VERBAL else (governor,)
        sites = lands(context, said_of, {m.actor for m in owners})
        if owners and sites:
            kind = "occupied-by" if noun.lemma_ == "occupation" else "controlled-by"
            polarity = "negated" if outside else None
            yield from relation(context, noun, kind, sites, owners, polarity=polarity)


def _controls(context: Context) -> Iterator[Draft]:
    """ "X's control over Y", "X took control of Y"."""
    for noun in context.having({"control"}):
        if noun.pos_ != "NOUN":
            continue
        owners = holders(context, nominal_agents(noun))
        if not owners and noun.dep_ == "dobj" and noun.head.lemma_ in words(_L, "taking"):
            owners = holders(context, subjects(noun.head))
        sites = lands(context, obliques(noun, "over", "of"), {m.actor for m in owners})
        if owners and sites and all(small(context, site) or noun.dep_ != "dobj" for site in sites):
            lost = noun.dep_ == "dobj" and noun.head.lemma_ in ("lose", "cede")
            yield from relation(context, noun, "controlled-by", sites, owners, polarity="negated" if lost else None)


def _claims(context: Context) -> Iterator[Draft]:
    """ "X's claim to Y", "X and Z have claims in Y", "X's Y claims"."""
    for noun in context.having({"claim"}):
        if noun.pos_ != "NOUN" or any(c.dep_ in ("acl", "relcl") for c in noun.children):
            continue
        owners = holders(context, nominal_agents(noun))
        if (
            not owners
            and noun.dep_ == "dobj"
            and noun.head.lemma_ in ("have", "lay", "press", "make", "renew", "assert", "maintain")
        ):
            owners = holders(context, subjects(noun.head))
        apart = {m.actor for m in owners}
        sites = lands(context, obliques(noun, "to", "over", "on", "in"), apart)
        sites = sites or lands(context, (c for c in noun.children if c.dep_ in ("compound", "nmod")), apart)
        if owners and sites:
            yield from relation(context, noun, "claimed-by", sites, owners)


def _strongholds(context: Context) -> Iterator[Draft]:
    """ "Y, the last rebel stronghold"."""
    for noun in context.having(words(_L, "stronghold")):
        owners = [c for c in noun.children if c.dep_ in ("compound", "amod", "poss", "nmod") and c.i < noun.i]
        linked = tuple(link.mention for c in owners if (link := context.referents.link(c)) is not None)
        holding = linked or holders(context, (c for c in owners if c.pos_ in ("NOUN", "PROPN")))
        said_of = noun.dep_ == "attr"
        sites = lands(context, subjects(noun.head)) if said_of else names_beside(context, noun)
        if holding and sites:
            yield from relation(context, noun, "controlled-by", sites, holding)


def _occupations(context: Context) -> Iterator[Draft]:
    """ "The Israeli occupation of Y"."""
    for noun in context.having(words(_L, "occupation")):
        holding = holders(context, nominal_agents(noun))
        sites = lands(context, nominal_objects(noun), {m.actor for m in holding})
        if sites and noun.pos_ == "NOUN":
            yield from relation(context, noun, "occupied-by", sites, holding)
