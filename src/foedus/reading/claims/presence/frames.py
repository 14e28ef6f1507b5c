"""Verbs of forces by their frames, which the lexicon declares: who is where, through which argument of which verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.bases import is_base, owners_of
from foedus.reading.claims.presence.forces import GROUPS
from foedus.reading.claims.presence.making import keys, leaves_so, presence
from foedus.reading.claims.presence.places import PLACES, WHENCE, WHERE, WHITHER, lands, places, towns, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.roles import type_of
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"
_PREPOSITIONS = {
    "whither": (*WHITHER, "over", "around", "off", "past"),
    "whence": (*WHENCE, "in", "on", "at", "across"),
    "from": WHENCE,
    "for": ("for", "towards", "toward"),
    "where": (*WHERE, "alongside", "above", "between"),
    "direct": (*WHERE, "into"),
    "near": ("within", "near", "past", "around", "off", "alongside", "over", "above", "close to", "closer to"),
    "mission": ("for", "to", "in", "into"),
}
_SECOND = ("prt", "advmod", "dobj", "prep", "acomp", "attr", "npadvmod", "xcomp", "auxpass", "oprd")


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a verb; the fields are those of the lexicon, the marks what it says under "with"."""

    type: str
    forces: str
    to: str
    marks: frozenset[str] = frozenset()


@cache
def _table() -> Mapping[str, tuple[tuple[str, Frame], ...]]:
    """For each verb its frames, each with the second word that it asks for, those with one first."""
    found: dict[str, list[tuple[str, Frame]]] = {}
    for entry in lexicon("presence_frames")["frames"]:
        frame = Frame(entry["type"], entry["forces"], entry["to"], frozenset(entry.get("with", ())))
        for verb in entry["verbs"]:
            first, _, second = verb.partition(" ")
            found.setdefault(first, []).append((second, frame))
    return {verb: tuple(sorted(rows, key=lambda row: not row[0])) for verb, rows in found.items()}


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """The presences that the frames of verbs tell of, the first frame that fits each verb."""
    for verb in context.having(_table().keys()):
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("amod", "compound", "aux", "auxpass") or leaves_so(verb):
            continue
        beside = _beside(verb)
        for second, frame in _table()[verb.lemma_.lower()]:
            draft = next(_read(context, forces, verb, frame), None) if not second or second in beside else None
            if draft is not None:
                yield draft
                break


def _beside(verb: Token) -> frozenset[str]:
    """The words and lemmas that can be the second word of a verb: no preposition that leads on to a noun."""
    seconds = (c for c in verb.children if c.dep_ in _SECOND and (c.dep_ != "prep" or not _leads_on(c)))
    return frozenset(word for c in seconds for word in (c.lower_, c.lemma_.lower()))


def _leads_on(preposition: Token) -> bool:
    return any(c.dep_ in ("pobj", "pcomp") for c in preposition.children)


def _read(context: Context, forces: Forces, verb: Token, frame: Frame) -> Iterator[Draft]:
    things = _things(context, forces, verb, frame)
    if not things:
        return
    if frame.forces == "subject" or "host" in frame.marks or "theirs" in frame.marks:
        actors = forces.whose(things)
    elif frame.forces == "for":
        actors = forces.whose(things, stated=True)
    elif frame.forces == "camp":
        actors = forces.mover(verb) or forces.whose(t for base in things for t in owners_of(context, base))
    else:
        actors = forces.whose(things, stated=True) or forces.mover(verb) or forces.whose(things)
    uninvited = "host" in frame.marks and not _guests(context, verb, actors)
    if not actors or uninvited or forces.commercial(things, actors):
        return
    sites = _sites(context, verb, things, frame, actors)
    if sites or "place" not in frame.marks:
        counted = () if frame.forces == "camp" else things
        told = things[0] if frame.forces in ("for", "given") else verb
        yield from presence(context, told, frame.type, actors, sites, counted=counted, closing=frame.forces == "camp")


def _things(context: Context, forces: Forces, verb: Token, frame: Frame) -> tuple[Token, ...]:
    """What a verb says it of: the phrases of forces, or bases, among its subjects or objects."""
    if frame.forces == "camp":
        return tuple(t for t in objects(verb) if is_base(context, t))
    if frame.forces == "for":
        return forces.only(obliques(verb, "for"))
    if frame.forces == "given":
        return forces.only(objects(verb))
    if frame.forces == "object":
        return forces.only(objects(verb)) or tuple(
            t for t in objects(verb) if "crews" in frame.marks and t.lemma_.lower() in words(_L, "crews")
        )
    if is_passive(verb) and forces.only(agents(verb)):
        return forces.only(agents(verb))
    done = objects(verb) if is_passive(verb) else subjects(verb)
    if frame.to == "direct" or frame.type == "buildup":
        done = tuple(t for t in done if (link := context.referents.link(t)) is None or link.type not in GROUPS)
    return forces.only(done) or tuple(t for t in done if forces.people(t) and "peoples" in frame.marks)


def _sites(
    context: Context, verb: Token, things: tuple[Token, ...], frame: Frame, actors: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    apart = keys(actors)
    prepositions = _PREPOSITIONS[frame.to]
    found: tuple[Mention, ...] = ()
    if frame.forces == "camp":
        found = where(context, things, (*WHERE, "of"), apart) or _receivers(context, verb, apart)
    elif "host" in frame.marks:
        hosts = _hosts(context, verb)
        found = where(context, [verb, *things], WHENCE, apart) or _lands(context, hosts, apart)
    elif frame.to == "direct" and (agents(verb) or not is_passive(verb)):
        found = places(context, lands(context, objects(verb)), apart) or towns(context, objects(verb))
    acts = [c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > verb.i]
    heads = [verb, *things, *objects(verb), *(c for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "acomp"))]
    return found or where(context, heads, prepositions, apart) or where(context, acts, prepositions, apart)


def _lands(context: Context, hosts: Iterable[Mention], apart: frozenset[str]) -> tuple[Mention, ...]:
    return tuple(m for m in hosts if type_of(context, m) in PLACES and m.actor not in apart)


def _guests(context: Context, verb: Token, actors: tuple[Mention, ...]) -> bool:
    """Whether forces are sent away by their host, and not beaten: a state's forces, by a state or by nobody named."""
    hosts = _hosts(context, verb)
    invited = all(type_of(context, m) in ("state", "former-state", "alliance", "union", "organisation") for m in actors)
    return invited and all(type_of(context, m) == "state" for m in hosts) and (bool(hosts) or not subjects(verb))


def _hosts(context: Context, verb: Token) -> tuple[Mention, ...]:
    """Who sends forces away: a parliament does so for its state."""
    said = context.actors(subjects(verb) or agents(verb))
    bodies = ((m, context.gazetteer.actor(m.actor)) for m in said)
    return tuple(replace(m, actor=b.of) if b is not None and b.type == "parliament" and b.of else m for m, b in bodies)


def _receivers(context: Context, verb: Token, apart: frozenset[str]) -> tuple[Mention, ...]:
    """To whom a base is given back: it lies there."""
    return where(context, [verb], ("to",), apart)
