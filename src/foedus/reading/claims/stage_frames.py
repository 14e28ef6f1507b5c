"""Stages that a verb tells of only in a certain frame: "shook hands on a truce", "laid it before parliament".

A frame is data (`frames` in the lexicon): the verbs, what must stand with them, and where the agreement stands.  Some
frames deny a stage ("turned the deal down", "talks ended without an accord"); some tell of one only where they are
negated ("does not honour the treaty" is a breach, "honours" is nothing new).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading.claims.stage_draft import drafts
from foedus.reading.claims.stage_roles import LEXICON, agreements, doers, is_legislative, sides
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_DENIED = {"affirmed": "negated", "negated": "affirmed"}
_BESIDE = frozenset({"prt", "advmod", "intj", "acomp", "prep", "oprd", "dobj", "neg", "det", "amod"})
_OWN_SIGNATURE = frozenset({"signature"})
_ACTED_ON = frozenset({"subject", "agent"})
_OBJECT_ALONE = frozenset({"object"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which verbs tell of a stage.

    at: ``object``, ``subject``, ``agent`` or the prepositions after which the agreement stands.
    words: particles and adverbs of which one must stand with the verb; object: nouns of which one must be its object;
    into: nouns that must follow a preposition ("in tatters"); nouns: the only agreements that the frame is said of.
    by: ``body`` where only a parliament or voters do it, ``party`` where they do not.
    before: prepositions after which the parliament stands that the frame needs.
    dated: prepositions of which one must lead to a date.
    sense: ``denial`` where the frame denies the stage, ``breach`` where it tells of one only if it is negated,
    ``trusted`` where "it" may mean any agreement spoken of before.
    """

    verb: frozenset[str]
    stage: str
    at: frozenset[str]
    words: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    into: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    by: str = ""
    before: tuple[str, ...] = ()
    sense: frozenset[str] = frozenset()
    status: str = ""
    dated: tuple[str, ...] = ()


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each verb."""
    found: dict[str, list[Frame]] = {}
    for row in lexicon(LEXICON)["frames"]:
        frame = _frame(row)
        for verb in frame.verb:
            found.setdefault(verb, []).append(frame)
    return {verb: tuple(frames) for verb, frames in found.items()}


def _frame(row: Mapping[str, Any]) -> Frame:
    at = row["at"]
    return Frame(
        verb=frozenset(row["verb"]),
        stage=row["stage"],
        words=frozenset(row.get("words", ())),
        object=frozenset(row.get("object", ())),
        nouns=frozenset(row.get("nouns", ())),
        sense=frozenset(row.get("sense", ())),
        at=frozenset([at] if isinstance(at, str) else at),
        into={preposition: frozenset(nouns) for preposition, nouns in row.get("into", {}).items()},
        before=tuple(row.get("before", ())),
        by=row.get("by", ""),
        status=row.get("status", ""),
        dated=tuple(row.get("dated", ())),
    )


def find(context: Context) -> Iterator[Draft]:
    """A draft for each agreement that stands in one of the frames."""
    table = _frames()
    for verb in context.having(table):
        if verb.pos_ not in ("VERB", "AUX") or any(c.lower_ in words(LEXICON, "short_of") for c in verb.children):
            continue  # "came close to a deal"
        beside = frozenset(c.lower_ for c in verb.children if c.dep_ in _BESIDE)
        for frame in table[verb.lemma_.lower()]:
            if _fits(verb, frame, beside):
                yield from _told(context, verb, frame)


def _fits(verb: Token, frame: Frame, beside: frozenset[str]) -> bool:
    """Whether a verb stands as a frame asks; beside: the particles and adverbs with it."""
    if frame.words and frame.words.isdisjoint(beside):
        return False
    if frame.object and _object_of(verb, frame) is None:
        return False
    if any(not _leads_to(verb, preposition, nouns) for preposition, nouns in frame.into.items()):
        return False
    if frame.dated and not any(t.ent_type_ == "DATE" or t.like_num for t in obliques(verb, *frame.dated)):
        return False
    if "subject" in frame.at and not frame.object and any(c.dep_ in ("dobj", "ccomp") for c in verb.children):
        return bool(frame.words) or bool(frame.before)
    return True


def _leads_to(verb: Token, preposition: str, nouns: frozenset[str]) -> bool:
    return any(t.lemma_.lower() in nouns for t in obliques(verb, preposition))


def _object_of(verb: Token, frame: Frame) -> Token | None:
    return next((t for t in objects(verb) if t.lemma_.lower() in frame.object), None)


def _told(context: Context, verb: Token, frame: Frame) -> Iterator[Draft]:
    mood = modality(verb)
    if "breach" in frame.sense and mood.polarity == "affirmed":
        return
    things = tuple(
        t
        for t in _things(verb, frame)
        if not frame.nouns or "without" in frame.at or t.lemma_.lower() in frame.nouns | {"it"}
    )
    if "unjudged" in frame.sense and any(_is_judged(token) for token in (verb, *things)):
        return
    if not things and frame.object & _OWN_SIGNATURE:
        topic = context.texts.as_mention(verb, context.texts.topic(verb))
        texts: tuple[Mention, ...] = (topic,) if topic is not None else ()
    else:
        texts = _narrowed(context, agreements(context, things, trusted="trusted" in frame.sense), things, frame)
    if not texts:
        return
    who = () if frame.at & _ACTED_ON else subjects(verb)
    parties, bodies = sides(context, doers(who) if frame.stage == "violated" else who)
    if frame.before:
        bodies = _before(context, verb, frame)
        parties = () if frame.stage in ("submitted", "ratified") else parties
    if not _is_theirs(frame, parties, bodies, who):
        return
    polarity = _DENIED[mood.polarity] if "denial" in frame.sense else "affirmed" if "breach" in frame.sense else None
    yield from drafts(
        context,
        verb,
        frame.stage,
        texts,
        (*parties, *_others(context, verb, things, frame, parties)),
        bodies,
        about=things,
        polarity=polarity,
        status=frame.status or None,
        agentless=bool(frame.at & _ACTED_ON) or not who,
    )


def _is_judged(token: Token) -> bool:
    """ "Rejects the treaty *as illegal*": what it is called, and no signature refused."""
    after = (*token.children, *(c for t in token.children if t.dep_ == "acl" for c in t.children))
    return any(c.lower_ == "as" and c.dep_ == "prep" and c.i > token.i for c in after)


def _narrowed(
    context: Context, texts: tuple[Mention, ...], things: tuple[Token, ...], frame: Frame
) -> tuple[Mention, ...]:
    """The agreements without those that an "it" means which the frame is not said of."""
    if not frame.nouns or not any(t.lower_ == "it" for t in things):
        return texts
    meant = {text.key: text.noun for thing in things if (text := context.texts.topic(thing)) is not None}
    return tuple(text for text in texts if meant.get(text.actor, "") in frame.nouns or text.text.lower() != "it")


def _is_theirs(frame: Frame, parties: tuple[Mention, ...], bodies: tuple[Mention, ...], who: tuple[Token, ...]) -> bool:
    """Whether those who do it are such as can: a parliament approves, a state turns down."""
    voters = any(t.lemma_.lower() in words(LEXICON, "voters") for t in who)
    if frame.by == "body" or frame.before:
        return bool(bodies) or voters
    if frame.by == "party":
        return bool(parties) and not bodies and not voters
    return True


def _before(context: Context, verb: Token, frame: Frame) -> tuple[Mention, ...]:
    """The parliament that gets or passes it: "laid before the Duma", "sailed through both chambers"."""
    where = [t for child in (verb, *objects(verb)) for t in obliques(child, *frame.before)]
    if frame.object and (thing := _object_of(verb, frame)) is not None:
        where.extend(obliques(thing, "of", "from", "by", "in"))
        where.extend(c for c in thing.children if c.dep_ in ("poss", "amod", "compound"))
    return sides(context, [t for t in where if is_legislative(context, t)])[1]


def _things(verb: Token, frame: Frame) -> tuple[Token, ...]:
    """The noun phrases in which the agreement stands."""
    if frame.at == _OBJECT_ALONE:
        return objects(verb)
    if "subject" in frame.at:
        return objects(verb) if is_passive(verb) else subjects(verb)
    if "agent" in frame.at:  # "was supplemented by a protocol"
        return agents(verb)
    if "without" in frame.at:  # "talks on an accord broke up without a deal"
        about = tuple(t for talks in subjects(verb) for t in obliques(talks, "on", "over", "about"))
        if any(t.lemma_.lower() in words("texts", "strong") for t in about):
            return about
    thing = _object_of(verb, frame) if frame.object else None
    inner = [t for preposition, nouns in frame.into.items() for t in obliques(verb, preposition) if t.lemma_ in nouns]
    inner.extend(c for c in verb.children if c.dep_ == "acomp" and c.lower_ in frame.words)
    heads = (verb, *inner) if thing is None else (verb, thing)
    found = [t for head in heads for t in obliques(head, *frame.at)]
    if "to" in frame.at:
        found.extend(c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP")
    return tuple({t.i: t for t in found}.values())


def _others(
    context: Context, verb: Token, things: tuple[Token, ...], frame: Frame, parties: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The other side of what is concluded: "shook hands with X on a pact", "talks between A and B failed"."""
    if frame.stage not in ("signed", "in-force"):
        return ()
    near = [verb, *things, *(subjects(verb) if "denial" in frame.sense else ())]
    named = sides(context, [t for token in near for t in obliques(token, "with", "between")])[0]
    return tuple(m for m in named if m.actor not in {p.actor for p in parties})
