"""Stance: somebody condemns, accuses, supports, warns, urges … somebody.

The state is the holder where its leader speaks for it.  Each stance has its PLOVER event type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.roles import can_act, named_in
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "stance"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stance that a known or named actor takes."""
    verbs, nouns = _by_lemma("stances"), _by_lemma("nouns")
    for verb in context.having(verbs):
        if verb.pos_ == "VERB" and verb.dep_ not in ("amod", "compound"):
            stance = verbs[verb.lemma_.lower()]
            if verb.lemma_ in ("call", "press", "insist") and not obliques(verb, "on", "for", "upon"):
                continue
            if verb.lemma_ == "seek" or (verb.lemma_ == "ask" and any(c.dep_ == "ccomp" for c in verb.children)):
                continue
            yield from _draft(context, verb, subjects(verb), _targets(verb), stance)
    for noun in context.having(nouns):
        if noun.pos_ == "NOUN":
            holders = nominal_agents(noun)
            if not holders and noun.dep_ == "dobj" and noun.head.lemma_.lower() in words(_L, "light"):
                holders = subjects(noun.head)
            targets = [
                *obliques(noun, *words(_L, "toward")),
                *(obliques(noun.head, "on", "against", "to") if noun.dep_ == "dobj" else ()),
            ]
            yield from _draft(context, noun, holders, targets, nouns[noun.lemma_.lower()])


@cache
def _by_lemma(group: str) -> dict[str, str]:
    return {lemma: stance for stance, lemmas in lexicon(_L)[group].items() for lemma in lemmas}


def _targets(verb: Token) -> list[Token]:
    return [*objects(verb), *(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, *words(_L, "toward"))]


def _draft(
    context: Context, predicate: Token, holders: Iterable[Token], targets: Iterable[Token], stance: str
) -> Iterator[Draft]:
    held = tuple(m for m in context.actors(holders) if can_act(context, m))
    if not held:
        return
    yield Draft(
        kind="stance",
        predicate=predicate,
        roles={"holder": held, "target": _actors(context, targets, {m.actor for m in held})},
        attributes={"stance": stance, "event": lexicon(_L)["events"][stance]},
        evidence=around(context, predicate, held),
        confidence=0.7 if predicate.pos_ == "VERB" else 0.5,
        rule=stance,
    )


def _actors(context: Context, tokens: Iterable[Token], taken: set[str]) -> tuple[Mention, ...]:
    """The actors that a stance is aimed at: those named, or named within ("condemned Russia's ratification")."""
    found: dict[str, Mention] = {}
    for token in tokens:
        direct = [m for m in context.actors([token]) if can_act(context, m)]
        for mention in direct or [context.referents.polity(m) for m in named_in(context, token) if can_act(context, m)]:
            if mention.actor not in taken:
                found.setdefault(mention.actor, mention)
    return tuple(found.values())[:3]
