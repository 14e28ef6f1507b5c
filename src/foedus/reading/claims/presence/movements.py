"""Forces that are sent, go, are massed or leave: deployments, build-ups and withdrawals, as verbs and as nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading import times
from foedus.reading.claims.presence.making import keys, leaves_so, presence
from foedus.reading.claims.presence.places import PLACES, WHENCE, WHERE, WHITHER, lands, places, towns, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.roles import type_of
from foedus.reading.syntax import is_passive, nominal_agents, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Deployments, build-ups and withdrawals."""
    yield from _sent(context, forces)
    yield from _gone(context, forces)
    yield from _left(context, forces)
    yield from _out(context, forces)
    yield from _massed(context, forces)
    yield from _nominal(context, forces)


def _verbs(context: Context, group: str) -> Iterator[Token]:
    return (v for v in context.having(words(_L, group)) if v.pos_ == "VERB" and v.dep_ not in ("amod", "compound"))


def _doers(forces: Forces, verb: Token, things: Sequence[Token]) -> tuple[Mention, ...]:
    """Whose forces are moved: their owner where the phrase names one, else who moves them."""
    return forces.whose(things, stated=True) or forces.mover(verb) or forces.whose(things)


def _sent(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X sent troops to Y", "troops were deployed in Y", "troops stationed in Y"."""
    for verb in _verbs(context, "deploy"):
        things = forces.only(objects(verb)) or _armed_objects(forces, verb)
        if _returned(verb) or (verb.lemma_.lower() in words(_L, "alerting") and _readied(verb)):
            continue
        if not things and not (verb.lemma_ == "deploy" and (things := forces.only(subjects(verb)))):
            continue
        actors = _doers(forces, verb, things)
        actions = [c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > verb.i]
        sites = where(context, [verb], WHITHER, keys(actors)) or where(
            context, [*things, *actions], WHITHER, keys(actors)
        )
        weak = verb.lemma_.lower() in words(_L, "send_weak")
        if weak and not sites and verb.lemma_.lower() not in words(_L, "give") and not _away(verb):
            continue
        if verb.lemma_.lower() in words(_L, "give") and all(t.lemma_.lower() in words(_L, "arms") for t in things):
            continue  # weapons that are given are somebody else's then
        more = any(t.lemma_.lower() == "reinforcement" for t in things)
        kind = "buildup" if more else "activity" if _passes(verb) else _stay_or_move(verb)
        yield from presence(context, verb, kind, actors, sites, counted=things)


def _returned(verb: Token) -> bool:
    """ "Sent the launchers back", "flew its men home": the forces leave, wherever they go."""
    return any(c.lower_ in ("back", "home") and c.dep_ in ("advmod", "prt") for c in verb.children) and not obliques(
        verb, "to", "into"
    )


def _readied(verb: Token) -> bool:
    """ "Put its army on alert", "raised the troops' readiness": nobody is moved."""
    return any(t.lemma_.lower() in words(_L, "alert") for t in (*obliques(verb, "on", "at", "to"), *objects(verb)))


def _away(verb: Token) -> bool:
    """Whether words say that it is away from home, though no place is named: "abroad", "located at the border"."""
    sited = is_passive(verb) and verb.lemma_ in ("locate", "place", "site", "position")
    if sited and any(
        t.lemma_.lower() in words(_L, "grounds") for t in obliques(verb, "at", "in", "on", "along", "near")
    ):
        return True
    return any(c.lower_ in ("abroad", "overseas") for c in verb.children)


def _passes(verb: Token) -> bool:
    """Whether forces do not go to stay, but show themselves or force their way: "flew jets around X", "poured over the
    border".
    """
    flown = verb.lemma_ in ("fly", "sail", "steam") and bool(
        obliques(verb, "around", "over", "past", "near", "through")
    )
    if verb.lemma_ not in words(_L, "go"):
        return flown  # who sends troops across a border deploys them
    border = (t for t in obliques(verb, "over", "across", "through") if t.lemma_.lower() in words(_L, "crossed"))
    return flown or verb.lemma_ == "roll" or any(border)


def _armed_objects(forces: Forces, verb: Token) -> tuple[Token, ...]:
    """Things without a force's name that only forces are deployed as ("the Patriot battery", "its Iskander system")."""
    if verb.lemma_ in ("send", "dispatch", "despatch", "withdraw"):
        sent = [t for t in objects(verb) if t.lemma_.lower() in words(_L, "trainers") and not forces.civil(t)]
        return tuple(sent) if forces.mover(verb) else ()
    if verb.lemma_ not in ("deploy", "station", "redeploy", "post", "forward-deploy"):
        return ()
    return tuple(
        t
        for t in objects(verb)
        if t.lemma_.lower() in words(_L, "soft_forces") or t.ent_type_ in ("NORP", "PRODUCT") or t.tag_ == "NNPS"
    )


def _stay_or_move(verb: Token) -> str:
    """Forces that "are stationed" somewhere are there; those that "will be stationed" are yet to come."""
    if verb.lemma_ not in ("station", "base", "garrison", "house", "quarter", "locate"):
        return "deployment"
    at_rest = is_passive(verb) or verb.tag_ in ("VBZ", "VBP")
    return (
        "contingent"
        if at_rest and modality(verb).status == "actual" and modality(verb).polarity == "affirmed"
        else "deployment"
    )


def _gone(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "Troops entered Y", "soldiers arrived in Y", "forces went in"."""
    for verb in _verbs(context, "go"):
        things = forces.only(subjects(verb))
        if not things or (verb.lemma_ in words(_L, "come_phrasal") and not _particle(verb)) or _helps(verb):
            continue
        actors = forces.whose(things)
        apart = keys(actors)
        sites = places(context, objects(verb), apart) if verb.lemma_ == "enter" else ()
        sites = sites or (towns(context, objects(verb)) if verb.lemma_ in ("enter", "reach") else ())
        sites = sites or where(context, [verb], WHITHER, apart)
        if verb.lemma_ in ("sail", "return") and _only_from(verb):
            continue
        back = any(c.lower_ in ("home", "back") for c in verb.children)
        inward = any(c.lower_ == "in" and c.dep_ in ("prt", "advmod", "prep") for c in verb.children)
        to = [t for t in obliques(verb, *WHITHER) if t.ent_type_ not in ("DATE", "TIME")]
        alone = verb.lemma_ in words(_L, "come_in") and all(t.lemma_.lower() in words(_L, "grounds") for t in to)
        alone = alone or (verb.lemma_ == "come" and bool(_asked(verb)))
        if actors and (sites or back or inward or alone or verb.lemma_ in words(_L, "come_phrasal")):
            kind = "withdrawal" if back else "activity" if _passes(verb) else "deployment"
            left = where(context, [verb, *(c for c in verb.children if c.dep_ == "advmod")], ("from",), apart)
            yield from presence(context, verb, kind, actors, left if back else sites, counted=things)


def _helps(verb: Token) -> bool:
    """ "Troops would come to its aid": who helps is told as a commitment, wherever the help goes."""
    return any(t.lemma_.lower() in words(_L, "help") for t in obliques(verb, "to"))


def _only_from(verb: Token) -> bool:
    """ "The last ships sailed from there": where forces went is not said, but where they no longer are."""
    said = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return "from" in said and not said & {"to", "into", "towards", "toward"}


def _asked(verb: Token) -> tuple[Token, ...]:
    """ "Came at the invitation of X"."""
    return tuple(t for t in obliques(verb, "at", "on", "upon") if t.lemma_ in ("invitation", "request", "behest"))


def _particle(verb: Token) -> bool:
    """Whether a verb is an arrival by its particle: "turned up", "touched down"."""
    particle = "down" if verb.lemma_ == "touch" else "up"
    joined = any(c.lower_ == particle and c.dep_ in ("prt", "advmod", "prep") for c in verb.children)
    return joined and not objects(verb)


def _out(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X's troops are to be out of Y by May", "the soldiers are gone from Y"."""
    for word in context.having({"out", "go", "gone"}):
        gone = word.lower_ == "gone" and word.tag_ in ("VBN", "JJ")
        if word.lower_ != "out" and not gone:
            continue
        verb = word if gone and any(c.lemma_ == "be" for c in word.children) else word.head
        if not (verb is word or verb.lemma_ == "be"):
            continue
        said = verb
        while not subjects(said) and not objects(said) and said.dep_ in ("xcomp", "ccomp", "acomp"):
            said = said.head
        things = forces.only((*subjects(said), *objects(said)))
        yield from _out_again(context, forces, word, said, things)
        heads = [verb, word, *(c for c in word.children if c.lower_ == "of")]
        apart = keys(forces.whose(things))
        sites = where(context, heads[1:], ("from",) if gone else ("of", "out", "out of"), apart)
        sites = sites or where(context, heads, ("from",) if gone else ("of", "out", "out of"), apart)
        if things and sites:
            yield from presence(context, verb, "withdrawal", forces.whose(things), sites, counted=things)


def _out_again(
    context: Context, forces: Forces, first: Token, verb: Token, things: tuple[Token, ...]
) -> Iterator[Draft]:
    """ "… out of X in May, *out of Y* by June": each place has its own date, and no verb of its own."""
    mood = modality(verb)
    for word in verb.doc[first.i + 1 : verb.sent.end] if things else ():
        if word.lower_ != "out" or not _hangs_on(word, verb):
            continue
        sites = where(context, [word], ("of",), keys(forces.whose(things)))
        dates = [d for o in obliques(word, "of") if (d := times.time_beside(o, context.page)) is not None]
        for draft in presence(context, word, "withdrawal", forces.whose(things), sites) if sites else ():
            yield replace(
                draft,
                polarity=mood.polarity,
                status=mood.status,
                time=dates[0] if dates else None,
                timeless=True,
            )


def _hangs_on(word: Token, verb: Token) -> bool:
    while word.head.i != word.i and word.pos_ in ("ADP", "ADV", "PROPN"):
        word = word.head
    return word.i == verb.i


def _left(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X withdrew its troops from Y", "troops pulled out of Y", "X would leave Y"."""
    for verb in _verbs(context, "withdraw"):
        if leaves_so(verb):
            continue
        things = forces.only(objects(verb))
        movers = forces.only(subjects(verb)) or _they(forces, verb)
        apart = keys(_doers(forces, verb, things or movers))
        sites = where(context, [verb, *things], WHENCE, apart)
        left = (
            places(context, (o for o in lands(context, objects(verb)) if not forces.are(o)), apart)
            if verb.lemma_ in ("leave", "quit", "vacate", "exit")
            else ()
        )
        if movers and verb.lemma_ in ("leave", "quit", "vacate", "exit", "evacuate"):
            left = left or towns(context, objects(verb))
        if not things and not movers and not _quits(context, verb, left or sites):
            continue
        if verb.lemma_ in words(_L, "withdraw_weak") and not (left or sites):
            continue
        actors = _doers(forces, verb, things or movers)
        if things and (actors or subjects(verb)) and forces.commercial(things, actors):
            continue
        yield from presence(context, verb, "withdrawal", actors, left or sites, counted=things or movers)
        for name in (c for c in verb.children if left and c.dep_ == "conj" and c.pos_ == "PROPN"):
            also = places(context, [name], apart)  # "left X in May and Y last December"
            if also:
                yield from presence(context, name, "withdrawal", actors, also, counted=things or movers)


def _they(forces: Forces, verb: Token) -> tuple[Token, ...]:
    """ "Were they to be withdrawn": a pronoun for forces that were named before."""
    moved = objects(verb) if is_passive(verb) else subjects(verb)
    strong = verb.lemma_ in ("withdraw", "pull", "evacuate", "redeploy")
    return tuple(t for t in moved if strong and t.lower_ in ("they", "them", "these") and forces.before(t))


def _quits(context: Context, verb: Token, sites: Sequence[Mention]) -> bool:
    """Whether a state itself leaves another's land, which only forces do: "Washington would not leave Syria"."""
    doers = [m for t in subjects(verb) for m in context.actors([t])]
    return bool(
        sites
        and doers
        and verb.lemma_ in ("leave", "withdraw", "pull", "vacate", "quit")
        and not context.actors(obliques(verb, "for"))  # "left X for Y": who changes sides
        and all(type_of(context, m) in ("state", "alliance", "armed-group") for m in doers)
        and all(type_of(context, m) in PLACES for m in sites)
        and any(t.pos_ == "PRON" or context.referents.link(t) is not None for t in subjects(verb))
    )


def _massed(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "X massed troops on the border", "X is building up its forces", "X moved tanks up to Y"."""
    for verb in _verbs(context, "mass"):
        things = forces.only(objects(verb))
        massed = verb.lemma_ in ("mass", "amass", "gather", "concentrate")
        if not things and not (massed and (things := forces.only(subjects(verb)))):
            presences = [o for o in objects(verb) if o.lemma_ in words(_L, "presence")]
            military = [o for o in presences if any(c.lower_ in words(_L, "military") for c in o.children)]
            things = tuple(military)
        brought = forces.only(obliques(verb, "with", "by"))
        if brought and objects(verb) and verb.lemma_ != "build":
            yield from _strengthened(context, forces, verb, brought)
            continue
        if not things or (verb.lemma_ == "build" and not any(c.lower_ == "up" for c in verb.children)):
            continue
        actors = forces.whose(t for t in things if forces.are(t)) or _doers(forces, verb, ())
        sites = where(context, [verb, *objects(verb), *things], WHITHER)
        against = sites if massed else ()  # forces are massed at somebody
        yield from presence(context, verb, "buildup", actors, sites, counted=things, against=against)


def _strengthened(context: Context, forces: Forces, verb: Token, brought: tuple[Token, ...]) -> Iterator[Draft]:
    """ "X reinforced the UN mission in Y with 200 soldiers": X's soldiers go where the mission is."""
    actors = forces.whose(brought, stated=True) or forces.mover(verb)
    apart = keys(actors)
    sites = where(context, [*objects(verb), verb, *brought], WHITHER, apart)
    sites = sites or places(context, lands(context, objects(verb)), apart)
    own = any(c.tag_ == "PRP$" for t in objects(verb) for c in t.children)
    if actors and not own:
        yield from presence(context, verb, "deployment", actors, sites, counted=brought)


_NOMINAL = {"deployment": WHITHER, "buildup": (*WHERE, "into"), "withdrawal": ("from", "of")}


def _nominal(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "The dispatch of some 300 troops", "a troop withdrawal from Y", "X's military build-up in Y"."""
    for kind, prepositions in _NOMINAL.items():
        for noun in context.having(words(_L, kind)):
            if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ == "compound":
                continue
            if noun.lemma_.lower() in words(_L, "particles") and not _phrasal(noun):
                continue
            moved = forces.only(nominal_objects(noun)) or _theirs(forces, noun)
            military = bool(moved) or any(
                c.lower_ in words(_L, "military") or c.lemma_.lower() in words(_L, "forces")
                for c in noun.children
                if c.dep_ in ("amod", "compound", "nmod")
            )
            actors = forces.whose(moved) or _owners(forces, noun)
            sites = where(context, [noun, *moved], prepositions, keys(actors)) if prepositions else ()
            if not actors and kind == "withdrawal" and _runs(noun):
                actors = forces.before(noun)
                military = military or bool(actors)
            if not military and not (actors and sites):
                continue
            if not actors and not moved:
                continue
            yield from presence(context, noun, kind, actors, sites, counted=moved)


def _phrasal(noun: Token) -> bool:
    """ "Its pull-out from X", which the tokenizer takes apart."""
    return any(
        c.dep_ == "compound" and c.lemma_ in ("pull", "draw", "phase", "roll", "build", "step") for c in noun.children
    )


def _theirs(forces: Forces, noun: Token) -> tuple[Token, ...]:
    """ "Approved their dispatch": a pronoun for forces that were named before."""
    return tuple(c for c in noun.children if c.dep_ == "poss" and c.lower_ == "their" and forces.before(c))


def _runs(noun: Token) -> bool:
    """ "The withdrawal began": said of forces just named, where nothing narrows it."""
    if any(c.dep_ in ("prep", "compound", "poss", "nmod") for c in noun.children):
        return False
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in words(_L, "run_course")


def _owners(forces: Forces, noun: Token) -> tuple[Mention, ...]:
    owners = forces.whose(nominal_agents(noun)) or forces.whose(obliques(noun, "by"))
    if owners or noun.dep_ != "dobj" or noun.head.lemma_ not in words(_L, "light") | words(_L, "decide"):
        return owners
    return forces.mover(noun.head)
