"""Whether the explorer is ready, for whatever watches over it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

import foedus
from foedus.web.api.answers import PREFIX
from foedus.web.rendering import house

router = APIRouter(prefix=PREFIX, tags=["health"])


class Ready(BaseModel):
    """That questions are answered."""

    status: str = Field(description="ready")
    version: str = Field(description="Of foedus.")
    entries: int = Field(description="The ledger's last entry.")


@router.get("/health")
def health(request: Request) -> Ready:
    """Answered once library and ledger are open; 503 where one cannot be used."""
    return Ready(status="ready", version=foedus.__version__, entries=house(request).desk.ledger.last())
