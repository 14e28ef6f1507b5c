"""Searching the texts: the passages that have the words, in any script."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse

from foedus.desk.looking import find_passages
from foedus.model.problems import UsageError
from foedus.web.marking import Span, stretches
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import house, page

if TYPE_CHECKING:
    from foedus.ledger import Passage
    from foedus.web.marking import Stretch

router = APIRouter()
MOST = 100


@router.get("/search", include_in_schema=False)
def search(
    request: Request,
    pin: Annotated[Pinned, Depends(pinned)],
    q: Annotated[str, Query(max_length=200)] = "",
    every: Annotated[bool, Query()] = False,
) -> HTMLResponse:
    """The passages of the documents that have all of the words; `every` takes any name of the actor that they name."""
    found: list[Passage] = []
    wrong = ""
    if q.strip():
        try:
            passages = find_passages(house(request).desk, q, every_name=every, known_on=pin.known, limit=MOST + 1)
            found = list(islice(passages, MOST + 1))
        except UsageError as error:
            wrong = str(error)
    shown = [(each, _lit(each)) for each in found[:MOST]]
    return page(
        request,
        "search.html",
        title=f"Search: {q}" if q else "Search",
        pinned=pin,
        q=q,
        every=every,
        found=shown,
        most=MOST if len(found) > MOST else None,
        wrong=wrong,
        meant=house(request).desk.gazetteer.resolve(q.strip().strip('"'))[:3] if q.strip() else (),
    )


def _lit(each: Passage) -> tuple[Stretch, ...]:
    spans = (Span(first - each.start, last - each.start, "match") for first, last in each.matches)
    return stretches(each.text, spans)
