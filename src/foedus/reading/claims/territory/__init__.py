"""Territory: a place breaks away from, is occupied by, is part of, is controlled by or is claimed by somebody.

Modifiers ("breakaway", "Russian-occupied", "rebel-held"), verbs ("occupies", "controls", "claims"), nouns ("under X's
control", "X's claims to Y") and what is part of what, each with the place and the one that it stands in relation to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.territory import frames, modifiers, nouns, parts, verbs
from foedus.reading.drafts import Draft
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.reading.context import Context

__all__ = ["find"]


def find(context: Context) -> Iterator[Draft]:
    """A draft for each place and relation; several places of one phrase stay in one claim."""
    seen: set[tuple[object, ...]] = set()
    for finder in (modifiers, frames, verbs, nouns, parts):
        for draft in finder.find(context):
            said = draft.attributes["relation"]
            fillers = tuple(frozenset(m.actor for m in draft.roles[role]) for role in ("territory", "of"))
            # "exercises control over Y" has two cues and says one thing
            marks = {(begin(draft.predicate), said), (begin(draft.predicate.sent[0]), said, *fillers)}
            if not marks & seen:
                yield draft
            seen |= marks
