"""Rights to come with forces that somebody is given: "gave Y the right to build bases on its soil"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.claims.presence.bases import is_base
from foedus.reading.claims.presence.making import keys, presence
from foedus.reading.claims.presence.places import WHERE, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import is_infinitive, objects, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"
_RIGHTS = frozenset({"right", "permission", "authorisation", "authorization", "licence", "license"})
_RECIPROCAL = frozenset({"other", "others", "another"})


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """A basing for each right to use bases or to station forces that one state gives another, or each the other."""
    for noun in context.having(_RIGHTS):
        verb = noun.head
        giving = noun.dep_ == "dobj" and verb.pos_ in VERBAL and verb.lemma_.lower() in words(_L, "grant")
        uses = [c for c in noun.children if c.dep_ == "acl" and is_infinitive(c)] if giving else []
        things = [t for use in uses for v in (use, *use.conjuncts) for t in _stationed(context, forces, v)]
        if not things:
            continue
        given = [c for c in verb.children if c.dep_ == "dative"]
        given = given or [c for c in noun.children if c.dep_ == "compound"]  # "gave *Ruritania* permission"
        if any(t.lower_ in _RECIPROCAL for t in given):
            actors = sites = _each(context, verb)
        else:
            actors = forces.whose(given)
            hosts = tuple(m for m in context.actors(subjects(verb)) if m.actor not in keys(actors))
            sites = hosts or where(context, [*uses, *things], WHERE, keys(actors))
        for draft in presence(context, uses[0], "basing", actors, sites, counted=things) if actors and sites else ():
            yield _as_given(draft, verb, sites)


def _stationed(context: Context, forces: Forces, verb: Token) -> tuple[Token, ...]:
    """The bases or forces that a right is about."""
    return tuple(t for t in objects(verb) if is_base(context, t)) or forces.only(objects(verb))


def _each(context: Context, verb: Token) -> tuple[Mention, ...]:
    """ "Each gave the other …": all of them are guests and hosts."""
    parties = Parties(context)
    doers = [t for t in subjects(verb) if is_collective(t)]
    both = tuple(m for t in doers for m in parties.together(t, parties.last(t)))
    return both if len(both) > 1 else ()


def _as_given(draft: Draft, verb: Token, sites: tuple[Mention, ...]) -> Draft:
    """What is told is the giving of the right, whether it is used or not."""
    mood = modality(verb)
    refused = verb.lemma_.lower() in words(_L, "refuse")
    polarity = "negated" if refused != (mood.polarity == "negated") else "affirmed"
    return replace(draft, roles={**draft.roles, "location": sites}, polarity=polarity, status=mood.status)
