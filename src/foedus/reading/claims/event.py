"""Event: a political event that no other kind of claim covers, with its PLOVER type.

A protest, an arrest, a clash, an investigation, a meeting: the actor is the subject, the target the object.  The types
are those of the PLOVER manual's list with DEMAND, DISAPPROVE, FIGHT and INVESTIGATE.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.roles import can_act
from foedus.reading.syntax import is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "event"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each event whose actor or target the text names."""
    seen: set[int] = set()
    for verb, type_ in _cues(context):
        here = verb.i + (context.page.passage(verb).start << 20)
        if here in seen:
            continue
        actors = _who(context, subjects(verb))
        taken = {m.actor for m in actors}
        done_to = [*objects(verb), *obliques(verb, "with", "against", "to", "on")]
        targets = tuple(m for m in _who(context, done_to) if m.actor not in taken)
        if not actors and not (targets and is_passive(verb)):
            continue
        seen.add(here)
        places = tuple(
            link.mention for t in obliques(verb, "in", "at") if (link := context.referents.link(t)) is not None
        )
        roles = {"actor": actors, "target": targets, "place": places}
        yield Draft(
            kind="event",
            predicate=verb,
            roles={role: fillers for role, fillers in roles.items() if fillers or role == "actor"},
            attributes={"event": type_},
            evidence=around(context, verb, actors),
            confidence=0.5,
            rule=type_.lower(),
        )


def _cues(context: Context) -> Iterator[tuple[Token, str]]:
    """The verbs that tell an event, with its type: idioms first, then plain verbs, then readiness to do something."""
    idioms: dict[str, dict[str, str]] = lexicon(_L)["idioms"]
    for verb in context.having(idioms):
        if _finite(verb):
            options = idioms[verb.lemma_.lower()]
            beside = [*objects(verb), *obliques(verb, "for", "on")]
            beside += [c for t in beside if t.pos_ == "NOUN" for c in obliques(t, "of")]
            type_ = next((options[t.lemma_.lower()] for t in beside if t.lemma_.lower() in options), None)
            if type_ is not None:
                yield verb, type_
    types = _by_lemma()
    for verb in context.having(types):
        if _finite(verb) and not _only_asked(verb):
            yield verb, types[verb.lemma_.lower()]
    for word in context.having(words(_L, "willing")):
        if word.dep_ == "acomp" and any(c.dep_ in ("xcomp", "prep") for c in word.children):
            yield word.head, "AGREE"
    for verb in context.having(words(_L, "helping")):
        will = any(c.dep_ == "aux" and c.lower_ in ("will", "would") for c in verb.children)
        if _finite(verb) and will and modality(verb).polarity == "affirmed":
            yield verb, "AGREE"


def _finite(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.dep_ not in ("amod", "compound")


def _only_asked(verb: Token) -> bool:
    """Whether an event is only threatened, demanded or refused, so that it did not take place."""
    mood = modality(verb)
    return mood.polarity == "negated" or mood.status in ("demanded", "possible", "denied", "conditional")


def _who(context: Context, tokens: tuple[Token, ...] | list[Token]) -> tuple[Mention, ...]:
    """Who takes part: actors, and described people and forces that nobody names."""
    found: dict[str, Mention] = {}
    for token in tokens:
        named = [m for m in context.actors([token]) if can_act(context, m)]
        if not named and token.lemma_.lower() in words(_L, "doers"):
            named = list(context.actors(nominal_agents(token))) or list(context.who(token))
        for mention in named:
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


@cache
def _by_lemma() -> dict[str, str]:
    return {lemma: type_ for type_, lemmas in lexicon(_L)["verbs"].items() for lemma in lemmas}
