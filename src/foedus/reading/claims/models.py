"""What an echo repeats: the last claim before it of a kind that can be told again of somebody else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.page import begin

ACTOR_ROLE = {"recognition": "recogniser", "membership": "member", "agreement-stage": "party", "validity": "holder"}
"""The kinds that an echo can repeat, and the role that its subject takes."""
_STAGES = frozenset({"signed", "submitted", "ratified", "suspended", "denounced", "terminated"})
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


def last_models(models: Sequence[Draft], offset: int) -> list[tuple[Draft, set[str]]]:
    """The last claim before an offset, with those that share its words: one for each object, with its other actors.

    models: in the order of their predicates.
    """
    first = bisect_left(models, offset - REACH + 1, key=_place)
    before = models[first : bisect_left(models, offset, key=_place)]
    if not before:
        return []
    last = max(before, key=lambda m: (begin(m.predicate), m.evidence.end))
    own = ("body", "party") if last.kind == "agreement-stage" else (ACTOR_ROLE[last.kind],)
    objects: dict[tuple[str, ...], Draft] = {}
    for model in before:
        if model.kind != last.kind or begin(model.predicate) != begin(last.predicate):
            continue
        others = tuple(m.actor for name, fillers in model.roles.items() if name not in own for m in fillers)
        objects.setdefault(others, model)
    return [(model, set(others)) for others, model in objects.items()]
