"""What forces do: strikes, offensives, raids, invasions, incidents, as verbs and as nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.forces import GROUPS, opposed
from foedus.reading.claims.presence.making import keys, presence
from foedus.reading.claims.presence.places import PLACES, WHERE, WHITHER, lands, places, towns, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.phrases import conjuncts
from foedus.reading.roles import type_of
from foedus.reading.syntax import agents, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"
_TARGETS = (*WHITHER, "against", "over", "around", "inside")


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Activities."""
    yield from _verbs(context, forces)
    yield from _nouns(context, forces)
    yield from _used(context, forces)
    yield from _active(context, forces)
    yield from _hostilities(context, forces)


def _verbs(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Jets bombed Y", "troops pushed into Y", "X invaded Y", "X is fighting the Z movement in Y"."""
    for word, actors, sites in unread(context):
        yield from presence(context, word, "activity", actors, sites)
    groups = ("act_strong", "act", "act_take", "act_forces", "move_in")
    for verb in context.having(frozenset().union(*(words(_L, g) for g in groups))):
        if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound"):
            continue
        doers = subjects(verb) or agents(verb)
        armed = (
            _marches(context, verb, doers)
            or bool(forces.only(doers))
            or any(t.lower_ == "they" and forces.before(t) for t in doers)
        )
        if not armed and not any(_is(verb, g) for g in ("act_strong", "act_take", "act")):
            continue
        if not armed and verb.lemma_ == "expel" and forces.only(objects(verb)):
            continue  # a host that sends forces away
        actors = forces.whose(doers)
        hit = [*_whole(objects(verb)), *obliques(verb, "against", "with", "at", "on")]
        against = enemies(context, forces, hit, keys(actors))
        sites = _sites(context, verb, keys(actors))
        if armed and not sites and not against and not _is(verb, "on_people"):
            sites = towns(context, objects(verb))
        told = actors or (_is(verb, "act_strong") and sites and not doers)
        if told and _of_arms(context, forces, verb, armed, sites, against):
            yield from presence(context, verb, "activity", actors, sites, against=against)


def unread(context: Context) -> Iterator[tuple[Token, tuple[Mention, ...], tuple[Mention, ...]]]:
    """ "X retook Y" where the tagger takes the verb for part of a name: the word, who stands before it, what after."""
    for verb in context.having(words(_L, "unread")):
        if verb.pos_ != "VERB" and 0 < verb.i < len(verb.doc) - 1:
            before, after = (context.referents.link(verb.doc[verb.i + step]) for step in (-1, 1))
            if before is not None and after is not None and before.type in ("state", *GROUPS) and after.type in PLACES:
                yield verb, (before.mention,), (after.mention,)


def _marches(context: Context, verb: Token, doers: Iterable[Token]) -> bool:
    """ "X marched into Y": a state that goes into another's land on foot or wheels goes with its army."""
    if verb.lemma_ not in ("march", "roll", "storm", "sweep") or not places(context, obliques(verb, "into", "on")):
        return False
    links = [context.referents.link(t) for t in doers]
    return bool(links) and all(link is not None and link.type in ("state", "former-state") for link in links)


def _is(verb: Token, group: str) -> bool:
    return verb.lemma_.lower() in words(_L, group)


def _of_arms(
    context: Context,
    forces: Forces,
    verb: Token,
    armed: bool,
    sites: tuple[Mention, ...],
    against: tuple[Mention, ...],
) -> bool:
    """Whether a verb that may be civil too ("attack a proposal", "fight a fire") is said of an act of arms here."""
    if _is(verb, "act_alone") and not objects(verb) and not is_passive(verb):
        return True
    if armed and _aimed(verb):
        return True
    if _is(verb, "act_take") and not armed:
        return bool(places(context, objects(verb)))
    if _is(verb, "act_shoot") and any(t.lemma_.lower() in words(_L, "weapons") for t in _whole(objects(verb))):
        return True
    if not _is(verb, "act"):
        return bool(sites or against or (armed and _is(verb, "act_strong")))
    return (armed or _hits(context, forces, verb, sites)) and bool(sites or _named_enemy(context, against))


def _aimed(verb: Token) -> bool:
    """Whether forces act on a target without a name, or beside somebody: "fired across the border"."""
    reached = (*objects(verb), *(obliques(verb, "across", "at", "on", "into") if verb.lemma_ == "fire" else ()))
    beside = verb.lemma_ == "fight" and bool(obliques(verb, "alongside", "for", "with"))
    return beside or any(t.lemma_.lower() in words(_L, "targets") for t in reached)


def _used(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Its troops might be used against X in Y"."""
    for verb in context.having({"use", "employ"}):
        things = forces.only(objects(verb)) if verb.pos_ == "VERB" else ()
        against = tuple(m for t in obliques(verb, "against") for m in context.actors([t])) if things else ()
        if against:
            actors = forces.whose(things, stated=True) or forces.whose(subjects(verb))
            apart = keys(actors) | keys(against)
            yield from presence(
                context, verb, "activity", actors, where(context, [verb], WHERE, apart), against=against
            )


def _hostilities(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "They took no part in hostilities": forces that share, or do not, in acts of arms."""
    for noun in context.having({"hostility", "hostilities", "combat", "fighting", "battle"}):
        part = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun
        verb = part.head if part.lemma_ == "part" and part.dep_ == "dobj" else part
        if verb.lemma_ not in ("take", "participate", "join") or verb.pos_ != "VERB":
            continue
        doers = subjects(verb)
        actors = forces.whose(doers)
        if actors and (forces.only(doers) or any(t.lower_ == "they" for t in doers)):
            yield from presence(context, verb, "activity", actors, where(context, [noun, verb], WHERE, keys(actors)))


def _active(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "The alliance has long been active in Y", "X has been present with 300 troops in Y"."""
    for word in context.having({"active", "present"}):
        doers = subjects(word.head) if word.dep_ == "acomp" else ()
        actors = forces.whose(doers)
        beside = forces.only((*obliques(word, "with"), *obliques(word.head, "with")))
        if actors and beside:
            sites = where(context, [word, word.head, *beside], WHERE, keys(actors))
            yield from presence(context, word.head, "contingent", actors, sites, counted=beside)
            continue
        if word.lower_ != "active":
            continue
        if actors and (forces.only(doers) or {type_of(context, m) for m in actors} & set(GROUPS)):
            sites = where(context, [word, word.head], WHERE, keys(actors))
            if sites or obliques(word, "in", "on", "near", "along"):
                yield from presence(context, word.head, "activity", actors, sites)


def _named_enemy(context: Context, against: Iterable[Mention]) -> bool:
    return any(type_of(context, m) is not None for m in against)


def _hits(context: Context, forces: Forces, verb: Token, sites: tuple[Mention, ...]) -> bool:
    """Whether what a state "attacks" or "fights" can be attacked with arms: a place, a group, forces, targets."""
    if verb.lemma_ == "intervene" and sites:
        return True
    hit = objects(verb) or obliques(verb, "against", "in", "with")
    return any(
        (link is not None and link.type in (*PLACES, *GROUPS, "people"))
        or (t.pos_ == "PRON" and verb.lemma_ in ("attack", "invade", "bomb"))
        or forces.are(t)
        or t.lemma_.lower() in words(_L, "targets")
        for t in hit
        for link in [context.referents.link(t)]
    )


def _whole(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Noun phrases, with what a number or quantity is of: "one of its vessels" is its vessels."""
    return tuple(
        inner
        for t in tokens
        for inner in ((obliques(t, "of") if t.like_num or t.lemma_.lower() in words(_L, "quantities") else ()) or (t,))
    )


def _sites(context: Context, verb: Token, apart: frozenset[str]) -> tuple[Mention, ...]:
    if verb.lemma_.lower() in words(_L, "move_in"):
        return where(context, [verb], WHITHER, apart) or places(context, objects(verb), apart)
    things = _whole(objects(verb))
    aimed = places(context, (t for t in lands(context, things) if not _group(context, t)), apart)
    held = [o for t in things if t.lemma_.lower() in words(_L, "targets") for o in obliques(t, "of")]
    around = where(
        context, [verb, *things, *held], (*WHERE, "into", "at", "from" if verb.lemma_ == "drive" else "at"), apart
    )
    if any(t.lemma_.lower() in words(_L, "weapons") for t in things):
        return where(context, [verb, *things], ("at", "into", "towards", "toward", "on", "against", "over"), apart)
    direct = tuple(
        m
        for t in things
        if (link := context.referents.link(t)) is not None
        for m in [link.mention]
        if type_of(context, m) in PLACES
    )
    return aimed if direct or not around else around


def _group(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    return link is not None and link.type in (*GROUPS, "people")


def enemies(context: Context, forces: Forces, tokens: Iterable[Token], apart: frozenset[str]) -> tuple[Mention, ...]:
    """The groups, peoples and forces among some noun phrases: those whom an act of arms is against."""
    found: dict[str, Mention] = {}
    for token in tokens:
        link = context.referents.link(token)
        if link is not None and link.type in (*GROUPS, "people") and link.head == token.i:
            found.setdefault(link.key, link.mention)
        elif forces.are(token) or token.lemma_.lower() in words(_L, "targets"):
            owned = [
                link for c in token.children for h in conjuncts(c) if (link := context.referents.link(h)) is not None
            ]
            for owner in owned:
                if owner.type in (*GROUPS, "people"):
                    found.setdefault(owner.key, owner.mention)
            if not owned and forces.are(token):
                for mention in forces.whose([token]):
                    found.setdefault(mention.actor, mention)
    return tuple(m for m in found.values() if m.actor not in apart)


def _nouns(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Airstrikes by X on Y", "X's offensive in Y", "X launched strikes on Y", "the Y offensive"."""
    for noun in context.having(words(_L, "activity") | words(_L, "activity_weak")):
        if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod", "nmod"):
            continue
        link = context.referents.link(noun)
        if (link is not None and link.known) or _of_something(context, forces, noun):
            continue
        doers = _doers(context, noun)
        actors = forces.whose(doers)
        aimed = [
            c for c in noun.children if c.dep_ == "acl" and c.lower_ in ("targeting", "against", "aimed", "hitting")
        ]
        hit = (*obliques(noun, "on", "against", "of", "at"), *(o for c in aimed for o in (*objects(c), *obliques(c))))
        against = enemies(context, forces, hit, keys(actors)) or places(
            context, (t for t in obliques(noun, "against") if context.referents.link(t) is not None), keys(actors)
        )
        of = ("of",) if noun.lemma_.lower() in words(_L, "activity_of") else ()
        verb = [noun.head] if noun.dep_ in ("nsubj", "nsubjpass") else []
        verb += [v for v in (_carrier(noun),) if v is not None and v.pos_ == "VERB"]
        sites = where(context, [noun], (*_TARGETS, *of), keys(actors)) or where(
            context, [*hit, *verb], (*WHERE, "against"), keys(actors)
        )
        sites = sites or _compound_place(context, noun)
        sites = sites or places(context, (t for t in hit if t.lemma_.lower() in words(_L, "targets")), keys(actors))
        bare = bool(of) and not doers and noun.dep_ != "dobj" and all(type_of(context, m) in PLACES for m in sites)
        if (actors or (bare and sites)) and _military(context, forces, noun, doers, bool(sites or against)):
            yield from presence(context, noun, "activity", actors, sites, against=against)


def _doers(context: Context, noun: Token) -> tuple[Token, ...]:
    """Who does what a noun says: its owner or agent, else who launches, mounts or plans it."""
    sides = obliques(noun, "between", "among")
    if sides:
        return sides
    owners = tuple(
        t
        for t in nominal_agents(noun)
        if (link := context.referents.link(t)) is None
        or (link.type not in ("region", "city", "place") and not opposed(t, link))
    )
    if owners:
        return tuple(o for owner in owners for o in conjuncts(owner))
    beside = [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.i < noun.i]
    joined = [*beside, *(c for b in beside for c in b.children if c.dep_ in ("compound", "nmod", "amod"))]
    groups = tuple(c for c in joined if _leads(context, c))
    if groups:
        return groups
    led = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
    by = tuple(t for c in led for t in agents(c))
    if by:
        return by
    opened = [c for c in noun.head.children if c.dep_ == "advcl" and c.tag_ == "VBN"] if noun.dep_ == "nsubj" else []
    by = tuple(t for c in opened if c.lemma_.lower() in words(_L, "light") for t in agents(c))
    verb = _carrier(noun)  # "Launched by X, the offensive …"
    return by or (subjects(verb) if verb is not None else ())


def _carrier(noun: Token) -> Token | None:
    """The verb that only carries an act: "launch a strike", "launch a wave of strikes", "take part in strikes"."""
    if noun.dep_ in ("dobj", "nsubjpass"):
        return noun.head if noun.head.lemma_.lower() in words(_L, "light") else None
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return None
    above = noun.head.head
    if noun.head.lower_ == "of" and above.lemma_.lower() in words(_L, "quantities") | words(_L, "stretches"):
        return _carrier(above)
    if above.lemma_ == "part" and above.dep_ == "dobj":
        above = above.head
    return above if above.lemma_.lower() in words(_L, "light_in") and above.pos_ == "VERB" else None


def _of_something(context: Context, forces: Forces, noun: Token) -> bool:
    """Whether an operation is that of a thing ("the operation of the treaty"), so that it is no act of arms."""
    of = obliques(noun, "of") if noun.lemma_ in ("operation", "action", "campaign", "activity", "suspension") else ()
    return bool(of) and not any(forces.are(t) or forces.whose([t]) for t in of)


def _leads(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    return link is not None and link.type in GROUPS and not opposed(token, link)


def _compound_place(context: Context, noun: Token) -> tuple[Mention, ...]:
    """ "The Idlib offensive": the place in compound with the act."""
    inner = [c for c in noun.children if c.dep_ in ("compound", "nmod", "poss") and c.i < noun.i]
    links = [link for c in inner if (link := context.referents.link(c)) is not None]
    return tuple(link.mention for link in links if link.type in ("region", "city", "place"))


def _military(context: Context, forces: Forces, noun: Token, doers: Iterable[Token], aimed: bool) -> bool:
    """Whether an act is one of arms: by its noun, by who does it, or by a military word beside it."""
    if noun.lemma_.lower() in words(_L, "activity"):
        return True
    near = {t.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for t in c.subtree}
    if near & (words(_L, "warlike") | words(_L, "weapons")) or forces.only(doers):
        return True
    owned = {type_of(context, m) for m in forces.whose(doers)}
    return (noun.lemma_.lower() in words(_L, "activity_aimed") and aimed and bool(owned & {"state", *GROUPS})) or bool(
        owned & {"alliance", "armed-group"}
    )
