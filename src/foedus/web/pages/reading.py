"""Reading a text now: files are dropped or chosen, or a text is pasted, and what comes of them is told as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse

from foedus.model.problems import UnknownName, UsageError
from foedus.web.guard import LARGEST
from foedus.web.readings import MOST_FILES, Readings
from foedus.web.rendering import page

if TYPE_CHECKING:
    from starlette.responses import Response

router = APIRouter()


def readings(request: Request) -> Readings:
    """The queue of what visitors handed over."""
    found: Readings = request.app.state.readings
    return found


@router.get("/read", include_in_schema=False)
def read(request: Request) -> HTMLResponse:
    """Where a text is handed over."""
    return page(request, "read.html", title="Read a text", cited=False)


@router.post("/read", include_in_schema=False)
async def take(request: Request) -> Response:
    """Takes files and a pasted text, and leads to where their reading is told of."""
    async with request.form(max_files=MOST_FILES + 1, max_fields=20, max_part_size=LARGEST) as form:
        files = [each for each in form.getlist("file") if isinstance(each, UploadFile) and each.filename]
        given = [(_name(each.filename or ""), await each.read()) for each in files]
        pasted = form.get("text")
        if isinstance(pasted, str) and pasted.strip():
            given.append(("", pasted.replace("\r\n", "\n").encode("utf-8", "replace")))
    try:
        begun = readings(request).begin(given)
    except UsageError as error:
        return page(request, "read.html", status=400, title="Read a text", wrong=str(error))
    return RedirectResponse(f"/read/{begun.id}", 303)


@router.get("/read/{key}", include_in_schema=False)
def progress(request: Request, key: str) -> Response:
    """How far a reading is; where one document came of it and nothing went wrong, that document."""
    found = readings(request).get(key)
    if found is None:
        raise UnknownName("that reading is not known any more; what was read is among the documents")
    if found.only:
        return RedirectResponse(f"/documents/{found.only}", 303)
    return page(request, "reading.html", title="Reading" if not found.done else "Read", cited=False, reading=found)


def _name(given: str) -> str:
    """The name of a file without its folders, which some browsers tell, and without what is no character of a name."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable())[:200] or "file"
