"""Bases: held, built, left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.making import keys, presence
from foedus.reading.claims.presence.places import PLACES, WHERE, places, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import agents, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """Bases."""
    yield from _bases(context, forces)
    yield from _turned(context, forces)


def again(context: Context, said: Iterable[Draft]) -> Iterator[Draft]:
    """ "Wants its closure", "it will be closed in May": a base that was told of just before, and is left now."""
    known = [draft for draft in said if draft.attributes["type"] in ("base", "basing")]
    for word in context.having(words(_L, "closure") | words(_L, "close") | {"dismantle"}) if known else ():
        here = begin(word)
        if not _takes_up(word):
            continue
        near = [draft for draft in known if 0 < here - draft.evidence.end <= _NEAR]
        if near:
            told = max(near, key=lambda draft: draft.evidence.end)
            yield from presence(
                context, word, "withdrawal", told.roles["actor"], told.roles.get("location", ()), closing=True
            )


_NEAR = 300
"""How many characters after a base "its closure" may be spoken of."""


def _takes_up(word: Token) -> bool:
    """Whether what is closed is a pronoun, or a base that is only pointed at."""
    if word.pos_ == "NOUN":
        return any(c.dep_ == "poss" and c.lower_ in ("its", "their") for c in word.children)
    left = objects(word) or (subjects(word) if word.lemma_ in ("close", "shut") else ())
    return word.pos_ == "VERB" and any(t.lower_ in ("it", "them", "they", "both") for t in left)


def lemma_of(noun: Token) -> str:
    """The lemma; "bases" is no "basis" here."""
    return "base" if noun.lower_ == "bases" else noun.lemma_.lower()


def is_base(context: Context, noun: Token) -> bool:
    """Whether a phrase means a military base: by its noun, or by a name that holds one ("Camp Castle")."""
    link = context.referents.link(noun)
    named = link is not None and any(part in words(_L, "base") for part in link.mention.text.lower().split())
    return _base(noun) or named


def _base(noun: Token) -> bool:
    """Whether a noun is a military base: "base" by itself, other grounds only with a military word beside them."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod"):
        return False
    near = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod")}
    if near & words(_L, "civil_bases"):
        return False
    return lemma_of(noun) in words(_L, "base") or (
        noun.lemma_.lower() in words(_L, "soft_base")
        and bool(near & (words(_L, "military") - words(_L, "civil_near") | words(_L, "base")))
    )


def _bases(context: Context, forces: Forces) -> Iterator[Draft]:
    """ "The Russian base in Y", "X keeps bases in Y", "the base in Y was closed", "X built a base there"."""
    for noun in context.having(words(_L, "base") | words(_L, "soft_base") | {"basis"}):
        if not _base(noun):
            continue
        governor = noun.head
        used = noun.dep_ in ("dobj", "nsubjpass") and governor.lemma_.lower() in words(_L, "use_bases")
        used = used and not (governor.lemma_ == "open" and not obliques(governor, "to", "for"))
        held = noun.dep_ in ("dobj", "nsubjpass", "attr") and governor.pos_ in VERBAL and not used
        actors = forces.whose(owners_of(context, noun)) or _builders(forces, noun) or forces.allied(noun)
        if not actors and noun.dep_ == "nsubjpass" and any(c.lower_ == "no" for c in noun.children):
            actors = forces.whose(agents(governor)) or forces.before(noun)  # "no base has been set up"
        predicate = noun
        if held and governor.lemma_.lower() in words(_L, "hold_bases") - words(_L, "close"):
            predicate = governor
            if governor.lemma_ != "host" and not _foreign(noun):
                actors = actors or forces.whose(subjects(governor) or agents(governor))
        if not actors and not _foreign(noun):
            continue
        inner = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
        hosts = (
            places(context, subjects(governor), keys(actors))
            if held and (governor.lemma_ == "host" or _foreign(noun))
            else ()
        )
        sites = hosts or where(context, [noun, *inner], (*WHERE, "of", "outside"), keys(actors))
        sites = sites or (where(context, [governor], WHERE, keys(actors)) if held else ()) or _standing(context, noun)
        vague = any(c.dep_ == "poss" for c in noun.children) or lemma_of(noun) not in ("base", "airbase")
        if predicate.i == noun.i and not sites and vague:
            continue
        yield from presence(context, predicate, "base", actors, sites, counted=[noun])
        closing = _closing(noun)
        if closing is not None:
            yield from presence(context, closing, "withdrawal", actors, sites, closing=True)


def owners_of(context: Context, noun: Token) -> tuple[Token, ...]:
    """Whose a base is; "the Afghanistan base" is there, not Afghanistan's."""
    named = tuple(
        t for t in nominal_agents(noun) if t.dep_ != "compound" or not (_site(context, t) or _unknown(context, t))
    )
    if any(c.dep_ == "poss" for c in noun.children):
        return named
    if not named:
        links = [(o, context.referents.link(o)) for o in obliques(noun, "of")]  # "bases of X and Y"
        named = tuple(o for o, link in links if link is not None and link.type in ("state", "former-state", "alliance"))
    joint = [c for c in noun.children if c.dep_ == "amod" and c.ent_type_ == "NORP"]  # "the British-American base"
    return tuple(
        {t.i: t for t in (*named, *joint, *(c for j in joint for c in j.conjuncts if c.ent_type_ == "NORP"))}.values()
    )


def _unknown(context: Context, token: Token) -> bool:
    """ "The Halden base": a name that nobody knows is the base's own."""
    link = context.referents.link(token)
    return link is None or not link.known


def _foreign(noun: Token) -> bool:
    """Whether bases are spoken of whosever they are: "there are no foreign bases on our territory"."""
    return any(c.lower_ == "foreign" for c in noun.children)


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
    shut = noun.dep_ == "nsubj" and head.lemma_ in ("close", "shut") and not objects(head)
    if (noun.dep_ in ("dobj", "nsubjpass") or shut) and (head.lemma_.lower() in words(_L, "close") or _given_up(head)):
        return head
    return None


def _given_up(verb: Token) -> bool:
    """ "Handed over its base", "gave the camp back": what a particle makes a leaving."""
    needed = lexicon(_L)["gives_up"].get(verb.lemma_.lower(), ())
    return any(c.lower_ in needed for c in verb.children if c.dep_ in ("prt", "advmod", "prep"))


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
                yield from presence(context, verb, "base", actors, sites)
