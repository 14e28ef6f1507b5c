"""Erasures: a document's words taken out of a ledger where the law demands it, and the tombstone that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foedus.model.ids import record_id


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who had which document's words erased, when and why: what stands in their place, for good.

    document: the id of the document, which is the hash of its text.  at: with a time zone.
    """

    document: str
    by: str
    at: datetime
    reason: str

    @property
    def id(self) -> str:
        """``erasure:`` and the hash of all of it."""
        return record_id("erasure", self.document, self.by, self.at.isoformat(), self.reason)

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {
            "type": "erasure",
            "id": self.id,
            "document": self.document,
            "by": self.by,
            "at": self.at.isoformat(),
            "reason": self.reason,
        }

    @staticmethod
    def from_record(record: Mapping[str, Any]) -> Erasure:
        """The erasure that a record was made of."""
        return Erasure(record["document"], record["by"], datetime.fromisoformat(record["at"]), record["reason"])
