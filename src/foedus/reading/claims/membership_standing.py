"""Membership by rank or standing: "made X its 32nd member", "X has observer status", plans for members, votes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.membership_nouns import bodies_of
from foedus.reading.claims.membership_roles import Match, body_of_member, is_collective, members_among, organisations
from foedus.reading.lexicon import words
from foedus.reading.moods import is_rank
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import agents, conjuncts, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"


def find(context: Context) -> Iterator[Match]:
    """What is told of each ranked member, standing and plan for members."""
    for noun in context.having(words(_L, "plain_member")):
        if noun.pos_ == "NOUN" and any(is_rank(c) for c in noun.children):
            yield from _made(context, noun)
    for noun in context.having(words(_L, "standing")):
        if noun.pos_ in ("NOUN", "PROPN") and any(_is_lesser(c) for c in noun.children if c.i < noun.i):
            yield from _standing(context, noun)
    for noun in context.having(words(_L, "readying")):
        if noun.pos_ in ("NOUN", "PROPN") and _is_for_members(noun):
            yield from _readied(context, noun)
    for verb in context.having(words(_L, "votes") | words(_L, "votes_down")):
        if verb.pos_ == "VERB":
            yield from _voted(context, verb)


def _is_lesser(word: Token) -> bool:
    """Whether a word before "status" says of what: "observer", "dialogue-partner", "full-member"."""
    parts = {word.lemma_.lower(), *word.lower_.split("-"), *(c.lemma_.lower() for c in word.children)}
    return word.dep_ in ("compound", "amod", "nmod") and bool(parts & words(_L, "standings"))


def _made(context: Context, noun: Token) -> Iterator[Match]:
    """ "Its accession made X the alliance's 32nd member": whom a verb makes so; a parse may hang X on the body."""
    verb = next((t for t in (noun.head, noun.head.head) if t.lemma_ == "make" and t.pos_ in VERBAL), None)
    if verb is None or verb.i > noun.i:
        return
    bodies = body_of_member(context, noun)
    keys = {body.actor for body in bodies}
    between = noun.doc[verb.i + 1 : noun.i]
    named = [t for t in between if t.pos_ == "PRON" or ((link := context.referents.link(t)) and link.head == t.i)]
    who = tuple(m for m in members_among(context, named) if m.actor not in keys and not is_collective(m))[:1]
    yield Match(verb, who, bodies, "joins", "made-member", "spoken")


def _standing(context: Context, noun: Token) -> Iterator[Match]:
    """ "X was granted observer status in Y", "X has partner status": somebody belongs, if not as a full member."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass", "attr") or verb.pos_ not in VERBAL:
        return
    lemma = verb.lemma_.lower()
    bodies = organisations(context, (*obliques(noun, "in", "at", "with", "of", "within"), *_before(noun)))
    bodies = bodies or organisations(context, obliques(verb, "in", "at", "with", "within"))
    keys = {body.actor for body in bodies}
    if lemma in words(_L, "of_others") - words(_L, "refusing"):
        to = (*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to", "on", "upon"))
        who = members_among(context, to or _granted(verb, noun))
        givers = (*agents(verb), *(() if is_passive(verb) else subjects(verb)))
        bodies = bodies or organisations(context, givers)
        change: str | None = "joins"
    elif lemma in words(_L, "gains") | words(_L, "has"):
        who = members_among(context, subjects(verb))
        change = None if lemma in words(_L, "has") else "joins"
    else:
        return
    yield Match(verb, tuple(m for m in who if m.actor not in keys), bodies, change, "standing", "spoken")


def _granted(verb: Token, thing: Token) -> Iterator[Token]:
    """Who is granted something in the passive: "X and Y were given it"."""
    for child in verb.children:
        if child.dep_ == "nsubjpass" and child.i != thing.i:
            yield from conjuncts(child)


def _before(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ in ("compound", "poss", "nmod"):
            yield child


def _is_for_members(noun: Token) -> bool:
    if noun.text == "MAP":
        return True
    before = noun.doc[max(noun.i - 2, 0) : noun.i]
    return [t.lower_ for t in before] == ["membership", "action"]


def _readied(context: Context, noun: Token) -> Iterator[Match]:
    """ "X was offered a Membership Action Plan", "refused X a MAP": X is on its way in, or not."""
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    if verb is None:
        return
    lemma = verb.lemma_.lower()
    givers = (*agents(verb), *(() if is_passive(verb) else subjects(verb)))
    bodies = organisations(context, (*obliques(noun, "from", "of", "in"), *obliques(verb, "from"), *_before(noun)))
    if lemma in words(_L, "of_others"):
        to = (*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to"), *obliques(noun, "for", "to"))
        compound = (c for t in objects(verb) for c in t.children if c.dep_ == "compound" and c.i < noun.i)
        who = members_among(context, to) or members_among(context, (*_granted(verb, noun), *compound))
        bodies = bodies or organisations(context, givers)
    else:
        who = members_among(context, (*nominal_agents(noun), *obliques(noun, "for"))) or members_among(
            context, subjects(verb)
        )
    named = (body for body in bodies if body.end < begin(noun) - len("Membership Action ") or body.start > begin(noun))
    bodies = tuple(named) or _alliance(context, noun)
    keys = {body.actor for body in bodies}
    denied = lemma in words(_L, "refusing")
    polarity, status = ("negated", "actual") if denied else (None, "planned")
    yield Match(verb, tuple(m for m in who if m.actor not in keys), bodies, "joins", "plan", "spoken", polarity, status)


def _alliance(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Only NATO has such plans, whether the text has named it or not."""
    return (Mention(noun.text, begin(noun), begin(noun) + len(noun), "nato"),) if noun.text != "MAP" else ()


def _voted(context: Context, verb: Token) -> Iterator[Match]:
    """ "Xs voted in favour of EU membership", "X's voters rejected accession to the bloc": a country by its people."""
    people = [t for t in subjects(verb) if _is_people(context, t)]
    things = objects(verb)
    led = (*things, *obliques(verb, "for", "against"), *(t for f in obliques(verb, "in") for t in obliques(f, "of")))
    for thing in (t for t in led if t.lemma_.lower() in words(_L, "membership")) if people else ():
        bodies = bodies_of(context, thing, leaving=False)
        against = verb.lemma_.lower() in words(_L, "votes_down") or any(c.lower_ == "against" for c in verb.children)
        polarity, status = ("negated", "actual") if against else (None, "planned")
        yield Match(verb, members_among(context, people), bodies, "joins", "voted", "never", polarity, status)


def _is_people(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    return token.lemma_.lower() in words(_L, "voters") or (link is not None and link.role == "plural-demonym")
