"""The ledger: documents, statements and claims, appended and never changed, asked as of any day.

    with open_ledger("news.sqlite") as ledger:
        ledger.append(document, statements, claims, reader=ReadBy("0.1.0", "en_core_web_md 3.8"), recorded_at=now)
        held = list(ledger.claims(ClaimFilter(kind="recognition", actor="south-ossetia"), known_on=day))

:func:`disagreements` finds where claims contradict one another.  Importing this package is cheap: the
database's libraries are imported when a ledger is opened.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ledger.disagreements import Disagreement, Side, disagreements
from foedus.ledger.records import (
    Appended,
    ClaimFilter,
    LibraryStood,
    Passage,
    ReadBy,
    RecordedClaim,
    Sighting,
    StatementFilter,
    Use,
)

if TYPE_CHECKING:
    from foedus.ledger.store import Ledger
    from foedus.model.versions import LibraryVersion

__all__ = [
    "Appended",
    "ClaimFilter",
    "Disagreement",
    "LibraryStood",
    "Passage",
    "ReadBy",
    "RecordedClaim",
    "Side",
    "Sighting",
    "StatementFilter",
    "Use",
    "default_place",
    "disagreements",
    "open_ledger",
]


def default_place() -> str | Path:
    """The user's own ledger: what ``FOEDUS_LEDGER`` names, else a file in the platform's user-data folder."""
    from platformdirs import user_data_path

    return os.environ.get("FOEDUS_LEDGER") or user_data_path("foedus", appauthor=False) / "ledger.sqlite"


def open_ledger(
    place: str | Path | None = None, *, create: bool = True, library: LibraryVersion | None = None
) -> Ledger:
    """The ledger at a place; see :func:`foedus.ledger.store.open_ledger`, whose imports are not cheap."""
    from foedus.ledger.store import open_ledger as opened

    return opened(place, create=create, library=library)
