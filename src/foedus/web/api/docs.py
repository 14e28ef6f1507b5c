"""The endpoints in words, from their own description."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from foedus.web.api.answers import PREFIX
from foedus.web.rendering import page

router = APIRouter(prefix=PREFIX)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """What can be asked, with every field."""
    described = request.app.openapi()
    return page(request, "api.html", title="The JSON API", cited=False, paths=described["paths"])
