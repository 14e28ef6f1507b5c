"""Presence: whose forces are where, doing what.

A base, a contingent, a deployment, an exercise, an alert, a build-up, activity (strikes, offensives), a withdrawal, or the
letting in of others' forces.  A withdrawal that is demanded is a commitment, not a presence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.numbers import quantity
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import named_in, polities, type_of
from foedus.reading.syntax import agents, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "presence"
_WHERE = ("in", "on", "at", "near", "along", "inside", "within", "around", "across", "over")
_WHITHER = ("to", "into", "in", "on", "near", "towards", "inside", "at", "along", "against")


def find(context: Context) -> Iterator[Draft]:
    """A draft for each presence."""
    seen: set[tuple[int, int]] = set()
    for finder in (_moving, _acting, _keeping, _bases, _nouns):
        for draft in finder(context):
            span = (draft.predicate.sent.start + context.page.passage(draft.predicate).start, draft.predicate.i)
            if span not in seen:
                seen.add(span)
                yield draft


def _forces(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(t for t in tokens if t.lemma_.lower() in words(_L, "forces"))


def _armed(context: Context, token: Token) -> bool:
    """Whether a noun phrase can be somebody's forces: a military noun, a polity, an alliance, an armed group."""
    if token.lemma_.lower() in words(_L, "forces"):
        return True
    kinds = {type_of(context, m) for m in context.who(token)}
    return bool(kinds & (POLITIES | ORGANISATIONS | {"armed-group", "armed-forces"}))


def _whose(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """Whose forces some noun phrases are: the owner of "Russian troops", the polity itself, or a named group."""
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in context.actors([token]):
            kind = type_of(context, mention)
            known = kind in POLITIES | ORGANISATIONS | {"armed-group", "armed-forces"}
            if known or (kind is None and any(context.links.within(mention.start, mention.end))):
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _places(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The places that some noun phrases mean: names, "the region", "its territory", "Belarus' western border"."""
    found: dict[str, Mention] = {}
    for token in tokens:
        if token.ent_type_ in ("DATE", "TIME"):
            continue
        for mention in polities(context, [token]) or tuple(
            m
            for m in named_in(context, token)
            if type_of(context, m) in POLITIES | {None, "city"} and m.text[:1].isupper()
        ):
            found.setdefault(mention.actor, mention)
        link = context.referents.link(token)
        if link is not None and link.type not in ("person", "outlet", "agency", "agreement"):
            found.setdefault(link.key, link.mention)
    return tuple(found.values())


def _draft(
    context: Context,
    predicate: Token,
    kind: str,
    actors: Sequence[Mention],
    places: Sequence[Mention],
    *,
    counted: Iterable[Token] = (),
    against: Sequence[Mention] = (),
    confidence: float = 0.7,
) -> Iterator[Draft]:
    keys = {m.actor for m in actors}
    places = [m for m in places if m.actor not in keys] or ([*places] if kind in ("alert", "exercise") else [])
    if not actors and not places:
        return
    if kind == "withdrawal" and modality(predicate).status == "demanded":
        return
    roles = {"actor": tuple(actors), "location": tuple(places), "against": tuple(against)}
    yield Draft(
        kind="presence",
        predicate=predicate,
        roles={role: fillers for role, fillers in roles.items() if fillers or role != "against"},
        attributes={"type": kind, "quantity": next((q for t in counted if (q := quantity(t)) is not None), None)},
        evidence=around(context, predicate, (*actors, *places)),
        confidence=confidence,
        rule=kind,
    )


def _moving(context: Context) -> Iterator[Draft]:
    """ "X deployed troops to Y", "troops were withdrawn from Y", "X massed forces on the border"."""
    for verb in context.having(words(_L, "deploy") | words(_L, "withdraw") | words(_L, "mass")):
        if verb.pos_ != "VERB" or verb.dep_ == "amod":
            continue
        lemma = verb.lemma_.lower()
        things = _forces(objects(verb))
        moved_self = _forces(subjects(verb))
        leaving = lemma in words(_L, "withdraw")
        if not things and not (moved_self and (leaving or lemma in words(_L, "mass"))):
            continue
        actors = (
            _whose(context, things) or _whose(context, subjects(verb) or agents(verb)) or _whose(context, moved_self)
        )
        if leaving:
            places, kind = _places(context, obliques(verb, "from", "out", "out of", "of")), "withdrawal"
        elif lemma in words(_L, "mass"):
            places, kind = _places(context, obliques(verb, *_WHITHER)), "buildup"
        else:
            places, kind = _places(context, obliques(verb, *_WHITHER)), "deployment"
            if is_passive(verb) and verb.dep_ in ("acl", "relcl") and "contingent" in {t.lemma_ for t in things}:
                kind = "contingent"
        yield from _draft(context, verb, kind, actors, places, counted=things or moved_self)


def _acting(context: Context) -> Iterator[Draft]:
    """ "jets bombed Y", "troops pushed into Y", "X invaded Y"."""
    for verb in context.having(words(_L, "act") | words(_L, "move_in")):
        if verb.pos_ != "VERB" or verb.dep_ == "amod":
            continue
        doers = subjects(verb) or agents(verb)
        moving = verb.lemma_.lower() in words(_L, "move_in")
        if not doers or (moving and not _forces(doers)) or not all(_armed(context, t) for t in doers[:1]):
            continue
        actors = _whose(context, doers)
        targets = objects(verb)
        places = _places(context, targets) or _places(context, obliques(verb, *_WHITHER))
        if actors and (places or verb.lemma_.lower() in ("bomb", "shell", "invade", "bombard")):
            yield from _draft(context, verb, "activity", actors, places)


def _keeping(context: Context) -> Iterator[Draft]:
    """ "X keeps 4,500 soldiers in Y", "X troops are stationed in Y", "there are X soldiers in Y"."""
    for verb in context.having(words(_L, "keep") | {"exist"}):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        things = [t for t in objects(verb) if t.lemma_.lower() in words(_L, "people") | words(_L, "forces")]
        if not things and verb.lemma_ in ("be", "remain", "stay", "station", "base"):
            there = any(c.dep_ == "expl" for c in verb.children)
            inside = (
                [c for c in verb.children if c.dep_ == "attr"]
                if there
                else [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
            )
            things = [t for t in inside if t.lemma_.lower() in words(_L, "people")]
            if not there and not _places(context, obliques(verb, *_WHERE)):
                continue
        if not things:
            continue
        actors = _whose(context, things) or _whose(context, subjects(verb))
        places = _places(context, [*obliques(verb, *_WHERE), *(o for t in things for o in obliques(t, *_WHERE))])
        yield from _draft(context, verb, "contingent", actors, places, counted=things)


def _bases(context: Context) -> Iterator[Draft]:
    """ "the Russian base in Y", "X keeps bases in Y", "the base stationed in Y by X"."""
    for noun in context.having(words(_L, "base")):
        if noun.pos_ != "NOUN" or noun.dep_ == "compound":
            continue
        if noun.lemma_ not in ("base", "airbase") and not any(c.lower_ in words(_L, "military") for c in noun.children):
            continue
        governor = noun.head
        actors = _whose(context, nominal_agents(noun))
        inner = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
        places = _places(context, [*obliques(noun, *_WHERE, "of"), *(o for c in inner for o in obliques(c, *_WHERE))])
        actors = actors or tuple(m for c in inner for m in _whose(context, agents(c)))
        predicate = noun
        if noun.dep_ in ("dobj", "nsubjpass") and governor.pos_ == "VERB":
            if governor.lemma_.lower() in words(_L, "use") and not actors:
                continue
            actors = actors or _whose(context, subjects(governor))
            places = places or _places(context, obliques(governor, *_WHERE))
            predicate = (
                governor
                if governor.lemma_.lower() in words(_L, "keep") | words(_L, "build") | {"want", "seek", "close"}
                else noun
            )
        if actors:
            yield from _draft(context, predicate, "base", actors, places, counted=[noun], confidence=0.75)


def _nouns(context: Context) -> Iterator[Draft]:
    """ "NATO activity in Y", "joint exercises", "the presence of X troops in Y", "a troop withdrawal from Y"."""
    kinds = {
        "activity": "activity",
        "exercise": "exercise",
        "deployment": "deployment",
        "buildup": "buildup",
        "withdrawal": "withdrawal",
        "presence": "contingent",
    }
    for group, kind in kinds.items():
        for noun in context.having(words(_L, group)):
            if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ == "compound":
                continue
            actors, places = _about(context, noun, kind)
            if actors and (places or kind in ("exercise", "activity")) and _is_military(context, noun, actors):
                yield from _draft(context, noun, kind, actors, places, confidence=0.6)
    for noun in context.having(words(_L, "alert")):
        verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
        if verb is not None and verb.lemma_ in ("put", "place", "be", "set"):
            things = _forces(objects(verb))
            actors = (
                _whose(context, things)
                or _whose(context, (o for t in things for o in obliques(t, "on", "in", "at")))
                or _whose(context, subjects(verb))
            )
            places = _places(context, (o for t in things for o in obliques(t, "on", "in", "at", "along")))
            yield from _draft(context, verb, "alert", actors, places)


def _about(context: Context, noun: Token, kind: str) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    inside = _forces(obliques(noun, "of", "by"))
    actors = _whose(context, nominal_agents(noun)) or _whose(context, inside) or _whose(context, obliques(noun, "by"))
    where = (
        ("from",) if kind == "withdrawal" else _WHITHER if kind == "deployment" else (*_WHERE, "against", "into", "on")
    )
    places = _places(context, obliques(noun, *where))
    if not places and noun.dep_ in ("dobj", "nsubj", "nsubjpass") and noun.head.pos_ == "VERB":
        places = _places(context, obliques(noun.head, *_WHERE))
    if (
        not actors
        and noun.dep_ in ("dobj",)
        and noun.head.lemma_ in ("launch", "conduct", "hold", "carry", "mount", "stage", "start", "begin", "take")
    ):
        actors = _whose(context, subjects(noun.head))
    return actors, places


def _is_military(context: Context, noun: Token, actors: Sequence[Mention]) -> bool:
    """Whether a noun that may also be civil ("operation", "activity", "presence") is said of forces."""
    lemma = noun.lemma_.lower()
    if lemma not in words(_L, "activity_military") | words(_L, "presence") | words(_L, "deployment") | words(
        _L, "withdrawal"
    ):
        return True
    near = {t.lemma_.lower() for t in noun.subtree}
    armed = bool(near & (words(_L, "forces") | {"military", "armed", "air", "ground", "naval", "troop"}))
    return (
        armed
        or any(type_of(context, m) in ("alliance", "armed-group") for m in actors)
        or lemma in ("strike", "airstrike", "attack", "assault")
    )
