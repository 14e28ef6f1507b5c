"""Those on the way in: applications, bids, candidacies, accession talks, and who knocks at whose door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.members import beside
from foedus.reading.claims.membership_nouns import bodies_of, signers
from foedus.reading.claims.membership_roles import Match, body_of_member, is_collective, members_among, organisations
from foedus.reading.lexicon import lexicon, words
from foedus.reading.syntax import agents, conjuncts, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"


def find(context: Context) -> Iterator[Match]:
    """What is told of each application, candidate and negotiation."""
    yield from _applying(context)
    yield from _applied_for(context)
    yield from _bids(context)
    yield from _candidates(context)
    yield from _talks(context)
    yield from _at_the_door(context)


def _candidates(context: Context) -> Iterator[Match]:
    """ "X, an EU candidate", "Y made X a candidate": who is on the way in."""
    for noun in context.having(words(_L, "candidate")):
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        # "a candidate country", "candidate status": the word only describes the next noun.
        head = noun.head if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" else noun
        bodies = body_of_member(context, head) or body_of_member(context, noun)
        bodies = bodies or _wanted(context, noun) or _wanted(context, head)
        if head.lemma_.lower() == "status" and head.dep_ in ("dobj", "nsubjpass"):
            who, givers = _given(context, head)
            yield Match(noun, who, bodies or givers, "joins", "candidate", "spoken", status="planned")
            continue
        if head.dep_ == "attr" and head.head.lemma_ in words(_L, "copulas"):
            who = members_among(context, subjects(head.head))
        else:
            who = tuple(m for m in members_among(context, beside(context, head)) if not is_collective(m))
        yield Match(noun, who, bodies, "joins", "candidate", status="planned")


def _wanted(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The organisation that a candidacy or bid is for: "for the EU", "for EU membership", "to NATO"."""
    found: tuple[Mention, ...] = ()
    for thing in obliques(noun, "for", "to", "with", "of", "in"):
        found = found or organisations(context, (thing,))
        if thing.lemma_.lower() in words(_L, "membership"):
            found = found or bodies_of(context, thing, leaving=False)
    return found


def _given(context: Context, status: Token) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who gets a status, and from which organisation: "X was granted candidate status by Y", "X won it"."""
    verb = status.head
    lemma = verb.lemma_.lower()
    if lemma not in words(_L, "of_others"):
        taken = lemma in lexicon(_L)["holds"]["joins"] or lemma in lexicon(_L)["holds"]["is"]
        return (members_among(context, subjects(verb)) if taken else ()), ()
    if status.dep_ == "nsubjpass" or not is_passive(verb):
        to = (*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to", "on", "upon"))
    else:
        to = tuple(h for c in verb.children if c.dep_ == "nsubjpass" for h in conjuncts(c))
    givers = (*agents(verb), *(() if is_passive(verb) else subjects(verb)))
    return members_among(context, to), organisations(context, givers)


def _bids(context: Context) -> Iterator[Match]:
    """ "X's NATO bid", "X put in an application to the Council": a bid by the name of what is to be joined."""
    for noun in context.having(words(_L, "bidding")):
        if noun.pos_ != "NOUN" or noun.dep_ == "compound":
            continue
        named = organisations(context, (c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")))
        holders = (noun, noun.head) if noun.dep_ in ("dobj", "nsubjpass") else (noun,)
        bodies = named or organisations(context, (t for h in holders for t in obliques(h, "to", "for", "with")))
        if not bodies or any(c.dep_ in ("acl", "relcl") for c in noun.children):
            continue
        verb = noun.head.lemma_.lower() if noun.dep_ in ("dobj", "nsubjpass") else ""
        dropped = verb in words(_L, "drops")
        if not dropped and verb not in words(_L, "files") | words(_L, "own_acts"):
            continue  # "the bloc discussed X's bid" only takes up what was told
        keys = {body.actor for body in bodies}
        owners = nominal_agents(noun)
        own = all(t.pos_ == "PRON" for t in owners)  # "A and its ally B filed their bids": those who file them
        who = (signers(context, noun) if own else ()) or members_among(context, owners) or signers(context, noun)
        who = tuple(m for m in who if m.actor not in keys)
        polarity, status = ("negated", "actual") if dropped else (None, "planned")
        yield Match(noun, who, bodies, "joins", "bid", "never", polarity, status)


def _talks(context: Context) -> Iterator[Match]:
    """ "Y opened accession talks with X", "X's membership negotiations with Y"."""
    for noun in context.having(words(_L, "talks")):
        sort = [c for c in noun.children if c.dep_ == "compound" and c.lemma_.lower() in words(_L, "membership")]
        if noun.pos_ != "NOUN" or not sort:
            continue
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
        sides = (
            *nominal_agents(noun),
            *obliques(noun, "with", "between", "of"),
            *((*subjects(verb), *obliques(verb, "with", "for")) if verb is not None else ()),
            *(c for c in (*noun.children, *sort[0].children) if c.dep_ == "compound"),
        )
        yield Match(
            noun, members_among(context, sides), organisations(context, sides), "joins", "talks", status="planned"
        )


def _applying(context: Context) -> Iterator[Match]:
    """ "X filed its application", "the application was filed in May", "X filed it": for what the text last spoke of."""
    for verb in context.having(words(_L, "files")):
        if verb.pos_ != "VERB":
            continue
        thing = next((t for t in objects(verb) if t.lemma_.lower() in words(_L, "application")), None)
        taken_up = thing is None and any(t.lower_ == "it" for t in objects(verb)) and _spoken_of(context, verb)
        if (thing is None and not taken_up) or (thing is not None and _says_for_what(thing)):
            continue
        doers = members_among(context, subjects(verb)) or (
            members_among(context, nominal_agents(thing)) if thing is not None else ()
        )
        yield Match(verb, doers, (), "joins", "applies", "spoken", status="planned")


def _says_for_what(application: Token) -> bool:
    return any(c.dep_ in ("prep", "acl", "relcl") for c in application.children)


def _spoken_of(context: Context, verb: Token) -> bool:
    """Whether an application was named in the passage or in the one before."""
    here = context.page.passage(verb).index
    nouns = context.having(words(_L, "application"))
    places = ((context.page.passage(noun).index, noun.i) for noun in nouns if noun.pos_ == "NOUN")
    return any(here - 1 <= index and (index, i) < (here, verb.i) for index, i in places)


def _applied_for(context: Context) -> Iterator[Match]:
    """ "Membership, for which X applied", "X applied for it": a relative clause or pronoun on the membership."""
    for verb in context.having(("apply", "reapply")):
        for thing in obliques(verb, "for") if verb.pos_ == "VERB" else ():
            if thing.lemma_.lower() in words(_L, "membership") and not any(
                t.i == thing.i for child in verb.children for t in child.subtree
            ):
                bodies = bodies_of(context, thing, leaving=False)
                yield Match(
                    verb, members_among(context, subjects(verb)), bodies, "joins", "applies", "spoken", status="planned"
                )


def _at_the_door(context: Context) -> Iterator[Match]:
    """ "X knocks at Y's door", "Y opened its doors to X"."""
    for noun in context.having(words(_L, "door")):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.pos_ != "NOUN" or verb.pos_ != "VERB":
            continue
        owners = organisations(context, (*(c for c in noun.children if c.dep_ == "poss"), *obliques(noun, "of", "to")))
        if verb.lemma_ in ("knock", "bang") and owners:
            yield Match(verb, members_among(context, subjects(verb)), owners, "joins", "door", status="planned")
        elif verb.lemma_ in ("open", "close", "shut", "slam") and noun.dep_ in ("dobj", "nsubjpass"):
            owners = owners or organisations(context, subjects(verb))
            let_in = members_among(context, (*obliques(verb, "to", "for", "on"), *obliques(noun, "to", "for")))
            shut = "negated" if verb.lemma_ != "open" else None
            yield Match(verb, let_in, owners, "joins", "door", polarity=shut, status=None if shut else "possible")
