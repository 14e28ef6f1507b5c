"""What people held of claims in another tool, as far as its file says: to be matched with what the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Spans = tuple[tuple[int, int], ...]

VERDICTS = {
    "accept": "accept",
    "accepted": "accept",
    "reject": "reject",
    "rejected": "reject",
    "correct": "correct",
    "corrected": "correct",
    "retract": "retract",
    "retracted": "retract",
}
"""Words for a verdict, and the verdict."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What one annotation holds of one claim.

    where: the file and the item in it.  verdict: one of the values of :data:`VERDICTS`.
    claim: its id; None where only its words are given.  document: the id, path or address of the text; spans: where the
    words stand in it; words: themselves, each stretch.
    by, at, reason: who held it, when and why, as far as it says.
    changes: for ``correct``, ``FIELD=VALUE`` each; corrected: or the whole claim that should stand, as a record.
    """

    where: str
    verdict: str
    claim: str | None = None
    document: str | None = None
    spans: Spans = ()
    words: tuple[str, ...] = ()
    by: str | None = None
    at: datetime | None = None
    reason: str | None = None
    changes: tuple[str, ...] = ()
    corrected: dict[str, Any] | None = field(default=None, hash=False)


def verdict_of(word: object) -> str | None:
    """The verdict that a word means; None where it means none.

    >>> verdict_of("Rejected"), verdict_of("maybe")
    ('reject', None)
    """
    return VERDICTS.get(word.strip().casefold()) if isinstance(word, str) else None


def moment_of(text: object) -> datetime | None:
    """A moment with its time zone; None where there is none, or no zone."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
