"""Reading a text that a script sends."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from foedus.views.plain import plain
from foedus.web.api.answers import PREFIX, RESPONSES
from foedus.web.pages.reading import readings

router = APIRouter(prefix=PREFIX, tags=["ledger"], responses=RESPONSES)


class Given(BaseModel):
    """A text to be read."""

    text: str = Field(min_length=1)
    name: str = Field(default="", max_length=200, description="A file's name; its suffix says what the text is.")


@router.post("/read", status_code=201)
def read(request: Request, given: Given) -> dict[str, Any]:
    """Read a text and record it; it needs the token, and is answered when all is read."""
    content = given.text.encode("utf-8", "replace")
    done = readings(request).read_now(given.name, content)
    return {
        "items": [record for each in done for record in each.records()],
        "problems": [plain(problem) for each in done for problem in each.problems],
    }
