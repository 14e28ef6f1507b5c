"""Places by their modifiers: "the breakaway region of X", "occupied X", "rebel-held X", "X, a province of Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.territory.lands import is_fraction, lands, nearest_small, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.descriptions import breakaway_of
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.phrases import conjuncts
from foedus.reading.roles import is_polity, polities, word
from foedus.reading.syntax import agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"


def find(context: Context) -> Iterator[Draft]:
    """ "the breakaway region of X", "occupied X", "rebel-held X"."""
    for modifier in context.having(words(_L, "breakaway")):
        if modifier.dep_ in ("amod", "compound", "nmod"):
            places, owners = _place_and_owner(context, modifier.head, before=modifier)
            yield from relation(context, modifier, "breakaway-from", places, owners)
    yield from _regarded(context)
    for modifier in context.having({"occupy", "occupied", *words(_L, "control"), *words(_L, "held")}):
        if modifier.dep_ not in ("amod", "compound", "nmod") or modifier.pos_ not in ("VERB", "ADJ"):
            continue
        occupied = modifier.lemma_.lower().startswith("occup")
        holders = _hyphenated(context, modifier)
        if any(m.text.lower() == "self" for m in holders):
            continue  # "self-governing"
        if not occupied and not holders:
            continue
        places, _ = _place_and_owner(context, modifier.head, before=modifier)
        if not occupied:
            places = places or lands(context, [modifier.head])
        partly = is_fraction(modifier.head) or modifier.head.lemma_.lower() in words(_L, "directions")
        held = not occupied and (partly or all(small(context, place) for place in places))
        if (occupied and places) or (held and (places or modifier.head.lemma_.lower() in words(_L, "places"))):
            yield from relation(context, modifier, "occupied-by" if occupied else "controlled-by", places, holders)


def _regarded(context: Context) -> Iterator[Draft]:
    """ "Z, which Y regards as occupied", "considers Z occupied"."""
    for said in context.having({"occupy", "occupied"}):
        verb = said.head.head if said.head.lower_ == "as" else said.head
        if said.tag_ not in ("VBN", "JJ", "VBD") or verb.lemma_.lower() not in words(_L, "regard") or agents(said):
            continue
        if said.dep_ not in ("pobj", "pcomp", "oprd", "ccomp", "acomp", "advcl"):
            continue
        if said.dep_ == "advcl" and not any(c.lower_ == "as" for c in said.children):
            continue
        own = [c for c in said.children if c.dep_ in ("nsubj", "nsubjpass")]
        things = tuple(own) or objects(verb)
        sites = tuple(m for m in lands(context, things) if small(context, m) or _is_named(context, things))
        sites = sites or tuple(m for t in things if t.pos_ == "NOUN" for m in nearest_small(context, t))
        yield from relation(context, verb, "occupied-by", sites, ())


def _is_named(context: Context, tokens: Sequence[Token]) -> bool:
    return any(context.referents.link(token) is not None for token in tokens)


def _hyphenated(context: Context, modifier: Token) -> tuple[Mention, ...]:
    """Who occupies in "Russian-occupied", "rebel-held"."""
    if modifier.i < 2 or modifier.doc[modifier.i - 1].text not in ("-", "–", "‑"):
        return ()
    holder = modifier.doc[modifier.i - 2]
    link = context.referents.link(holder)
    if link is not None:
        return (link.mention,)
    return context.who(holder) if holder.pos_ in ("NOUN", "PROPN") else ()


def _place_and_owner(context: Context, head: Token, before: Token) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The places that a modified noun means, and the state that it is said to be of.

    "Somalia's breakaway region of Somaliland", "Somaliland – breakaway region of Somalia", "the breakaway
    Somali region of Somaliland".
    """
    link = context.referents.link(head)
    owners = [m for m in _owners(context, head) if is_polity(context, m)]
    if link is not None and link.role != "demonym":
        together = (
            t for t in conjuncts(head) if t.i == head.i or not any(c.dep_ in ("det", "amod") for c in t.children)
        )
        named = tuple(other.mention for t in together if (other := context.referents.link(t)) is not None)
        return named, tuple(owners)
    if head.lemma_.lower() not in words(_L, "places"):
        return (), ()
    named = tuple(m for m in _of_names(context, head) if is_polity(context, m))
    apposed = _apposed(context, head)
    if apposed:
        return apposed, tuple(owners) or named
    if named:
        smaller = tuple(
            m for m in named if (actor := context.gazetteer.actor(m.actor)) is None or actor.type != "state"
        )
        if smaller:
            return smaller, (*owners, *(m for m in named if m not in smaller))
        owners = [*owners, *named]
    described = tuple(
        m for m in context.who(head) if is_polity(context, m) and m.actor not in {o.actor for o in owners}
    )
    described = tuple(m for m in described if small(context, m)) or _split_off(context, head, owners)
    return described or nearest_small(context, head), tuple(owners)


def _split_off(context: Context, head: Token, owners: Sequence[Mention]) -> tuple[Mention, ...]:
    """What "the occupied north of X" is, where one part of X has set itself up on its own."""
    side = head.lemma_.lower() in words(_L, "directions") or is_fraction(head)
    key = breakaway_of(context.gazetteer, owners[0].actor) if side and len(owners) == 1 else None
    return (word(context, head, key),) if key is not None else ()


def _owners(context: Context, head: Token) -> Iterator[Mention]:
    for child in head.children:
        if child.i < head.i and child.dep_ in ("poss", "amod", "compound", "nmod"):
            link = context.referents.link(child)
            if link is not None:
                yield link.mention


def _of_names(context: Context, head: Token) -> Iterator[Mention]:
    for inner in obliques(head, "of", "in"):
        link = context.referents.link(inner)
        if link is None and inner.i > head.i + 2 and head.doc[head.i + 1].lower_ == "of":
            link = context.referents.link(head.doc[head.i + 2])  # "region of Z votes": the name hangs on another noun
        if link is not None:
            yield link.mention


def _apposed(context: Context, head: Token) -> tuple[Mention, ...]:
    """Names that the phrase stands beside: its apposition, or the name that it is an apposition of."""
    found = [
        link.mention for c in head.children if c.dep_ == "appos" and (link := context.referents.link(c)) is not None
    ]
    anchor = head.head if head.dep_ in ("appos", "attr", "oprd") else None
    if anchor is not None and head.dep_ != "appos":
        return polities(context, subjects(anchor) if head.dep_ == "attr" else objects(anchor))
    if anchor is not None and (link := context.referents.link(anchor)) is not None:
        found.append(link.mention)
    if not found and head.left_edge.i > 1 and head.doc[head.left_edge.i - 1].text in ("-", "–", "—", ","):
        link = context.referents.link(head.doc[head.left_edge.i - 2])
        if link is not None and link.type in ("de-facto-state", "region"):
            found.append(link.mention)
    return tuple(found)
