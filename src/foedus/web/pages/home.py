"""The first page: what can be asked here, and what was read last."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from foedus.ledger.catalogue import DocumentFilter
from foedus.web.offering import choices
from foedus.web.pages.scenario import EXAMPLES
from foedus.web.rendering import house, page
from foedus.web.told import Pin

router = APIRouter()
_LATEST = 6


@router.get("/", include_in_schema=False)
def home(request: Request, pin: Pin) -> HTMLResponse:
    """A way into every section, with the documents that were read last."""
    desk = house(request).desk
    return page(
        request,
        "home.html",
        title="The explorer",
        cited=False,
        pinned=pin,
        latest=desk.ledger.catalogue(DocumentFilter(), pin.known_at, limit=_LATEST),
        choices=choices(desk),
        examples=EXAMPLES,
        agreements=len(desk.library.agreements),
        actors=sum(each.type != "agreement" for each in desk.gazetteer.actors.values()),
    )
