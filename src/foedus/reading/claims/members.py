"""Standing membership: who is in an organisation, as "member", "membership", "consists of" and "belongs to" tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.membership_moves import takes_in
from foedus.reading.claims.membership_roles import (
    Match,
    body_of_member,
    is_collective,
    members_among,
    named_before,
    organisations,
    relative_body,
)
from foedus.reading.lexicon import words
from foedus.reading.lists import spelt_out
from foedus.reading.syntax import conjuncts, is_infinitive, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"
_PAIR = 2


def find(context: Context) -> Iterator[Match]:
    """A match for each cue of those who are in an organisation."""
    yield from _members(context)
    yield from _newcomers(context)
    yield from _consisting(context)


def _members(context: Context) -> Iterator[Match]:
    """ "X is a member of Y", "five members of Y: A, B and C", "NATO member X", "A and B take part as members"."""
    for noun in context.having(words(_L, "member") | words(_L, "member_by_name")):
        if noun.pos_ not in ("NOUN", "PROPN") or (noun.lemma_.lower() == "party" and noun.dep_ != "attr"):
            continue
        by_name = noun.lemma_.lower() in words(_L, "member_by_name")
        bodies = named_before(context, noun) if by_name else body_of_member(context, noun)
        if by_name and not bodies:
            continue
        governor = noun.head
        counted = _counted(noun)
        if counted is not None:
            yield Match(counted, members_among(context, subjects(counted)), bodies, None, "one-of-members")
        elif noun.dep_ == "attr" and governor.lemma_ in words(_L, "copulas"):
            who = members_among(context, subjects(governor))
            doing = any(c.dep_ in ("relcl", "acl", "advcl") and is_infinitive(c) for c in noun.children)
            change = "joins" if governor.lemma_ == "become" and not doing else None  # "became the first member to …"
            bodies = bodies or relative_body(context, governor)
            yield Match(governor, who, bodies, change, "is-member", _alone(noun))
        elif noun.dep_ == "pobj" and governor.lower_ == "among" and governor.head.lemma_ in words(_L, "copulas"):
            who = members_among(context, subjects(governor.head))
            yield Match(governor.head, who, bodies, None, "among-members")
        elif noun.dep_ == "pobj" and governor.lower_ == "as":
            if not takes_in(context, governor.head):
                bodies = bodies or relative_body(context, governor.head)
                yield Match(noun, members_among(context, subjects(governor.head)), bodies, None, "as-member")
        else:
            who = tuple(m for m in members_among(context, beside(context, noun)) if not is_collective(m))
            denied = any(c.dep_ in ("neg", "preconj", "det") and c.lower_ in ("not", "no") for c in noun.children)
            polarity = "negated" if denied and not _is_only(noun) else "affirmed"  # "X, not a member of Y"
            yield Match(noun, who, bodies, None, "members-list", polarity=polarity, status="actual")
    for noun in context.having(words(_L, "part")):
        if noun.dep_ == "attr" and noun.head.lemma_ in words(_L, "copulas"):
            bodies = organisations(context, obliques(noun, "of"))
            yield Match(noun.head, members_among(context, subjects(noun.head)), bodies, None, "is-part")


def _is_only(noun: Token) -> bool:
    """ "Not only a member of Y"."""
    return any(t.lower_ in ("only", "just", "merely") for t in noun.doc[noun.left_edge.i : noun.i])


def _counted(noun: Token) -> Token | None:
    """The verb of "X is one of the six members", "X is neither a member nor an observer"."""
    node = noun
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.pos_ in ("NUM", "DET", "PRON"):
        node = node.head.head
    elif node.dep_ == "conj" and node.head.dep_ == "attr" and node.head.pos_ == "NOUN":
        node = node.head
    fits = node.i != noun.i and node.dep_ == "attr" and node.head.lemma_ in words(_L, "copulas")
    return node.head if fits else None


def _newcomers(context: Context) -> Iterator[Match]:
    """ "X is the bloc's latest arrival": who has just come in, as its subject or in apposition."""
    for noun in context.having(words(_L, "newcomer")):
        bodies = body_of_member(context, noun) if noun.pos_ == "NOUN" else ()
        if not bodies and noun.dep_ != "attr":
            continue
        heads = subjects(noun.head) if noun.dep_ == "attr" else beside(context, noun)
        who = tuple(m for m in members_among(context, heads) if not is_collective(m))
        fresh = any(c.lower_ in ("latest", "newest", "last", "recent", "new", "first") for c in noun.children)
        yield Match(noun, who, bodies, "joins", "newcomer", "spoken" if fresh and who else "never")


def _alone(noun: Token) -> str:
    """Whether a bare "is not a member" is about the organisation that the text last spoke of."""
    plain = all(c.dep_ in ("det", "neg", "amod", "nummod") and c.pos_ != "PROPN" for c in noun.children)
    return "spoken" if plain and noun.lemma_.lower() in words(_L, "plain_member") else "never"


def beside(context: Context, noun: Token) -> tuple[Token, ...]:
    """Whom "member" names beside itself: after it, in apposition, as its list, or as the subject that it opens."""
    others = [t for t in conjuncts(noun) if t.i > noun.i and t.pos_ != "NUM"]
    before = [t for t in conjuncts(noun.head) if t.i < noun.i] if noun.dep_ == "appos" and noun.tag_ == "NNS" else []
    twins = [c for c in noun.head.children if c.dep_ == noun.dep_ == "nsubj" and c.i == noun.i + 1]
    apposed = [h for c in noun.children if c.dep_ == "appos" and c.pos_ != "NUM" for h in conjuncts(c)]
    anchor = [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    listed = [*spelt_out(noun, context.referents.link)]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        listed += [h for c in noun.head.children if c.dep_ == "attr" for h in conjuncts(c)]
    named = (*others, *apposed, *(h for t in twins for h in conjuncts(t)), *(before or anchor), *listed, *_opened(noun))
    return named or _set_off(context, noun)


def _set_off(context: Context, noun: Token) -> tuple[Token, ...]:
    """The name right before a description that a comma sets off, where the parse hangs it elsewhere: "…, a member"."""
    first = noun.left_edge.i
    if first < _PAIR or noun.doc[first - 1].text != "," or noun.dep_ not in ("dobj", "npadvmod", "dep", "appos"):
        return ()
    link = context.referents.link(noun.doc[first - 2])
    return (noun.doc[link.head],) if link is not None and link.role != "demonym" else ()


def _opened(noun: Token) -> Iterator[Token]:
    """The subject of a sentence that its description opens: "A NATO member, Norway …"."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    comma = noun.right_edge.i + 1
    if first.left_edge.i == noun.sent.start and comma < noun.sent.end and noun.doc[comma].text == ",":
        yield from (c for c in noun.sent.root.children if c.dep_ == "nsubj" and c.left_edge.i == comma + 1)


def _consisting(context: Context) -> Iterator[Match]:
    """ "Y consists of A and B", "A, B and C make up Y"."""
    for verb in context.having(words(_L, "consists") | words(_L, "makes_up")):
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB":
            continue
        if lemma in words(_L, "makes_up"):
            if lemma == "make" and not any(c.lower_ == "up" for c in verb.children):
                continue
            parts = obliques(verb, "of") if is_passive(verb) else subjects(verb)
            bodies = organisations(context, objects(verb))
            yield Match(verb, members_among(context, parts), bodies, None, "make-up")
        else:
            inside = objects(verb) or obliques(verb, "of", "together")
            whole = subjects(verb)
            counted = [t for t in whole if t.lemma_.lower() in words(_L, "plain_member")]
            bodies = organisations(context, whole) or tuple(b for t in counted for b in body_of_member(context, t))
            yield Match(verb, members_among(context, inside), bodies, None, "consists")
