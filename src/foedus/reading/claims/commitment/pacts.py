"""Pacts: an attack on one as one on all, mutual defence, bonds by treaty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.drafting import drafted, others, standing, treaty_speaking
from foedus.reading.claims.commitment.fillers import actors, bearers, resting
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around, trimmed
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin, finish
from foedus.reading.roles import polities
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_HAS = frozenset({"have", "share", "enjoy", "maintain", "form", "create", "establish", "exist", "emerge"})

_CONTAINS = frozenset(
    {
        "contain",
        "include",
        "provide",
        "prescribe",
        "stipulate",
        "be",
        "have",
        "exist",
        "require",
        "envisage",
        "foresee",
        "offer",
        "call",
        "create",
        "establish",
        "form",
        "proclaim",
        "introduce",
        "declare",
    }
)


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each commitment that a pact spells out."""
    yield from _one_for_all(context, parties)
    yield from _bound_to(context, parties)
    yield from _defence_nouns(context, parties)


def _one_for_all(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "An attack on one shall be regarded as an attack on all": a defence pact's clause, all for each other."""
    for noun in context.having(words(L, "attack")):
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lemma_.lower() not in words(L, "regarded"):
            continue
        above = verb.head if verb.dep_ == "ccomp" else None  # "A and B agreed that an attack on one is …"
        active = noun.dep_ == "dobj" or bool(agents(verb))  # "an attack on X will be seen by Y as one on itself"
        takers = subjects(verb) if active else subjects(above) if above is not None else ()
        if noun.dep_ == "dobj" and (not takers or modality(verb).status == "possible"):
            continue
        again = [t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in words(L, "attack") | {"dangerous"}]
        if not again:
            continue
        ground = resting(context, verb, parties) or tuple(
            m for above in verb.ancestors if (m := treaty_speaking(above, parties)) is not None
        )
        treaty = ground[0] if ground else None
        first = _attacked(context, parties, noun, treaty, takers)
        second = _attacked(context, parties, again[0], treaty, takers)
        if active and not second:
            second = tuple(m for t in takers for m in actors(context, parties, t, treaty))
        if not first and not (active and second):
            continue
        allied = others(second, first)
        debtor, beneficiary = (allied, first) if allied and len(first) <= 1 else (first, first)
        if allied and any(t.lower_ == "versa" for t in verb.sent):
            debtor = beneficiary = (*first, *allied)
        if treaty is None and (last := parties.last(noun)) is not None and len(first) > 1:
            ground = (last,)
        end = finish(max(again[0].subtree, key=lambda t: t.i))
        yield drafted(
            context, verb, "defend", debtor, beneficiary, ground[:1],
            attributes={"trigger": {"act": "attack", "on": [m.actor for m in first]}},
            evidence=trimmed(context, begin(min(noun.subtree, key=lambda t: t.i)), end),
            polarity=modality(verb).polarity, status="conditional", rule="one-for-all",
        )  # fmt: skip


def _attacked(
    context: Context, parties: Parties, noun: Token, treaty: Mention | None, takers: tuple[Token, ...] = ()
) -> tuple[Mention, ...]:
    for token in obliques(noun, "on", "against", "upon"):
        for inner in (token, *obliques(token, "of")):
            if is_collective(inner):
                return parties.together(inner, treaty, takers)
        found = actors(context, parties, token, treaty) or polities(context, [token])
        if found:
            return tuple(found)
    return ()


def _bound_to(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "A, bound to B by a defence treaty", "tied to each other by": a pact of defence without an infinitive."""
    for verb in context.having(("bind", "tie", "link")):
        if verb.pos_ != "VERB" or any(c.dep_ == "xcomp" for c in verb.children):
            continue
        itself = tuple(c for c in verb.children if c.dep_ == "nsubj" and c.lower_.endswith(("self", "selves")))
        if not is_passive(verb) and not (itself and verb.tag_ == "VBN"):
            continue
        by = [
            t
            for c in verb.children
            if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "through", "under")
            for t in c.children
        ]
        ground = [(t, m) for t in by if (m := parties.treaty(t)) is not None]
        ground = [(t, m) for t, m in ground if verb.lemma_ == "bind" or _is_defence(t)]
        to = obliques(verb, "to", "with", "towards", "toward")
        if not ground or not to:
            continue
        things = itself or objects(verb)
        if any(t.lower_.endswith(("self", "selves")) for t in things):  # "considers itself bound"
            things = subjects(verb.head)
        bound = tuple(m for t in things for m in actors(context, parties, t, ground[0][1]))
        if not bound:
            continue
        mutual = any(t.lower_ in ("one", "other", "another") for t in to)
        whom = bound if mutual else others(tuple(m for t in to for m in actors(context, parties, t, None)), bound)
        if whom:
            yield drafted(context, verb, "defend", bound, whom, [ground[0][1]], status="actual", rule="bound-to")


def _is_defence(noun: Token) -> bool:
    near = {c.lemma_.lower() for c in noun.children} | {t.lemma_.lower() for t in obliques(noun, "of", "on")}
    return bool(near & words(L, "defence") or near & {"security", "assistance"})


def _defence_nouns(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "The text has no clause on joint defence", "we have a common defence space with A and with B"."""
    for noun in context.having(words(L, "defence")):
        top = noun
        while top.dep_ in ("compound", "nmod", "amod", "conj") or (
            top.dep_ == "pobj" and top.head.lower_ in ("on", "of", "for")
        ):
            step = top.head.head if top.dep_ == "pobj" else top.head
            if step.pos_ not in ("NOUN", "PROPN"):
                break
            top = step
        near = (*noun.children, *noun.head.children, *top.children)
        if not any(c.lemma_.lower() in words(L, "joint") for c in near):
            continue
        # An adverbial before it ("by law and in deed, a common …") is taken for what it stands beside.
        place = top.head if top.dep_ == "appos" and context.referents.link(top.head) is None else top
        called = place.dep_ == "pobj" and place.head.lower_ == "for"  # "called for a common defence space"
        verb = place.head.head if called else place.head
        told = called or place.dep_ in ("dobj", "attr", "nsubj", "nsubjpass")
        if top.pos_ == "PROPN" or verb.pos_ not in ("VERB", "AUX") or not told:
            continue
        yield from _defence_space(context, parties, top, verb)


def _defence_space(context: Context, parties: Parties, top: Token, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_.lower()
    doers = [t for t in subjects(verb) if t.i != top.i]
    with_whom = bearers(
        context, context.actors([*obliques(top, "with"), *obliques(verb, "with"), *_not_only(verb, top)])
    )
    own = tuple(m for t in doers for m in actors(context, parties, t, None))
    own = own or bearers(context, context.actors([*obliques(top, "between"), *obliques(verb, "between")]))
    polarity = modality(verb).polarity
    if own and lemma in _HAS and (with_whom or len(own) > 1):
        both = (*own, *others(with_whom, own))
        yield drafted(context, verb, "defend", both, both, (), rule="common-defence", status=standing(verb),
                     evidence=around(context, verb, (*own, *with_whom)))  # fmt: skip
    elif lemma in _CONTAINS:
        treaty = next((m for t in doers if (m := parties.treaty(t)) is not None), None) or (
            parties.last(top) if lemma == "be" else None
        )
        bound = tuple(parties.together(top, treaty)) if treaty is not None else ()
        if treaty is not None and bound:
            yield drafted(context, verb, "defend", bound, bound, [treaty], rule="defence-clause", polarity=polarity)


def _not_only(verb: Token, top: Token) -> tuple[Token, ...]:
    """What stands after a second "with": "not only with A but with B as well"."""
    found: list[Token] = []
    for holder in (verb, top):
        for with_ in (c for c in holder.children if c.dep_ == "prep" and c.lower_ == "with"):
            again = [t for c in (with_, *with_.conjuncts) for t in c.subtree if t.lower_ == "with" and t.i > with_.i]
            if any(c.lower_ == "not" for c in with_.children):  # the second half may hang anywhere
                again += [t for t in with_.sent if t.lower_ == "with" and t.i > with_.i]
            found += [o for c in again for o in c.children if o.dep_ == "pobj"]
    return tuple(found)
