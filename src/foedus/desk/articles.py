"""One document of the ledger with all that was read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.model.problems import UnknownName

if TYPE_CHECKING:
    from datetime import date, datetime

    from foedus.desk.opening import Desk
    from foedus.ledger import RecordedClaim
    from foedus.model.claims import Statement
    from foedus.model.documents import Document


@dataclass(frozen=True, slots=True)
class Article:
    """A document, and the statements and claims of its latest reading, in the order of the text."""

    document: Document
    statements: tuple[Statement, ...]
    claims: tuple[RecordedClaim, ...]

    def chain(self, claim: RecordedClaim) -> tuple[str, ...]:
        """By whom a claim came to its reader, outermost first: the outlet, those who carried it, who said it.

        Names are keys of actors; the outlet is as the document names it.
        """
        return chain(self.document, claim)


def chain(document: Document, claim: RecordedClaim) -> tuple[str, ...]:
    """By whom a claim of a document came to its reader; see :meth:`Article.chain`."""
    said = claim.statement
    carried = [mention.actor for mention in said.via] if said else []
    spoke = [said.speaker.actor] if said and said.speaker else []
    first = [document.outlet] if document.outlet else []
    return tuple(dict.fromkeys((*first, *carried, *spoke)))


def article(desk: Desk, document: str, known_on: date | datetime | None = None) -> Article:
    """A document by its id, as the ledger holds it or held it at a moment or at the end of a day.

    Raises UnknownName where the ledger holds no such document, or did not yet.
    """
    from foedus.ledger import ClaimFilter, StatementFilter

    found = next(desk.ledger.documents(known_on, ids=(document,)), None)
    if found is None:
        then = f" on {known_on}" if known_on else ""
        raise UnknownName(f"the ledger holds no document {document}{then}; `foedus ledger stats` says what it holds")
    claims = tuple(desk.ledger.recorded_claims(ClaimFilter(document=document), known_on))
    return Article(
        found,
        tuple(desk.ledger.statements(StatementFilter(document=document), known_on)),
        tuple(sorted(claims, key=lambda each: (each.claim.evidence[0].start, each.claim.evidence[0].end))),
    )
