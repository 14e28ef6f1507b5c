"""What sources contradict one another on, and what each of them says of a topic, side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from foedus.desk.comparing import compare, contradictions
from foedus.model.claims import KINDS
from foedus.model.problems import FoedusError, UsageError
from foedus.views.comparing import TITLES
from foedus.web.contrasts import contrasts, outlets, rows
from foedus.web.naming import Names
from foedus.web.rendering import house, page
from foedus.web.told import Before, Day, Pin, Words

router = APIRouter()
_OUTLETS = 6
_LIMITS = (20, 50, 200)
Limit = Annotated[int, Query(ge=1, le=_LIMITS[-1])]


@router.get("/disagreements", include_in_schema=False)
def disagreements(
    request: Request, pin: Pin, actor: Words = None, kind: Words = None, limit: Limit = _LIMITS[0], start: Before = None
) -> HTMLResponse:
    """The contradictions of the ledger or of an actor, a page at a time, what most stands against it first."""
    desk = house(request).desk
    names = Names(lambda: desk, pin)
    given = [actor] if actor else []
    wrong, found, of, following = "", [], 0, None
    try:
        keys = [desk.key_or_slug(name) for name in given]
        made = contradictions(desk, keys, known_on=pin.known, limit=limit, start=start or 0)
        shown = [each for each in made.contradictions if not kind or each.type == kind]
        found = list(contrasts(shown, made.accounts, made.beside, names))
        of, following = made.of, made.following
    except FoedusError as error:
        if not isinstance(error, UsageError):
            raise
        wrong = str(error)
    return page(
        request,
        "disagreements.html",
        title="Disagreements",
        pinned=pin,
        wanted={"actor": actor, "kind": kind, "limit": limit},
        kinds=TITLES,
        limits=_LIMITS,
        contrasts=found,
        of=of,
        start=start or 0,
        following=following,
        wrong=wrong,
    )


@router.get("/compare", include_in_schema=False)
def comparison(
    request: Request,
    pin: Pin,
    topic: Words = None,
    kind: Words = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = _LIMITS[0],
    start: Before = None,
) -> HTMLResponse:
    """What sources say of one topic: a claim, an actor or several, or words."""
    desk = house(request).desk
    names = Names(lambda: desk, pin)
    topics = [part for part in (topic or "").split(",") if part.strip()]
    wrong, made = "", None
    if topics:
        try:
            made = compare(
                desk, topics, kinds=(kind,) if kind else (), known_on=pin.known, limit=limit, since=since or None,
                until=until or None, start=start or 0,
            )  # fmt: skip
        except UsageError as error:
            wrong = str(error)
    columns = outlets(made.propositions, _OUTLETS) if made else ()
    return page(
        request,
        "compare.html",
        title=f"What sources say of {made.topic}" if made else "Compare sources",
        pinned=pin,
        wanted={"topic": topic, "kind": kind, "since": since, "until": until, "limit": limit},
        kinds=KINDS,
        outlets=columns,
        rows=list(rows(made.propositions, columns, names)) if made else [],
        of=made.of if made else 0,
        start=start or 0,
        following=made.following if made else None,
        contrasts=list(contrasts(made.contradictions, made.accounts, made.beside, names)) if made else [],
        wrong=wrong,
    )
