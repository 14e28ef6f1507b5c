"""What the library holds, as JSON, and what is held against it: agreements, actors, recognitions, checks, timelines."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from foedus.desk.checking import check_commitments
from foedus.desk.comparing import compare as compared
from foedus.desk.showing import actor_page, find_agreement, find_agreements, find_recognitions
from foedus.desk.timelines import timeline as timeline_of
from foedus.views.actors import page_record, recognition_record
from foedus.views.agreements import agreement_row
from foedus.views.comparing import proposition_record
from foedus.views.plain import plain
from foedus.views.timelines import event_record
from foedus.web.api.answers import PREFIX, RESPONSES, Cursor, Given, Limit, Listed, Pin, Text, listed, paged
from foedus.web.pages.actors import actors_found
from foedus.web.rendering import house

router = APIRouter(prefix=PREFIX, tags=["library"], responses=RESPONSES)


@router.get("/agreements")
def agreements(request: Request, pin: Pin, party: Text = None, limit: Limit = 50, cursor: Cursor = 0) -> Listed:
    """Agreements in a row each; on: those in force on the day, or of which that is not known."""
    found = find_agreements(house(request).desk, party=party, on=pin.on)
    return paged(request, map(agreement_row, found), limit, cursor)


@router.get("/agreements/{name}")
def agreement(request: Request, name: str) -> dict[str, Any]:
    """One agreement, whole, by its id or name."""
    found: dict[str, Any] = plain(find_agreement(house(request).desk, name))
    return found


@router.get("/actors")
def actors(
    request: Request,
    q: Text = None,
    of_type: Annotated[str | None, Query(alias="type", max_length=40)] = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Listed:
    """Whom the library knows, by name; q: words that begin some name of theirs, in any script; type: of this type."""
    found = actors_found(house(request).desk, q, of_type)
    return paged(request, map(plain, found), limit, cursor)


@router.get("/actors/{key}")
def actor(request: Request, key: str, pin: Pin) -> dict[str, Any]:
    """All that the library holds of an actor, by its key or name; on: what may hold on the day."""
    return page_record(actor_page(house(request).desk, key, pin.on))


@router.get("/recognitions")
def recognitions(request: Request, pin: Pin, place: Text = None, limit: Limit = 50, cursor: Cursor = 0) -> Listed:
    """Who recognises whom; place: of this one; viewpoint: by this recogniser."""
    found = find_recognitions(house(request).desk, place=place, on=pin.on, viewpoint=pin.viewpoint)
    return paged(request, map(recognition_record, found), limit, cursor)


@router.get("/check")
def check(request: Request, pin: Pin, what: Given) -> list[dict[str, Any]]:
    """Declared commitments held against the texts in force; what: a claim's id, or a document's id or path."""
    found = check_commitments(house(request).desk, what, on=pin.on, viewpoint=pin.viewpoint)
    return [dict(each.record()) for each in found]


@router.get("/timeline")
def timeline(
    request: Request,
    pin: Pin,
    name: Given,
    since: Text = None,
    until: Text = None,
    limit: Limit = 200,
    cursor: Cursor = 0,
) -> Listed:
    """What is said to have happened to an actor or an agreement, and what the library has.

    Where more than `limit` claims tell of it, a page is of so many, the earliest first and those without a time last.
    """
    desk = house(request).desk
    found = timeline_of(desk, name, known_on=pin.known, since=since, until=until, limit=limit, start=cursor)
    return listed(request, [dict(event_record(each, desk.label)) for each in found.events], found.following)


@router.get("/compare")
def compare(
    request: Request, response: Response, pin: Pin, topic: Given, limit: Limit = 20, cursor: Cursor = 0
) -> list[dict[str, Any]]:
    """What sources say of a topic, proposition by proposition, the most contested first.

    The address of the next page is in the header `Link`.  `of` is how many claims are on a proposition, where only the
    latest and such as clash are among its accounts.
    """
    desk = house(request).desk
    found = compared(desk, [topic], known_on=pin.known, limit=limit, start=cursor)
    records = [dict(proposition_record(each, desk.label)) for each in found.propositions]
    following = listed(request, records, found.following).next
    if following:
        response.headers["link"] = f'<{following}>; rel="next"'
    return records
