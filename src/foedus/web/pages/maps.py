"""The map: recognition, membership, obligations and forces present, on a day, from a viewpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse

from foedus.desk.mapping import CONSTITUTING, MapQuestion, change_days_of, map_of, recognised
from foedus.model.viewpoints import DE_FACTO
from foedus.views.mapping import COLUMNS
from foedus.views.table import csv_text
from foedus.web.mapping import BORDERS, LAYERS, REGIONS, SHAPES_SOURCE, SYMBOLS, map_record
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import house, page

if TYPE_CHECKING:
    from foedus.desk import Desk

router = APIRouter()
Pin = Annotated[Pinned, Depends(pinned)]
Name = Annotated[str | None, Query(max_length=200)]
Names = Annotated[list[str] | None, Query(max_length=20)]


def asked(
    pin: Pin,
    layer: Annotated[str, Query(max_length=20)] = "recognition",
    of: Name = None,
    attacker: Names = None,
    target: Names = None,
    territory: Name = None,
    through: Names = None,
    basis: Annotated[str, Query(pattern="^(text|declared|both)$")] = "text",
) -> MapQuestion:
    """What an address asks of the map."""
    return MapQuestion(
        layer=layer,
        of=of or None,
        on=pin.on,
        viewpoint=pin.viewpoint,
        attackers=_given(attacker),
        targets=_given(target),
        territory=territory or None,
        through=_given(through),
        basis=basis,
        known_at=pin.known_at,
    )


Asked = Annotated[MapQuestion, Depends(asked)]


def _given(names: list[str] | None) -> tuple[str, ...]:
    """Names as they are given: several in a field stand between semicolons."""
    found = (each.strip() for name in names or () for each in name.split(";"))
    return tuple(each for each in found if each)


@router.get("/map", include_in_schema=False)
def the_map(
    request: Request, pin: Pin, question: Asked, region: Annotated[str, Query(max_length=20)] = "world"
) -> HTMLResponse:
    """The map with its table."""
    desk = house(request).desk
    found = map_of(desk, question)
    record = map_record(desk, found, request.app.state.disputed)
    area = region if region in REGIONS else "world"
    return page(
        request,
        "map.html",
        title=found.layer.title,
        pinned=pin,
        question=question,
        found=record,
        layers=LAYERS,
        regions=REGIONS,
        region=area,
        symbols=SYMBOLS,
        borders=BORDERS,
        choices=_choices(desk, question.layer),
        viewpoints=_viewpoints(desk),
        change=change_days_of(desk, question, found),
        base=_address(question, pin, area),
        source=SHAPES_SOURCE,
        sketches=[each["properties"] for each in record["outlines"]["features"]],
        label=desk.label,
    )


@router.get("/map.json", include_in_schema=False)
def as_json(request: Request, question: Asked) -> JSONResponse:
    """The map as JSON: states, outlines, the rows of the table."""
    desk = house(request).desk
    return JSONResponse(map_record(desk, map_of(desk, question), request.app.state.disputed))


@router.get("/map.csv", include_in_schema=False)
def as_csv(request: Request, question: Asked) -> PlainTextResponse:
    """The table of the map."""
    desk = house(request).desk
    record = map_record(desk, map_of(desk, question))
    return PlainTextResponse(csv_text(record["rows"], COLUMNS), media_type="text/csv")


def _choices(desk: Desk, layer: str) -> list[tuple[str, str]]:
    """What a layer may be about, as keys and names."""
    if layer == "recognition":
        return [(key, desk.label(key)) for key in recognised(desk)]
    if layer == "membership":
        named = [(key, f"{desk.label(key)} ({texts})") for key, texts in CONSTITUTING.items()]
        return named + sorted(((each.id, each.title) for each in desk.library.agreements), key=lambda each: each[1])
    if layer == "forces":
        guests = {
            name
            for agreement in desk.library.agreements
            for provision in agreement.provisions
            if provision.duty == "host-forces"
            for name in provision.beneficiary.names
        }
        return sorted(((key, desk.label(key)) for key in guests), key=lambda each: each[1])
    return []


def _viewpoints(desk: Desk) -> list[tuple[str, str]]:
    named = [(key, desk.label(key)) for key in desk.library.holders if key != DE_FACTO]
    return [(DE_FACTO, "who controls (de facto)"), *sorted(named, key=lambda each: each[1])]


def _address(question: MapQuestion, pin: Pinned, region: str) -> Any:
    """The same map with something of it put otherwise."""
    fields: dict[str, Any] = {
        "layer": question.layer,
        "of": question.of,
        "attacker": question.attackers,
        "target": question.targets,
        "territory": question.territory,
        "through": question.through,
        "basis": question.basis if question.basis != "text" else None,
        "region": region if region != "world" else None,
        **dict(pin.fields()),
    }

    def address(path: str = "/map", **other: Any) -> str:
        given = {name: value for name, value in {**fields, **other}.items() if value}
        return f"{path}?{urlencode(given, doseq=True)}"

    return address
