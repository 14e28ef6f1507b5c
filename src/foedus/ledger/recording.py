"""A recording: one document's reading with every identity worked out, ready to be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from foedus.ledger.exact import digest
from foedus.ledger.records import ReadBy
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem, UsageError


@dataclass(frozen=True, slots=True)
class Recording:
    """One document's reading, with every identity worked out, ready to be written.

    statements, claims: with their ids.  description: what is told of the text.  digest: the hash of all that
    the reader made of the document.
    """

    document: Document
    id: str
    statements: tuple[tuple[str, Statement], ...]
    claims: tuple[tuple[str, Claim], ...]
    problems: tuple[Problem, ...]
    reader: ReadBy
    description: dict[str, Any]
    digest: str


def prepare(
    document: Document,
    statements: Iterable[Statement],
    claims: Iterable[Claim],
    problems: Iterable[Problem],
    reader: ReadBy,
) -> Recording:
    """A recording whose parts belong together.

    Raises UsageError where a statement or claim is of another document, a claim's statement is not among
    the statements, or a confidence is not between 0 and 1.
    """
    key = document.id
    described = {k: v for k, v in document.record().items() if k not in ("type", "id", "path", "text", "kept")}
    keyed_statements = tuple((statement.id, statement) for statement in statements)
    keyed_claims = tuple((claim.id, claim) for claim in claims)
    known = {statement_id for statement_id, _ in keyed_statements}
    everything: tuple[tuple[str, Statement | Claim], ...] = (*keyed_statements, *keyed_claims)
    for record_id, record in everything:
        if record.document != key:
            raise UsageError(f"{record_id} is of {record.document}, not of {key}: append each document's own records")
    for claim_id, claim in keyed_claims:
        if claim.statement is not None and claim.statement not in known:
            raise UsageError(f"{claim_id} is in {claim.statement}, which is not appended: append its statement with it")
        if not 0 <= claim.confidence <= 1:
            raise UsageError(f"{claim_id} has the confidence {claim.confidence}: give a number from 0 to 1")
    kept = tuple(problems)
    content = reading_digest(
        key,
        described,
        asdict(reader),
        [statement_id for statement_id, _ in keyed_statements],
        [[claim_id, claim.confidence, claim.extractor, _terms(claim)] for claim_id, claim in keyed_claims],
        [asdict(problem) for problem in kept],
    )
    return Recording(document, key, keyed_statements, keyed_claims, kept, reader, described, content)


def reading_digest(document: str, described: Mapping[str, Any], *made: Any) -> str:
    """The hash of all that a reader made of a document: who read, the statements' ids, the claims, the problems."""
    return digest(document, described, *made)


def description_digest(document: str, described: Mapping[str, Any]) -> str:
    """The hash of what is told of a document."""
    return digest(document, described)


def _terms(claim: Claim) -> list[dict[str, Any]]:
    return [term.record() for term in claim.terms]
