"""Who occupies, controls, seized or claims a place, as verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.activity import unread
from foedus.reading.claims.presence.forces import GROUPS, Forces
from foedus.reading.claims.territory.lands import holders, is_fraction, lands, names_beside, patients, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.descriptions import STATES
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.roles import type_of
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"
_RELATIONS = (
    ("occupy", "occupied-by"),
    ("claim", "claimed-by"),
    ("control", "controlled-by"),
    ("seize", "controlled-by"),
)


def find(context: Context) -> Iterator[Draft]:
    """ "X occupies Y", "Y is controlled by X", "X claims the reef as its own", "X holds a fifth of the land"."""
    yield from _fallen(context)
    for word, holding, sites in unread(context):
        yield from relation(context, word, "controlled-by", sites, holding)
    for group, kind in _RELATIONS:
        for verb in context.having(words(_L, group)):
            if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound", "nmod"):
                continue
            doers = agents(verb) or subjects(verb)
            if any(t.dep_ in ("nummod",) for d in doers for t in d.children):
                continue  # "40,000 troops occupy the island" counts soldiers
            holding = holders(context, doers)
            apart = {m.actor for m in holding}
            sites = _sites(context, verb, apart, lenient=_certain(context, verb, doers, holding))
            if holding and sites and (_fits(context, verb, sites) or _foreign(context, verb, sites, holding)):
                yield from relation(context, verb, kind, sites, holding)


def _certain(context: Context, verb: Token, doers: Sequence[Token], holding: Sequence[Mention]) -> bool:
    """Whether an unknown name can only be land: it is retaken, or fighters hold it."""
    armed = any(type_of(context, m) in GROUPS for m in holding) or bool(Forces(context).only(doers))
    return armed or (bool(holding) and verb.lemma_.lower() in words(_L, "sure"))


def _foreign(context: Context, verb: Token, sites: Sequence[Mention], holding: Sequence[Mention]) -> bool:
    """Whether a whole state is ruled by another one: "was ruled by Ruritania"."""
    claimed = verb.lemma_ == "claim" and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)
    return (is_passive(verb) or claimed) and all(type_of(context, m) in STATES for m in (*sites, *holding))


def _sites(context: Context, verb: Token, apart: set[str], *, lenient: bool) -> tuple[Mention, ...]:
    things = patients(context, verb)
    if verb.dep_ == "acl" and (told := _of_own_land(context, verb.head, apart)):
        return told
    sovereign = [
        o for t in things if t.lemma_ in ("sovereignty", "ownership", "control") for o in obliques(t, "over", "of")
    ]
    found = lands(context, [*things, *sovereign], apart, lenient=lenient)
    if found or not is_passive(verb) or verb.dep_ != "acl":
        return found
    return _told_of(context, verb.head, apart)


def _of_own_land(context: Context, noun: Token, apart: set[str]) -> tuple[Mention, ...]:
    """ "Z is Y's territory, occupied by X", "Z, Y's soil captured by X": Z is occupied, not the whole of Y."""
    if noun.lemma_.lower() not in words(_L, "own_land"):
        return ()
    if noun.dep_ != "attr":
        return tuple(m for m in names_beside(context, noun) if m.actor not in apart)
    return lands(context, subjects(noun.head), apart)


def _fallen(context: Context) -> Iterator[Draft]:
    """ "Y fell to X": X holds it since."""
    for verb in context.having(words(_L, "fall")):
        if verb.pos_ == "VERB":
            gainers = [t for t in obliques(verb, "to") if t.ent_type_ not in ("CARDINAL", "MONEY", "PERCENT", "DATE")]
            holding = holders(context, gainers)
            armed = any(type_of(context, m) in GROUPS for m in holding) or bool(Forces(context).only(gainers))
            sites = lands(context, subjects(verb), {m.actor for m in holding}, lenient=armed)
            if holding and sites and all(small(context, site) for site in sites):
                yield from relation(context, verb, "controlled-by", sites, holding)


def _told_of(context: Context, noun: Token, apart: set[str]) -> tuple[Mention, ...]:
    """ "Z is the last chunk of territory controlled by X": what the noun is said of."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    if noun.dep_ == "attr":
        return lands(context, subjects(noun.head), apart)
    return ()


def _is_side(context: Context, token: Token) -> bool:
    """Whether a name is narrowed to a side of the place: "northern Mali", but not "North Korea"."""
    link = context.referents.link(token)
    first = link.first if link is not None else token.i
    return any(c.lower_ in words(_L, "directions") and c.i < first for c in token.children)


def _fits(context: Context, verb: Token, sites: tuple[Mention, ...]) -> bool:
    """Whether the verb speaks of land: a whole state is governed, not "held" or "run" as land is."""
    lemma = verb.lemma_.lower()
    shares = any(is_fraction(t) for t in objects(verb))
    shares = shares or any(_is_side(context, t) for t in objects(verb))
    return shares or lemma not in words(_L, "governing") or all(small(context, site) for site in sites)
