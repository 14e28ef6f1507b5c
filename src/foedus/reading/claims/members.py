"""Standing membership: who is in an organisation, as "member", "membership", "consists of" and "belongs to" tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.membership_roles import (
    drafts,
    is_collective,
    last_body,
    members_among,
    organisations,
    relative_body,
)
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.lists import spelt_out
from foedus.reading.syntax import conjuncts, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "membership"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each member that the text says there is."""
    yield from _members(context)
    yield from _nouns(context)
    yield from _consisting(context)


def _members(context: Context) -> Iterator[Draft]:
    """ "X is a member of Y", "five members of Y: A, B and C", "NATO member X", "A and B take part as members"."""
    for noun in context.having(words(_L, "member")):
        if noun.pos_ not in ("NOUN", "PROPN") or (noun.lemma_.lower() == "party" and noun.dep_ != "attr"):
            continue
        bodies = _body_of(context, noun)
        governor = noun.head
        if noun.dep_ == "attr" and governor.lemma_ in words(_L, "copulas"):
            who = members_among(context, subjects(governor))
            change = "joins" if governor.lemma_ == "become" else None
            bodies = bodies or relative_body(context, governor) or _understood(context, noun)
            yield from drafts(context, governor, who, bodies, change, "is-member")
        elif noun.dep_ == "pobj" and governor.lower_ == "as":
            bodies = bodies or relative_body(context, governor.head)
            yield from drafts(context, noun, members_among(context, subjects(governor.head)), bodies, None, "as-member")
        else:
            who = tuple(m for m in members_among(context, _beside(context, noun)) if not is_collective(m))
            yield from drafts(context, noun, who, bodies, None, "members-list", polarity="affirmed", status="actual")
    for noun in context.having(words(_L, "part")):
        if noun.dep_ == "attr" and noun.head.lemma_ in words(_L, "copulas"):
            bodies = organisations(context, obliques(noun, "of"))
            yield from drafts(context, noun.head, members_among(context, subjects(noun.head)), bodies, None, "is-part")


def _body_of(context: Context, noun: Token) -> tuple[Mention, ...]:
    return organisations(context, obliques(noun, "of", "to", "in")) or organisations(
        context, (c for c in noun.children if c.dep_ in ("compound", "amod", "poss") and c.pos_ == "PROPN")
    )


def _understood(context: Context, noun: Token) -> tuple[Mention, ...]:
    """What a bare "is not a member" is about: the organisation that the text last spoke of."""
    plain = all(c.dep_ in ("det", "neg", "amod", "nummod") and c.pos_ != "PROPN" for c in noun.children)
    return last_body(context, noun) if plain and noun.lemma_.lower() in words(_L, "plain_member") else ()


def _beside(context: Context, noun: Token) -> tuple[Token, ...]:
    """Whom "member" names beside itself: after it, in apposition, as its list, or as the subject that it opens."""
    others = [t for t in conjuncts(noun) if t.i > noun.i]
    apposed = [h for c in noun.children if c.dep_ == "appos" for h in conjuncts(c)]
    anchor = [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    listed = [*spelt_out(noun, context.referents.link)]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        listed += [h for c in noun.head.children if c.dep_ == "attr" for h in conjuncts(c)]
    return (*others, *apposed, *anchor, *listed, *_opened(noun))


def _opened(noun: Token) -> Iterator[Token]:
    """The subject of a sentence that its description opens: "A NATO member, Norway …"."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    comma = noun.right_edge.i + 1
    if first.left_edge.i == noun.sent.start and comma < noun.sent.end and noun.doc[comma].text == ",":
        yield from (c for c in noun.sent.root.children if c.dep_ == "nsubj" and c.left_edge.i == comma + 1)


def _nouns(context: Context) -> Iterator[Draft]:
    """ "X's membership of Y", "the withdrawal of X from Y", "X applied for membership in Y"."""
    for noun in context.having(words(_L, "membership") | words(_L, "exit")):
        if noun.pos_ != "NOUN" or noun.head.lemma_.lower() in words(_L, "suspends"):
            continue
        leaving = noun.lemma_.lower() in words(_L, "exit")
        bodies = organisations(context, obliques(noun, "from") if leaving else obliques(noun, "of", "in", "to"))
        bodies = bodies or organisations(context, (c for c in noun.children if c.dep_ == "compound"))
        who = _members_of(context, noun, {body.actor for body in bodies})
        above = next((t for t in (noun.head, noun.head.head) if t.lemma_.lower() in words(_L, "applies")), None)
        if above is not None:
            who = who or members_among(context, subjects(above) or nominal_agents(above))
            yield from drafts(context, above, who, bodies, "leaves" if leaving else "joins", "noun", status="planned")
        elif noun.lemma_.lower() not in words(_L, "vague"):
            change = None if noun.lemma_.lower() == "membership" else "leaves" if leaving else "joins"
            yield from drafts(context, noun, who, bodies, change, "noun")


def _members_of(context: Context, noun: Token, bodies: set[str]) -> tuple[Mention, ...]:
    """Whose membership it is: the possessor's, else that of the of-phrase where it does not name the organisation."""
    for heads in (nominal_agents(noun), obliques(noun, "of")):
        found = tuple(m for m in members_among(context, heads) if m.actor not in bodies)
        if found:
            return found
    return ()


def _consisting(context: Context) -> Iterator[Draft]:
    """ "Y consists of A and B", "A, B and C make up Y", "A belongs to Y"."""
    for verb in context.having(words(_L, "consists") | words(_L, "makes_up") | words(_L, "belongs")):
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB":
            continue
        if lemma in words(_L, "belongs"):
            bodies = organisations(context, obliques(verb, "to"))
            yield from drafts(context, verb, members_among(context, subjects(verb)), bodies, None, "belongs")
        elif lemma in words(_L, "makes_up"):
            if lemma == "make" and not any(c.lower_ == "up" for c in verb.children):
                continue
            parts = obliques(verb, "of") if is_passive(verb) else subjects(verb)
            bodies = organisations(context, objects(verb))
            yield from drafts(context, verb, members_among(context, parts), bodies, None, "make-up")
        else:
            inside = objects(verb) or obliques(verb, "of", "together")
            bodies = organisations(context, subjects(verb))
            yield from drafts(context, verb, members_among(context, inside), bodies, None, "consists")
