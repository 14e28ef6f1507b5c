"""The first page."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse

router = APIRouter()


@router.get("/", include_in_schema=False)
def home() -> RedirectResponse:
    """The list of documents: what was read last is what one came for."""
    return RedirectResponse("/documents", 303)
