"""Control, occupation and claims as nouns: "under X's control", "in rebel hands", "X's claims to Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.territory.lands import holders, lands, names_beside, nearest_small, patients, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.phrases import VERBAL, conjuncts
from foedus.reading.roles import is_polity, polities, type_of
from foedus.reading.syntax import nominal_agents, nominal_objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"
_POWERS = {"occupation": "occupied-by", "sovereignty": "part-of"}
"""What being under some kind of power is, where it is not plain control."""


_POWERS_OVER = {
    "sovereignty": "part-of",
    "jurisdiction": "controlled-by",
    "authority": "controlled-by",
    "rule": "controlled-by",
}
"""Powers that somebody has over a place, and what they make of it."""


def find(context: Context) -> Iterator[Draft]:
    """Control, occupation and claims."""
    yield from _states(context)
    yield from _charges(context)
    yield from _independents(context)
    yield from _bounded(context)
    yield from _passing(context)
    yield from _secessions(context)
    yield from _controls(context)
    yield from _claims(context)
    yield from _claimants(context)
    yield from _strongholds(context)
    yield from _occupations(context)


def _claimants(context: Context) -> Iterator[Draft]:
    """ "X, a claimant too", "X is another claimant to Z": of Z, or of the place that is spoken of."""
    for noun in context.having(("claimant",)):
        if noun.dep_ not in ("appos", "attr"):
            continue
        who = (noun.head,) if noun.dep_ == "appos" else subjects(noun.head)
        claiming = tuple(m for m in context.actors(who) if is_polity(context, m))
        sites = lands(context, obliques(noun, "to", "of"), {m.actor for m in claiming}) or nearest_small(context, noun)
        if claiming and sites:
            yield from relation(context, noun, "claimed-by", sites, claiming)


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
        if noun.dep_ != "pobj" or not _of_power(noun, preposition):
            continue
        outside = preposition.lower_ in ("outside", "beyond") or (
            preposition.head.dep_ == "prep" and preposition.head.lower_ in ("outside", "out")
        )
        governor = preposition.head
        while governor.dep_ in ("prep", "advmod") and governor.head.i != governor.i:
            governor = governor.head
        owners = _owners(context, noun)
        if not owners and governor.lemma_ in ("keep", "hold", "have", "place", "put", "retain", "bring"):
            owners = holders(context, subjects(governor))  # "X keeps Y under occupation"
        apart = {m.actor for m in owners}
        sites = lands(context, _said_of(context, governor), apart)
        sites = sites or lands(context, (*obliques(governor, "in"), *obliques(noun, "in")), apart)
        if owners and sites:
            kind = _POWERS.get(noun.lemma_, "controlled-by")
            polarity = "negated" if outside else None
            yield from relation(context, noun, kind, sites, owners, polarity=polarity)


def _of_power(noun: Token, preposition: Token) -> bool:
    """Whether a preposition puts a place in a power: "under X's rule", "back in X's hands", "to X's rule"."""
    if preposition.lower_ in ("in", "into"):
        return noun.lemma_ in ("hand", "grip", "grasp")
    if preposition.lower_ == "to":
        return preposition.head.lemma_ in words(_L, "returning")
    out = preposition.lower_ == "of" and preposition.head.lower_ in ("out", "outside")
    return out or preposition.lower_ in ("under", "outside", "beyond")


def _said_of(context: Context, governor: Token) -> tuple[Token, ...]:
    """What is in somebody's power: what the verb is said of or has put there, the noun that the phrase stands by."""
    if governor.pos_ not in VERBAL:
        return (governor,)
    return patients(context, governor) or subjects(governor)


def _bounded(context: Context) -> Iterator[Draft]:
    """ "Y lies within X's borders"."""
    for noun in context.having(words(_L, "bounds")):
        verb = noun.head.head
        if noun.dep_ == "pobj" and noun.head.lower_ in ("within", "inside") and verb.lemma_ in words(_L, "being"):
            wholes = polities(context, (*nominal_agents(noun), *obliques(noun, "of")))
            sites = lands(context, subjects(verb), {m.actor for m in wholes})
            if wholes and sites and all(small(context, site) for site in sites):
                yield from relation(context, verb, "part-of", sites, wholes[:1])


def _passing(context: Context) -> Iterator[Draft]:
    """ "Sovereignty over Y passed to X"."""
    for noun in context.having(words(_L, "states")):
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lemma_ not in words(_L, "returning"):
            continue
        owners = holders(context, obliques(verb, "to"))
        sites = lands(context, obliques(noun, "over", "of"), {m.actor for m in owners})
        if owners and sites and all(small(context, site) for site in sites):
            yield from relation(context, noun, "controlled-by", sites, owners)


def _charges(context: Context) -> Iterator[Draft]:
    """ "X, in charge of Y", "X is in full control of Y", "X remained in possession of Y"."""
    for noun in context.having(words(_L, "charge")):
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ != "in":
            continue
        governor = preposition.head
        owners = holders(context, subjects(governor) if governor.pos_ in VERBAL else (governor,))
        sites = lands(context, obliques(noun, "of", "over"), {m.actor for m in owners})
        if owners and sites and all(small(context, site) for site in sites):
            yield from relation(context, noun, "controlled-by", sites, owners)


def _controls(context: Context) -> Iterator[Draft]:
    """ "X's control over Y", "X took control of Y", "X's sovereignty over Y"."""
    for noun in context.having({"control", *_POWERS_OVER}):
        if noun.pos_ != "NOUN":
            continue
        owners = holders(context, nominal_agents(noun))
        if not owners and noun.dep_ == "dobj" and noun.head.lemma_ in words(_L, "taking"):
            owners = holders(context, subjects(noun.head))
        over = obliques(noun, "over", "of") if noun.lemma_ == "control" else obliques(noun, "over")
        over = over or (obliques(noun.head, "over") if noun.dep_ == "dobj" else ())
        sites = lands(context, over, {m.actor for m in owners})
        if owners and sites and all(small(context, site) or noun.dep_ != "dobj" for site in sites):
            lost = noun.dep_ == "dobj" and noun.head.lemma_ in ("lose", "cede")
            kind = _POWERS_OVER.get(noun.lemma_, "controlled-by")
            yield from relation(context, noun, kind, sites, owners, polarity="negated" if lost else None)


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
        power = [t for t in obliques(noun, "of", "to") if t.lemma_ in _POWERS_OVER]  # "claims of sovereignty over Y"
        over = (*obliques(noun, "to", "over", "on", "in"), *(o for t in power for o in obliques(t, "over")))
        sites = lands(context, over, apart)
        sites = sites or lands(context, (c for c in noun.children if c.dep_ in ("compound", "nmod")), apart)
        if owners and sites:
            dropped = noun.dep_ == "dobj" and noun.head.lemma_ in words(_L, "dropping")
            lost = dropped and modality(noun.head).polarity == "affirmed"
            held = (
                ("negated" if lost else "affirmed") if nominal_agents(noun) else None
            )  # "never gave up its claim to Y"
            yield from relation(context, noun, "claimed-by", sites, owners, polarity=held)


def _secessions(context: Context) -> Iterator[Draft]:
    """ "Y's secession from X", "the split of Y from X"."""
    for noun in context.having(words(_L, "secession")):
        if noun.pos_ != "NOUN":
            continue
        inner = [o for t in obliques(noun, "of") for o in obliques(t, "from")]
        wholes = tuple(m for m in polities(context, obliques(noun, "from") or inner) if type_of(context, m) != "union")
        sites = lands(context, (*nominal_agents(noun), *obliques(noun, "of")), {m.actor for m in wholes})
        if wholes and sites and all(small(context, site) for site in sites):
            yield from relation(context, noun, "breakaway-from", sites, wholes[:1])


def _independents(context: Context) -> Iterator[Draft]:
    """ "Y has been de facto independent of X since the war"."""
    for word in context.having({"independent"}):
        if word.dep_ not in ("acomp", "oprd", "attr") or word.head.pos_ not in VERBAL:
            continue
        wholes = tuple(m for m in polities(context, obliques(word, "of", "from")) if type_of(context, m) != "union")
        sites = lands(context, subjects(word.head), {m.actor for m in wholes})
        if wholes and sites and all(small(context, site) for site in sites):
            yield from relation(context, word, "breakaway-from", sites, wholes[:1])


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
