"""Who is bound, as JSON: what ``foedus bound --format json`` prints, and the role of each actor for a map."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from foedus.desk.asking import answer_to
from foedus.desk.proving import explain
from foedus.desk.scenarios import scenario
from foedus.views.scenario import roles
from foedus.web.api.answers import Given
from foedus.web.asked import Asked, asked
from foedus.web.rendering import house

router = APIRouter(prefix="/api/v1", tags=["obligations"])
Ask = Annotated[Asked, Depends(asked)]


@router.get("/bound")
def bound(request: Request, given: Ask) -> dict[str, Any]:
    """Who is bound to do what for whom if every attacker attacks every target, with proofs, and who is not and why.

    Names or keys.  The object is that of `foedus bound --format json`; each of its proofs has passed the checker.
    """
    desk = house(request).desk
    return answer_to(desk, scenario(desk, given.scenario), given.pin.known_at)


@router.get("/roles")
def scenario_roles(request: Request, given: Ask) -> dict[str, Any]:
    """What each actor and place is in the same scenario, by its key: attacker, target, territory, bound, bound-later,
    declared, unknown or not-bound.
    """
    desk = house(request).desk
    answer = answer_to(desk, scenario(desk, given.scenario), given.pin.known_at)
    return {"question": answer["question"], "roles": roles(answer)}


@router.get("/explain")
def explanation(request: Request, given: Ask, what: Given) -> dict[str, Any]:
    """The proof of one obligation by its number (from 1), or all that is said of one actor by its name.

    The object is that of `foedus bound --explain WHAT --format json`.
    """
    desk = house(request).desk
    return explain(desk, scenario(desk, given.scenario), what, given.pin.known_at)
