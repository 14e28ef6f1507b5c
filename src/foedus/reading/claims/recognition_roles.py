"""Who recognises whom: the fillers of the roles of recognition, and the drafts that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.roles import can_act, date_beside

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token


_REACH = 25
"""How many names back the disputed polity is looked for."""


def recognisers(context: Context, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """Who can recognise: actors, and nouns for them that name nobody ("all states"); no resolution, no ruling."""
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in context.actors((token,)):
            if can_act(context, mention) or token.lemma_.lower() in _groups() or token.pos_ != "NOUN":
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


@cache
def _groups() -> frozenset[str]:
    groups = ("polity", "states", "plural", "institution", "organisation", "person")
    return frozenset().union(*(words("nouns", group) for group in groups))


def pairs(
    context: Context,
    predicate: Token,
    doers: Sequence[Mention],
    done_to: Sequence[Mention],
    *,
    change: str | None,
    rule: str,
    polarity: str | None = None,
    status: str | None = None,
) -> Iterator[Draft]:
    """A draft for each pair of recogniser and recognised; one without a recogniser where a verb names none."""
    if not doers and done_to and rule == "verb":
        yield from (_silent(context, predicate, target, change) for target in done_to)
    listed = len(doers) > 1 or len(done_to) > 1
    for doer in doers:
        for target in done_to:
            if doer.actor != target.actor:
                yield Draft(
                    kind="recognition",
                    predicate=predicate,
                    roles={"recogniser": [doer], "recognised": [target]},
                    attributes={"change": change},
                    evidence=around(context, predicate, (doer, target)),
                    polarity=polarity,
                    status="actual" if rule == "presupposed" else status,
                    time=date_beside(context, doer, target) if listed else None,
                    timeless=rule == "presupposed",
                    rule=rule,
                )


def _silent(context: Context, predicate: Token, target: Mention, change: str | None) -> Draft:
    """Recognition by nobody in particular ("who recognised it?"), for others to echo."""
    return Draft(
        kind="recognition",
        predicate=predicate,
        roles={"recogniser": (), "recognised": (target,)},
        attributes={"change": change},
        evidence=around(context, predicate, (target,)),
        rule="silent",
        silent=True,
    )


def last_small(context: Context, token: Token, doers: Sequence[Mention]) -> tuple[Mention, ...]:
    """For "withdrew its recognition", "nobody recognises it": the disputed polity that the text last spoke of."""
    taken = {doer.actor for doer in doers}
    for n, link in enumerate(context.links.before(begin(token))):
        if n > _REACH:
            break
        if link.type in ("de-facto-state", "region") and link.key not in taken and link.role != "demonym":
            return (link.mention,)
    return ()
