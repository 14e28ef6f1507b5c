"""What an echo repeats: the last claim before it of a kind that can be told again of somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.reading.drafts import Draft
from foedus.reading.page import begin

ACTOR_ROLE = {"recognition": "recogniser", "membership": "member", "agreement-stage": "body", "validity": "holder"}
"""The kinds that an echo can repeat, and the role that its subject takes."""
REACH = 900
"""Characters between a claim and its echo."""


def last_models(models: Sequence[Draft], offset: int, doers: set[str]) -> list[Draft]:
    """The last claim before an offset, with the claims that share its words (one for each object)."""
    before = [m for m in models if 0 < offset - begin(m.predicate) < REACH]
    if not before:
        return []
    last = max(before, key=lambda m: (begin(m.predicate), m.evidence.end))
    role = ACTOR_ROLE[last.kind]
    objects: dict[tuple[str, ...], Draft] = {}
    for model in before:
        if model.kind != last.kind or begin(model.predicate) != begin(last.predicate):
            continue
        others = tuple(m.actor for name, fillers in model.roles.items() if name != role for m in fillers)
        if not doers & set(others):
            objects.setdefault(others, model)
    return list(objects.values())
