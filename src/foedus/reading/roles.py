"""From noun phrases to the fillers of a role: which of the actors behind the words can play it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, TimeReference
from foedus.reading import times
from foedus.reading.lists import spelt_out
from foedus.reading.page import begin, finish
from foedus.reading.phrases import conjuncts
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.syntax import nominal_objects, obliques

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

RECIPROCAL = frozenset({"other", "another"})
_BODIES = frozenset({"parliament", "ministry", "government", "armed-forces", "armed-group", "party", "person"})


def type_of(context: Context, mention: Mention) -> str | None:
    """The gazetteer's type of a mention's actor; None for one that only the text knows."""
    actor = context.gazetteer.actor(mention.actor)
    return actor.type if actor else None


def is_polity(context: Context, mention: Mention) -> bool:
    """Whether a mention can be a state or a place that claims to be one: a known one, or a name of a place."""
    kind = type_of(context, mention)
    if kind is not None:
        return kind in POLITIES
    return any(link.type == "place" for link in context.links.within(mention.start, mention.end))


def can_act(context: Context, mention: Mention) -> bool:
    """Whether a mention can hold a position: a polity, an organisation, a body, a person, or a named unknown."""
    kind = type_of(context, mention)
    if kind is not None:
        return kind in POLITIES | ORGANISATIONS | _BODIES
    return any(context.links.within(mention.start, mention.end)) or mention.text[:1].isupper()


def named_in(context: Context, token: Token) -> Iterator[Mention]:
    """The names inside a noun phrase whose head is none: its apposition, of-phrase, possessor, compound."""
    for child in token.children:
        if child.dep_ in ("poss", "compound", "appos", "nmod", "amod"):
            for head in conjuncts(child):
                link = context.referents.link(head)
                if link is not None:
                    yield link.mention
                elif child.dep_ in ("appos", "poss"):
                    yield from context.who(head)
    for inner in nominal_objects(token) or obliques(token, "of", "in", "for"):
        found = False
        for mention in named_in(context, inner) if context.referents.link(inner) is None else ():
            found = True
            yield mention
        if not found:
            yield from context.who(inner)


def polities(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The polities that some noun phrases mean or name, each once: "the independence of A and B" gives A and B."""
    found: dict[str, Mention] = {}
    for token in (part for head in tokens for part in (spelt_out(head, context.referents.link) or (head,))):
        direct = [m for m in context.who(token) if is_polity(context, m)]
        for mention in direct or [m for m in named_in(context, token) if is_polity(context, m)]:
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def date_beside(context: Context, *members: Mention) -> TimeReference | None:
    """The date that stands beside one member of a list; None where none does, so that the list's verb dates it."""
    for member in members:
        for link in context.links.within(member.start, member.end):
            beside = times.time_beside(context.page.passages[link.passage].parse[link.head], context.page)
            if beside is not None:
                return beside
    return None


def word(context: Context, token: Token, actor: str) -> Mention:
    """A single word as a mention of an actor."""
    start, end = begin(token), finish(token)
    return Mention(context.page.document.text[start:end], start, end, actor)
