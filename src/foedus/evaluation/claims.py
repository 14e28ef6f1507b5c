"""When a claim that was read is the claim that is annotated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.evaluation.aliases import Aliases
from foedus.evaluation.gold import KEY_ATTRIBUTES, GoldClaim
from foedus.evaluation.spans import Span, overlap
from foedus.model.claims import Claim

_ENOUGH = 12
"""Characters that evidence shares with the annotated words, or half of the shorter of them."""
_HALF = 0.5
_LOSSES = ("withdraws", "leaves", "suspends")
_MINISTERS = ("minister", "foreign-minister", "defence-minister")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a claim agrees with an annotation of its kind in words that overlap.

    fillers: the share of the annotated fillers that it has, a half where none is annotated.
    strict: it has all of them and no other in these roles, with the annotated polarity and key attribute.
    """

    fillers: float
    strict: bool

    @property
    def relaxed(self) -> bool:
        """Whether at least half of the annotated fillers are there."""
        return self.fillers >= _HALF

    @property
    def likeness(self) -> float:
        """By how much this agreement is preferred to another; a strict one wins among equals."""
        return self.fillers + (0.01 if self.strict else 0.0)


def agreement(gold: GoldClaim, claim: Claim, span: Span, aliases: Aliases) -> Agreement | None:
    """How far they agree; None where their words do not overlap enough to be about the same place."""
    if claim.kind != gold.kind or not _touches(claim, span):
        return None
    found = wanted = spurious = 0
    for role, keys in gold.roles:
        said = claim.actors(role)
        wanted += len(keys)
        found += sum(any(aliases.same(key, actor) for actor in said) for key in keys)
        spurious += sum(not any(aliases.same(key, actor) for key in keys) for actor in said)
    share = found / wanted if wanted else _HALF
    same = same_value(gold, claim) and gold.polarity == claim.polarity
    return Agreement(share, share == 1.0 and not spurious and same)


def same_value(gold: GoldClaim, claim: Claim) -> bool:
    """Whether the kind's key attribute is one that is annotated, or says no loss where it was left open."""
    name = KEY_ATTRIBUTES.get(gold.kind, "")
    said = claim.attribute(name) if name else None
    if not gold.values:
        return name != "change" or said not in _LOSSES
    return any(_agree(value, str(said)) for value in gold.values)


def speaks(gold: GoldClaim, speaker: str | None, aliases: Aliases) -> bool:
    """Whether the speaker is one that is annotated."""
    return speaker is not None and any(aliases.same(key, speaker) for key in gold.speakers)


def _touches(claim: Claim, span: Span) -> bool:
    spans: Iterable[Span] = [(quote.start, quote.end) for quote in claim.evidence]
    most = max((overlap(each, span) for each in spans), default=0)
    shortest = min([span[1] - span[0], *(b - a for a, b in spans)])
    return most >= min(_ENOUGH, max(1, shortest // 2))


def _agree(one: str, other: str) -> bool:
    """Equal values; a minister of no told portfolio is any minister."""
    return one == other or (one in _MINISTERS and other in _MINISTERS and "minister" in (one, other))
