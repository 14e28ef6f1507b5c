"""Names by which other tools know what foedus holds: URNs, the same wherever and whenever they are written.

Ids in a ledger are hashes of content, so these name the same thing in everybody's files.
"""

from __future__ import annotations

from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, UUID, uuid5

URN = "urn:foedus:"
VOCABULARY = "urn:foedus:vocabulary:"

_SPACE = uuid5(NAMESPACE_URL, URN)
"""Under which names become UUIDs: the same everywhere."""


def claim_iri(claim: str) -> str:
    """The name of a claim by its id, ``claim:…``.

    >>> claim_iri("claim:9f54cf78ce4b10a064c4")
    'urn:foedus:claim:9f54cf78ce4b10a064c4'
    """
    return URN + _safe(claim)


statement_iri = claim_iri
judgement_iri = claim_iri
library_iri = claim_iri


def annotation_iri(claim: str) -> str:
    """The name of the annotation that a claim makes of its evidence."""
    return f"{URN}annotation:{_safe(claim.removeprefix('claim:'))}"


def document_iri(document: str) -> str:
    """The name of a document by its id, ``sha256:…``."""
    return f"{URN}document:{_safe(document)}"


def actor_iri(key: str) -> str:
    """The name of an actor or an agreement by its key.

    >>> actor_iri("north-atlantic-1949"), actor_iri("სამაჩაბლო")[:28]
    ('urn:foedus:actor:north-atlantic-1949', 'urn:foedus:actor:%E1%83%A1%E')
    """
    return f"{URN}actor:{_safe(key)}"


def named(iri: str, what: str) -> str | None:
    """The id that such a name was made of; None where it is another's.

    >>> named("urn:foedus:actor:RUS", "actor"), named("urn:foedus:claim:9f54", "claim"), named("urn:x:y", "actor")
    ('RUS', 'claim:9f54', None)
    """
    whole = f"{URN}{what}:"
    if not iri.startswith(whole):
        return None
    rest = unquote(iri.removeprefix(whole))
    return rest if what in ("actor", "document") else f"{what}:{rest}"


def uuid_of(*words: str) -> UUID:
    """The UUID of a thing by its names (RFC 9562, version 5): no chance and no clock is in it."""
    return uuid5(_SPACE, "\x1f".join(words))


def _safe(text: str) -> str:
    return quote(text, safe=":-._~", errors="replace")
