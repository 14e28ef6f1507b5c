"""Who recognises whom: the matrix of a day, and the history of a cell with its evidence."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, PlainTextResponse

from foedus.desk.mapping import recognised
from foedus.desk.recognising import history, records
from foedus.views.claims import evidence, gist, manner, who_said
from foedus.views.lives import spell
from foedus.views.recognition import RECORD, STATES
from foedus.views.table import csv_text
from foedus.web.asked_map import Pin, Wanted
from foedus.web.mapping import SYMBOLS
from foedus.web.matrix import the_matrix
from foedus.web.rendering import house, page

router = APIRouter()
SIGNS = {**SYMBOLS, "withdrawn": SYMBOLS["weak"]}


@router.get("/recognition", include_in_schema=False)
def recognition(request: Request, pin: Pin, wanted: Wanted) -> HTMLResponse:
    """The matrix."""
    desk, found = the_matrix(request, pin, wanted)
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


@router.get("/recognition.csv", include_in_schema=False)
def as_csv(request: Request, pin: Pin, wanted: Wanted) -> PlainTextResponse:
    """The matrix as CSV."""
    return PlainTextResponse(
        csv_text(records(*the_matrix(request, pin, wanted)), (*RECORD, "on")), media_type="text/csv"
    )


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
