"""The map and the matrix of recognitions as JSON."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from foedus.desk.mapping import map_of
from foedus.desk.recognising import records
from foedus.web.asked_map import Asked, Pin, Wanted
from foedus.web.mapping import map_record
from foedus.web.matrix import the_matrix
from foedus.web.rendering import house

router = APIRouter(prefix="/api/v1", tags=["recognition and the map"])


@router.get("/map")
def the_map(request: Request, question: Asked) -> dict[str, Any]:
    """What a map shows on a day from a viewpoint: the state of each actor, why, and with which sources; what contested
    places count as; outlines of those that shapes of countries lack, as GeoJSON.

    layer: recognition, membership, obligations or forces.  of: the entity, agreement or organisation, or whose forces.
    """
    desk = house(request).desk
    return map_record(desk, map_of(desk, question), request.app.state.disputed)


@router.get("/recognition")
def recognition(request: Request, pin: Pin, wanted: Wanted) -> list[dict[str, Any]]:
    """Who recognises whom on a day, one object for each pair of which anything is known."""
    return records(*the_matrix(request, pin, wanted))
