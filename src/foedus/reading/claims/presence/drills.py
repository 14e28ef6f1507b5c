"""Exercises and alerts: what forces do at home or with others, short of an act of arms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.making import around, keys, presence
from foedus.reading.claims.presence.places import WHERE, places, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL, conjuncts
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"
_NOMINAL = ("dobj", "pobj", "nsubj", "nsubjpass", "attr")
_OTHERS = ("condemn", "criticise", "criticize", "call", "denounce", "slam", "protest", "monitor", "watch", "observe")
"""Verbs whose subject takes no part in the exercise that is their object."""


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Exercises and alerts."""
    yield from _exercises(context, forces)
    yield from _practised(context, forces)
    yield from _alerts(context, forces)


def _exercises(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Joint drills with the Kenyan army", "a NATO exercise in Poland", "X and Y held naval exercises"."""
    for noun in context.having(words(_L, "exercise")):
        if not _names_exercise(noun):
            continue
        near = {t.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for t in c.subtree}
        named = any(c.pos_ == "PROPN" for c in noun.children)
        taken_part = noun.dep_ == "pobj" and bool(forces.only(subjects(next(noun.ancestors).head)))
        plain = noun.lemma_ == "exercise" and noun.tag_ != "NNS" and not named and not taken_part
        if noun.lemma_ == "fire" and "live" not in near:
            continue
        if plain and not near & (words(_L, "military") | {"joint"}):
            continue
        actors = _participants(forces, noun)
        governor = [noun.head] if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else []
        sites = where(context, [noun, *governor], WHERE)
        if governor and governor[0].lemma_ == "host":
            sites = sites or places(context, subjects(governor[0]), keys(actors))
        planned = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
        sites = sites or where(context, planned, WHERE)
        if not sites and noun.dep_ == "pobj" and noun.head.lower_ in ("for", "during"):
            sites = where(context, [t for t in noun.ancestors if t.pos_ in VERBAL][:1], (*WHERE, "to"))
        if actors:
            if "joint" in near and len(actors) == 1:  # whoever lets a joint exercise be held takes part in it
                actors += tuple(m for m in around(context, sites) if m.actor != actors[0].actor)[:1]
            yield from presence(context, noun, "exercise", actors, sites)


def _names_exercise(noun: Token) -> bool:
    """Whether a word stands as a noun of training, also where the tagger says verb ("kicked off their *drills*")."""
    if noun.dep_ == "compound" or (noun.pos_ not in ("NOUN", "PROPN") and noun.dep_ not in _NOMINAL):
        return False
    if noun.tag_ in ("NNS", "VBZ") or not any(c.lower_ == "of" for c in noun.children):
        return True
    return any(t.ent_type_ in ("GPE", "ORG", "NORP") for t in obliques(noun, "of"))  # no "exercise of power"


def _participants(forces: Forces, noun: Token) -> tuple[Mention, ...]:
    """Who takes part: owners, those who hold it, and those that it is held with."""
    owners = [h for t in nominal_agents(noun) for h in conjuncts(t)]
    compounds = [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.i < noun.i and c.ent_type_]
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    if verb is None and noun.dep_ == "pobj":
        verb = next((t for t in noun.ancestors if t.pos_ in VERBAL), None)
    holders = subjects(verb) if verb is not None and verb.lemma_ not in _OTHERS else ()
    partners = (
        *obliques(noun, "with", "between", "by", "of"),
        *(obliques(verb, "with", "alongside") if verb is not None else ()),
    )
    found: dict[str, Mention] = {}
    for mention in forces.whose([*(owners or compounds), *partners]):
        found.setdefault(mention.actor, mention)
    if not found or partners:
        for mention in forces.whose(holders):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _practised(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X's marines drilled with Y's in Z", "on their way to exercise in Z", "X and Y train together in Z"."""
    for verb in context.having(words(_L, "practise")):
        if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound", *_NOMINAL):
            continue
        doers = subjects(verb)
        armed = forces.only(doers)
        partners = obliques(verb, "with", "alongside")
        actors = forces.whose(doers) or (forces.mover(verb) if not doers else ())
        others = forces.whose(forces.only(partners) or (partners if armed else ()))
        sites = where(context, [verb], WHERE, keys(actors))
        if actors and (armed or others or not doers) and (sites or others) and not objects(verb):
            joined = {m.actor: m for m in (*actors, *others)}
            yield from presence(context, verb, "exercise", tuple(joined.values()), sites)


def _alerts(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Put troops on high alert", "forces were placed on combat readiness"."""
    for noun in context.having(words(_L, "alert")):
        verb = next((t for t in noun.ancestors if t.pos_ in VERBAL), None)
        if verb is None or verb.lemma_ not in words(_L, "alerting"):
            continue
        things = forces.only(objects(verb)) or forces.only(obliques(noun, "of")) or forces.only(subjects(verb))
        if not things:
            continue
        on = tuple(
            o for t in things for o in obliques(t, "on", "in", "at", "along") if o.lemma_ not in words(_L, "alert")
        )
        sites = where(context, [*things, verb, noun], ("on", "in", "at", "along", "near"))
        # "X put troops on alert": its own, before anybody else whom the text spoke of.
        ordering = forces.whose(subjects(verb)) if things and objects(verb) else ()
        actors = forces.whose(things, stated=True) or _home(context, on) or ordering or forces.whose(things)
        yield from presence(context, verb, "alert", actors, sites, counted=things)


def _home(context: Context, places: tuple[Token, ...]) -> tuple[Mention, ...]:
    """The state whose border the troops stand on: its own, where nothing else is said of them."""
    owners = [c for place in places for c in place.children if c.dep_ == "poss"]
    return context.actors(owners)
