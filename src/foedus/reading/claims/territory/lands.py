"""Which places a noun phrase means where land is spoken of, and who can hold it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.claims.presence.forces import Forces
from foedus.reading.claims.presence.places import PLACES, places, salient
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.phrases import conjuncts
from foedus.reading.referents import SMALL
from foedus.reading.roles import type_of, word
from foedus.reading.syntax import agents, is_passive, objects, obliques

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"
_NO_PLACES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "LANGUAGE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})


def is_fraction(token: Token) -> bool:
    """Whether a noun is a share of something: "a third", "most", "20%", "large parts", "everything west"."""
    return token.lemma_.lower() in words(_L, "fractions") or token.text == "%" or token.like_num


def lands(
    context: Context, tokens: Iterable[Token], apart: Collection[str] = (), *, lenient: bool = False
) -> tuple[Mention, ...]:
    """The places that some noun phrases mean: a share of a place is that place, apart from some keys.

    lenient: whether the words around leave no doubt that land is meant, so that a name that nobody knows is one.
    """
    found: dict[str, Mention] = {}
    for token in tokens:
        inner = [o for o in obliques(token, "of", "in") if o.i > token.i] if is_fraction(token) else []
        within = lands(context, inner, apart, lenient=lenient) if inner else ()
        within = within or _described(context, token, apart)
        within = within or (_unknown(context, token, bare=lenient) if lenient or token.pos_ == "NOUN" else ())
        if not within and not _is_land(context, token):
            continue
        for mention in within or places(context, [token], apart):
            if mention.actor not in apart:
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _described(context: Context, token: Token, apart: Collection[str]) -> tuple[Mention, ...]:
    """The place that a description stands beside ("Y, a region that …") or takes up ("the town")."""
    if token.pos_ != "NOUN" or context.referents.link(token) is not None:
        return ()
    anchor = token
    while anchor.dep_ == "pobj" and anchor.head.head.pos_ == "NOUN" and anchor.lemma_.lower() in words(_L, "coasts"):
        anchor = anchor.head.head  # "Y, a town on the coast, over which …"
    lemma = anchor.lemma_.lower()
    if lemma not in words(_L, "places"):
        return ()
    if anchor.dep_ == "appos":
        return tuple(m for m in names_beside(context, anchor) if m.actor not in apart)
    if lemma == "place" and any(c.lower_ in ("the", "this") for c in token.children):
        return nearest_small(context, token)
    if lemma not in words(_L, "towns") or not any(c.lower_ in ("the", "that", "this") for c in token.children):
        return ()
    if any(c.dep_ in ("compound", "prep", "poss", "relcl", "acl") for c in token.children):
        return ()
    for link in islice(context.links.before(begin(token)), _NEAR):
        if link.type in ("city", "place") and link.role == "name":
            return (word(context, token, link.key),) if link.key not in apart else ()
    return ()


def _unknown(context: Context, token: Token, *, bare: bool) -> tuple[Mention, ...]:
    """A name of a place that nobody knows: "Ruritania province"; alone ("Ruritania") only where land must be meant."""
    if token.pos_ == "NOUN":
        named = [c for c in token.children if c.dep_ == "compound" and c.pos_ == "PROPN" and c.is_title]
        if len(named) != 1 or token.lemma_.lower() not in words(_L, "places"):
            return ()
        return (word(context, named[0], slug(named[0].text)),) if context.referents.link(named[0]) is None else ()
    link = context.referents.link(token)
    if not bare or token.pos_ != "PROPN" or token.text.isupper():
        return ()
    if link is None:
        alone = token.is_title and not any(c.dep_ in ("compound", "flat") for c in token.children)
        return (word(context, token, slug(token.text)),) if alone and token.ent_type_ not in _NO_PLACES else ()
    unsure = not link.known and link.type in ("person", "organisation") and " " not in link.mention.text
    return (link.mention,) if unsure and "-" not in link.key else ()


def _is_land(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    if link is not None:
        return link.type in PLACES
    grounds = words(_L, "places") | words("presence", "grounds")
    return token.pos_ == "PRON" or token.lemma_.lower() in grounds


_NEAR = 6
"""Names back that "the town" looks."""


def patients(context: Context, verb: Token) -> tuple[Token, ...]:
    """What a verb is done to; for a participle that the parser hung elsewhere, the place that it stands beside.

    "… around X, an island occupied by Y and *claimed* by Z", "they fled X, *recognised* as part of Y".
    """
    if verb.dep_ == "parataxis" and verb.tag_ == "VBD" and any(c.dep_ == "agent" for c in verb.children):
        return tuple(c for c in verb.children if c.dep_ == "nsubj")  # "X, claimed by Y, has …" taken for a clause
    if verb.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in verb.children):
        if verb.dep_ == "conj" and is_passive(verb):
            earlier = [t for t in verb.head.subtree if t.i < verb.i and t.dep_ == "acl" and agents(t)]
            if verb.head.dep_ != "acl" and not is_passive(verb.head) and earlier:
                return conjuncts(earlier[-1].head)
            if verb.head.dep_ == "advcl":
                return patients(context, verb.head)
        elif verb.dep_ in ("advcl", "ROOT"):
            beside = _before_comma(context, verb)
            if beside is not None:
                return (beside,)
    return objects(verb)


def _before_comma(context: Context, verb: Token) -> Token | None:
    """The place whose name ends right before the comma that opens a participle's clause."""
    first = verb.i
    while first > 0 and verb.doc[first - 1].pos_ in ("ADV", "AUX") and not verb.doc[first - 1].is_sent_start:
        first -= 1
    if first < 2 or verb.doc[first - 1].text != ",":
        return None
    link = context.referents.link(verb.doc[first - 2])
    return verb.doc[link.head] if link is not None and link.type in PLACES else None


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
    found = Forces(context).whose(ordered)
    if found:
        return found
    people = words(_L, "locals") | words("nouns", "institution") | words("stance", "groups")
    real = (t for t in ordered if t.pos_ != "NOUN" or context.referents.link(t) or t.lemma_.lower() in people)
    return context.actors(real)


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
