"""Agreement stage: an agreement is proposed, signed, submitted, ratified, in force, …, violated.

Verbs with the agreement as object or passive subject ("signed the treaty"), as subject ("the treaty lapsed"), after a
preposition ("withdrew from the pact"), idioms ("put pen to paper"), and nominals ("the ratification of the agreement by
the Duma").  Stages follow the Vienna Convention on the Law of Treaties, arts 11-18, 24, 54-57.
"""

from __future__ import annotations

from collections.abc import Iterator

from foedus.reading import times
from foedus.reading.claims import stage_force, stage_frames, stage_nouns, stage_verbs
from foedus.reading.context import Context
from foedus.reading.drafts import Draft
from foedus.reading.page import begin

_FINDERS = (stage_verbs, stage_frames, stage_force, stage_nouns)


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stage that an agreement is said to reach."""
    told = _fullest([draft for told_by in _FINDERS for draft in told_by.find(context)])
    told.sort(key=lambda draft: begin(draft.predicate))
    kept = [draft for i, draft in enumerate(told) if not _is_repeated(context, draft, told[:i])]
    yield from kept
    yield from stage_nouns.resumed(context, kept)


def _fullest(drafts: list[Draft]) -> list[Draft]:
    """Of drafts that one word tells of one agreement, the one with the most fillers: two rules may see the same."""
    best: dict[tuple[int, str, frozenset[str]], Draft] = {}
    for draft in drafts:
        key = (begin(draft.predicate), draft.attributes["stage"], _keys(draft, "agreement"))
        if key not in best or _weight(draft) > _weight(best[key]):
            best[key] = draft
    return list(best.values())


def _weight(draft: Draft) -> int:
    return sum(len(fillers) for fillers in draft.roles.values())


def _is_repeated(context: Context, draft: Draft, earlier: list[Draft]) -> bool:
    """Whether a nominal only takes up what was told before ("its ratification was condemned")."""
    if draft.predicate.pos_ not in ("NOUN", "PROPN") or times.time_of(draft.predicate, context.page) is not None:
        return False
    for known in earlier:
        alike = known.attributes == draft.attributes and _keys(known, "agreement") == _keys(draft, "agreement")
        if alike and all(_keys(draft, role) <= _keys(known, role) for role in ("party", "body")):
            return True
    return False


def _keys(draft: Draft, role: str) -> frozenset[str]:
    return frozenset(mention.actor for mention in draft.roles.get(role, ()))
