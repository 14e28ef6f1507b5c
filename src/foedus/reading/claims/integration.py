"""Integration: a polity joins, merges into or is absorbed by another, or is said to want to.

The target is a state or a union of states with statehood in view ("join Russia", "the Union State"); joining an
alliance is membership.  The step says how far it is: option, goal, procedure, referendum, treaty, absorption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims import integration_moves
from foedus.reading.claims.integration_moves import division_of
from foedus.reading.claims.integration_roles import (
    SMALL,
    STATES,
    draft,
    last_case,
    near,
    regions,
    statelike,
    step,
    target,
    understood,
    whose_wish,
    wishing_state,
)
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.roles import is_polity, polities, type_of
from foedus.reading.syntax import (
    agents,
    governors,
    is_passive,
    nominal_agents,
    nominal_objects,
    objects,
    obliques,
    subjects,
)

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "integration"
REACH = 900
"""Characters between a question and the referendum on it."""


def find(context: Context) -> Iterator[Draft]:
    """A draft for each step of integration, in the order of the text."""
    drafts = [
        *_absorbing(context),
        *_joining(context),
        *_uniting(context),
        *_becoming(context),
        *integration_moves.find(context),
    ]
    drafts.sort(key=lambda draft: begin(draft.predicate))
    yield from drafts
    yield from _referendums(context, drafts)


def _referendums(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A referendum whose question the text gave before: "The plan went to a referendum in May"."""
    told = {begin(above) for draft in drafts for above in governors(draft.predicate)[:3]}
    for noun in context.having(("referendum", "plebiscite")):
        if noun.pos_ != "NOUN" or begin(noun) in told:
            continue
        before = [
            d for d in drafts if 0 < begin(noun) - begin(d.predicate) < REACH and d.roles["actor"] and d.roles["target"]
        ]
        if before:
            yield from draft(context, noun, before[-1].roles["actor"], before[-1].roles["target"], "referendum")


def _absorbing(context: Context) -> Iterator[Draft]:
    for verb in context.having(words(_L, "absorb")):
        if verb.pos_ == "VERB":
            absorbed = regions(context, objects(verb)) or _part(context, verb)
            doers = subjects(verb) or agents(verb)
            targets = polities(context, doers) or polities(context, obliques(verb, "into", "by"))
            targets = targets or tuple(m for m in context.actors(doers) if type_of(context, m) in STATES)
            targets = targets or (_beside(context, verb) if not is_passive(verb) else ())
            if absorbed and (targets or (is_passive(verb) and not agents(verb))):
                yield from draft(context, verb, absorbed, targets, _step_of_absorption(verb))
    for noun in context.having(words(_L, "annexation")):
        if noun.pos_ == "NOUN":
            absorbed = regions(context, nominal_objects(noun))
            targets = polities(context, nominal_agents(noun)) or polities(context, obliques(noun, "into", "to"))
            if not absorbed and not targets and noun.tag_ != "NNS":
                absorbed, targets = last_case(context, noun)
            if targets and not absorbed:
                absorbed = understood(context, noun, targets)
            chosen = near(noun) & (words(_L, "referendum") | words(_L, "chosen"))
            yield from draft(context, noun, absorbed, targets, step(noun) if chosen else "absorption")


def _beside(context: Context, verb: Token) -> tuple[Mention, ...]:
    """The state of the name right before a verb whose subject the parse has lost among adverbials."""
    start = begin(verb.sent[0])
    link = next((link for link in context.links.before(begin(verb)) if link.mention.start >= start), None)
    own = context.referents.polity(link.mention) if link is not None and link.role != "demonym" else None
    return (own,) if own is not None and type_of(context, own) in STATES else ()


def _part(context: Context, verb: Token) -> tuple[Mention, ...]:
    """For "annexed the north": the small polity that the text last spoke of."""
    parts = [t for t in objects(verb) if t.lemma_.lower() in words(_L, "parts")]
    small, _ = last_case(context, parts[0]) if parts else ((), ())
    return small


def _joining(context: Context) -> Iterator[Draft]:
    """ "X will join Russia", "joining the union state is an option", "treaties on joining Russia"."""
    for verb in context.having(words(_L, "join") | words(_L, "enter")):
        if verb.pos_ != "VERB":
            continue
        whole = objects(verb) or obliques(verb, "to", "into")
        body = tuple(o for t in whole if t.lemma_.lower() in words(_L, "bodies") for o in obliques(t, "of"))
        targets = target(context, body or whole)
        if verb.lemma_.lower() in words(_L, "enter") and not body:  # troops enter states, polities enter unions
            federations = (t for t in objects(verb) if t.lemma_.lower() in words(_L, "federation"))
            owners = (context.referents.owner(t) for t in federations)
            targets = tuple(m for m in targets if statelike(context, m)) or tuple(
                m for m in owners if m is not None and type_of(context, m) in STATES
            )
        if not targets or _is_company(context, verb):
            continue
        doers = subjects(verb)
        # "It is X's destiny to join": the pronoun stands for the infinitive, not for anybody.
        empty = bool(doers) and all(t.lower_ == "it" for t in doers) and bool(whose_wish(context, verb))
        named = () if empty else polities(context, doers)
        actors = tuple(m for m in named if m.actor not in {t.actor for t in targets})
        actors = actors or understood(context, verb, targets)
        yield from draft(context, verb, actors, targets, step(verb))
    for noun in context.having(words(_L, "joining")):
        if noun.pos_ == "NOUN":
            actors = polities(context, nominal_agents(noun) or nominal_objects(noun))
            own = {m.actor for m in actors}  # "the accession of X" is to something that nothing names here
            targets = tuple(m for m in target(context, obliques(noun, "to", "of", "into")) if m.actor not in own)
            if targets:
                yield from draft(context, noun, actors, targets, step(noun))


def _is_company(context: Context, verb: Token) -> bool:
    """ "X joined Russia in condemning …" is company, not integration; so is a state that joins a state."""
    company = any(
        c.dep_ == "prep"
        and c.lower_ in ("in", "at", "for")
        and any(g.tag_ == "VBG" or g.pos_ == "NOUN" for g in c.children)
        for c in verb.children
    )
    doers = context.actors(subjects(verb))
    return company or is_passive(verb) or (bool(doers) and any(type_of(context, m) == "person" for m in doers))


def _uniting(context: Context) -> Iterator[Draft]:
    """ "unification with Russia", "integration with Russia", "a merger of the two isles", "union with Greece"."""
    for noun in context.having(words(_L, "union")):
        if noun.pos_ not in ("NOUN", "PROPN") or context.referents.link(noun) is not None:
            continue
        if any(c.lower_ in ("european", "military", "economic", "political", "trade") for c in noun.children):
            continue
        together = obliques(noun, "with", "into") or (obliques(noun.head, "with") if noun.dep_ == "dobj" else ())
        targets = target(context, together)
        merged = (
            polities(context, obliques(noun, "of", "between")) if noun.lemma_.lower() in words(_L, "merger") else ()
        )
        if targets:
            keys = {m.actor for m in targets}
            named = (*nominal_agents(noun), *nominal_objects(noun))
            actors = tuple(m for m in polities(context, named) if m.actor not in keys)
            if noun.dep_ in ("dobj", "nsubjpass") and not actors:  # "X has given up unification with Y"
                movers = polities(context, subjects(noun.head) if noun.head.pos_ == "VERB" else ())
                actors = tuple(m for m in movers if m.actor not in keys and type_of(context, m) in STATES)
            actors = actors or wishing_state(context, noun, keys) or understood(context, noun, targets)
            yield from draft(context, noun, actors, targets, step(noun, default="goal"))
        elif len(merged) == 2:
            yield from draft(context, noun, merged[-1:], merged[:1], "absorption")
        else:
            yield from _reclaiming(context, noun)
    for verb in context.having(words(_L, "unite")):
        if verb.pos_ == "VERB":
            yield from _united(context, verb)


def _reclaiming(context: Context, noun: Token) -> Iterator[Draft]:
    """ "X seeks reunification with Z", where Z is no state that others join: Z would be X's."""
    small = tuple(m for m in polities(context, obliques(noun, "with")) if type_of(context, m) in SMALL)
    whole = wishing_state(context, noun, {m.actor for m in small}) if small else ()
    if small and whole:
        yield from draft(context, noun, small, whole, step(noun, default="goal"))


def _united(context: Context, verb: Token) -> Iterator[Draft]:
    """ "X merges with Y", "X would be reunified with the motherland", "Y unites X with itself"."""
    made = objects(verb)
    doers = polities(context, made or (subjects(verb) if not is_passive(verb) else ()))
    targets = target(context, obliques(verb, "with", "into"))
    if not targets and any(t.lemma_.lower() in words(_L, "motherland") for t in obliques(verb, "with", "into")):
        speaker = context.speaker(verb)
        own = context.referents.polity(speaker) if speaker is not None else None
        targets = (own,) if own is not None and type_of(context, own) in STATES else ()
    if targets:
        yield from draft(context, verb, doers, targets, step(verb, default="absorption"))
    elif any(context.referents.link(t) is None for t in made):
        return  # "A and B merged their bids"
    elif len(doers) > 1 and all(is_polity(context, m) for m in doers) and not obliques(verb, "against", "behind"):
        yield from draft(context, verb, doers, (), step(verb, default="absorption"))  # "A and B merged"


def _becoming(context: Context) -> Iterator[Draft]:
    """ "X seeks to become a part of Chile", "being part of Chile was their hope", "X becoming the 51st state"."""
    for noun in context.having(words(_L, "part") | words(_L, "division")):
        verb = noun.head
        if noun.dep_ != "attr" or verb.lemma_ not in words(_L, "become"):
            continue
        is_part = noun.lemma_.lower() in words(_L, "part")
        targets = target(context, obliques(noun, "of")) if is_part else ()
        if not targets and verb.lemma_ == "become":
            owner = division_of(context, noun, verb)
            targets = (owner,) if owner is not None else ()
        wished = (
            verb.lemma_ == "become"
            or verb.tag_ == "VBG"
            or (verb.tag_ == "VB" and any(g.lemma_ in words(_L, "goal") for g in governors(verb)))
        )
        if targets and wished:
            actors = tuple(m for m in polities(context, subjects(verb)) if m.actor != targets[0].actor)
            actors = actors or understood(context, verb, targets)
            yield from draft(context, verb, actors, targets, step(verb, default="goal"))


def _step_of_absorption(verb: Token) -> str:
    return "referendum" if near(verb) & words(_L, "referendum") else "absorption"
