"""Answers: who does what a question asks: "Who recognises X? Ten states, Y and Z among them."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.claims.models import with_actor
from foedus.reading.drafts import Draft
from foedus.reading.page import begin, finish
from foedus.reading.referents import POLITIES

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Span, Token

_NAMED = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_NAMES = frozenset({"name", "metonym", "abbreviation"})


def find(context: Context, models: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each polity that answers a question, in place of the one without a doer."""
    for model in models:
        sentence = _answer(context, model.predicate) if model.silent else None
        if sentence is None:
            continue
        taken = {m.actor for fillers in model.roles.values() for m in fillers}
        for link in context.links.within(begin(sentence[0]), finish(sentence[-1])):
            if link.type in POLITIES and link.role in _NAMES and link.key not in taken:
                taken.add(link.key)
                acting = context.referents.polity(link.mention)
                yield replace(
                    model,
                    predicate=context.page.passages[link.passage].parse[link.head],
                    roles=with_actor(model, acting, body=False),
                    evidence=context.page.evidence(sentence),
                    polarity="affirmed",
                    status="actual",
                    timeless=True,
                    rule="answer",
                    silent=False,
                )


def _answer(context: Context, verb: Token) -> Span | None:
    """The sentence after a question, in the same passage or at the start of the next, if it only names."""
    sentence = verb.sent
    if sentence[-1].text != "?":
        return None
    passage = context.page.passage(verb)
    following: Span | None = verb.doc[sentence.end].sent if sentence.end < len(verb.doc) else None
    if following is None and passage.index + 1 < len(context.page.passages):
        following = next(iter(context.page.passages[passage.index + 1].sentences), None)
    return following if following is not None and following.root.pos_ in _NAMED else None
