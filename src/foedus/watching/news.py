"""Claims that are new since a look: by what they say, so that ten papers with one story are one piece of news."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.model.claims import Claim
from foedus.watching.changes import Change

KINDS = (
    "agreement-stage",
    "agreement-link",
    "commitment",
    "membership",
    "recognition",
    "validity",
    "integration",
    "office",
)
"""Kinds of claim that a watch tells of, unless it is asked for others."""

_MOST_CITED = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A new claim with who says it and where, in words."""

    claim: Claim
    source: str


def proposition(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, whoever says it in whatever words; the day counts for stages alone."""
    roles = tuple((role, tuple(sorted(set(claim.actors(role))))) for role, _ in sorted(claim.roles, key=lambda r: r[0]))
    told = tuple(
        (key, value) for key, value in claim.attributes if key in ("stage", "link", "change", "step", "duty", "office")
    )
    day = claim.time.edtf if claim.time and claim.kind == "agreement-stage" else None
    return claim.kind, tuple(each for each in roles if each[1]), told, claim.polarity, claim.status, day


def news(
    new: Iterable[Said], known: Collection[tuple[Any, ...]], told: Callable[[Mapping[str, Any]], str]
) -> list[Change]:
    """What new claims say, each proposition once, with who says it; those that nobody said before come first.

    known: propositions that were said before.  told: a claim in words.
    """
    groups: dict[tuple[Any, ...], list[Said]] = {}
    for each in new:
        groups.setdefault(proposition(each.claim), []).append(each)
    changes = [
        Change(
            "claim",
            key[0],
            "said-again" if key in known else "said",
            told(said[0].claim.record()),
            why=_sources([each.source for each in said]),
            claims=tuple(each.claim.id for each in said),
        )
        for key, said in groups.items()
    ]
    return sorted(changes, key=lambda change: change.change)


def _sources(sources: list[str]) -> tuple[str, ...]:
    several = list(dict.fromkeys(sources))
    more = len(several) - _MOST_CITED
    return (*several[:_MOST_CITED], *((f"and {more} more",) if more > 0 else ()))
