"""Versions: which library stood when something was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.model.ids import record_id


@dataclass(frozen=True, slots=True)
class LibraryVersion:
    """A library as it stood: names, agreements and positions by which texts were read and judged.

    foedus: the program's version.  files: the hash of the library's files that came with it.
    own: the hash of the files of the user's own folder; None where there was none.
    """

    foedus: str
    files: str
    own: str | None = None

    @property
    def id(self) -> str:
        """``library:`` and the hash of all of it."""
        return record_id("library", self.foedus, self.files, self.own)

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {"type": "library", "id": self.id, "foedus": self.foedus, "files": self.files, "own": self.own}

    @staticmethod
    def from_record(record: Mapping[str, Any]) -> LibraryVersion:
        """The version that a record was made of."""
        return LibraryVersion(record["foedus"], record["files"], record["own"])
