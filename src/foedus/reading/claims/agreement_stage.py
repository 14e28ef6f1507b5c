"""Agreement stage: an agreement is proposed, signed, submitted, ratified, in force, …, violated.

Verbs with the agreement as object or passive subject ("signed the treaty"), as subject ("the treaty entered into
force"), after a preposition ("withdrew from the pact"), and nominals ("the ratification of the agreement by the Duma").
Stages follow the Vienna Convention on the Law of Treaties, arts 11-18, 24, 54-57.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.roles import type_of
from foedus.reading.syntax import nominal_agents, nominal_objects, objects, obliques, subjects
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "agreement_stage"
_NEGATIVE = frozenset({"reject", "decline", "refuse"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stage that an agreement is said to reach."""
    for verb in context.having(_lemmas("verb")):
        if verb.pos_ in ("VERB", "AUX"):
            yield from _verb(context, verb)
    for verb in context.having(_lemmas("own")):
        if verb.pos_ in ("VERB", "AUX"):
            yield from _own(context, verb)
    for verb in context.having(_lemmas("from") | _lemmas("to")):
        if verb.pos_ == "VERB":
            yield from _after_preposition(context, verb)
    for noun in context.having(_lemmas("noun")):
        if noun.pos_ in ("NOUN", "PROPN"):
            yield from _noun(context, noun)


@cache
def _table(form: str) -> dict[str, str]:
    """The stage of each lemma of a form; the first stage that lists it counts."""
    table: dict[str, str] = {}
    for stage, forms in lexicon(_L).items():
        if isinstance(forms, dict):
            for lemma in forms.get(form, ()):
                table.setdefault(lemma, stage)
    return table


@cache
def _lemmas(form: str) -> frozenset[str]:
    return frozenset(_table(form))


def _agreements(context: Context, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for token in tokens:
        mention = context.texts.mention(token)
        if mention is not None:
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _verb(context: Context, verb: Token) -> Iterator[Draft]:
    texts = _agreements(context, [t for t in objects(verb) if t.pos_ != "PRON" or _about_texts(verb)])
    if not texts:
        return
    stage = _table("verb")[verb.lemma_.lower()]
    doers = context.actors(subjects(verb))
    if stage in ("ratified", "signed") and verb.lemma_.lower() in ("approve", "accept", "pass", "adopt", "endorse"):
        stage = "ratified" if any(_is_body(context, m) for m in doers) else "signed"
    if stage == "submitted" and not obliques(verb, "to", "for") and verb.lemma_.lower() != "submit":
        return
    parties, bodies = _split(context, (*doers, *_with(context, verb)))
    if stage == "submitted":
        bodies = (*bodies, *(m for m in context.actors(obliques(verb, "to")) if _is_body(context, m)))
    yield from _drafts(context, verb, stage, texts, parties, bodies)


def _about_texts(verb: Token) -> bool:
    """Whether a verb is said of agreements alone, so that "it" can be trusted to mean one."""
    return verb.lemma_.lower() in ("sign", "ratify", "denounce", "terminate", "ink", "initial", "abrogate", "conclude")


def _with(context: Context, verb: Token) -> tuple[Mention, ...]:
    """The other side: "signed a treaty with X", "a treaty between A and B"."""
    sides = list(obliques(verb, "with", "by"))
    for thing in objects(verb):
        sides.extend(obliques(thing, "with", "between"))
    return context.actors(t for t in sides if t.ent_type_ not in ("DATE", "TIME"))


def _own(context: Context, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_.lower()
    texts = _agreements(context, subjects(verb))
    if not texts:
        return
    stage = _table("own")[lemma]
    if stage == "in-force" and not _into_force(verb):
        return
    yield from _drafts(context, verb, stage, texts, (), ())


def _into_force(verb: Token) -> bool:
    """ "enter into force", "come into effect", "take effect", "be in force"."""
    near = {t.lemma_.lower() for t in (*obliques(verb, "into", "in"), *(c for c in verb.children if c.dep_ == "dobj"))}
    if verb.lemma_ == "be":
        return "force" in {t.lemma_.lower() for t in obliques(verb, "in")}
    return bool(near & words(_L, "force"))


def _after_preposition(context: Context, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_.lower()
    if lemma in _lemmas("from"):
        texts = _agreements(context, obliques(verb, "from", "of", "out", "out of"))
        stage = _table("from")[lemma]
    else:
        texts = _agreements(context, obliques(verb, "to", "on", "onto"))
        stage = _table("to")[lemma]
    if texts:
        parties, bodies = _split(context, context.actors(subjects(verb)))
        yield from _drafts(context, verb, stage, texts, parties, bodies)


def _noun(context: Context, noun: Token) -> Iterator[Draft]:
    stage = _table("noun")[noun.lemma_.lower()]
    texts = _agreements(context, (*nominal_objects(noun), *obliques(noun, "from", "of", "to")))
    if not texts:
        return
    parties, bodies = _split(context, context.actors(nominal_agents(noun)))
    yield from _drafts(context, noun, stage, texts, parties, bodies, confidence=0.6)


def _is_body(context: Context, mention: Mention) -> bool:
    kind = type_of(context, mention)
    return kind in words(_L, "bodies") or bool(set(mention.text.lower().split()) & words(_L, "parliament"))


def _split(context: Context, mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Parties and bodies: a parliament approves, a state is bound."""
    actors = [m for m in mentions if type_of(context, m) != AGREEMENT]
    bodies = tuple(m for m in actors if _is_body(context, m))
    return tuple(m for m in actors if m not in bodies), bodies


def _drafts(
    context: Context,
    predicate: Token,
    stage: str,
    texts: Sequence[Mention],
    parties: Sequence[Mention],
    bodies: Sequence[Mention],
    confidence: float = 0.8,
) -> Iterator[Draft]:
    places = tuple(
        link.mention
        for token in obliques(predicate, "in", "at")
        if (link := context.referents.link(token)) is not None and link.type not in ("person", "outlet", "agency")
    )
    for text in texts:
        roles = {"agreement": (text,), "party": tuple(parties), "body": tuple(bodies), "place": places}
        yield Draft(
            kind="agreement-stage",
            predicate=predicate,
            roles={role: fillers for role, fillers in roles.items() if fillers},
            attributes={"stage": stage},
            evidence=around(context, predicate, (text,)),
            confidence=confidence,
            rule=f"{stage}-{'noun' if predicate.pos_ == 'NOUN' else 'verb'}",
        )
