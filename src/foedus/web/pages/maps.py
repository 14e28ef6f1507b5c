"""The map: recognition, membership, obligations and forces present, on a day, from a viewpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, PlainTextResponse

from foedus.desk.mapping import CONSTITUTING, map_of, recognised
from foedus.model.viewpoints import DE_FACTO
from foedus.views.mapping import COLUMNS
from foedus.views.table import csv_text
from foedus.web.asked_map import Asked, Pin
from foedus.web.mapping import (
    BORDERS,
    LAYERS,
    REGIONS,
    SHAPES_SOURCE,
    SYMBOLS,
    Drawing,
    map_record,
    viewpoint_label,
)
from foedus.web.offering import choices, written
from foedus.web.rendering import house, page
from foedus.web.stops import stops

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.desk.mapping import MapQuestion
    from foedus.model.agreements import Agreement
    from foedus.web.pinned import Pinned

router = APIRouter()


@router.get("/map", include_in_schema=False)
def the_map(
    request: Request, pin: Pin, question: Asked, region: Annotated[str, Query(max_length=20)] = "world"
) -> HTMLResponse:
    """The map with its table."""
    desk = house(request).desk
    found = map_of(desk, question)
    record = map_record(desk, found, request.app.state.disputed)
    area = region if region in REGIONS else "world"
    base = _address(question, pin, area)
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
        seen_by=viewpoint_label(desk, found.viewpoint) if found.viewpoint else "nobody in particular",
        **stops(desk, found.of, question.layer, found.day, base),
        base=base,
        source=SHAPES_SOURCE,
        drawing=Drawing(found.layer.title, record["legend"], base("/api/v1/map"), REGIONS[area][1]),
        fields=_fields(desk, question),
        sides=choices(desk),
        sketches=[each["properties"] for each in record["outlines"]["features"]],
        label=desk.label,
    )


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
        named = [(written(desk, key), texts) for key, texts in CONSTITUTING.items()]
        return named + sorted((_title(desk, each), each.id) for each in desk.library.agreements)
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


def _title(desk: Desk, agreement: Agreement) -> str:
    """What to write for an agreement: its title, where that means it alone."""
    return agreement.title if desk.gazetteer.resolve(agreement.title) == (agreement.id,) else agreement.id


def _fields(desk: Desk, question: MapQuestion) -> dict[str, str]:
    """What the form's fields show, names in place of keys."""
    of = question.of or "nato"
    agreement = desk.library.agreement.get(of)
    return {
        "attacker": "; ".join(written(desk, name) for name in question.attackers or ("GEO",)),
        "target": "; ".join(written(desk, name) for name in question.targets or ("south-ossetia",)),
        "territory": written(desk, question.territory) if question.territory else "",
        "through": "; ".join(written(desk, name) for name in question.through),
        "of": _title(desk, agreement) if agreement else written(desk, of),
    }


def _viewpoints(desk: Desk) -> list[tuple[str, str]]:
    named = [(key, desk.label(key)) for key in desk.library.holders if key != DE_FACTO]
    return [(DE_FACTO, viewpoint_label(desk, DE_FACTO)), *sorted(named, key=lambda each: each[1])]


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
