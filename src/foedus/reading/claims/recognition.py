"""Recognition: a polity recognises, does not recognise, or takes back its recognition of another.

"Recognise" with a state, or the independence of one, as its object; "recognition" with its agent and object; and
verbs of withdrawing or granting that have recognition as their object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims import recognition_nouns, recognition_verbs, switches
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.reading.context import Context

_L = "recognition"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each pair of recogniser and recognised, in the order of the text."""
    drafts = [*_told(context), *switches.find(context)]
    told: set[tuple[int, str, str]] = set()
    for draft in sorted(drafts, key=lambda draft: begin(draft.predicate)):
        pair = [fillers[0].actor if fillers else "" for fillers in draft.roles.values()]
        key = (begin(draft.predicate), pair[0], pair[1])
        if key not in told:
            told.add(key)
            yield draft


def _told(context: Context) -> Iterator[Draft]:
    """What "recognise" and "recognition" tell."""
    last: tuple[Mention, ...] = ()
    cues = ("recognise", "unrecognised", "derecognise", "accept", "recognition")
    for token in context.having(frozenset().union(*(words(_L, cue) for cue in cues))):
        if token.pos_ in ("VERB", "ADJ"):
            drafts = list(recognition_verbs.told(context, token, last))
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words(_L, "recognition"):
            drafts = list(recognition_nouns.told(context, token, last))
        else:
            continue
        last = tuple({d.roles["recognised"][0].actor: d.roles["recognised"][0] for d in drafts}.values()) or last
        yield from drafts
