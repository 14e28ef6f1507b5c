"""Forces that are somewhere: kept, stationed, numbered, present."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.presence.making import keys, presence
from foedus.reading.claims.presence.places import WHERE, places, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.syntax import agents, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Contingents, by verbs first: they tell more than the noun phrase alone."""
    yield from _kept(context, forces)
    yield from _being(context, forces)
    yield from _guarding(context, forces)
    yield from _occupying(context, forces)
    yield from _strong(context, forces)
    yield from _composed(context, forces)
    yield from _presences(context, forces)
    yield from _phrases(context, forces)


def _kept(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X keeps 4,500 soldiers in Y", "X has troops there", "Y hosts X's troops"."""
    for verb in context.having(words(_L, "keep")):
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass", "amod"):
            continue
        things = forces.only(objects(verb)) or _helpers(forces, verb)
        if not things:
            continue
        host = verb.lemma_ == "host"
        owners = forces.whose(things, stated=True)
        actors = owners if host else forces.whose(subjects(verb)) or owners
        beside = (o for head in (verb, *things) for o in obliques(head, "with", "alongside", "under", "as"))
        sites = where(context, [verb, *things, *beside], WHERE, keys(actors))
        if host:
            sites = sites or tuple(m for m in context.actors(subjects(verb)) if m.actor not in keys(actors))
        if sites:
            yield from presence(context, verb, "contingent", actors, sites, counted=things)


def _helpers(forces: Forces, verb: Token) -> tuple[Token, ...]:
    """Instructors and observers, whom states and others have elsewhere: "X has advisers in Y"."""
    helping = words(_L, "trainers") | words(_L, "watchers")
    kept = tuple(t for t in objects(verb) if t.lemma_.lower() in helping and t.tag_ == "NNS")
    return kept if kept and not any(forces.civil(t) for t in kept) and forces.whose(subjects(verb)) else ()


def _being(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "There are X soldiers in Y", "X troops remain in Y", "a dozen of them stay there"."""
    for verb in context.having(words(_L, "stay")):
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass"):
            continue
        existential = any(c.dep_ == "expl" for c in verb.children)
        doers = tuple(c for c in verb.children if c.dep_ in ("attr", "nsubj")) if existential else subjects(verb)
        things = forces.only(doers)
        bare = not things and (verb.lemma_ != "be" or _at(verb))
        if bare:
            things = tuple(
                t for t in doers if (t.like_num or t.lower_ in ("they", "some", "others")) and forces.before(t)
            )
        if not things or (
            not existential and any(c.dep_ in ("attr", "acomp", "ccomp") and c.i > verb.i for c in verb.children)
        ):
            continue
        actors = forces.whose(things) or (tuple(m for t in things for m in forces.before(t)) if bare else ())
        sites = where(context, [verb, *things], WHERE, keys(actors))
        held = any(o.lemma_.lower() in words(_L, "grounds") for o in obliques(verb, "in", "at", "on"))
        counted = any(c.dep_ == "nummod" for t in doers for c in t.subtree) or any(t.like_num for t in doers)
        told = existential and (counted or forces.whose(things, stated=True))
        if sites or told or (held and verb.lemma_ != "exist"):
            yield from presence(context, verb, "contingent", actors, sites, counted=things)


def _at(verb: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in ("there", "here") for c in verb.children)


def _guarding(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "A UN force patrols the buffer zone", "a warship manned by marines", "X troops have occupied half of Y"."""
    for verb in context.having(words(_L, "guard")):
        if verb.pos_ != "VERB":
            continue
        things = forces.only(subjects(verb) or agents(verb))
        if not things:
            continue
        actors = forces.whose(things)
        sites = where(context, [verb, *objects(verb)], WHERE, keys(actors))
        yield from presence(
            context, verb, "contingent", actors, places(context, objects(verb), keys(actors)) or sites, counted=things
        )


def _occupying(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X occupies the north of Y with 30,000 troops": a state's forces, told of as what it holds land with."""
    for verb in context.having(words(_L, "guard") | {"hold", "control"}):
        things = forces.only(obliques(verb, "with")) if verb.pos_ == "VERB" else ()
        actors = forces.whose(things, stated=True) or forces.whose(subjects(verb) or agents(verb)) if things else ()
        if things and actors:
            sites = places(context, objects(verb), keys(actors)) or where(context, [*things, verb], WHERE, keys(actors))
            yield from presence(context, things[0], "contingent", actors, sites, counted=things)


def _strong(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Its force, 1,100 strong", "the observers, who number 200", "a 30,000-strong force in Y"."""
    for token in context.having({"strong", "number"}):
        if token.lemma_ == "number":
            things = forces.only(subjects(token)) if token.pos_ == "VERB" else ()
            counted: tuple[Token, ...] = objects(token)
        else:
            counted = things = forces.only([token.head]) if any(t.like_num for t in token.children) else ()
        things = tuple(t.head if t.dep_ == "appos" and forces.are(t.head) else t for t in things)
        sites = where(context, things, WHERE)
        own = all(t.lemma_.lower() in ("army", "military", "navy") for t in things)
        if things and (sites or not own):
            actors = forces.whose(things)
            yield from presence(
                context, token, "contingent", actors, where(context, things, WHERE, keys(actors)), counted=counted
            )


def _composed(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "The force was made up of units of X and Y", "the contingent consists of soldiers from X"."""
    for verb in context.having(words(_L, "made_of") | words(_L, "consist")):
        passive = verb.lemma_ in words(_L, "made_of")
        if verb.pos_ != "VERB" or (passive and not is_passive(verb)):
            continue
        whole = forces.only(subjects(verb) or (objects(verb) if passive else ()))
        if not whole and verb.dep_ == "conj":
            whole = forces.only(subjects(verb.head))
        up = [c for c in verb.children if c.dep_ == "prt"]
        inner = obliques(verb, "of", "from") or tuple(o for c in up for o in obliques(c, "of"))
        inner = inner or (() if passive else objects(verb))
        parts = forces.only(inner)
        units = [t for t in inner if forces.are(t) or t.lemma_.lower() in words(_L, "soft_forces")]
        named = [o for t in units for o in obliques(t, "of", "from")]
        actors = forces.whose(parts, stated=True) or (forces.whose((*named, *inner[len(units) :])) if units else ())
        own = all(t.lemma_.lower() in ("army", "military", "navy") for t in whole)
        if actors and not own:
            sites = where(context, [*whole, *parts, verb], WHERE, keys(actors))
            yield from presence(context, verb, "contingent", actors, sites, counted=parts)


def _presences(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "The presence of X troops on the island", "X's military presence in Y"."""
    for noun in context.having(words(_L, "presence")):
        if noun.pos_ != "NOUN" or noun.dep_ == "compound":
            continue
        present = forces.only(obliques(noun, "of"))
        military = any(c.lower_ in words(_L, "military") for c in noun.children)
        owners = nominal_agents(noun)
        actors = forces.whose(present) or forces.whose(owners)
        if not present and not military and not any(m.actor for m in actors):
            continue
        sites = where(context, [noun, *present], WHERE, keys(actors))
        if present or military or sites:
            if not actors and noun.dep_ == "dobj":
                actors = forces.whose(subjects(noun.head))
            yield from presence(context, noun, "contingent", actors, sites, counted=present)


def _phrases(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X's troops in Y": forces with an owner and a place, whatever else is said of them."""
    for noun in context.having(words(_L, "people")):
        if (
            noun.pos_ not in ("NOUN", "PROPN")
            or not any(c.dep_ in ("prep", "acl") and c.i > noun.i for c in noun.children)
            or not forces.are(noun)
        ):
            continue
        if any(c.lower_ in ("any", "no") for c in noun.children):
            continue
        actors = forces.whose([noun])
        doing = [c for c in noun.children if c.dep_ == "acl" and (c.tag_ == "VBG" or c.lemma_ in words(_L, "kept"))]
        sites = where(context, [noun, *doing], ("in", "on", "at", "inside", "within"), keys(actors))
        if actors and sites:
            yield from presence(context, noun, "contingent", actors, sites, counted=[noun])
