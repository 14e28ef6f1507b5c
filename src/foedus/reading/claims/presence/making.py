"""A presence as a draft, whatever was found: one form for all its types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.places import topical
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.modality import modality
from foedus.reading.numbers import quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_ELSEWHERE = frozenset({"deployment", "withdrawal", "contingent", "base", "activity"})
"""Types that are somewhere else by their meaning: the place is in the passage if not in the clause."""
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
    confidence: float = 0.7,
) -> Iterator[Draft]:
    """The draft of one presence; none where nobody is named, or where a withdrawal is only demanded.

    Forces are abroad: a place that is also the actor counts only for what is done at home (alerts, exercises).
    """
    keys = {m.actor for m in actors}
    abroad = [m for m in places if m.actor not in keys]
    places = abroad or ([*places] if kind in _AT_HOME else [])
    near = list(places)
    if not places and kind in _ELSEWHERE and actors:
        places = [*topical(context, predicate, keys)]
    if not actors and not places:
        return
    if kind == "withdrawal" and modality(predicate).status == "demanded":
        return
    against = [m for m in against if m.actor not in keys and m.actor not in {p.actor for p in places}]
    roles = {"actor": tuple(actors), "location": tuple(places), "against": tuple(against)}
    yield Draft(
        kind="presence",
        predicate=predicate,
        roles={role: fillers for role, fillers in roles.items() if fillers or role != "against"},
        attributes={"type": kind, "quantity": next((q for t in counted if (q := quantity(t)) is not None), None)},
        evidence=around(context, predicate, (*actors, *near)),
        confidence=confidence,
        rule=kind,
    )


def keys(mentions: Iterable[Mention]) -> frozenset[str]:
    """The keys of some mentions."""
    return frozenset(m.actor for m in mentions)
