"""The letting in of others' forces: bases lent, land, sky and rights granted, forces allowed to do something there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.bases import is_base, lemma_of, owners_of
from foedus.reading.claims.presence.making import keys, presence
from foedus.reading.claims.presence.places import PLACES, WHERE, lands, places, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.roles import type_of
from foedus.reading.syntax import is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Basing, and the contingents that somebody is "home to"."""
    yield from _granted(context, forces)
    yield from _access(context, forces)
    yield from _allowed(context, forces)
    yield from _open(context, forces)
    yield from _rights(context, forces)
    yield from _leased(context, forces)
    yield from _home_to(context, forces)


def _opened(forces: Forces, verb: Token) -> list[Token]:
    """ "X opened its airspace to Y's jets": land, sky and ports count where forces are let into them."""
    if not forces.only(obliques(verb, "to", "for")):
        return []
    return [t for t in objects(verb) if lemma_of(t) in words(_L, "let_in")]


def _berth(forces: Forces, verb: Token, noun: Token) -> bool:
    """Whether grounds are military by who gets them: "the fleet would get a station there"."""
    soft = words(_L, "soft_base") | (words(_L, "let_in") if verb.lemma_ in ("use", "cross") else frozenset())
    return lemma_of(noun) in soft and bool(forces.only(subjects(verb)))


def _granted(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X gained access to Y's bases", "X may use bases in Y", "Y let X's troops use its airfields"."""
    for verb in context.having(words(_L, "use_bases")):
        if verb.pos_ != "VERB":
            continue
        granting = verb.lemma_.lower() in words(_L, "grant")
        users = [c for c in verb.children if c.dep_ == "dative"] if granting else subjects(verb)
        # "gives X's forces access to …": the parser may take the forces for part of what is given
        beside = [c for t in objects(verb) for c in t.children if c.dep_ == "compound"]
        users = users or [*forces.only(beside)] or _states(context, beside)
        bases = _opened(forces, verb) if granting else []
        lent = [
            b for t in objects(verb) for b in (obliques(t, "of") if t.like_num or t.lemma_ == "more" else ()) or (t,)
        ]
        bases = bases or [t for t in lent if is_base(context, t) or _berth(forces, verb, t)]
        bases = bases or _shared(context, forces, verb, users)
        if not bases:
            continue
        actors = forces.whose(users) or (forces.whose(obliques(verb, "to")) if granting else ())
        if not actors:
            continue
        sites = _owned(context, bases, keys(actors))
        joined = obliques(verb, "with", "alongside")
        sites = sites or where(context, [*bases, verb, *joined], (*WHERE, "of", "outside"), keys(actors))
        sites = sites or places(context, (b for b in bases if not is_base(context, b)), keys(actors))
        if granting:
            sites = sites or context.actors(subjects(verb))
        yield from _as_let(presence(context, verb, "basing", actors, sites, counted=bases), verb)


def _as_let(drafts: Iterable[Draft], verb: Token) -> Iterator[Draft]:
    """What is told of forces that are let do something is the letting: "X allows Y to use its bases"."""
    let = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in words(_L, "let") - {"invite"}
    for draft in drafts:
        if let:
            mood = modality(verb.head)
            yield replace(draft, polarity=mood.polarity, status=mood.status)
        else:
            yield draft


def _states(context: Context, tokens: Iterable[Token]) -> list[Token]:
    links = ((t, context.referents.link(t)) for t in tokens)
    return [t for t, link in links if link is not None and link.type == "state" and link.role != "demonym"]


def _access(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X will have access to Y's naval base", "X's access to the bases of Y": whatever the verb beside it."""
    for noun in context.having({"access"}):
        verb = noun.head
        if noun.pos_ != "NOUN" or verb.lemma_.lower() in words(_L, "use_bases"):
            continue
        reached = obliques(noun, "to")
        bases = [
            o for o in (*reached, *(b for t in reached if t.like_num for b in obliques(t, "of"))) if is_base(context, o)
        ]
        held = noun.dep_ in ("dobj", "nsubjpass") and verb.pos_ in VERBAL
        actors = forces.whose(nominal_agents(noun)) or (forces.whose(subjects(verb)) if held else ())
        if bases and actors:
            sites = _owned(context, bases, keys(actors)) or where(
                context, bases, (*WHERE, "of", "outside"), keys(actors)
            )
            yield from presence(context, verb if held else noun, "basing", actors, sites, counted=bases)


def _shared(context: Context, forces: Forces, verb: Token, users: Iterable[Token]) -> list[Token]:
    """What access to, or the use of, is had: bases, camps and sites; any land where forces get it."""
    shared = [o for t in objects(verb) if t.lemma_ == "access" for o in obliques(t, "to") if o.like_num]
    shared += [t for t in objects(verb) if t.lemma_ in ("access", "use") or t.like_num]
    reached = [o for t in shared for o in (*obliques(t, "to", "of"), *obliques(verb, "to"))]
    armed = bool(forces.only(users)) or bool(forces.only(obliques(verb, "to")))
    counted = [o for o in reached if any(c.dep_ == "nummod" for c in o.children)]
    sites = words(_L, "let_in") | words(_L, "soft_base")
    found = [o for o in reached if is_base(context, o)]
    found = found or [o for o in counted if lemma_of(o) in sites]
    return found or (list(lands(context, reached)) if armed else [])


def _owned(context: Context, bases: Iterable[Token], apart: frozenset[str]) -> tuple[Mention, ...]:
    owners = [t for base in bases for t in nominal_agents(base)]
    links = [link for t in owners if (link := context.referents.link(t)) is not None]
    own = tuple(link.mention for link in links if link.type in PLACES and link.key not in apart)
    return own or places(context, owners, apart)


def _allowed(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X lets Y's troops rotate through its camps", "X will not allow Y to station missiles on its soil"."""
    for host in context.having(words(_L, "let")):
        if host.pos_ != "VERB":
            continue
        granters = tuple(m for m in context.actors(subjects(host)) if type_of(context, m) in PLACES)
        granters = granters or tuple(m for m in forces.whose(subjects(host)) if type_of(context, m) in PLACES)
        in_text = any(context.texts.mention(t) is not None for t in subjects(host))
        inward = any(
            c.lower_ in ("in", "through", "back") and c.dep_ in ("prt", "advmod", "prep") for c in host.children
        )
        guests = forces.only(objects(host)) if inward and granters else ()
        if guests:
            yield from presence(context, host, "basing", forces.whose(guests), granters, counted=guests)
        for act in (c for c in host.children if c.dep_ in ("ccomp", "xcomp") and c.pos_ == "VERB"):
            doers = subjects(act)
            things = forces.only(doers) or forces.only(objects(act)) or _at_base(context, forces, act, doers)
            actors = forces.whose(doers) or forces.whose(things)
            apart = keys(actors)
            own = bool({m.actor for m in granters} & apart)  # "it lets X's troops …", where "it" is the accord
            by_text = in_text and (own or not granters)
            if not things or not (granters or by_text) or (own and not by_text):
                continue
            sites = places(context, lands(context, objects(act)), apart) or where(
                context, [act, *things], (*WHERE, "through", "from", "to", "into", "out of"), apart
            )
            if by_text:  # "the accord lets X's troops rotate through Y's bases"
                sites = _owned(context, _reached(context, act), apart) or sites
            near = sites or (() if by_text else granters)
            if by_text and not near:
                continue
            if actors or any(c.lower_ == "foreign" for t in things for c in t.children):
                mood = modality(host)  # "refused to let X's troops cross": whether it lets them is what is told
                for draft in presence(context, act, "basing", actors, near, counted=things):
                    yield replace(draft, polarity=mood.polarity, status=mood.status)


def _reached(context: Context, verb: Token) -> list[Token]:
    """The bases through, at or from which forces do something."""
    return [t for t in obliques(verb, *WHERE, "through", "from", "into", "out of") if is_base(context, t)]


def _at_base(context: Context, forces: Forces, act: Token, doers: Iterable[Token]) -> tuple[Token, ...]:
    """ "Let Y use its bases", "let Y build a naval base": a state at a base."""
    based = [t for t in objects(act) if is_base(context, t)]
    return tuple(based) if based and forces.whose(doers) else ()


def _open(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X's airspace is open to the forces of Y", "nine camps are open to them"."""
    for word in context.having({"open", "accessible", "available"}):
        if word.dep_ not in ("acomp", "amod", "ccomp") and word.pos_ != "ADJ":
            continue
        verb = word.head if word.head.pos_ in VERBAL else word
        users = obliques(word, "to", "for") or obliques(verb, "to", "for")
        armed = forces.only(users) or tuple(t for t in users if t.lower_ == "them" and forces.before(t))
        actors = forces.whose(armed)
        grounds = subjects(verb)
        if actors and grounds:
            sites = _owned(context, grounds, keys(actors)) or where(context, grounds, WHERE, keys(actors))
            yield from presence(context, word, "basing", actors, sites, counted=grounds)


def _rights(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X turned down Y's request for landing rights", "Y has basing rights in X", "X gave Y overflight rights"."""
    for noun in context.having({"right", "clearance", "permission"}):
        kinds = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod")}
        if noun.pos_ != "NOUN" or not kinds & words(_L, "rights"):
            continue
        request = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun
        verb = request.head if request.head.pos_ in VERBAL else request
        granting = verb.lemma_.lower() in words(_L, "grant") | words(_L, "refuse")
        to = [*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to"), *obliques(noun, "for")]
        actors = forces.whose(nominal_agents(noun)) or forces.whose(nominal_agents(request)) or forces.whose(to)
        if not actors and verb.pos_ in VERBAL and not granting:
            actors = forces.whose(subjects(verb))
        hosts = tuple(m for m in context.actors(subjects(verb)) if m.actor not in keys(actors)) if granting else ()
        sites = where(context, [noun, verb], (*WHERE, "from", "over"), keys(actors)) or hosts
        if actors and sites:
            yield from presence(context, noun, "basing", actors, sites)


def _leased(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X will lease the island to Y", "Y rents the cosmodrome from X": land that one state has from another."""
    for verb in context.having({"lease", "rent", "sublet"}):
        if verb.pos_ != "VERB":
            continue
        land = lands(context, objects(verb))
        users = [*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to")]
        actors = forces.whose(users) or (forces.whose(subjects(verb)) if obliques(verb, "from") else ())
        if land and actors and all(type_of(context, m) in ("state", "former-state") for m in actors):
            sites = places(context, land, keys(actors)) or (() if is_passive(verb) else context.actors(subjects(verb)))
            yield from presence(context, verb, "basing", actors, sites)


def _home_to(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Qatar is home to 10,000 American troops", "Cuba played host to Soviet missiles"."""
    for noun in context.having({"home", "host"}):
        guests = obliques(noun, "to") or obliques(noun.head, "to")
        things = forces.only(guests)
        based = [t for t in guests if is_base(context, t)]
        if noun.head.pos_ not in VERBAL or not (things or based):
            continue
        actors = forces.whose(things) or forces.whose(t for b in based for t in owners_of(context, b))
        sites = places(context, subjects(noun.head), keys(actors))
        if sites:
            kind = "contingent" if things else "base"
            yield from presence(context, noun.head, kind, actors, sites, counted=things or based)


def lent(context: Context, drafts: Iterable[Draft]) -> frozenset[int]:
    """Where the bases stand that a draft of basing already tells of."""
    return frozenset(
        begin(t)
        for draft in drafts
        if draft.attributes["type"] == "basing" and draft.predicate.pos_ == "VERB"
        for t in _bases_of(context, draft.predicate)
    )


def _bases_of(context: Context, verb: Token) -> Iterator[Token]:
    reached = _reached(context, verb)
    for thing in (*objects(verb), *(o for t in objects(verb) for o in obliques(t, "to", "of")), *reached):
        if is_base(context, thing):
            yield thing
