"""Membership: somebody is in an organisation, joins it, leaves it, or suspends its part in it.

The organisation's type decides: one joins an alliance, a union or a body of states; to join a *state* is integration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.reading.claims import members
from foedus.reading.claims.membership_roles import drafts, last_body, members_among, organisations
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.syntax import is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "membership"
_DATES = frozenset({"in", "on", "since", "until", "before", "after", "by", "around", "at"})
"""Prepositions that may follow "joined" without naming what was joined."""


def find(context: Context) -> Iterator[Draft]:
    """A draft for each member and organisation."""
    finders = (_moving, _leaving, _suspending, _admitting, _applying, members.find)
    told = [draft for finder in finders for draft in finder(context)]
    yield from told
    yield from _left(context, told)


def _moving(context: Context) -> Iterator[Draft]:
    """ "X joined Y", "X quit Y", "X returned to Y", "X stayed in Y"."""
    for verb in context.having(words(_L, "joins") | words(_L, "leaves")):
        if verb.pos_ == "VERB":
            things = objects(verb) or obliques(verb, "to", "into")
            joins = verb.lemma_.lower() in words(_L, "joins")
            bare = joins and not things and _alone(verb)
            bodies = organisations(context, things) or (last_body(context, verb) if bare else ())
            change = "joins" if joins else "leaves"
            yield from drafts(context, verb, members_among(context, subjects(verb)), bodies, change, change)
    for verb in context.having(words(_L, "returns") | words(_L, "stays")):
        if verb.pos_ == "VERB":
            back = verb.lemma_.lower() in words(_L, "returns")
            where = obliques(verb, *(("to",) if back else ("in", "within", "inside")))
            bodies = organisations(context, where)
            if not bodies and any(t.lemma_.lower() in words(_L, "membership") for t in where):
                bodies = last_body(context, verb)
            doers = members_among(context, subjects(verb))
            yield from drafts(context, verb, doers, bodies, "joins" if back else None, "returns" if back else "stays")


def _left(context: Context, told: Sequence[Draft]) -> Iterator[Draft]:
    """A bare "X left", where the text has just told of X in an organisation: others leave rooms and countries."""
    for verb in context.having(words(_L, "leaves")):
        if verb.pos_ != "VERB" or objects(verb) or not _alone(verb) or _is_made_to(verb):
            continue
        here, at = context.page.passage(verb).index, begin(verb)
        for member in members_among(context, subjects(verb)):
            known = [
                draft.roles["organisation"][0]
                for draft in told
                if draft.roles["member"][0].actor == member.actor
                and begin(draft.predicate) < at
                and here - context.page.passage(draft.predicate).index <= 1
            ]
            yield from drafts(context, verb, (member,), known[-1:], "leaves", "left")


def _is_made_to(verb: Token) -> bool:
    """Whether somebody gets others to go ("told the Americans to leave"): troops do so; members are expelled."""
    infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return infinitive and verb.head.lemma_.lower() in words(_L, "makes_go")


def _alone(verb: Token) -> bool:
    """Whether nothing says what is joined or left, so that it is what the text last spoke of."""
    return not any(
        c.dep_ in ("prep", "prt", "ccomp", "xcomp", "advmod")
        and not (c.lower_ in _DATES and (c.dep_ == "prep" and any(c.children)))
        for c in verb.children
        if c.dep_ != "advmod" or c.lower_ == "in"
    )


def _leaving(context: Context) -> Iterator[Draft]:
    """ "X walked out of Y", "X withdrew from Y", "X let its membership lapse"."""
    for verb in context.having(words(_L, "leaves_from")):
        if verb.pos_ == "VERB":
            bodies = organisations(context, obliques(verb, "from", "of", "out", "out of"))
            yield from drafts(context, verb, members_among(context, subjects(verb)), bodies, "leaves", "leaves-from")
    for verb in context.having(("let",)):
        if any(t.lemma_.lower() in words(_L, "membership") for t in verb.subtree):
            doers = members_among(context, subjects(verb))
            yield from drafts(context, verb, doers, last_body(context, verb), "leaves", "lapse")


def _suspending(context: Context) -> Iterator[Draft]:
    """ "X has frozen its participation in Y", "Y suspended X", "X, suspended since the coup"."""
    for verb in context.having(words(_L, "suspends")):
        if verb.pos_ != "VERB":
            continue
        part = next((t for t in objects(verb) if t.lemma_.lower() in words(_L, "membership")), None)
        if part is not None:
            bodies = organisations(context, obliques(part, "in", "of", "at", "within")) or last_body(context, verb)
            holders = nominal_agents(part)
            doers = members_among(context, holders) or members_among(context, subjects(verb))
            if any(t.pos_ == "PRON" for t in holders):
                doers = members_among(context, subjects(verb)) or doers
            yield from drafts(context, verb, doers, bodies, "suspends", "suspends")
        elif verb.lemma_.lower() in words(_L, "suspends_member"):
            bodies = organisations(context, obliques(verb, "from")) or organisations(context, subjects(verb))
            if not bodies and is_passive(verb) and not subjects(verb):
                bodies = last_body(context, verb)
            yield from drafts(context, verb, members_among(context, objects(verb)), bodies, "suspends", "suspended")


def _admitting(context: Context) -> Iterator[Draft]:
    """ "Y admitted X", "X was expelled from Y"."""
    for verb in context.having(words(_L, "admits") | words(_L, "expels")):
        if verb.pos_ != "VERB":
            continue
        expelled = verb.lemma_.lower() in words(_L, "expels")
        where = obliques(verb, "from") if expelled else obliques(verb, "to", "into")
        bodies = organisations(context, where) or organisations(context, subjects(verb))
        if not bodies and expelled and is_passive(verb):
            bodies = last_body(context, verb)
        role = any(t.lemma_.lower() in words(_L, "member") for t in obliques(verb, "as"))
        if verb.lemma_.lower() in words(_L, "admits_loosely") and not role and not where:
            continue
        change, rule = ("leaves", "expels") if expelled else ("joins", "admits")
        yield from drafts(context, verb, members_among(context, objects(verb)), bodies, change, rule)


def _applying(context: Context) -> Iterator[Draft]:
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
        yield from drafts(context, verb, doers, last_body(context, verb), "joins", "applies", status="planned")


def _says_for_what(application: Token) -> bool:
    return any(c.dep_ in ("prep", "acl", "relcl") for c in application.children)


def _spoken_of(context: Context, verb: Token) -> bool:
    """Whether an application was named in the passage or in the one before."""
    here = context.page.passage(verb).index
    nouns = context.having(words(_L, "application"))
    places = ((context.page.passage(noun).index, noun.i) for noun in nouns if noun.pos_ == "NOUN")
    return any(here - 1 <= index and (index, i) < (here, verb.i) for index, i in places)
