"""A relation of a place as a draft: who holds, claims or contains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, Quote
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around, trimmed
from foedus.reading.page import begin, finish
from foedus.reading.phrases import phrase
from foedus.reading.referents import ORGANISATIONS
from foedus.reading.roles import type_of

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token


def relation(
    context: Context,
    predicate: Token,
    kind: str,
    places: Sequence[Mention],
    of: Sequence[Mention],
    *,
    polarity: str | None = None,
    status: str | None = None,
) -> Iterator[Draft]:
    """The draft of one relation; a modifier states it as a fact, whatever its sentence says."""
    of = [mention for mention in of if mention.actor not in {place.actor for place in places}]
    if kind == "part-of":  # a state is a member of a body of states, and no part of it
        bodies = any(type_of(context, mention) in ORGANISATIONS for mention in of)
        if bodies and any(type_of(context, place) == "state" for place in places):
            return
    if not places and not of:
        return
    attributive = predicate.dep_ in ("amod", "compound", "nmod")
    yield Draft(
        kind="territory",
        predicate=predicate,
        roles={"territory": tuple(places), "of": tuple(of)},
        attributes={"relation": kind},
        evidence=_phrase(context, predicate, (*places, *of))
        if attributive
        else around(context, predicate, (*places, *of)),
        polarity="affirmed" if attributive else polarity,
        status="actual" if attributive else status,
        timeless=attributive,
        rule="modifier" if attributive else "verb",
    )


def _phrase(context: Context, modifier: Token, mentions: Sequence[Mention]) -> Quote:
    """The noun phrase of a modifier with the names around it in its sentence."""
    head = modifier.head
    whole = phrase(head)
    low, high = begin(head.sent[0]), finish(head.sent[-1])
    before = [m.start for m in mentions if low <= m.start and m.end <= begin(head)]
    after = [m.end for m in mentions if begin(head) < m.start < high]
    return trimmed(context, min([begin(whole[0]), *before]), max([finish(whole[-1]), *after]))
