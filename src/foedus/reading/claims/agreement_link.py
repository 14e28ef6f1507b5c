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
    return next((m for token in tokens if (m := context.texts.mention(token)) is not None), None)


def _pairs(
    context: Context, predicate: Token, children: Iterable[Token], parents: Iterable[Token], link: str
) -> Iterator[Draft]:
    child, parent = _agreement(context, children), _agreement(context, parents)
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
