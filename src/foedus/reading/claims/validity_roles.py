"""Validity: which texts a position is about, whose it is, and its draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin, finish
from foedus.reading.roles import can_act
from foedus.reading.syntax import obliques

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "validity"


def texts_of(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The agreements and legal acts that some noun phrases mean, or whose return or legality they mean."""
    found: dict[str, Mention] = {}
    for token in tokens:
        inner = (token, *obliques(token, "of", "to", "in"), *(c for c in token.children if c.dep_ == "poss"))
        legal = token.lemma_.lower() in words(_L, "legality") | words(_L, "passing") | words("texts", "parts")
        text = context.texts.mention(token, acts=True)
        if text is None and legal:
            text = next((m for part in inner if (m := context.texts.mention(part, acts=True)) is not None), None)
        if text is None and _is_clause(token):
            text = context.texts.as_mention(token, context.texts.before(token, acts=True))
        if text is None:
            text = next((_act(context, part) for part in (inner if legal else (token,)) if _is_act(part)), None)
        if text is not None:
            found.setdefault(text.actor, text)
    return tuple(found.values())


def _is_clause(token: Token) -> bool:
    """Whether a noun means a clause of the text last spoken of: "the article is not binding"."""
    part = token.lemma_.lower() in words(_L, "clauses")
    return part and any(c.lower_ in ("the", "this", "that") for c in token.children) and not obliques(token, "of", "in")


def _is_act(token: Token) -> bool:
    return token.lemma_.lower() in words(_L, "act")


def _act(context: Context, token: Token) -> Mention:
    """A legal act that has no name of its own, under the slug of its phrase ("the annexation of Crimea")."""
    rights = [t.right_edge.i for t in token.rights if t.dep_ == "prep" and t.lower_ == "of"]
    lefts = [t.left_edge.i for t in token.lefts if t.dep_ in ("amod", "compound", "poss", "nmod")]
    first, end = token.doc[min(lefts, default=token.i)], max(rights, default=token.i)
    judging = words(_L, "invalid") | words(_L, "valid")  # a parse may take "null and void" for part of its name
    judged = next((t.i for t in token.doc[token.i + 1 : end + 1] if t.lower_ in judging), end + 1)
    last = token.doc[judged - 1]
    start, stop = begin(first), finish(last)
    text = context.page.document.text[start:stop]
    return Mention(text, start, stop, slug(text))


def holders_of(context: Context, tokens: Iterable[Token], near: Token) -> tuple[Mention, ...]:
    heads = tuple(tokens)
    named = tuple(m for m in context.actors(heads) if can_act(context, m) or m.text.lower() in ("we", "our"))
    if not named:
        named = context.actors(head for head in heads if head.lemma_.lower() in words(_L, "holding"))
    if named:
        return named
    if any(head.head.dep_ in ("prep", "poss") and head.pos_ == "NOUN" for head in heads):
        return context.actors(heads)  # "legitimate in the eyes of the villagers": nobody else's view
    speaker = context.speaker(near)
    if speaker is not None:
        return (context.referents.polity(speaker),)
    ruling = (context.texts.mention(head, acts=True) for head in heads if head.lemma_.lower() in words(_L, "judging"))
    return tuple(text for text in ruling if text is not None)  # "the resolution deems the secession invalid"


def viewers_of(verb: Token) -> tuple[Token, ...]:
    """ "In our view", "for Kyiv": whose position a clause gives without a verb of saying."""
    found: list[Token] = []
    for view in obliques(verb, "in"):
        if view.lemma_ in ("view", "opinion", "eye", "judgement", "judgment"):
            found.extend(c for c in view.children if c.dep_ == "poss")
            found.extend(obliques(view, "of"))
    return (*found, *(t for t in obliques(verb, "for", "to") if t.ent_type_ in ("GPE", "ORG")))


def positions(
    context: Context,
    predicate: Token,
    holders: tuple[Mention, ...],
    texts: tuple[Mention, ...],
    polarity: str,
    rule: str,
) -> Iterator[Draft]:
    """A draft for each holder."""
    status = modality(predicate).status
    for holder in holders:
        yield Draft(
            kind="validity",
            predicate=predicate,
            roles={"holder": (holder,), "agreement": texts} if texts else {"holder": (holder,)},
            evidence=around(context, predicate, (holder, *texts)),
            polarity=polarity,
            status="actual" if status == "denied" else status,
            rule=rule,
        )


def flipped(polarity: str) -> str:
    return "affirmed" if polarity == "negated" else "negated"
