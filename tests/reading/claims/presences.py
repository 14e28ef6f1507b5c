"""The presences that are read in a text, and their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def presences(reader: Reader, text: str) -> list[Claim]:
    """All presences of a text."""
    document = Document("text", text, published="2024-05-01")
    return [claim for claim in read(document, reader).claims if claim.kind == "presence"]


def one(reader: Reader, text: str, kind: str) -> Claim:
    """The only presence of its kind in a text."""
    found = [claim for claim in presences(reader, text) if claim.attribute("type") == kind]
    assert len(found) == 1, [(c.attribute("type"), c.roles) for c in presences(reader, text)]
    return found[0]


def keys(claim: Claim, role: str) -> list[str]:
    """Who fills a role."""
    return list(claim.actors(role))
