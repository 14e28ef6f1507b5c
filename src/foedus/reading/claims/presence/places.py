"""Where something is: names of places, "there", "on its soil", "in the country", "the Syrian town of Idlib"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import conjuncts
from foedus.reading.referents import SMALL
from foedus.reading.roles import type_of, word
from foedus.reading.syntax import antecedent, obliques

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.links import Link
    from foedus.reading.parse import Token

_L = "presence"
PLACES = frozenset({"state", "former-state", "de-facto-state", "region", "place", "city"})
WHERE = (
    "in",
    "on",
    "at",
    "near",
    "along",
    "inside",
    "within",
    "around",
    "across",
    "over",
    "throughout",
    "off",
    "beside",
)
WHITHER = (
    "to",
    "into",
    "in",
    "on",
    "onto",
    "near",
    "towards",
    "toward",
    "inside",
    "at",
    "along",
    "against",
    "across",
    "through",
    "off",
    "around",
    "above",
)
WHENCE = ("from", "out", "out of", "of")
_TOWNS = frozenset({"city", "town", "village", "port", "region", "province", "district", "suburb"})
_OF = ("of", "in", "near", "between", "with", "from", "at", "on", "outside", "above", "around")
_SITING = frozenset({"in", "near", "at", "outside", "into", "off", "above", "around", "from", "over", "through"})
"""Prepositions after which an unknown name is one of a place."""
_TIMES = frozenset({"DATE", "TIME", "EVENT"})
_MISTAKEN = frozenset({"person", "organisation"})
_REACH = 40
_FAR = 1500
_HALVED = 200
"""How many characters back places are looked for, and after how many a mention counts half."""


def where(
    context: Context, heads: Iterable[Token], prepositions: tuple[str, ...], apart: Collection[str] = ()
) -> tuple[Mention, ...]:
    """The places that some verbs or nouns stand with: after a preposition, "there", "where".

    apart: keys that cannot be meant, such as the state whose forces are abroad.
    """
    found: dict[str, Mention] = {}
    for head in heads:
        for mention in (*places(context, obliques(head, *prepositions), apart), *_adverbs(context, head, apart)):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def places(context: Context, tokens: Iterable[Token], apart: Collection[str] = ()) -> tuple[Mention, ...]:
    """The places that some noun phrases mean or name, the smallest one of each phrase."""
    found: dict[str, Mention] = {}
    for token in tokens:
        if token.ent_type_ in ("DATE", "TIME") and context.referents.link(token) is None:
            continue
        for mention in _of_phrase(context, token, apart):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def lands(context: Context, tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Those of some noun phrases that are land: a name of a place, or a word for one ("the hill above X")."""
    return tuple(
        t
        for t in tokens
        if ((link := context.referents.link(t)) is not None and _is_place(link))
        or t.lemma_.lower() in words(_L, "grounds") | words(_L, "targets")
        or t.pos_ == "PRON"
    )


def towns(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """Names that nobody knows, of one word, for what forces take, strike, reach or leave: those of towns.

    Taggers take many of them for people or firms; only for callers who know that forces do it.
    """
    links = ((t, context.referents.link(t)) for t in tokens)
    return tuple(
        link.mention
        for t, link in links
        if link is not None
        and not link.known
        and link.type in _MISTAKEN
        and link.first == link.last
        and not t.text.isupper()
    )


def _of_phrase(context: Context, token: Token, apart: Collection[str]) -> tuple[Mention, ...]:
    link = context.referents.link(token)
    if link is not None and link.role not in ("demonym", "plural-demonym"):
        return (_mention(link),) if _is_place(link) or _must_be_place(token, link) else ()
    if token.pos_ == "PRON":
        return tuple(m for m in context.who(token) if type_of(context, m) in PLACES and m.actor not in apart) or (
            _nearest(context, token, apart) if token.lower_ in ("it", "its", "which", "where") else ()
        )
    if token.lemma_.lower() in words(_L, "no_grounds"):
        return ()
    if token.lemma_.lower() in words(_L, "missions") and link is None:
        return places(context, obliques(token, "in", "on"), apart)  # "to the African force in Y"
    if any(c.lower_ in words("territory", "breakaway") for c in token.children):
        broken = tuple(
            m for m in context.who(token) if type_of(context, m) == "de-facto-state" and m.actor not in apart
        )
        if broken:
            return broken
    named = _named(context, token, apart) or _unlisted(context, token, link)
    if named:
        return named
    owners = [c for c in token.children if c.dep_ == "poss"]
    if owners:
        own = tuple(m for c in owners for m in context.who(c) if type_of(context, m) in PLACES and m.actor not in apart)
        return own or (_nearest(context, owners[0], apart) if owners[0].pos_ == "PRON" else ())
    return _described(context, token, apart)


def _unlisted(context: Context, token: Token, link: Link | None) -> tuple[Mention, ...]:
    """A proper name that nobody recognised, where towns stand: "a hub outside Agadez"."""
    placed = token.dep_ == "pobj" and (
        token.head.lower_ in _SITING or (token.head.lower_ == "of" and token.head.head.lower_ == "out")
    )
    if link is not None or not placed or token.pos_ != "PROPN" or token.ent_type_ in _TIMES or not token.is_title:
        return ()
    if token.ent_type_ not in ("GPE", "LOC", "FAC", "") or any(c.dep_ not in ("punct", "prep") for c in token.children):
        return ()
    return (word(context, token, slug(token.text)),)


def _mention(link: Link) -> Mention:
    mention = link.mention
    if link.role == "metonym" and link.place:
        return Mention(mention.text, mention.start, mention.end, link.place)
    return mention


def _is_place(link: Link) -> bool:
    return link.type in PLACES


def _must_be_place(token: Token, link: Link) -> bool:
    """Whether an unknown name that stands where places stand is one, whatever the tagger took it for."""
    where_ = token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "to",
        "into",
        "near",
        "at",
        "towards",
        "outside",
        "on",
        "above",
        "around",
        "through",
        "off",
        "over",
    )
    above = token.head.head
    part = token.dep_ == "pobj" and token.head.lower_ == "of"
    part = part and (above.lemma_.lower() in words(_L, "grounds") or above.lower_ == "out")
    return (
        (where_ or part)
        and not link.known
        and link.type in ("person", "organisation")
        and not link.mention.text.isupper()
    )


def _named(context: Context, token: Token, apart: Collection[str]) -> tuple[Mention, ...]:
    """The smallest place named in a phrase: its apposition, its compound, its of-phrase, then owner and demonym."""
    kinds = (("appos",), ("compound", "nmod"), (), ("poss", "amod"))
    for deps in kinds:
        heads = (
            [h for c in token.children if c.dep_ in deps for h in conjuncts(c)]
            if deps
            else [o for o in obliques(token, *_OF) if o.i > token.i]
        )
        links = [
            link
            for h in heads
            if (link := context.referents.link(h)) is not None
            and (_is_place(link) or (not deps and not link.known and token.lemma_.lower() in _TOWNS))
        ]
        if links:
            return tuple({_mention(link).actor: _mention(link) for link in links}.values())
        if "compound" in deps and (own := _own_name(context, token, heads)) is not None:
            return (own,)
        if not deps:
            inner = tuple(
                m
                for h in heads
                for m in (
                    _of_phrase(context, h, apart)
                    if h.lemma_.lower() in words(_L, "grounds")
                    else _unlisted(context, h, context.referents.link(h))
                )
            )
            if inner:
                return inner
    return ()


def _own_name(context: Context, token: Token, heads: Iterable[Token]) -> Mention | None:
    """Grounds with a name of their own that nobody knows: "the Lorn corridor", "the Halden pass"."""
    if token.lemma_.lower() not in words(_L, "grounds"):
        return None
    for head in heads:
        link = context.referents.link(head)
        if link is not None and not link.known and link.type in _MISTAKEN and link.last + 1 == token.i:
            start, end = link.mention.start, finish(token)
            return Mention(text := context.page.document.text[start:end], start, end, slug(text))
    return None


def _described(context: Context, token: Token, apart: Collection[str]) -> tuple[Mention, ...]:
    """ "the country", "the island", "the three countries", "the border": places that were named before."""
    lemma = token.lemma_.lower()
    if lemma not in words(_L, "grounds"):
        return ()
    namesake = _namesake(context, token, lemma)
    if namesake is not None and namesake.key not in apart:
        return (word(context, token, namesake.key),)
    if lemma in words(_L, "small_grounds") and any(c.lower_ in ("the", "this", "that") for c in token.children):
        return _nearest(context, token, apart)
    meant = tuple(m for m in context.who(token) if type_of(context, m) in PLACES and m.actor not in apart)
    if meant or not any(c.lower_ in ("the", "this", "that") for c in token.children):
        return meant
    if lemma in words(_L, "relative_grounds"):
        return _nearest(context, token, apart)
    return ()


def _namesake(context: Context, token: Token, noun: str) -> Link | None:
    """The place whose name holds the noun: "the shoal" after "Scarborough Shoal", "that sea" after "the Black Sea"."""
    if not any(c.lower_ in ("the", "this", "that") for c in token.children):
        return None
    for n, link in enumerate(context.links.before(begin(token))):
        if n > _REACH:
            break
        if _is_place(link) and noun.capitalize() in link.mention.text.split()[1:]:
            return link
    return None


def _adverbs(context: Context, head: Token, apart: Collection[str]) -> Iterator[Mention]:
    for child in head.children:
        if child.dep_ == "advmod" and child.lower_ in ("there", "here"):
            yield from _nearest(context, child, apart)
        elif child.dep_ == "advmod" and child.lower_ == "where":
            noun = antecedent(child)
            if noun is not None:
                yield from _of_phrase(context, noun, apart)
        elif child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ in ("pcomp", "advmod") and inner.lower_ in ("there", "here"):
                    yield from _nearest(context, inner, apart)


def topical(context: Context, predicate: Token, apart: Collection[str]) -> tuple[Mention, ...]:
    """The place that the passage is about when a predicate names none, with those coordinated with it."""
    rest = predicate.doc[predicate.i : predicate.sent.end]
    last = next((token for token in rest if token.text == ";"), rest[-1])  # what follows speaks of somebody else
    link = salient(context, finish(last), apart, PLACES - {"city"})
    if link is None:
        return ()
    head = context.page.passages[link.passage].parse[link.head]
    others = [other for t in conjuncts(head) if (other := context.referents.link(t)) is not None and _is_place(other)]
    return tuple({o.key: _mention(o) for o in others if o.key not in apart and o.type == link.type}.values())


def salient(context: Context, end: int, apart: Collection[str], types: Collection[str] = PLACES) -> Link | None:
    """The place that the words before an offset speak of most and last: each mention counts, near ones more."""
    weights: dict[str, float] = {}
    last: dict[str, Link] = {}
    capitals: dict[str, Link] = {}
    for n, link in enumerate(context.links.before(end)):
        distance = end - link.mention.start
        if n > _REACH or distance > _FAR:
            break
        if not link.known or link.type not in types or link.key in apart:
            continue
        weight = 0.5 if link.role not in ("name", "abbreviation") else 1.0
        weights[link.key] = weights.get(link.key, 0.0) + weight * 2.0 ** (-distance / _HALVED)
        if weight == 1.0:
            last.setdefault(link.key, link)
        elif link.role not in ("demonym", "plural-demonym"):
            capitals.setdefault(link.key, link)
    known = last or capitals  # a capital stands for its land only where no land is named
    best = max(known, key=lambda key: weights[key], default=None)
    return known[best] if best is not None else None


def _nearest(context: Context, token: Token, apart: Collection[str]) -> tuple[Mention, ...]:
    """The place last named before a word, as a mention of the word; names of peoples do not count."""
    types = SMALL if token.lemma_.lower() in words(_L, "small_grounds") else PLACES
    link = salient(context, begin(token), apart, types)
    return (word(context, token, link.key),) if link is not None else ()
