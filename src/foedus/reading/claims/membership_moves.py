"""Verbs of coming in, going and staying: who joins, leaves, is let in or thrown out, by the lexicon's frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.membership_roles import (
    Match,
    body_of_fold,
    body_of_member,
    is_fold,
    members_among,
    organisations,
)
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.syntax import is_infinitive, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"
_SMALL = frozenset({"prep", "prt", "advmod", "acomp", "ccomp", "oprd"})


@dataclass(frozen=True, slots=True)
class Frame:
    """How one family of verbs tells of membership (see the lexicon)."""

    rule: str
    change: str | None
    member: str
    body: tuple[str, ...]
    alone: str
    particles: frozenset[str]
    things: frozenset[str]
    status: str | None
    polarity: str | None


@cache
def _frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each verb."""
    found: dict[str, list[Frame]] = {}
    for row in lexicon(_L)["moves"]:
        frame = Frame(
            row["rule"],
            row.get("change"),
            row["member"],
            tuple(row["body"]),
            row["alone"],
            frozenset(row.get("particles", ())),
            frozenset(row.get("things", ())),
            row.get("status"),
            row.get("polarity"),
        )
        for verb in row["verbs"]:
            found.setdefault(verb, []).append(frame)
    return {verb: tuple(frames) for verb, frames in found.items()}


def takes_in(context: Context, verb: Token) -> bool:
    """Whether a verb lets somebody in "as a member", so that this is no standing membership."""
    frames = _frames().get(verb.lemma_.lower(), ())
    return any("as" in frame.body for frame in frames) and bool(members_among(context, _moved(verb)))


def find(context: Context) -> Iterator[Match]:
    """What each verb of the frames tells: by the first frame that finds a body, else by one that needs none."""
    for verb in context.having(_frames()):
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ not in ("aux", "auxpass"):
            matches = [m for frame in _frames()[verb.lemma_.lower()] if (m := _match(context, verb, frame)) is not None]
            told = sorted(matches, key=lambda match: not match.bodies)
            yield from told[:1]
            keys = {body.actor for match in told[:1] for body in match.bodies}
            yield from (m for m in told[1:] if m.bodies and not keys & {body.actor for body in m.bodies})


def _match(context: Context, verb: Token, frame: Frame) -> Match | None:
    if frame.particles and not frame.particles & {c.lower_ for c in verb.children if c.dep_ in _SMALL}:
        return None
    things = [c for c in objects(verb) if c.lemma_.lower() in frame.things] if frame.things else []
    if frame.things and not things:
        return None
    whose = subjects(verb) if frame.member != "object" else _moved(verb)
    if frame.member == "with":  # "X, allied with Y in the bloc"
        whose = (*(subjects(verb) or objects(verb)), *obliques(verb, "with", "to"))
    elif frame.member == "both":  # "X followed Y into the bloc"
        whose = (*whose, *objects(verb)) if objects(verb) and not is_passive(verb) else ()
    if not whose or (frame.member == "subject" and is_passive(verb) and "object" not in frame.body):
        return None
    folds: list[Token] = []
    bodies: tuple[Mention, ...] = ()
    for place in frame.body:
        tokens = tuple(token for head in (verb, *things) for token in _at(head, place))
        folds.extend(token for token in tokens if is_fold(token))
        bodies = bodies or _bodies(context, tokens, place)
    if frame.change == "leaves" and frame.member == "subject" and _moves_forces(verb):
        return None
    alone = "spoken" if folds else frame.alone if _is_alone(verb, frame) else "never"
    if not bodies and alone == "never":
        return None
    if frame.member == "subject":
        whose = (*whose, *obliques(verb, "alongside"), *_together(verb))
    members = members_among(context, whose)
    if not members:
        return None
    polarity = frame.polarity if modality(verb).polarity == "affirmed" else None
    return Match(verb, members, bodies, frame.change, frame.rule, alone, polarity, frame.status)


def _moves_forces(verb: Token) -> bool:
    """Whether it is forces that somebody takes away: "withdrew its battalion from the town"."""
    return not is_passive(verb) and any(t.lemma_.lower() in words("presence", "forces") for t in objects(verb))


def _together(verb: Token) -> Iterator[Token]:
    """Those "together with" whom somebody goes."""
    for near in verb.children:
        if near.lower_ == "with" and verb.doc[near.i - 1].lower_ in ("together", "along"):
            yield from (c for c in near.children if c.dep_ == "pobj")
        elif near.lower_ in ("together", "along"):
            yield from obliques(near, "with")


def _bodies(context: Context, tokens: tuple[Token, ...], place: str) -> tuple[Mention, ...]:
    if place == "as":
        return tuple(body for token in tokens if _is_member(token) for body in body_of_member(context, token))
    named = organisations(context, (token for token in tokens if not is_fold(token)))
    return named or tuple(body for token in tokens if is_fold(token) for body in body_of_fold(context, token))


def _is_member(noun: Token) -> bool:
    return noun.lemma_.lower() in words(_L, "member") or any(
        c.dep_ == "compound" and c.lemma_.lower() == "member" for c in noun.children
    )


def _moved(verb: Token) -> tuple[Token, ...]:
    """Whom a verb moves: its object, or the subject of the small clause after it ("let X back in")."""
    small = (
        c for child in verb.children if child.dep_ == "ccomp" and child.pos_ in ("ADV", "ADP") for c in child.children
    )
    if verb.dep_ == "acomp":  # "once X is gone"
        return subjects(verb.head)
    return objects(verb) or tuple(c for c in small if c.dep_ == "nsubj")


def _at(verb: Token, place: str) -> tuple[Token, ...]:
    """The noun phrases at one of the places where a frame looks for the organisation."""
    if place == "object":
        return objects(verb)
    if place == "subject":
        return subjects(verb)
    found = obliques(verb, place)
    if not found:
        small = (c for c in verb.children if c.dep_ in _SMALL and c.pos_ in ("ADV", "ADP", "ADJ"))
        found = tuple(t for word in small for t in (*obliques(word, place), *_beside(word, place)))
    return found


def _beside(word: Token, place: str) -> Iterator[Token]:
    """ "Is neutral and *outside the bloc*": a phrase coordinated with an adjective."""
    for preposition in word.children:
        if preposition.dep_ == "conj" and preposition.lower_ == place:
            yield from (c for c in preposition.children if c.dep_ == "pobj")


def _is_alone(verb: Token, frame: Frame) -> bool:
    """Whether nothing says what is joined or left, so that it is what the text spoke of."""
    if frame.member == "subject" and objects(verb) and not is_passive(verb):
        return False
    if frame.member == "subject" and (is_passive(verb) or _is_made_to(verb)):
        return False
    if frame.member == "object" and frame.alone == "spoken" and not is_passive(verb):
        return False
    return not any(_says_what(child, frame) for child in verb.children)


def _says_what(child: Token, frame: Frame) -> bool:
    """Whether a word beside a verb gives it another meaning or another place ("joined in", "left for Paris")."""
    if child.lower_ in frame.particles:
        return any(c.dep_ in ("pobj", "prep") for c in child.children)  # "pulled out of the talks"
    if child.dep_ in ("prt", "ccomp", "xcomp", "dative"):
        return True
    if child.dep_ == "advmod":
        return child.lower_ in ("in", "out", "up", "behind", "there", "home", "back", "away", "off")
    if child.dep_ != "prep" or child.lower_ == "with":
        return child.dep_ == "prep"
    return not (child.lower_ in words(_L, "circumstances") and any(child.children) and child.lower_ not in frame.body)


def _is_made_to(verb: Token) -> bool:
    """Whether somebody gets others to go ("told the Americans to leave"): troops do so; members are expelled."""
    return is_infinitive(verb) and verb.head.lemma_.lower() in words(_L, "makes_go")
