"""Presence: whose forces are where, doing what.

A base, a contingent, a deployment, an exercise, an alert, a build-up, activity (strikes, offensives), a withdrawal, or
the letting in of others' forces.  A withdrawal that is demanded is a commitment, not a presence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.presence import (
    activity,
    bases,
    basing,
    contingents,
    doing,
    drills,
    frames,
    movements,
    stationing_rights,
)
from foedus.reading.claims.presence.forces import Forces
from foedus.reading.drafts import Draft
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.reading.context import Context

__all__ = ["find"]


def find(context: Context) -> Iterator[Draft]:
    """A draft for each presence, the more telling one where two rules see the same."""
    forces = Forces(context)
    said: list[Draft] = []
    lent: frozenset[int] = frozenset()
    for finder in (stationing_rights, basing, movements, bases, drills, activity, frames, contingents, doing):
        for draft in finder.find(context, forces):
            if not any(_same(draft, other) for other in said) and begin(draft.predicate) not in lent:
                said.append(draft)
        lent = lent or basing.lent(context, said)
    said += [draft for draft in bases.again(context, said) if not any(_same(draft, other) for other in said)]
    yield from sorted(said, key=lambda draft: begin(draft.predicate))


def _same(draft: Draft, other: Draft) -> bool:
    """Whether a draft repeats another: one predicate, or the same forces and places within its evidence."""
    if begin(draft.predicate) == begin(other.predicate) or _counted(draft, other):
        return True
    apart = draft.evidence.end <= other.evidence.start or other.evidence.end <= draft.evidence.start
    if apart or not _keys(draft, "actor") <= _keys(other, "actor"):
        return False
    types = {draft.attributes["type"], other.attributes["type"]}
    return _keys(draft, "location") <= _keys(other, "location") and (
        len(types) == 1 or draft.attributes["type"] == "contingent"
    )


def _counted(draft: Draft, other: Draft) -> bool:
    """Whether a phrase of forces is what another presence's verb is said of ("the US has 2,000 *troops in Syria*")."""
    noun, verb = draft.predicate, other.predicate
    return noun.pos_ == "NOUN" and noun.head.doc is verb.doc and noun.head.i == verb.i and draft.rule == "contingent"


def _keys(draft: Draft, role: str) -> set[str]:
    return {mention.actor for mention in draft.roles.get(role, ())}
