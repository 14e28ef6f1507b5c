"""What a ledger's owner does: look at what it holds, erase what the law demands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from foedus.desk.looking import document_id
from foedus.desk.opening import Desk
from foedus.model.erasures import Erasure
from foedus.model.time import parse_moment

if TYPE_CHECKING:
    from foedus.ledger.archive import Manifest
    from foedus.ledger.records import Kept
    from foedus.ledger.stats import Stats
    from foedus.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Look:
    """What a ledger holds and what keeps it; known_on: the day that it was looked at as of, if any."""

    place: str
    known_on: str | None
    kept: Kept
    stats: Stats


@dataclass(frozen=True, slots=True)
class Gone:
    """An erasure: its tombstone, whether it was made just now, the claims it marks, and whether files are rid of it."""

    erasure: Erasure
    new: bool
    claims: int
    purged: bool

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {**self.erasure.record(), "new": self.new, "claims": self.claims, "purged": self.purged}


def look(desk: Desk, known_on: str | None = None) -> Look:
    """What the ledger holds, or held at the end of a day (UTC)."""
    day = parse_moment(known_on) if known_on else None
    return Look(desk.ledger.place, known_on, desk.ledger.kept_in(), desk.ledger.stats(day))


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger that was gone through: what was looked at, by how many, and all that is wrong."""

    place: str
    looked_at: tuple[tuple[str, int], ...]
    faults: tuple[Problem, ...]


def verify(desk: Desk, seen: Callable[[int, int], None] = lambda done, of: None) -> Verified:
    """Go through the whole ledger: ids, quotations, links, indexes, guards, files.

    seen: is told how many documents were gone through, and of how many.
    """
    faults = tuple(desk.ledger.verify(seen))
    if any(fault.code == "damaged" for fault in faults):
        return Verified(desk.ledger.place, (), faults)
    held = desk.ledger.stats()
    counted = (("documents", held.documents), ("statements", held.statements_ever), ("claims", held.claims_ever),
               ("readings", held.readings), ("judgements", sum(number for _, number in held.judgements)))  # fmt: skip
    return Verified(desk.ledger.place, counted, faults)


def backup(desk: Desk, path: str) -> Manifest:
    """Write all that the ledger holds into a new file.

    Raises LedgerError where there is such a file already, or it cannot be written.
    """
    return desk.ledger.backup(path)


def restore(desk: Desk, path: str) -> Manifest:
    """Make the desk's ledger of a backup.

    Raises LedgerError where the backup is not whole, or there is a ledger that holds something.
    """
    from foedus.ledger.store import restore as made

    return made(path, desk.settings.ledger)


def erase(desk: Desk, document: str, *, by: str, reason: str, at: datetime | None = None) -> Gone:
    """Take a document's words out of the ledger for good.

    document: an id or the path that it was read from.  at: when; now without it.

    Raises UsageError where it is unsigned or without a reason, UnknownName where there is no such document.
    """
    from foedus.ledger import ClaimFilter

    asked = Erasure(document_id(desk, document), by, at or datetime.now(UTC), reason)
    told, purged = desk.ledger.erase(asked)
    claims = sum(1 for _ in desk.ledger.claims(ClaimFilter(document=told.document)))
    return Gone(told, told.id == asked.id, claims, purged)
