"""What an echo repeats: the last claim before it of a kind that can be told again of somebody else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.referents import ORGANISATIONS

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.links import Link

ACTOR_ROLE = {"recognition": "recogniser", "membership": "member", "agreement-stage": "party", "validity": "holder"}
"""The kinds that an echo can repeat, and the role that its subject takes."""
_STAGES = frozenset({"signed", "submitted", "ratified", "suspended", "denounced", "terminated"})
_DISPUTED = "de-facto-state"
REACH = 900
"""Characters between a claim and its echo."""


def can_be_echoed(draft: Draft) -> bool:
    """Whether "X did so too" can repeat a draft: an act of somebody's, not a lasting state or a text's own fate."""
    if draft.kind == "membership":
        return bool(draft.attributes.get("change"))
    if draft.kind == "agreement-stage":
        return draft.attributes["stage"] in _STAGES
    return draft.kind in ACTOR_ROLE


def with_actor(draft: Draft, actor: Mention, *, body: bool) -> dict[str, Sequence[Mention]]:
    """The roles of a draft with another actor; a parliament takes the body's role in an agreement's stage."""
    if draft.kind != "agreement-stage":
        return {**draft.roles, ACTOR_ROLE[draft.kind]: (actor,)}
    kept = {role: fillers for role, fillers in draft.roles.items() if role == "agreement"}
    return {**kept, "body" if body else "party": (actor,)}


def _place(draft: Draft) -> int:
    return begin(draft.predicate)


def object_role(context: Context, draft: Draft, link: Link) -> str | None:
    """The role of a name that is acted on: "recognised X in 2011 and *Y* a day later"; None for an actor.

    One joins organisations; recognised are states whose statehood is disputed, by others.
    """
    if draft.kind == "membership" and link.type in ORGANISATIONS:
        return "organisation"
    if draft.kind != "recognition" or not draft.roles["recogniser"]:
        return None
    doer = context.gazetteer.actor(draft.roles["recogniser"][0].actor)
    if doer is not None and (doer.type == _DISPUTED or doer.key in words("recognition", "disputed")):
        return None
    return "recognised" if link.type == _DISPUTED or link.key in words("recognition", "disputed") else None


def _sharing(models: Sequence[Draft], offset: int) -> list[Draft]:
    """The last claim before an offset, with those of its kind that share its words."""
    first = bisect_left(models, offset - REACH + 1, key=_place)
    before = models[first : bisect_left(models, offset, key=_place)]
    if not before:
        return []
    last = max(before, key=lambda m: (begin(m.predicate), m.evidence.end))
    return [m for m in before if m.kind == last.kind and begin(m.predicate) == begin(last.predicate)]


def last_acts(models: Sequence[Draft], offset: int) -> list[Draft]:
    """The last claim before an offset, with those that share its words: one for each actor."""
    acts: dict[tuple[str, ...], Draft] = {}
    for model in _sharing(models, offset):
        doers = tuple(m.actor for m in model.roles.get(ACTOR_ROLE[model.kind], ()))
        acts.setdefault(doers, model)
    return list(acts.values())


def last_models(models: Sequence[Draft], offset: int) -> list[tuple[Draft, set[str]]]:
    """The last claim before an offset, with those that share its words: one for each object, with its other actors.

    models: in the order of their predicates.
    """
    objects: dict[tuple[str, ...], Draft] = {}
    for model in _sharing(models, offset):
        own = ("body", "party") if model.kind == "agreement-stage" else (ACTOR_ROLE[model.kind],)
        others = tuple(m.actor for name, fillers in model.roles.items() if name not in own for m in fillers)
        objects.setdefault(others, model)
    return [(model, set(others)) for others, model in objects.items()]
