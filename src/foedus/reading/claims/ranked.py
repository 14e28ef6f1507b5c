"""Those who did it before: "the third state after A and B to recognise it", "the first to join since C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.models import ACTOR_ROLE, with_actor
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lists import names
from foedus.reading.moods import is_rank
from foedus.reading.phrases import is_infinitive
from foedus.reading.roles import is_polity

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_EARLIER = frozenset({"after", "since", "following", "behind", "besides"})
_WINDOW = 12
_RANK_REACH = 6


def find(context: Context, models: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each polity that a rank names as one that did the same before."""
    for model in models:
        if model.kind not in ("recognition", "membership") or not is_infinitive(model.predicate):
            continue
        known = {filler.actor for fillers in model.roles.values() for filler in fillers}
        for mention in context.actors(_before(context, model.predicate)):
            if mention.actor not in known and is_polity(context, mention):
                yield replace(
                    model,
                    roles=with_actor(model, mention, body=False),
                    evidence=around(context, model.predicate, (mention, *_objects(model))),
                    polarity="affirmed",
                    status="actual",
                    time=None,
                    timeless=True,
                    rule="ranked",
                )


def _objects(model: Draft) -> Iterator[Mention]:
    return (filler for role, fillers in model.roles.items() if role != ACTOR_ROLE[model.kind] for filler in fillers)


def _before(context: Context, verb: Token) -> tuple[Token, ...]:
    """The names after "after" or "since", where a rank stands before that word and before the verb."""
    doc, sentence = verb.doc, verb.sent
    for i in range(max(sentence.start, verb.i - _WINDOW), min(sentence.end - 1, verb.i + _WINDOW)):
        if doc[i].lower_ in _EARLIER:
            ranked = range(max(sentence.start, min(i, verb.i) - _RANK_REACH), min(i, verb.i))
            if any(is_rank(doc[j]) for j in ranked):
                return names(doc[i + 1 : sentence.end], context.referents.link)
    return ()
