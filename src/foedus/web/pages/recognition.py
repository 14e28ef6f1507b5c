"""Who recognises whom: the matrix of a day, and the history of a cell with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse

from foedus.desk.mapping import recognised
from foedus.desk.recognising import Matrix, history, matrix
from foedus.views.claims import evidence, gist, manner, who_said
from foedus.views.lives import spell
from foedus.views.recognition import RECORD, STATES
from foedus.views.table import csv_text
from foedus.web.mapping import SYMBOLS
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import house, page

if TYPE_CHECKING:
    from foedus.desk import Desk

router = APIRouter()
Pin = Annotated[Pinned, Depends(pinned)]
Name = Annotated[str | None, Query(max_length=200)]
SIGNS = {**SYMBOLS, "withdrawn": SYMBOLS["weak"]}


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the matrix is asked for."""

    entity: str | None
    recogniser: str | None
    state: str | None


def filters(entity: Name = None, recogniser: Name = None, state: Name = None) -> Filters:
    """The filters of an address; an empty one is none."""
    return Filters(entity or None, recogniser or None, state if state in STATES else None)


Wanted = Annotated[Filters, Depends(filters)]


def _matrix(request: Request, pin: Pinned, wanted: Filters) -> tuple[Desk, Matrix]:
    desk = house(request).desk
    found = matrix(desk, pin.on, pin.known_at, entity=wanted.entity, recogniser=wanted.recogniser, state=wanted.state)
    return desk, found


@router.get("/recognition", include_in_schema=False)
def recognition(request: Request, pin: Pin, wanted: Wanted) -> HTMLResponse:
    """The matrix."""
    desk, found = _matrix(request, pin, wanted)
    return page(
        request,
        "recognition.html",
        title="Who recognises whom",
        pinned=pin,
        wanted=wanted,
        found=found,
        states=STATES,
        signs=SIGNS,
        entities=[(key, desk.label(key)) for key in recognised(desk)],
        label=desk.label,
    )


def records(desk: Desk, found: Matrix) -> list[dict[str, Any]]:
    """The matrix as flat JSON objects, one for each pair of which anything is known."""
    day = found.day.isoformat()
    pairs = ((who, whom) for who in found.recognisers for whom in found.entities)
    return [{**found.held[pair].record(desk.label), "on": day} for pair in pairs if pair in found.held]


@router.get("/recognition.json", include_in_schema=False)
def as_json(request: Request, pin: Pin, wanted: Wanted) -> JSONResponse:
    """The matrix as JSON."""
    return JSONResponse(records(*_matrix(request, pin, wanted)))


@router.get("/recognition.csv", include_in_schema=False)
def as_csv(request: Request, pin: Pin, wanted: Wanted) -> PlainTextResponse:
    """The matrix as CSV."""
    return PlainTextResponse(csv_text(records(*_matrix(request, pin, wanted)), (*RECORD, "on")), media_type="text/csv")


@router.get("/recognition/{recogniser}/{entity}", include_in_schema=False)
def a_pair(request: Request, recogniser: str, entity: str, pin: Pin) -> HTMLResponse:
    """The history of one pair: acts, positions and claims, each with where it comes from."""
    desk = house(request).desk
    found = history(desk, recogniser, entity, pin.on, pin.known_at)
    claims = []
    for each in found.claims:
        record = each.claim.record()
        claims.append(
            {
                "id": each.claim.id,
                "document": each.claim.document,
                "says": gist(record, desk.label),
                "manner": manner(record),
                "who": who_said(each.statement.record(), desk.label) if each.statement else "the document",
                "words": "words erased" if each.erasure else evidence(record, 300),
                "judged": each.judged.verdict.verdict if each.judged.verdict else "",
            }
        )
    return page(
        request,
        "recognition_pair.html",
        title=f"{desk.label(found.recogniser)} on {desk.label(found.recognised)}",
        pinned=pin,
        found=found,
        claims=claims,
        states=STATES,
        signs=SIGNS,
        spell=spell,
        label=desk.label,
    )
