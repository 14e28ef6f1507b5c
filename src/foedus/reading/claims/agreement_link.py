"""Agreement link: one agreement is part of, rests on, amends or replaces another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon
from foedus.reading.syntax import objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "agreement_link"
_LINKS = ("replaces", "amends", "based-on", "part-of")


def find(context: Context) -> Iterator[Draft]:
    """A draft for each pair of agreements."""
    table = lexicon(_L)
    for link in _LINKS:
        for verb in context.having(table[link]["verb"]):
            if verb.pos_ == "VERB":
                wanted = table["prepositions"].get(verb.lemma_.lower())
                parents = obliques(verb, *wanted) if wanted else objects(verb)
                children = objects(verb) if wanted and not subjects(verb) else subjects(verb) or objects(verb)
                yield from _pairs(context, verb, children, parents, link)
        for noun in context.having(table[link]["noun"]):
            if noun.pos_ == "NOUN" and noun.dep_ == "attr":
                yield from _pairs(context, noun.head, subjects(noun.head), obliques(noun, "of", "to"), link)


def _agreement(context: Context, tokens: Iterable[Token]) -> Mention | None:
    return next((m for token in tokens if (m := context.texts.mention(token, acts=True)) is not None), None)


def _parent(context: Context, tokens: Iterable[Token], child: Mention) -> Mention | None:
    """The other agreement; a pronoun that seems to mean the child itself means the one spoken of before it."""
    for token in tokens:
        mention = _agreement(context, (token,))
        if mention is not None and mention.actor == child.actor and token.lower_ in ("it", "them", "its"):
            other = context.texts.heading(token)
            if other is None or other.key == child.actor:
                other = context.texts.before(token, other_than=child.actor)
            mention = context.texts.as_mention(token, other)
        if mention is not None:
            return mention
    return None


def _pairs(
    context: Context, predicate: Token, children: Iterable[Token], parents: Iterable[Token], link: str
) -> Iterator[Draft]:
    child = _agreement(context, children)
    parent = _parent(context, parents, child) if child is not None else None
    if child is not None and parent is not None and child.actor != parent.actor:
        yield Draft(
            kind="agreement-link",
            predicate=predicate,
            roles={"agreement": (child,), "parent": (parent,)},
            attributes={"link": link},
            evidence=around(context, predicate, (child, parent)),
            timeless=True,
            rule=link,
        )
