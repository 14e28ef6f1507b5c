"""Accession protocols that go by another name: "ratified Sweden's membership", "voted to let it into NATO"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.stage_draft import drafts
from foedus.reading.claims.stage_roles import LEXICON, is_legislative, sides
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.referents import ORGANISATIONS
from foedus.reading.roles import is_polity, type_of
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token


def accession(context: Context, verb: Token, things: Sequence[Token]) -> tuple[Mention, ...]:
    """The protocol that "ratified X's accession" or a parliament's "backed X's bid" means."""
    by_parliament = any(is_legislative(context, t) for t in subjects(verb))
    for thing in things:
        lemma = thing.lemma_.lower()
        told = lemma in words(LEXICON, "accession") or (lemma in words(LEXICON, "bid") and _is_for(context, thing))
        if not told or not (by_parliament or verb.lemma_.lower() == "ratify"):
            continue
        joining = [m for m in context.actors(nominal_agents(thing) or obliques(thing, "of")) if is_polity(context, m)]
        if joining:
            return (_protocol(context, thing, joining[0]),)
    return ()


def _is_for(context: Context, bid: Token) -> bool:
    """Whether a bid is for an organisation: "its NATO bid", "its application to join the bloc"."""
    near = (*(c for c in bid.children if c.dep_ in ("compound", "amod")), *obliques(bid, "for", "to"))
    if any(c.lemma_.lower() == "join" for c in bid.children) or any(t.lemma_ == "membership" for t in near):
        return True
    return any(type_of(context, m) in ORGANISATIONS for t in near for m in context.who(t))


def admitted(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Parliament voted to let X into NATO": the parliament approves the protocol."""
    where = obliques(verb, "into", "to", "in")
    if not any(type_of(context, m) in ORGANISATIONS for t in where for m in context.who(t)):
        return
    bodies = sides(context, [t for t in subjects(verb) if is_legislative(context, t)])[1]
    for thing in objects(verb) if bodies else ():
        for joining in [m for m in context.actors((thing,)) if is_polity(context, m)][:1]:
            text = _protocol(context, thing, joining)
            yield from drafts(context, verb, "ratified", (text,), (), bodies)


def _protocol(context: Context, token: Token, joining: Mention) -> Mention:
    name = context.gazetteer.label(joining.actor).lower().replace(" ", "-")
    text = context.page.document.text[begin(token) : finish(token)]
    return Mention(text, begin(token), finish(token), f"accession-of-{name}")
