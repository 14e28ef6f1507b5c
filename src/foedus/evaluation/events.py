"""PLOVER event types: one for each short text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedus.evaluation.counts import Counts, Key
from foedus.evaluation.gold import GoldEvent
from foedus.model.claims import Claim


def score_event(gold: GoldEvent, claims: Sequence[Claim]) -> Counts:
    """Whether the event type that was read is the annotated one.

    Of several claims with an event the first counts that shares a word with the annotated words, else the first.
    """
    told = [claim for claim in claims if claim.attribute("event")]
    words = set(gold.words.lower().split())
    covering = [claim for claim in told if words & set(_words(claim))]
    chosen = next(iter(covering or told), None)
    counts: Counts = Counter({Key("events", gold.type, "gold"): 1, Key("value", "event", gold.type): 1})
    if chosen is not None:
        said = str(chosen.attribute("event")).upper()
        counts[Key("events", said, "read")] += 1
        counts[Key("events", gold.type, "right")] += said == gold.type.upper()
    return counts


def _words(claim: Claim) -> list[str]:
    return " ".join(quote.text for quote in claim.evidence).lower().split()
