"""Territory: a place breaks away from, is occupied by, is part of, is controlled by or is claimed by somebody.

Modifiers ("breakaway", "Russian-occupied", "rebel-held"), verbs ("occupies", "controls", "claims") and the copula
("is part of"), each with the place and the one that it stands in relation to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around, trimmed
from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import conjuncts, phrase
from foedus.reading.roles import is_polity, polities
from foedus.reading.syntax import agents, nominal_agents, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "territory"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each place and relation; several places of one phrase stay in one claim."""
    yield from _modifiers(context)
    yield from _verbs(context)
    yield from _parts(context)
    yield from _occupations(context)


def _draft(
    context: Context, predicate: Token, relation: str, places: Sequence[Mention], of: Sequence[Mention], **more: object
) -> Iterator[Draft]:
    of = [mention for mention in of if mention.actor not in {place.actor for place in places}]
    if not places:
        return
    attributive = predicate.dep_ in ("amod", "compound", "nmod")
    if attributive:
        head = predicate.head
        whole = phrase(head)
        first = min(
            [
                begin(whole[0]),
                *(m.start for m in (*places, *of) if m.end <= begin(head) and m.start >= begin(head.sent[0])),
            ]
        )
        last = max(
            [
                finish(whole[-1]),
                *(m.end for m in (*places, *of) if m.start < finish(head.sent[-1]) and m.start > begin(head)),
            ]
        )
        evidence = trimmed(context, first, last)
    else:
        evidence = around(context, predicate, (*places, *of))
    yield Draft(
        kind="territory",
        predicate=predicate,
        roles={"territory": tuple(places), "of": tuple(of)},
        attributes={"relation": relation},
        evidence=evidence,
        polarity="affirmed" if attributive else None,
        status="actual" if attributive else None,
        timeless=attributive,
        confidence=0.75,
        rule="modifier" if attributive else "verb",
    )


def _modifiers(context: Context) -> Iterator[Draft]:
    """ "the breakaway region of X", "occupied X", "rebel-held X"."""
    for modifier in context.having(words(_L, "breakaway")):
        if modifier.dep_ in ("amod", "compound", "nmod"):
            places, owners = _place_and_owner(context, modifier.head, before=modifier)
            yield from _draft(context, modifier, "breakaway-from", places, owners)
    for modifier in context.having({"occupy", "occupied", *words(_L, "control"), *words(_L, "held")}):
        if modifier.dep_ not in ("amod", "compound", "nmod") or modifier.pos_ not in ("VERB", "ADJ"):
            continue
        occupied = modifier.lemma_.lower().startswith("occup")
        holders = _hyphenated(context, modifier)
        if not occupied and not holders:
            continue
        places, _ = _place_and_owner(context, modifier.head, before=modifier)
        if places:
            yield from _draft(context, modifier, "occupied-by" if occupied else "controlled-by", places, holders)


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

    "Georgia's breakaway region of South Ossetia", "South Ossetia – breakaway region of Georgia", "the breakaway Georgian
    region of South Ossetia".
    """
    link = context.referents.link(head)
    owners = [m for m in _owners(context, head) if is_polity(context, m)]
    if link is not None and link.role != "demonym":
        named = tuple(l.mention for t in conjuncts(head) if (l := context.referents.link(t)) is not None)
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
    return described, tuple(owners)


def _owners(context: Context, head: Token) -> Iterator[Mention]:
    for child in head.children:
        if child.i < head.i and child.dep_ in ("poss", "amod", "compound", "nmod"):
            link = context.referents.link(child)
            if link is not None:
                yield link.mention


def _of_names(context: Context, head: Token) -> Iterator[Mention]:
    for inner in obliques(head, "of", "in"):
        link = context.referents.link(inner)
        if link is not None:
            yield link.mention


def _apposed(context: Context, head: Token) -> tuple[Mention, ...]:
    """Names that the phrase stands beside: its apposition, or the name that it is an apposition of."""
    found = [
        link.mention for c in head.children if c.dep_ == "appos" and (link := context.referents.link(c)) is not None
    ]
    anchor = head.head if head.dep_ in ("appos", "attr") else None
    if anchor is not None and head.dep_ == "attr":
        return polities(context, subjects(anchor))
    if anchor is not None and (link := context.referents.link(anchor)) is not None:
        found.append(link.mention)
    if not found and head.left_edge.i > 1 and head.doc[head.left_edge.i - 1].text in ("-", "–", "—", ","):
        link = context.referents.link(head.doc[head.left_edge.i - 2])
        if link is not None and link.type in ("de-facto-state", "region"):
            found.append(link.mention)
    return tuple(found)


def _verbs(context: Context) -> Iterator[Draft]:
    for verb in context.having(words(_L, "occupy") | words(_L, "control") | words(_L, "claim") | words(_L, "seize")):
        if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound", "nmod"):
            continue
        places = polities(context, (t for t in objects(verb) if _placelike(context, t)))
        holders = context.actors(subjects(verb) or agents(verb))
        lemma = verb.lemma_.lower()
        if not places or not holders:
            continue
        if lemma in words(_L, "occupy"):
            relation = "occupied-by"
        elif lemma in words(_L, "claim"):
            relation = "claimed-by"
        else:
            relation = "controlled-by"
        if lemma in ("run", "rule", "govern", "hold", "dominate") and not all(
            _small(context, place) for place in places
        ):
            continue
        yield from _draft(context, verb, relation, places, holders)
    for noun in context.having({"control"}):
        if noun.pos_ == "NOUN":
            places = polities(context, obliques(noun, "over", "of"))
            holders = context.actors(nominal_agents(noun))
            if places and holders:
                yield from _draft(context, noun, "controlled-by", places, holders)
    for noun in context.having(words(_L, "stronghold")):
        if noun.dep_ in ("appos", "attr"):
            holders = context.actors(
                c for c in noun.children if c.dep_ in ("compound", "amod", "poss") and c.pos_ in ("NOUN", "PROPN")
            )
            places = _apposed(context, noun)
            if holders and places:
                yield from _draft(context, noun, "controlled-by", places, holders)


def _placelike(context: Context, token: Token) -> bool:
    return (
        context.referents.link(token) is not None or token.pos_ == "PRON" or token.lemma_.lower() in words(_L, "places")
    )


def _small(context: Context, place: Mention) -> bool:
    """Whether a place is less than a recognised state: one "runs" a region; to "run Russia" is to govern."""
    actor = context.gazetteer.actor(place.actor)
    return actor is None or actor.type not in ("state", "former-state")


def _parts(context: Context) -> Iterator[Draft]:
    """ "X is (an inseparable) part of Y", "regards X as part of Y", "X, a province of Y"."""
    for noun in context.having(words(_L, "part")):
        wholes = [m for m in polities(context, obliques(noun, "of")) if is_polity(context, m)]
        if noun.lemma_.lower() != "part":
            owners = [m for m in context.actors(nominal_agents(noun)) if is_polity(context, m)]
            if noun.dep_ != "pobj" or noun.head.lower_ != "as":
                continue
            wholes = wholes or owners
        if not wholes:
            wholes = [m for m in _own_whole(context, noun) if is_polity(context, m)]
        places, predicate = _parted(context, noun)
        if places and wholes:
            yield from _draft(context, predicate, "part-of", places, wholes[:1])


def _own_whole(context: Context, noun: Token) -> Iterator[Mention]:
    """ "part of its own territory": the owner of the territory is the whole."""
    for inner in obliques(noun, "of"):
        owner = context.referents.owner(inner, context.speaker(inner))
        if owner is not None:
            yield context.referents.polity(owner)


def _parted(context: Context, noun: Token) -> tuple[tuple[Mention, ...], Token]:
    governor = noun.head
    if noun.dep_ == "attr" and governor.lemma_ in ("be", "remain", "become", "form", "constitute"):
        return polities(context, subjects(governor)), governor
    if noun.dep_ == "pobj" and governor.lower_ == "as" and governor.head.lemma_.lower() in words(_L, "regard"):
        verb = governor.head
        return polities(context, objects(verb)), verb
    if noun.dep_ == "oprd" and governor.lemma_.lower() in words(_L, "regard"):
        return polities(context, objects(governor) or subjects(governor)), governor
    return (), noun


def _occupations(context: Context) -> Iterator[Draft]:
    for noun in context.having(words(_L, "occupation")):
        places = polities(context, nominal_objects(noun))
        holders = context.actors(nominal_agents(noun))
        if places:
            yield from _draft(context, noun, "occupied-by", places, holders)
