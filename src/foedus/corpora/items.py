"""Items: what the sources of a corpus hold, one article's bytes (or a file's that may hold several) at a time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from foedus.documents.sources import Raw


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a source.

    raw: its bytes and where they stand, or why they could not be read.
    weight: how many bytes of the sources it stands for, by which progress is told.
    retrieved: when it was fetched, as its archive says; None where nobody says.
    """

    raw: Raw
    weight: int = 0
    retrieved: str | None = None

    @property
    def key(self) -> str:
        """A hash of all that makes it what it is: the same bytes at the same place are the same item."""
        raw = self.raw
        data = None if raw.data is None else hashlib.sha256(raw.data).hexdigest()
        problem = raw.problem and asdict(raw.problem)
        fields = [raw.where, raw.kind, data, problem, raw.address, raw.charset, self.retrieved]
        return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()[:32]
