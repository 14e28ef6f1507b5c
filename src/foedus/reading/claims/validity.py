"""Validity: somebody accepts, or does not accept, an agreement as legal or binding.

Negated where it is not accepted ("has no legal force", "does not recognise the ruling", "declared it null and void").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.roles import can_act
from foedus.reading.syntax import governors, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "validity"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each position on a text's validity."""
    yield from _accepting(context)
    yield from _predicated(context)
    yield from _annulling(context)


def _texts(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for token in tokens:
        for inner in (token, *obliques(token, "of")):
            text = context.texts.mention(inner)
            if text is not None:
                found.setdefault(text.actor, text)
    return tuple(found.values())


def _legal_act(token: Token) -> bool:
    return token.lemma_.lower() in words(_L, "act")


def _holders(context: Context, tokens: Iterable[Token], near: Token) -> tuple[Mention, ...]:
    named = tuple(m for m in context.actors(tokens) if can_act(context, m) or m.text.lower() in ("we", "our"))
    if named:
        return named[:1]
    speaker = context.speaker(near)
    return (context.referents.polity(speaker),) if speaker is not None else ()


def _draft(
    context: Context,
    predicate: Token,
    holders: tuple[Mention, ...],
    texts: tuple[Mention, ...],
    polarity: str,
    rule: str,
) -> Iterator[Draft]:
    if holders:
        mood = modality(predicate)
        yield Draft(
            kind="validity",
            predicate=predicate,
            roles={"holder": holders, "agreement": texts},
            evidence=around(context, predicate, (*holders, *texts)),
            polarity=polarity,
            status="actual" if mood.status == "denied" else mood.status,
            confidence=0.7,
            rule=rule,
        )


def _flip(polarity: str) -> str:
    return "affirmed" if polarity == "negated" else "negated"


def _accepting(context: Context) -> Iterator[Draft]:
    """ "does not recognise the legitimacy of the treaty", "has never accepted the award (as binding)"."""
    for verb in context.having(words(_L, "accept")):
        if verb.pos_ != "VERB":
            continue
        things = objects(verb)
        legality = [t for t in things if t.lemma_.lower() in words(_L, "legality")]
        texts = _texts(context, things) or _texts(context, (o for t in legality for o in obliques(t, "of")))
        as_valid = [
            t for t in verb.subtree if t.lemma_.lower() in words(_L, "valid") | words(_L, "invalid") and t.i > verb.i
        ]
        polarity = modality(verb).polarity
        plain = verb.lemma_.lower() in ("accept", "recognise", "recognize", "acknowledge")
        if as_valid and (texts or any(_legal_act(t) for t in things)):
            bad = any(t.lemma_.lower() in words(_L, "invalid") for t in as_valid)
            yield from _draft(
                context,
                verb,
                _holders(context, subjects(verb), verb),
                texts,
                _flip(polarity) if bad else polarity,
                "regard",
            )
        elif plain and (
            legality or (texts and all(context.referents.link(t) is None or context.texts.mention(t) for t in things))
        ):
            if legality or polarity == "negated":
                yield from _draft(context, verb, _holders(context, subjects(verb), verb), texts, polarity, "accept")


def _predicated(context: Context) -> Iterator[Draft]:
    """ "the treaty is void", "any agreement … has no legal force", "the annexations had no validity"."""
    for word in context.having(words(_L, "invalid") | words(_L, "valid") | words(_L, "force")):
        if word.pos_ in ("ADJ", "VERB") and word.dep_ in ("acomp", "attr", "oprd", "ccomp"):
            verb = word.head
            things = subjects(verb) if verb.pos_ in ("AUX", "VERB") else ()
            bad = word.lemma_.lower() in words(_L, "invalid")
        elif word.lemma_.lower() in words(_L, "force") and _no_force(word):
            verb = (
                word.head
                if word.dep_ == "dobj"
                else next((g for g in governors(word) if g.pos_ in ("VERB", "AUX")), word)
            )
            things, bad = subjects(verb), True
        else:
            continue
        if verb.lemma_.lower() in words(_L, "accept"):
            continue
        texts = _texts(context, things)
        if not texts and not any(_legal_act(t) for t in things):
            continue
        polarity = "affirmed" if word.lemma_.lower() in words(_L, "force") else modality(verb).polarity
        yield from _draft(
            context, verb, _holders(context, (), verb), texts, _flip(polarity) if bad else polarity, "predicate"
        )


def _no_force(noun: Token) -> bool:
    denied = any(c.lower_ == "no" for c in noun.children) or (noun.dep_ == "pobj" and noun.head.lower_ == "without")
    legal = noun.lemma_.lower() == "validity" or any(
        c.lower_ in ("legal", "binding", "juridical") for c in noun.children
    )
    return denied and legal


def _annulling(context: Context) -> Iterator[Draft]:
    for verb in context.having(words(_L, "annul")):
        if verb.pos_ == "VERB":
            texts = _texts(context, objects(verb))
            if texts:
                yield from _draft(
                    context,
                    verb,
                    _holders(context, subjects(verb), verb),
                    texts,
                    _flip(modality(verb).polarity),
                    "annul",
                )
