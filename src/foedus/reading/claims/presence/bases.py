"""Bases, and the letting in of others' forces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.making import keys, presence
from foedus.reading.claims.presence.places import PLACES, WHERE, places, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import agents, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context

_L = "presence"


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Bases and basing."""
    lent: set[int] = set()
    yield from _granted(context, forces, lent)
    yield from _bases(context, forces, lent)
    yield from _turned(context, forces)


def _lemma(noun: Token) -> str:
    """The lemma; "bases" is no "basis" here."""
    return "base" if noun.lower_ == "bases" else noun.lemma_.lower()


def _base(noun: Token) -> bool:
    """Whether a noun is a military base: "base" by itself, other grounds only with a military word beside them."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod"):
        return False
    near = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod")}
    if near & words(_L, "civil_bases"):
        return False
    return _lemma(noun) in words(_L, "base") or (
        noun.lemma_.lower() in words(_L, "soft_base") and bool(near & words(_L, "military"))
    )


def _bases(context: Context, forces: Forces, lent: set[int]) -> Iterator[Draft]:
    """ "The Russian base in Y", "X keeps bases in Y", "the base in Y was closed", "X built a base there"."""
    for noun in context.having(words(_L, "base") | words(_L, "soft_base") | {"basis"}):
        if not _base(noun) or begin(noun) in lent:
            continue
        governor = noun.head
        used = noun.dep_ in ("dobj", "nsubjpass") and governor.lemma_.lower() in words(_L, "use_bases")
        used = used and not (governor.lemma_ == "open" and not obliques(governor, "to", "for"))
        held = noun.dep_ in ("dobj", "nsubjpass", "attr") and governor.pos_ in VERBAL and not used
        actors = forces.whose(_owners(context, noun)) or _builders(forces, noun)
        if not actors and noun.dep_ == "nsubjpass" and any(c.lower_ == "no" for c in noun.children):
            actors = forces.whose(agents(governor)) or forces.before(noun)  # "no base has been set up"
        predicate = noun
        if held and governor.lemma_.lower() in words(_L, "hold_bases") - words(_L, "close"):
            predicate = governor
            if governor.lemma_ != "host":
                actors = actors or forces.whose(subjects(governor) or agents(governor))
        if not actors:
            continue
        inner = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
        hosts = places(context, subjects(governor), keys(actors)) if held and governor.lemma_ == "host" else ()
        sites = hosts or where(context, [noun, *inner], (*WHERE, "of", "outside"), keys(actors))
        sites = sites or (where(context, [governor], WHERE, keys(actors)) if held else ()) or _standing(context, noun)
        if predicate.i == noun.i and not sites and any(c.dep_ == "poss" for c in noun.children):
            continue
        yield from presence(context, predicate, "base", actors, sites, counted=[noun], confidence=0.75)
        closing = _closing(noun)
        if closing is not None:
            yield from presence(context, closing, "withdrawal", actors, sites, confidence=0.7, closing=True)


def _owners(context: Context, noun: Token) -> tuple[Token, ...]:
    """Whose a base is; "the Afghanistan base" is there, not Afghanistan's."""
    return tuple(t for t in nominal_agents(noun) if t.dep_ != "compound" or not _site(context, t))


def _site(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    return link is not None and link.type in PLACES and link.role == "name"


def _standing(context: Context, noun: Token) -> tuple[Mention, ...]:
    return places(context, (c for c in noun.children if c.dep_ == "compound" and _site(context, c)))


def _closing(noun: Token) -> Token | None:
    """A base whose closure is spoken of is a withdrawal ("the closure of the base", "X shut its base")."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in words(_L, "closure"):
        return head.head
    if noun.dep_ in ("dobj", "nsubjpass") and head.lemma_.lower() in words(_L, "close"):
        return head
    return None


def _builders(forces: Forces, noun: Token) -> tuple[Mention, ...]:
    inner = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
    made = forces.whose(t for c in inner for t in agents(c)) or forces.whose(obliques(noun, "by"))
    plan = noun.head.head
    if made or noun.dep_ != "pobj" or plan.lemma_ not in ("plan", "proposal", "talk", "agreement", "right", "request"):
        return made
    return forces.whose(subjects(plan.head)) if plan.dep_ == "dobj" else forces.whose(nominal_agents(plan))


def _turned(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X is turning the island into a base"."""
    for verb in context.having({"turn", "convert", "transform"}):
        if verb.pos_ == "VERB" and any(_base(t) for t in obliques(verb, "into")):
            actors = forces.whose(subjects(verb))
            sites = places(context, objects(verb), keys(actors))
            if actors:
                yield from presence(context, verb, "base", actors, sites, confidence=0.65)


def _opened(forces: Forces, verb: Token) -> list[Token]:
    """ "X opened its airspace to Y's jets": land, sky and ports count where forces are let into them."""
    if not forces.only(obliques(verb, "to", "for")):
        return []
    return [t for t in objects(verb) if _lemma(t) in words(_L, "let_in")]


def _berth(forces: Forces, verb: Token, noun: Token) -> bool:
    """Whether grounds are military by who gets them: "the fleet would get a station there"."""
    return noun.lemma_.lower() in words(_L, "soft_base") and bool(forces.only(subjects(verb)))


def _granted(context: Context, forces: Forces, lent: set[int]) -> Iterator[Draft]:
    """ "X gained access to Y's bases", "X may use bases in Y", "Y let X's troops use its airfields"."""
    for verb in context.having(words(_L, "use_bases")):
        if verb.pos_ != "VERB":
            continue
        granting = verb.lemma_.lower() in words(_L, "grant")
        bases = _opened(forces, verb) if granting else []
        bases = bases or [t for t in objects(verb) if _base(t) or _berth(forces, verb, t)]
        shared = [t for t in objects(verb) if t.lemma_ in ("access", "use") or t.like_num]
        bases = bases or [o for t in shared for o in obliques(t, "to", "of") if _base(o)]
        if not bases:
            continue
        users = [c for c in verb.children if c.dep_ == "dative"] if granting else subjects(verb)
        actors = forces.whose(users) or (forces.whose(obliques(verb, "to")) if granting else ())
        if not actors:
            continue
        apart = keys(actors)
        owners = [t for base in bases for t in nominal_agents(base)]
        links = [link for t in owners if (link := context.referents.link(t)) is not None]
        sites = tuple(link.mention for link in links if link.type in PLACES and link.key not in apart)
        sites = sites or places(context, owners, apart)
        beside = obliques(verb, "with", "alongside")
        sites = sites or where(context, [*bases, verb, *beside], (*WHERE, "of", "outside"), apart)
        if granting:
            sites = sites or context.actors(subjects(verb))
        lent.update(begin(base) for base in bases)
        yield from presence(context, verb, "basing", actors, sites, counted=bases, confidence=0.75)
