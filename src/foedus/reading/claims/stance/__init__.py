"""Stance: somebody condemns, accuses, supports, warns, urges … somebody.

The state is the holder where its leader speaks for it.  A stance is a verb ("condemned"), an idiom ("threw its weight
behind"), an adjective ("is opposed to"), a noun ("objections to"), a name that judges ("called the vote a sham"), a
refusal ("will not accept") or what a speaker tells others that they must do.  Each has its PLOVER event type.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.stance import nouns, speech, verbs
from foedus.reading.drafts import Draft
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.reading.context import Context

__all__ = ["find"]


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stance that a known or named actor takes, one for each cue."""
    taken: dict[int, object] = {}
    for finder in (verbs, nouns, speech):
        for draft in finder.find(context):
            cue, stance = begin(draft.predicate), draft.attributes["stance"]
            carrier = taken.get(begin(draft.predicate.head)) if draft.predicate.dep_ in ("dobj", "pobj") else None
            if cue not in taken and carrier != stance:  # "gave its support" is one stance
                taken[cue] = stance
                yield draft
