"""Event: a political event that no other kind of claim covers, with its PLOVER type.

A protest, an arrest, a clash, an investigation, a meeting: the actor is the subject, the target the object.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon
from foedus.reading.roles import can_act
from foedus.reading.syntax import objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context


def find(context: Context) -> Iterator[Draft]:
    """A draft for each event whose actor the text names."""
    types = _by_lemma()
    for verb in context.having(types):
        if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound"):
            continue
        actors = tuple(m for m in context.actors(subjects(verb)) if can_act(context, m))
        if not actors:
            continue
        taken = {m.actor for m in actors}
        done_to = [*objects(verb), *obliques(verb, "with", "against")]
        targets = tuple(m for m in context.actors(done_to) if can_act(context, m) and m.actor not in taken)
        places = tuple(
            link.mention for t in obliques(verb, "in", "at") if (link := context.referents.link(t)) is not None
        )
        roles = {"actor": actors, "target": targets, "place": places}
        yield Draft(
            kind="event",
            predicate=verb,
            roles={role: fillers for role, fillers in roles.items() if fillers or role == "actor"},
            attributes={"event": types[verb.lemma_.lower()]},
            evidence=around(context, verb, actors),
            confidence=0.5,
            rule=types[verb.lemma_.lower()].lower(),
        )


@cache
def _by_lemma() -> dict[str, str]:
    return {lemma: type_ for type_, lemmas in lexicon("event").items() for lemma in lemmas}
