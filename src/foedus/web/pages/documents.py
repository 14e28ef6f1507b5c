"""The list of documents, and the reader: an article with its evidence, and beside it what was read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse

from foedus.desk.articles import Article, article
from foedus.ledger.catalogue import DocumentFilter
from foedus.views.claims import gist, manner, who_said
from foedus.web.marking import Span, Stretch, paragraphs, stretches
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import house, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.ledger import RecordedClaim

router = APIRouter()
A_PAGE = 50
Pin = Annotated[Pinned, Depends(pinned)]
Words = Annotated[str | None, Query(max_length=200)]


@router.get("/documents", include_in_schema=False)
def documents(
    request: Request,
    pin: Pin,
    q: Words = None,
    outlet: Words = None,
    since: Words = None,
    until: Words = None,
    before: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """The documents that the ledger holds, newest first."""
    wanted = DocumentFilter(q or None, outlet or None, None, since or None, until or None)
    found = house(request).desk.ledger.catalogue(wanted, pin.known_at, before=before, limit=A_PAGE + 1)
    return page(
        request,
        "documents.html",
        title="Documents",
        pinned=pin,
        wanted=wanted,
        listed=found[:A_PAGE],
        more=found[A_PAGE - 1].entry if len(found) > A_PAGE else None,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as the reader's list shows it."""

    id: str
    kind: str
    says: str
    manner: str
    chain: tuple[str, ...]
    who: str
    sure: float
    judged: str


@router.get("/documents/{document}", include_in_schema=False)
def reader(request: Request, document: str, pin: Pin) -> HTMLResponse:
    """One article: its words with what they are evidence for."""
    desk = house(request).desk
    found = article(desk, document, pin.known_at)
    shown = tuple(_shown(found, each, desk.label) for each in found.claims)
    return page(
        request,
        "reader.html",
        title=found.document.title or found.document.path,
        pinned=pin,
        document=found.document,
        paragraphs=marked(found),
        claims=shown,
        kinds=sorted({each.kind for each in shown}),
        label=desk.label,
    )


def marked(found: Article) -> tuple[tuple[Stretch, ...], ...]:
    """The article's paragraphs, cut at its evidence, loaded terms and boilerplate."""
    return paragraphs(stretches(found.document.text, _spans(found)))


def _spans(found: Article) -> Iterator[Span]:
    for start, end in found.document.boilerplate:
        yield Span(start, end, "boilerplate")
    for each in found.claims:
        for quote in each.claim.evidence:
            yield Span(quote.start, quote.end, each.claim.kind, each.claim.id)
        for term in each.claim.terms:
            yield Span(term.start, term.end, f"term {term.sense}")


def _shown(found: Article, each: RecordedClaim, label: Callable[[str], str]) -> Shown:
    record = each.claim.record()
    return Shown(
        id=each.claim.id,
        kind=each.claim.kind,
        says=gist(record, label),
        manner=manner(record),
        chain=tuple(label(key) for key in found.chain(each)),
        who=who_said(each.statement.record(), label) if each.statement else "the document",
        sure=each.claim.confidence,
        judged=each.judged.verdict.verdict if each.judged.verdict else "retract" if each.judged.retracted else "",
    )
