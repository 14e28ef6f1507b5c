"""Which places a noun phrase means where land is spoken of, and who can hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.forces import Forces
from foedus.reading.claims.presence.places import PLACES, places, salient
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.phrases import conjuncts
from foedus.reading.referents import SMALL
from foedus.reading.roles import type_of, word
from foedus.reading.syntax import obliques

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "territory"


def is_fraction(token: Token) -> bool:
    """Whether a noun is a share of something: "a third", "most", "20%", "large parts", "everything west"."""
    return token.lemma_.lower() in words(_L, "fractions") or token.text == "%" or token.like_num


def lands(context: Context, tokens: Iterable[Token], apart: Collection[str] = ()) -> tuple[Mention, ...]:
    """The places that some noun phrases mean: a share of a place is that place, apart from some keys."""
    found: dict[str, Mention] = {}
    for token in tokens:
        inner = [o for o in obliques(token, "of", "in") if o.i > token.i] if is_fraction(token) else []
        within = lands(context, inner, apart) if inner else ()
        if not within and not _is_land(context, token):
            continue
        for mention in within or places(context, [token], apart):
            if mention.actor not in apart:
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _is_land(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    if link is not None:
        return link.type in PLACES
    grounds = words(_L, "places") | words("presence", "grounds")
    return token.pos_ == "PRON" or token.lemma_.lower() in grounds


def small(context: Context, place: Mention) -> bool:
    """Whether a place is less than a recognised state: one "runs" a region; to "run Russia" is to govern."""
    return type_of(context, place) not in ("state", "former-state")


def nearest_small(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The region or the like that "the breakaway territory" means: never a recognised state."""
    link = salient(context, begin(noun), (), SMALL - {"city"})
    return (word(context, noun, link.key),) if link is not None else ()


def holders(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """Who holds land: a polity, or the group that fighters belong to."""
    ordered = list(tokens)
    return Forces(context).whose(ordered) or context.actors(ordered)


def names_beside(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The place that a noun is said of: its apposition, what it stands in apposition to, its copula's subject."""
    found = [
        link.mention for c in noun.children if c.dep_ == "appos" and (link := context.referents.link(c)) is not None
    ]
    anchor = noun.head
    if noun.dep_ == "appos" and (link := context.referents.link(anchor)) is not None and link.type in PLACES:
        found = [o.mention for t in conjuncts(anchor) if (o := context.referents.link(t)) is not None]
    first = noun.left_edge.i
    if not found and first > 1 and noun.doc[first - 1].text in ("-", "–", "—", ","):
        link = context.referents.link(noun.doc[first - 2])
        if link is not None and link.type in PLACES:
            found.append(link.mention)
    return tuple(m for m in found if type_of(context, m) in PLACES)
