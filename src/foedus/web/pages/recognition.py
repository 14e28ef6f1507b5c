"""Who recognises whom: the matrix of a day, and the history of a cell with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from foedus.desk.mapping import recognised
from foedus.desk.recognising import history, records
from foedus.views.claims import evidence, gist, manner, who_said
from foedus.views.lives import spell
from foedus.views.proofs import when
from foedus.views.recognition import RECORD, STATES, Held
from foedus.views.table import csv_text
from foedus.web.asked_map import Pin, Wanted
from foedus.web.mapping import SYMBOLS
from foedus.web.matrix import the_matrix
from foedus.web.naming import Names
from foedus.web.offering import choices, written
from foedus.web.pictures import matrix as drawn_matrix
from foedus.web.rendering import PICTURE, house, page, source_line
from foedus.web.stops import stops

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.desk.recognising import Matrix
    from foedus.web.asked_map import Filters
    from foedus.web.pinned import Pinned

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
        in_brief=in_brief,
        **_stops(desk, found, pin, wanted),
        recogniser=written(desk, wanted.recogniser) if wanted.recogniser else "",
        sides=choices(desk),
    )


def _stops(desk: Desk, found: Matrix, pin: Pinned, wanted: Filters) -> dict[str, Any]:
    """Where one entity is looked at, the days on which who recognises it changes."""
    if not wanted.entity:
        return {"stops": [], "at": 0}
    given = {"entity": wanted.entity, "recogniser": wanted.recogniser, "state": wanted.state, "known": pin.known}
    own = {name: value for name, value in given.items() if value}
    return stops(desk, desk.key(wanted.entity), "recognition", found.day, lambda on: _address({**own, "on": on}))


def _address(fields: dict[str, str]) -> str:
    return f"/recognition?{urlencode(fields)}"


@router.get("/recognition.csv", include_in_schema=False)
def as_csv(request: Request, pin: Pin, wanted: Wanted) -> PlainTextResponse:
    """The matrix as CSV."""
    return PlainTextResponse(
        csv_text(records(*the_matrix(request, pin, wanted)), (*RECORD, "on")), media_type="text/csv"
    )


@router.get("/recognition.svg", include_in_schema=False)
def as_picture(request: Request, pin: Pin, wanted: Wanted) -> Response:
    """The matrix as a picture by itself."""
    desk, found = the_matrix(request, pin, wanted)
    cells = {
        (row, column): f"{SIGNS[held.state]} {in_brief(held)}"
        for row, who in enumerate(found.recognisers)
        for column, whom in enumerate(found.entities)
        if (held := found.held.get((who, whom)))
    }
    legend = "; ".join(f"{SIGNS[state]} {words}" for state, words in STATES.items())
    own = [(name, value) for name in ("entity", "recogniser", "state") if (value := getattr(wanted, name))]
    made = drawn_matrix(
        f"Who recognises whom, on {found.day}",
        f"{legend}. An empty cell: nothing is known, which is not a no.",
        source_line(request, "/recognition", own, pin),
        [desk.label(key) for key in found.recognisers],
        [desk.label(key) for key in found.entities],
        cells,
    )
    return Response(made, media_type="image/svg+xml", headers=PICTURE)


def in_brief(held: Held) -> str:
    """What a cell says: since when, or from when to when, or what claims say."""
    if not held.words:
        return held.told.words()
    said = held.words[0]
    for long, short in _IN_BRIEF:
        said = said.replace(long, short)
    return when(said)


_IN_BRIEF = (("recognises it ", ""), ("recognised it, ", ""), ("denies that it is a state", "denies it"),
             ("holds that it is a state", "holds it one"))  # fmt: skip


@router.get("/recognition/{recogniser}/{entity}", include_in_schema=False)
def a_pair(request: Request, recogniser: str, entity: str, pin: Pin) -> HTMLResponse:
    """The history of one pair: acts, positions and claims, each with where it comes from."""
    desk = house(request).desk
    names = Names(lambda: desk, pin)
    found = history(desk, recogniser, entity, pin.on, pin.known_at)
    claims = []
    for each in found.claims:
        record = each.claim.record()
        claims.append(
            {
                "id": each.claim.id,
                "document": each.claim.document,
                "says": gist(record, names.mark),
                "manner": manner(record),
                "who": who_said(each.statement.record(), names.mark) if each.statement else "the document",
                "kind": each.claim.kind,
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
