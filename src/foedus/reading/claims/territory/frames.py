"""Verbs that move land between holders, each with its frame: which of its fillers is the land, which the holder.

The frames are data (``territory.yaml``): "X split from Y", "Y lost X to Z", "Z asserts sovereignty over X".  A slot is
``subject``, ``object``, ``object of`` (what the word beside the verb is of) or a preposition of the verb, its object or
its particle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading.claims.presence.forces import Forces
from foedus.reading.claims.presence.places import PLACES, places, salient
from foedus.reading.claims.territory.lands import holders, lands, nearest_small, patients, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.descriptions import STATES, breakaway_of
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.links import PERSON
from foedus.reading.page import begin
from foedus.reading.phrases import conjuncts
from foedus.reading.roles import is_polity, type_of, word
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"
_SECEDING = "breakaway-from"


@dataclass(frozen=True, slots=True)
class Frame:
    """How one group of verbs speaks of land.

    beside: words one of which must stand by the verb: a particle, its object or a preposition's noun.
    needs: what the clause must be like: ``small`` (the land is no recognised state), ``both`` (two holders are named),
    ``passive``, ``bare`` (no object but itself), ``taken`` ("from" says who had it), ``sure`` (a name that nobody
    knows can only be land), ``impersonal`` (a person would only win votes or games there), ``remainder`` (the holder
    is what is left of a whole: "the rest of Y"), ``alone`` (from whom it went need not be said: "it broke away").
    """

    relation: str
    land: tuple[str, ...]
    of: tuple[str, ...]
    beside: frozenset[str]
    needs: frozenset[str]
    polarity: str | None
    status: str | None


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    entries: list[dict[str, Any]] = lexicon(_L)["frames"]
    for entry in entries:
        frame = Frame(
            entry["relation"],
            tuple(entry["land"]),
            tuple(entry["of"]),
            frozenset(entry.get("beside", ())),
            frozenset(entry.get("needs", ())),
            entry.get("polarity"),
            entry.get("status"),
        )
        for verb in entry["verbs"]:
            table.setdefault(verb, []).append(frame)
    return {verb: tuple(frames) for verb, frames in table.items()}


def find(context: Context) -> Iterator[Draft]:
    """A draft for each verb whose frame is filled: the first of a verb's frames that fits."""
    table = _frames()
    for verb in context.having(table):
        if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound", "nmod"):
            continue
        for frame in table[verb.lemma_.lower()]:
            drafts = list(_filled(context, verb, frame))
            if drafts:
                yield from drafts
                break


def _filled(context: Context, verb: Token, frame: Frame) -> Iterator[Draft]:
    partner = _partner(verb, frame.beside) if frame.beside else None
    if (frame.beside and partner is None) or not _built(verb, frame):
        return
    of = _held(context, verb, partner, frame)
    apart = {m.actor for m in of}
    sure = "sure" in frame.needs and bool(of)
    sites = tuple(m for slot in frame.land for m in _land(context, verb, partner, slot, apart, frame, sure=sure))
    sites = tuple({m.actor: m for m in sites}.values())
    if not sites or (not of and "alone" not in frame.needs) or ("both" in frame.needs and len(of) < 2):
        return
    if "small" in frame.needs and not all(small(context, site) for site in sites):
        return
    if "impersonal" in frame.needs and any(_is_person(context, t) for t in subjects(verb)):
        return
    yield from relation(context, verb, frame.relation, sites, of, polarity=frame.polarity, status=frame.status)


def _built(verb: Token, frame: Frame) -> bool:
    """Whether the clause is built as the frame asks for: passive, or without an object."""
    if "passive" in frame.needs and not is_passive(verb):
        return False
    if "taken" in frame.needs and not obliques(verb, "from"):
        return False
    if "bare" in frame.needs:
        return all(t.lower_ in ("itself", "themselves") for t in verb.children if t.dep_ == "dobj")
    return True


def _is_person(context: Context, token: Token) -> bool:
    link = context.referents.link(token)
    return token.lower_ in ("he", "she") or (link is not None and link.type == PERSON)


def _partner(verb: Token, wanted: frozenset[str]) -> Token | None:
    """The word that must stand by the verb, as its particle, its object or the noun of its preposition."""
    near = [c for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "acomp", "oprd", "dobj")]
    near += [*objects(verb), *(o for c in near if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj")]
    near += [t for c in near if c.pos_ == "NOUN" for t in conjuncts(c)]
    return next((t for t in near if t.lemma_.lower() in wanted), None)


def _held(context: Context, verb: Token, partner: Token | None, frame: Frame) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for slot in frame.of:
        for token in _slot(context, verb, partner, slot):
            whole = [o for o in obliques(token, "of") if token.lemma_.lower() in words(_L, "remainders")]
            if "remainder" in frame.needs and not whole:
                continue
            if not whole and context.referents.link(token) is None and not Forces(context).whose([token]):
                continue  # "returned to Ruritanian rule": the noun is nobody
            for mention in holders(context, whole or [token]):
                if frame.relation != _SECEDING or (
                    is_polity(context, mention) and type_of(context, mention) != "union"
                ):
                    found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _land(
    context: Context, verb: Token, partner: Token | None, slot: str, apart: set[str], frame: Frame, *, sure: bool
) -> Iterator[Mention]:
    for token in _slot(context, verb, partner, slot):
        found = lands(context, [token], apart, lenient=sure)
        if not found and slot == "subject" and token.lemma_.lower() in words(_L, "locals"):
            found = places(context, [token], apart)
        if not found and slot == "subject" and token.lemma_.lower() in words(_L, "places"):
            found = nearest_small(context, token)
        if slot == "subject" and token.lemma_.lower() in words(_L, "sides") and "alone" in frame.needs:
            found = _broken_side(context, token) or found
        yield from (m for m in found if sure or type_of(context, m) in PLACES or is_polity(context, m))


def _broken_side(context: Context, side: Token) -> tuple[Mention, ...]:
    """ "The north broke away": the part that is known to have left the state that is spoken of."""
    parent = salient(context, begin(side), (), STATES)
    part = breakaway_of(context.gazetteer, parent.key) if parent is not None else None
    return (word(context, side, part),) if part is not None else ()


def _slot(context: Context, verb: Token, partner: Token | None, slot: str) -> tuple[Token, ...]:
    """The heads that fill one slot of a frame."""
    if slot == "subject":
        return subjects(verb) if not is_passive(verb) else agents(verb)
    if slot == "object":
        return patients(context, verb)
    near = [verb, *(c for c in verb.children if c.dep_ in ("prt", "advmod", "dobj", "acomp", "oprd"))]
    near += [partner] if partner is not None else []
    if slot == "object of":
        return obliques(partner, "of", "for") if partner is not None else ()
    if partner is not None:  # "the independence of X from Y": the parser hangs the second phrase on X
        near += obliques(partner, "of")
    found = [t for head in near for t in obliques(head, slot)]
    return tuple({t.i: t for t in found}.values())
