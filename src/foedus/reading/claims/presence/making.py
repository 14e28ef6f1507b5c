"""A presence as a draft, whatever was found: one form for all its types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading import evidence
from foedus.reading.claims.presence.places import PLACES, topical
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.numbers import quantity
from foedus.reading.roles import type_of

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_ELSEWHERE = frozenset({"deployment", "withdrawal", "contingent", "base", "basing", "activity"})
"""Types that are somewhere else by their meaning: the place is in the passage if not in the clause."""
_LISTED = frozenset({"base", "deployment", "exercise", "basing"})
"""Types whose places are told of with the state around them: a base in a town is a base in its state."""
_AT_HOME = frozenset({"alert", "exercise", "buildup"})


def presence(
    context: Context,
    predicate: Token,
    kind: str,
    actors: Sequence[Mention],
    places: Sequence[Mention],
    *,
    counted: Iterable[Token] = (),
    against: Sequence[Mention] = (),
    closing: bool = False,
) -> Iterator[Draft]:
    """The draft of one presence; none where nobody is named, or where a withdrawal is only demanded.

    closing: whether it is a base that is left, so that its places are told of as those of bases are.
    Forces are abroad: a place that is also the actor counts only for what is done at home (alerts, exercises).
    """
    keys = {m.actor for m in actors}
    near = _sited(context, kind, keys, places, listed=closing or kind in _LISTED)
    if not actors and not near:
        return
    if kind == "withdrawal" and modality(predicate).status == "demanded":
        return
    places = near or (topical(context, predicate, keys) if kind in _ELSEWHERE and actors else ())
    against = [m for m in against if m.actor not in keys]
    roles = {"actor": tuple(actors), "location": tuple(places), "against": tuple(against)}
    yield Draft(
        kind="presence",
        predicate=predicate,
        roles={role: fillers for role, fillers in roles.items() if fillers or role != "against"},
        attributes={"type": kind, "quantity": next((q for t in counted if (q := quantity(t)) is not None), None)},
        evidence=evidence.around(context, predicate, (*actors, *near)),
        status=_ordered(predicate),
        rule=kind,
    )


def _ordered(predicate: Token) -> str | None:
    """The status of forces that somebody orders somewhere: "ordered two brigades to the border"."""
    told = modality(predicate)
    ordering = predicate.pos_ == "VERB" and predicate.lemma_.lower() in words("modality", "ordered")
    return "ordered" if ordering and told.polarity == "affirmed" and told.status == "actual" else None


def _sited(
    context: Context, kind: str, keys: Collection[str], places: Sequence[Mention], *, listed: bool
) -> tuple[Mention, ...]:
    """The places that can be meant, with the state around them where that is told too."""
    found = [m for m in places if m.actor not in keys] or ([*places] if kind in _AT_HOME else [])
    if listed:
        wider = [m for m in around(context, found) if m.actor not in {p.actor for p in found}]
        found += [m for m in wider if kind in _AT_HOME or m.actor not in keys]
    return tuple(found)


def around(context: Context, places: Sequence[Mention]) -> Iterator[Mention]:
    """The states or regions that towns and regions lie in, as mentions of the same words."""
    for place in places:
        actor = context.gazetteer.actor(place.actor)
        names: tuple[str | None, ...] = (actor.of,) if actor is not None and actor.type in ("city", "region") else ()
        if actor is None:
            names = context.gazetteer.resolve(place.text)[:1]
        for name in names:
            if name is not None and type_of(context, replace(place, actor=name)) in PLACES:
                yield replace(place, actor=name)


_COMPLEMENTS = frozenset({"oprd", "acomp", "ccomp", "xcomp"})


def leaves_so(verb: Token) -> bool:
    """Whether nobody goes away: "left it isolated", "leaves X as the only one", "left them alone"."""
    if verb.lemma_ != "leave":
        return False
    near = (c for t in (verb, *(c for c in verb.children if c.dep_ == "dobj")) for c in t.children)
    return any((c.dep_ in _COMPLEMENTS and c.head.i == verb.i < c.i) or c.lower_ in ("as", "alone") for c in near)


def keys(mentions: Iterable[Mention]) -> frozenset[str]:
    """The keys of some mentions."""
    return frozenset(m.actor for m in mentions)
