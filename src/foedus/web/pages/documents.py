"""The list of documents, and the reader: an article with its evidence, and beside it what was read there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse

from foedus.desk.articles import Article, article
from foedus.desk.judging import histories
from foedus.desk.terms import usage
from foedus.ledger.catalogue import DocumentFilter
from foedus.ledger.records import LAST
from foedus.views.terms import usage_line
from foedus.web.marking import Span, Stretch, paragraphs, stretches
from foedus.web.naming import Names, entitled
from foedus.web.pages.judging import for_judging, may_judge
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import house, page
from foedus.web.showing import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.desk import Desk

router = APIRouter()
A_PAGE = 50
Pin = Annotated[Pinned, Depends(pinned)]
Notes = dict[tuple[str, str, str], tuple[str, str]]
Words = Annotated[str | None, Query(max_length=200)]


@router.get("/documents", include_in_schema=False)
def documents(
    request: Request,
    pin: Pin,
    q: Words = None,
    outlet: Words = None,
    since: Words = None,
    until: Words = None,
    before: Annotated[int | None, Query(ge=0, le=LAST)] = None,
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


@router.get("/documents/{document}", include_in_schema=False)
def reader(request: Request, document: str, pin: Pin) -> HTMLResponse:
    """One article: its words with what they are evidence for."""
    desk = house(request).desk
    found = article(desk, document, pin.known_at)
    told = histories(desk, [each.claim.id for each in found.claims], pin.known_at)
    names = Names(lambda: desk, pin)
    listed = tuple(shown(found.document, each, names, told.get(each.claim.id, ())) for each in found.claims)
    notes = _notes(desk, found)
    return page(
        request,
        "reader.html",
        title=entitled(found.document.title, found.document.path),
        pinned=pin,
        document=found.document,
        paragraphs=marked(found, notes),
        notes=dict(notes.values()),
        claims=listed,
        kinds=sorted({each.kind for each in listed}),
        judging=may_judge(request, pin),
        **for_judging(request),
    )


def _notes(desk: Desk, found: Article) -> Notes:
    """For each loaded term the id and the words of what explains it."""
    made: Notes = {}
    for each in found.claims:
        for term in each.claim.terms:
            of = (term.text.casefold(), term.actor, term.sense)
            if of not in made:
                made[of] = (f"term-{len(made) + 1}", usage_line(usage(desk, term), desk.label))
    return made


def marked(found: Article, notes: Notes) -> tuple[tuple[Stretch, ...], ...]:
    """The article's paragraphs, cut at its evidence, loaded terms and boilerplate."""
    return paragraphs(stretches(found.document.text, _spans(found, notes)))


def _spans(found: Article, notes: Notes) -> Iterator[Span]:
    for start, end in found.document.boilerplate:
        yield Span(start, end, "boilerplate")
    for each in found.claims:
        for quote in each.claim.evidence:
            yield Span(quote.start, quote.end, each.claim.kind, each.claim.id)
        for term in each.claim.terms:
            note, _ = notes[term.text.casefold(), term.actor, term.sense]
            yield Span(term.start, term.end, f"term {term.sense}", note=note)
