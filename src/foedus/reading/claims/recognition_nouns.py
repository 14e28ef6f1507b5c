"""The noun "recognition": who gives, holds, takes back or asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.recognition_roles import last_small, pairs, recognisers
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.roles import polities, type_of
from foedus.reading.syntax import nominal_agents, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "recognition"


def told(context: Context, noun: Token, last: Sequence[Mention]) -> Iterator[Draft]:
    """What the noun tells, with the verb that governs it.

    last: whom the text last spoke of as recognised, for a bare "its recognition".
    """
    if any(t.lemma_.lower() in words(_L, "not_of_states") for t in obliques(noun, "of")):
        return  # "recognition of its claims"
    governor = _governor(noun)
    lemma = governor.lemma_.lower()
    if noun.dep_ == "dobj" and lemma in words(_L, "receive") and all(t.pos_ == "PRON" for t in nominal_agents(noun)):
        yield from _received(context, noun)
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and lemma in words(_L, "ask"):
        yield from _asked(context, noun, governor, last)
        return
    governed = noun.dep_ in ("dobj", "nsubjpass") or governor.i != noun.head.i
    if noun.dep_ in ("dobj", "nsubjpass") and lemma in words(_L, "withhold") and not nominal_agents(noun):
        yield from _withheld(context, noun, governor, last)
        return
    granted = governed and lemma in words(_L, "grant") | words(_L, "weigh")
    lapsed = noun.dep_ == "nsubj" and lemma in words(_L, "lapse")
    withdrawn = (governed and _withdraws(governor)) or lapsed
    nominal = noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in words(_L, "withdrawal")
    yield from _given(context, noun)
    holders = nominal_agents(noun)
    doers = recognisers(context, holders) or _demonym(context, noun)
    if governed and (not doers or all(token.pos_ == "PRON" for token in holders)):
        doers = recognisers(context, subjects(governor)) or doers
    if not (withdrawn or nominal or holders or granted):
        doers = ()
    recognised = _recognised(context, noun, governor if granted else None, doers, last)
    predicate = governor if withdrawn or (granted and lemma in words(_L, "grant")) else noun
    standing = governed and lemma in words(_L, "keep")
    change = "withdraws" if withdrawn or nominal else None if standing else "recognises"
    if withdrawn and modality(governor).status in ("demanded", "ordered"):
        # Whoever is urged to take recognition back has given it.
        yield from pairs(context, noun, doers, recognised, change=None, rule="presupposed")
        return
    rule = "withdrawal" if withdrawn else "noun"
    yield from pairs(context, predicate, doers, recognised, change=change, rule=rule)


def _withheld(context: Context, noun: Token, verb: Token, last: Sequence[Mention]) -> Iterator[Draft]:
    """ "X withholds recognition from Y", "refused Y recognition": X does not recognise Y."""
    doers = recognisers(context, subjects(verb))
    apart = polities(context, (*obliques(noun, "from"), *obliques(verb, "from")))
    recognised = apart or _recognised(context, noun, verb, doers, last)
    polarity = "affirmed" if modality(verb).polarity == "negated" else "negated"
    yield from pairs(context, verb, doers, recognised, change=None, rule="withheld", polarity=polarity)


def _governor(noun: Token) -> Token:
    """The verb that governs the noun, also through "the decision to" and "its act of"."""
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _withdraws(verb: Token) -> bool:
    """Whether a verb takes recognition back."""
    back = verb.lemma_.lower() == "take" and any(c.lower_ == "back" for c in verb.children)
    return back or verb.lemma_.lower() in words(_L, "withdraw")


def _recognised(
    context: Context, noun: Token, granting: Token | None, doers: Sequence[Mention], last: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Who is recognised: what the noun is of or for, to whom it is granted, else whom the text last spoke of so."""
    found = polities(context, nominal_objects(noun)) or polities(context, obliques(noun, "for", "to", "of"))
    if not found and _withdraws(noun.head):  # "withdrew recognition from X"
        found = polities(context, (*obliques(noun, "from"), *obliques(noun.head, "from")))
    relative = next((c for c in noun.children if c.dep_ == "relcl"), None)
    for verb in (granting, relative):
        if verb is not None and not found:
            given = (*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to", "on", "upon"))
            found = polities(context, given)
    if not found and doers:
        taken = {doer.actor for doer in doers}
        found = tuple(m for m in last if m.actor not in taken) or last_small(context, noun, doers)
    return found


def _given(context: Context, noun: Token) -> Iterator[Draft]:
    """ "The recognition that X had extended to Y": the relative clause tells of the act."""
    for verb in noun.children:
        if verb.dep_ == "relcl" and verb.lemma_.lower() in words(_L, "grant"):
            target = polities(context, (*obliques(verb, "to", "on", "upon"), *obliques(noun, "of", "for")))
            yield from pairs(
                context, verb, recognisers(context, subjects(verb)), target, change="recognises", rule="given"
            )


def _asked(context: Context, noun: Token, verb: Token, last: Sequence[Mention]) -> Iterator[Draft]:
    """ "X asked Y for recognition": of X, or of whom the text last spoke of."""
    asked = recognisers(context, objects(verb))
    target = polities(context, nominal_objects(noun)) or _recognised(context, noun, None, asked, last)
    asking = tuple(m for m in polities(context, subjects(verb)) if type_of(context, m) == "de-facto-state")
    yield from pairs(context, noun, asked, asking or target, change="recognises", rule="asked", status="demanded")


def _demonym(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Who "the French recognition" is by."""
    links = (context.referents.link(c) for c in noun.children if c.dep_ in ("amod", "compound", "nmod"))
    return tuple(link.mention for link in links if link is not None)[:1]


def _received(context: Context, noun: Token) -> Iterator[Draft]:
    """ "X won recognition from Y"."""
    verb = noun.head
    givers = recognisers(context, (*obliques(noun, "from", "by"), *obliques(verb, "from")))
    yield from pairs(context, noun, givers, polities(context, subjects(verb)), change="recognises", rule="received")
