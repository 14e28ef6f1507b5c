"""Integration: a polity joins, merges into or is absorbed by another, or is said to want to.

The target is a state or a union of states with statehood in view ("join Russia", "the Union State"); joining an
alliance is membership.  The step says how far it is: option, goal, procedure, referendum, treaty, absorption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.roles import polities, type_of
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
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "integration"
REACH = 900
"""Characters between a question and the referendum on it."""
_STATES = frozenset({"state", "former-state"})
_SMALL = frozenset({"de-facto-state", "region", "place", None})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each step of integration, in the order of the text."""
    drafts = [*_absorbing(context), *_joining(context), *_uniting(context), *_becoming(context), *_turning(context)]
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
            yield from _draft(context, noun, before[-1].roles["actor"], before[-1].roles["target"], "referendum")


def _draft(
    context: Context, predicate: Token, actors: Sequence[Mention], targets: Sequence[Mention], step: str
) -> Iterator[Draft]:
    targets = [m for m in targets if m.actor not in {a.actor for a in actors}]
    if not targets and not actors:
        return
    yield Draft(
        kind="integration",
        predicate=predicate,
        roles={"actor": tuple(actors), "target": tuple(targets[:1])},
        attributes={"step": step},
        status="possible" if step == "option" and modality(predicate).status in ("actual", "planned") else None,
        evidence=around(context, predicate, (*actors, *targets)),
        confidence=0.7,
        rule=step,
    )


def _absorbing(context: Context) -> Iterator[Draft]:
    for verb in context.having(words(_L, "absorb")):
        if verb.pos_ == "VERB":
            absorbed = polities(context, objects(verb)) or _part(context, verb)
            targets = polities(context, subjects(verb) or agents(verb)) or polities(
                context, obliques(verb, "into", "by")
            )
            if absorbed and (targets or (is_passive(verb) and not agents(verb))):
                yield from _draft(context, verb, absorbed, targets, _step_of_absorption(verb))
    for noun in context.having(words(_L, "annexation")):
        if noun.pos_ == "NOUN":
            absorbed = polities(context, nominal_objects(noun))
            targets = polities(context, nominal_agents(noun)) or polities(context, obliques(noun, "into", "to"))
            if not absorbed and not targets and noun.tag_ != "NNS":
                absorbed, targets = _last_case(context, noun)
            yield from _draft(context, noun, absorbed, targets, "absorption")


def _part(context: Context, verb: Token) -> tuple[Mention, ...]:
    """For "annexed the north": the small polity that the text last spoke of."""
    parts = [t for t in objects(verb) if t.lemma_.lower() in words(_L, "parts")]
    small, _ = _last_case(context, parts[0]) if parts else ((), ())
    return small


def _last_case(context: Context, noun: Token) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """For a bare "annexation": the small polity and the state that the text last spoke of together."""
    small: Mention | None = None
    state: Mention | None = None
    for n, link in enumerate(context.links.before(begin(noun))):
        if n > 20 or (small and state):
            break
        if small is None and link.type in ("de-facto-state", "region") and link.role != "demonym":
            small = link.mention
        elif state is None and link.type == "state" and link.role != "demonym":
            state = link.mention
    return ((small,), (state,)) if small and state else ((), ())


def _target(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """States and unions among some noun phrases: what a polity can become part of."""
    named = (t for t in tokens if context.referents.link(t) is not None or t.lemma_.lower() in words(_L, "states"))
    found = [m for token in named for m in context.who(token)]
    return tuple(m for m in found if type_of(context, m) in _STATES or _statelike(context, m))


def _statelike(context: Context, mention: Mention) -> bool:
    """Whether a union calls itself a state, so that to join it is more than membership."""
    actor = context.gazetteer.actor(mention.actor)
    return actor is not None and actor.type == "union" and "state" in actor.label.lower().split()


def _joining(context: Context) -> Iterator[Draft]:
    """ "X will join Russia", "joining the union state is an option", "treaties on joining Russia"."""
    for verb in context.having(words(_L, "join") | words(_L, "enter")):
        if verb.pos_ != "VERB":
            continue
        targets = _target(context, objects(verb) or obliques(verb, "to", "into"))
        if verb.lemma_.lower() in words(_L, "enter"):  # troops enter states, polities enter unions
            targets = tuple(m for m in targets if _statelike(context, m))
        if not targets or _is_company(context, verb):
            continue
        doers = subjects(verb)
        # "It is X's destiny to join": the pronoun stands for the infinitive, not for anybody.
        empty = bool(doers) and all(t.lower_ == "it" for t in doers) and bool(_whose_wish(context, verb))
        named = () if empty else polities(context, doers)
        actors = tuple(m for m in named if m.actor not in {t.actor for t in targets})
        actors = actors or _from_title(context, verb, targets)
        yield from _draft(context, verb, actors, targets, _step(verb))
    for noun in context.having(words(_L, "joining")):
        if noun.pos_ == "NOUN":
            targets = _target(context, obliques(noun, "to", "of", "into"))
            if targets:
                actors = polities(context, nominal_agents(noun) or nominal_objects(noun))
                yield from _draft(context, noun, actors, targets, _step(noun))


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


def _whose_wish(context: Context, verb: Token) -> tuple[Mention, ...]:
    """Whose destiny, wish or plan it is to join: the owner of the noun that the infinitive spells out."""
    for above in governors(verb)[:2]:
        nouns = (above, *(c for c in above.children if c.dep_ in ("attr", "dobj")))
        owners = polities(context, (t for noun in nouns if noun.pos_ == "NOUN" for t in nominal_agents(noun)))
        if owners:
            return owners
    return ()


def _from_title(context: Context, verb: Token, targets: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who would join where the text leaves it out: the speaker's polity, or the small polity last spoken of."""
    keys = {t.actor for t in targets}
    owners = _whose_wish(context, verb)
    if owners and not {m.actor for m in owners} & keys:
        return owners
    speaker = context.speaker(verb)
    if speaker is not None:
        own = context.referents.polity(speaker)
        if type_of(context, own) in ("de-facto-state", "region") and own.actor not in keys:
            return (own,)
    for n, link in enumerate(context.links.before(begin(verb))):
        if n > 15:
            break
        if link.type in ("de-facto-state", "region") and link.key not in keys and link.role != "demonym":
            return (link.mention,)
    return ()


def _uniting(context: Context) -> Iterator[Draft]:
    """ "unification with Russia", "integration with Russia", "a merger of the two isles", "union with Greece"."""
    for noun in context.having(words(_L, "union")):
        if noun.pos_ != "NOUN" or context.referents.link(noun) is not None:
            continue
        if any(c.lower_ in ("european", "military", "economic", "political", "trade") for c in noun.children):
            continue
        targets = _target(context, obliques(noun, "with", "into"))
        merged = polities(context, obliques(noun, "of")) if noun.lemma_ == "merger" else ()
        if targets:
            keys = {m.actor for m in targets}
            named = (*nominal_agents(noun), *nominal_objects(noun))
            actors = tuple(m for m in polities(context, named) if m.actor not in keys)
            actors = actors or _from_title(context, noun, targets)
            yield from _draft(context, noun, actors, targets, _step(noun, default="goal"))
        elif len(merged) == 2:
            yield from _draft(context, noun, merged[-1:], merged[:1], "absorption")
    for verb in context.having(words(_L, "unite")):
        if verb.pos_ == "VERB":
            targets = _target(context, obliques(verb, "with", "into"))
            if targets:
                yield from _draft(
                    context,
                    verb,
                    polities(context, subjects(verb) or objects(verb)),
                    targets,
                    _step(verb, default="goal"),
                )


def _becoming(context: Context) -> Iterator[Draft]:
    """ "X seeks to become a part of Chile", "being part of Chile was their hope"."""
    for noun in context.having(words(_L, "part")):
        verb = noun.head
        if noun.dep_ != "attr" or verb.lemma_ not in words(_L, "become"):
            continue
        targets = tuple(m for m in _target(context, obliques(noun, "of")))
        wished = (
            verb.lemma_ == "become"
            or verb.tag_ == "VBG"
            or (verb.tag_ == "VB" and any(g.lemma_ in words(_L, "goal") for g in governors(verb)))
        )
        if targets and wished:
            actors = tuple(m for m in polities(context, subjects(verb)) if m.actor != targets[0].actor) or _from_title(
                context, verb, targets
            )
            yield from _draft(context, verb, actors, targets, _step(verb, default="goal"))


def _turning(context: Context) -> Iterator[Draft]:
    """ "The bill turns X into a Y-ish province", "the decree made X a region of Y"."""
    for verb in context.having(words(_L, "turn")):
        if verb.pos_ != "VERB":
            continue
        made = [c for c in verb.children if c.dep_ in ("oprd", "ccomp", "attr")] or [*obliques(verb, "into")]
        part = next((t for t in made if t.lemma_.lower() in words(_L, "division")), None)
        owner = context.referents.owner(part) if part is not None else None
        if owner is None or type_of(context, owner) not in _STATES:
            continue
        actors = tuple(m for m in polities(context, objects(verb)) if type_of(context, m) in _SMALL | {"state"})
        yield from _draft(context, verb, actors, (owner,) if actors else (), _step(verb, default="procedure"))


def _step_of_absorption(verb: Token) -> str:
    return "referendum" if _near(verb) & words(_L, "referendum") else "absorption"


def _step(predicate: Token, default: str = "goal") -> str:
    """How far it is, from the words that embed the predicate or stand with it; what is told as past is done."""
    near = _near(predicate)
    for step in ("referendum", "vote", "treaty", "procedure", "option", "goal"):
        if near & words(_L, step):
            return {"vote": "referendum"}.get(step, step)
    told = predicate.tag_ == "VBD" and not any(g.pos_ == "VERB" for g in governors(predicate))
    return "absorption" if told else default


def _near(predicate: Token) -> set[str]:
    above = governors(predicate)
    near = {t.lemma_.lower() for t in above[:3]}
    if predicate.dep_ in ("relcl", "acl"):
        near.add(predicate.head.lemma_.lower())  # "the first step to join"
    for child in (c for governor in above[:2] for c in governor.children):
        if child.dep_ in ("attr", "dobj", "nsubj", "pobj", "xcomp"):
            near.add(child.lemma_.lower())
        if child.dep_ == "attr" and child.lower_ == "one":
            near |= {t.lemma_.lower() for t in obliques(child, "of")}
    return near
