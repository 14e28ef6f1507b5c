"""What was read of the clear text, led back to where it stands in the text as it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from foedus.model.claims import Claim, Mention, Quote, Statement, Term, TimeReference

if TYPE_CHECKING:
    from foedus.documents.clearing import Clear
    from foedus.model.documents import Document
    from foedus.reading.page import Page

Stretch = TypeVar("Stretch", Mention, Quote, Term, TimeReference)


def led_back(
    statements: Sequence[Statement], claims: Sequence[Claim], page: Page
) -> tuple[tuple[Statement, ...], tuple[Claim, ...]]:
    """Statements and claims with the offsets, the words and the identifier of the page's source."""
    if page.source is None or not page.cleared.steps:
        return tuple(statements), tuple(claims)
    source = page.source
    led = {statement.id: _statement(statement, source, page.cleared) for statement in statements}
    ids = {id_: statement.id for id_, statement in led.items()}
    return tuple(led.values()), tuple(_claim(claim, ids, source, page.cleared) for claim in claims)


def stretch(found: Stretch, source: Document, cleared: Clear) -> Stretch:
    """A stretch of the clear text as it stands in the source."""
    start, end = cleared.back(found.start, found.end)
    return replace(found, text=source.text[start:end], start=start, end=end)


def _statement(statement: Statement, source: Document, cleared: Clear) -> Statement:
    return replace(
        statement,
        document=source.id,
        speaker=statement.speaker and stretch(statement.speaker, source, cleared),
        cue=statement.cue and stretch(statement.cue, source, cleared),
        content=tuple(cleared.back(start, end) for start, end in statement.content),
        via=tuple(stretch(mention, source, cleared) for mention in statement.via),
    )


def _claim(claim: Claim, ids: dict[str, str], source: Document, cleared: Clear) -> Claim:
    def led(found: Sequence[Stretch]) -> tuple[Stretch, ...]:
        return tuple(stretch(each, source, cleared) for each in found)

    return replace(
        claim,
        document=source.id,
        statement=claim.statement and ids[claim.statement],
        roles=tuple((role, led(fillers)) for role, fillers in claim.roles),
        time=claim.time and stretch(claim.time, source, cleared),
        evidence=led(claim.evidence),
        terms=led(claim.terms),
    )
