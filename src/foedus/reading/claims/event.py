"""Event: a political event that no other kind of claim covers, with its PLOVER type.

A protest, an arrest, a clash, an investigation, a meeting: the actor is the subject, the target the object.  The types
are those of the PLOVER manual's list with DEMAND, DISAPPROVE, FIGHT and INVESTIGATE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.event_cues import Cue, cues
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.roles import can_act
from foedus.reading.syntax import is_passive, nominal_agents, objects, obliques

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "event"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each event whose actor or target the text names; one for each word that tells it."""
    seen: set[int] = set()
    for cue in cues(context):
        here = begin(cue.word)
        if here in seen:
            continue
        actors = _doers(context, cue)
        taken = {m.actor for m in actors}
        targets = tuple(m for m in _who(context, _done_to(cue)) if m.actor not in taken)
        if not actors and not (targets and is_passive(cue.word)):
            continue
        seen.add(here)
        yield _draft(context, cue, actors, targets)


def _draft(context: Context, cue: Cue, actors: tuple[Mention, ...], targets: tuple[Mention, ...]) -> Draft:
    places = tuple(
        link.mention for t in obliques(cue.word, "in", "at") if (link := context.referents.link(t)) is not None
    )
    roles = {"actor": actors, "target": targets, "place": places}
    return Draft(
        kind="event",
        predicate=cue.word,
        roles={role: fillers for role, fillers in roles.items() if fillers or role == "actor"},
        attributes={"event": cue.type},
        evidence=around(context, cue.word, actors),
        rule=cue.type.lower(),
    )


def _done_to(cue: Cue) -> Iterable[Token]:
    if cue.done_to is not None:
        return cue.done_to
    return (*objects(cue.word), *obliques(cue.word, "with", "against", "to", "on"))


def _doers(context: Context, cue: Cue) -> tuple[Mention, ...]:
    """Who does it: whom its phrases name or describe, else its speaker, who speaks of themselves."""
    found = _who(context, cue.doers)
    of_themselves = any(t.lower_ in words(_L, "themselves") for t in cue.doers)
    if found or not (cue.said or of_themselves):
        return found
    speaker = context.speaker(cue.word)
    return (context.referents.polity(speaker),) if speaker is not None else ()


@cache
def _described() -> frozenset[str]:
    return words(_L, "doers") | words("nouns", "person") | words("nouns", "institution")


def _who(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """Who takes part: actors, and described people and forces that nobody names."""
    found: dict[str, Mention] = {}
    for token in tokens:
        if token.ent_type_ in ("DATE", "TIME") and context.referents.link(token) is None:
            continue
        named = [m for m in context.actors([token]) if can_act(context, m)]
        if not named and token.lemma_.lower() in _described():
            named = list(context.actors(nominal_agents(token))) or list(context.who(token))
        for mention in named:
            found.setdefault(mention.actor, mention)
    return tuple(found.values())
