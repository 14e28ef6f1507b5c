"""What the JSON endpoints share: pages of a list, the mark of an answer's state, errors that say what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from foedus.ledger.records import LAST, Place
from foedus.library.version import library_version
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import house

if TYPE_CHECKING:
    from fastapi import FastAPI

PREFIX = "/api/v1"
MOST = 500
Pin = Annotated[Pinned, Depends(pinned)]
Text = Annotated[str | None, Query(max_length=300)]
Given = Annotated[str, Query(max_length=300)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many on one page.")]
Cursor = Annotated[int, Query(ge=0, le=10**9, description="Where the page begins, as `next` of the one before has it.")]
After = Annotated[
    str | None,
    Query(
        pattern=r"^[0-9]{1,10}\.[0-9]{1,10}$",
        description="What the page comes after, as `next` of the one before has it.",
    ),
]
Before = Annotated[
    int | None, Query(ge=0, le=LAST, description="What the page comes after, as `next` of the one before has it.")
]


class Listed(BaseModel):
    """A page of a list."""

    items: list[dict[str, Any]] = Field(description="JSON objects as `foedus … --format json` prints them.")
    next: str | None = Field(
        description="The address of the next page, of the ledger as it stood; null after the last."
    )


class Wrong(BaseModel):
    """What went wrong."""

    what: str = Field(description="A sentence.")
    where: str = Field(description="The path that was asked.")
    todo: str = Field(description="What to do next.")


class Trouble(BaseModel):
    """An error."""

    error: Wrong


RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the ETag that was given."},
    400: {"model": Trouble, "description": "It cannot be asked so."},
    404: {"model": Trouble, "description": "It is not there."},
    422: {"model": Trouble, "description": "A field is not what it says."},
}


class Unchanged(Exception):
    """The asker has this answer already."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def fresh(request: Request, response: Response) -> None:
    """Marks an answer by what it depends on: the address, the ledger's last entry, the library, the day.

    Raises Unchanged where the asker names this mark.
    """
    if request.method != "GET":
        return
    desk = house(request).desk
    extra = Path(desk.settings.library) if desk.settings.library else None
    parts = (str(request.url), desk.ledger.last(), library_version(extra), house(request).now().date())
    etag = f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'
    if etag in request.headers.get("if-none-match", ""):
        raise Unchanged(etag)
    response.headers["etag"] = etag
    response.headers["cache-control"] = "no-cache"


def paged(request: Request, found: Iterable[dict[str, Any]], limit: int, cursor: int) -> Listed:
    """A page of a list that is short as a whole, counted from its beginning."""
    some = list(islice(found, cursor, cursor + limit + 1))
    return listed(request, some[:limit], cursor + limit if len(some) > limit else None)


def walked(request: Request, found: Iterable[tuple[int | Place, dict[str, Any]]], limit: int) -> Listed:
    """A page of a list that may be long: its items come with their places, and the next page goes on after the last.

    So no page costs more than the first, however deep it lies.
    """
    some = list(islice(found, limit + 1))
    return listed(request, [item for _, item in some[:limit]], some[limit - 1][0] if len(some) > limit else None)


def place(cursor: str | None) -> Place | None:
    """The place that a cursor means."""
    if cursor is None:
        return None
    entry, position = (min(int(part), LAST) for part in cursor.split("."))
    return entry, position


def listed(request: Request, items: list[dict[str, Any]], at: int | Place | None) -> Listed:
    """A page, and after which place the next one begins, of the ledger as it stands now; None where there is none."""
    if at is None:
        return Listed(items=items, next=None)
    moment = Pinned(known=request.query_params.get("known") or None).kept(house(request).now()).known
    own = [(name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "known")]
    cursor = ".".join(map(str, at)) if isinstance(at, tuple) else str(at)
    query = urlencode([*own, ("known", moment or ""), ("cursor", cursor)])
    return Listed(items=items, next=f"{request.url.path}?{query}")


def is_api(request: Request) -> bool:
    """Whether a script asks, which is told of trouble in JSON."""
    return request.url.path.startswith(f"{PREFIX}/")


def trouble(request: Request, status: int, what: str) -> JSONResponse:
    """An error for a script."""
    todo = "see /api/v1/docs for what can be asked"
    return JSONResponse({"error": {"what": what, "where": request.url.path, "todo": todo}}, status)


def install(app: FastAPI) -> None:
    """The handlers of what only endpoints raise."""
    from fastapi.exceptions import RequestValidationError

    def unchanged(request: Request, error: Exception) -> Response:
        return Response(status_code=304, headers={"etag": str(error)})

    def invalid(request: Request, error: Exception) -> Response:
        faults = error.errors() if isinstance(error, RequestValidationError) else []
        told = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in faults)
        return trouble(request, 422, told or str(error))

    app.add_exception_handler(Unchanged, unchanged)
    app.add_exception_handler(RequestValidationError, invalid)
