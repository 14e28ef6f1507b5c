"""Actors: finding one by any of its names, and of each what it is called, holds, owes, and what is said of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from foedus.desk.asking import viewpoint_key
from foedus.desk.commitments import commitments
from foedus.desk.showing import actor_page
from foedus.gazetteer.fold import fold_name
from foedus.model.actors import Actor
from foedus.model.problems import UnknownName
from foedus.model.time import Truth
from foedus.views.agreements import rule_words
from foedus.views.lives import spell
from foedus.views.proofs import when
from foedus.web import spans
from foedus.web.naming import Names
from foedus.web.pages.agreements import contradictions
from foedus.web.pictures import Row, lives
from foedus.web.rendering import PICTURE, house, page, source_line
from foedus.web.told import Before, Day, Pin, Words, claims_of, day_of, happenings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from foedus.desk import Desk
    from foedus.model.actors import Tenure
    from foedus.views.actors import ActorPage
    from foedus.web.pinned import Pinned

router = APIRouter()
_A_LIST = 100


@router.get("/actors", include_in_schema=False)
def actors(
    request: Request,
    pin: Pin,
    q: Words = None,
    of_type: Annotated[str | None, Query(alias="type", max_length=40)] = None,
    after: Words = None,
) -> HTMLResponse:
    """The actors that have a name, or are of a type, in the order of their labels."""
    desk = house(request).desk
    every = desk.gazetteer.actors.values()
    found = actors_found(desk, q, of_type)
    shown = list(islice((each for each in found if after is None or _place(each) > after), _A_LIST + 1))
    return page(
        request,
        "actors.html",
        title="Actors",
        pinned=pin,
        wanted={"q": q, "type": of_type},
        types=sorted({each.type for each in every if each.type != "agreement"}),
        listed=[(each, _under(each, q)) for each in shown[:_A_LIST]],
        of=len(found),
        more=_place(shown[_A_LIST - 1]) if len(shown) > _A_LIST else None,
    )


def actors_found(desk: Desk, words: str | None, of_type: str | None) -> list[Actor]:
    """The actors that have a name, or are of a type, in the order of their labels; agreements are none."""
    return sorted(_found(desk.gazetteer.actors.values(), words, of_type), key=_place)


def _found(every: Iterable[Actor], words: str | None, of_type: str | None) -> Iterator[Actor]:
    wanted = _wanted(words)
    for each in every:
        if each.type != "agreement" and of_type in (None, "", each.type) and _is_named(each, wanted):
            yield each


def _is_named(actor: Actor, wanted: str) -> bool:
    return not wanted or wanted.strip() == actor.key.lower() or any(wanted in _folded(name) for name in _texts(actor))


def _texts(actor: Actor) -> Iterator[str]:
    yield actor.label
    yield from (name.text for name in actor.names)


def _under(actor: Actor, words: str | None) -> str | None:
    """The name under which it was found, where that is not its label."""
    wanted = _wanted(words)
    if not wanted or wanted in _folded(actor.label):
        return None
    return next((name.text for name in actor.names if wanted in _folded(name.text)), None)


def _wanted(words: str | None) -> str:
    """How a name's words have to begin, as folded names have it."""
    return _folded(words).rstrip() if words and words.strip() else ""


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    return fold_name(text.strip().lower())


def _place(actor: Actor) -> str:
    return f"{_folded(actor.label)} {actor.key}"


@router.get("/actors/{key}", include_in_schema=False)
def actor(
    request: Request,
    key: str,
    pin: Pin,
    since: Day = None,
    until: Day = None,
    before: Before = None,
    passed: Before = None,
    said: Before = None,
) -> Response:
    """One actor, or whom the ledger alone knows by a key."""
    desk = house(request).desk
    if key in desk.library.agreement:
        return RedirectResponse(Names(lambda: desk, pin).address(f"/agreements/{key}"), 303)
    known = desk.gazetteer.actor(key)
    if known is None and not desk.ledger.names(key):
        raise UnknownName(f"nobody has the key {key!r}; look for a name at /actors")
    names, day = Names(lambda: desk, pin), day_of(pin)
    return page(
        request,
        "actor.html",
        title=known.label if known else key,
        pinned=pin,
        key=key,
        day=day,
        **_of_library(desk, known, day, pin, names),
        claims=claims_of(desk, key, pin, names, before),
        sayings=claims_of(desk, key, pin, names, said, said_by=True),
        contrasts=contradictions(desk, key, pin, names),
        timeline=happenings(desk, key, pin, names, (since, until), passed),
        before=before,
        said=said,
    )


@router.get("/actors/{key}/offices.svg", include_in_schema=False)
def offices_picture(request: Request, key: str, pin: Pin) -> Response:
    """The offices that somebody held, or who held somebody's, as a picture by itself."""
    desk = house(request).desk
    about, day = actor_page(desk, key), day_of(pin)
    scale, offices = _offices(about, day)
    rows = [
        Row(", ".join(filter(None, _who(desk, each, about.actor.key))), when(spell(each.spell)), parts)
        for each, parts in offices
    ]
    legend = f"Full: surely so. Broken outline: the days that a date leaves open. The broken upright line is {day}."
    source = source_line(request, f"/actors/{about.actor.key}", [], pin)
    made = lives(f"{about.actor.label}: offices", legend, source, scale, scale.at(day), rows)
    return Response(made, media_type="image/svg+xml", headers=PICTURE)


def _who(desk: Desk, held: Tenure, key: str) -> Iterator[str]:
    yield desk.label(held.person) if held.person != key else ""
    yield f"{held.title or held.office}{f' of {desk.label(held.of)}' if held.of != key else ''}"


def _offices(about: ActorPage, day: date) -> tuple[spans.Scale, list[tuple[Tenure, tuple[spans.Part, ...]]]]:
    scale = spans.scale([edtf for each in about.tenures for edtf in (each.spell.start, each.spell.end)], day)
    ordered = sorted(about.tenures, key=lambda each: (each.office, each.spell.start or ""))
    return scale, [(each, scale.parts(each.spell)) for each in ordered]


def _of_library(desk: Desk, known: Actor | None, day: date, pin: Pinned, names: Names) -> dict[str, Any]:
    """What the library has of an actor; nothing of one that only the ledger knows."""
    if known is None:
        return {"about": None, "owes": [], "owed": [], "offices": [], "scale": None, "at": 0}
    about = actor_page(desk, known.key)
    found = commitments(desk, known.key, day, viewpoint_key(desk, pin.viewpoint))
    scale, offices = _offices(about, day)
    return {
        "about": about,
        "owes": [(each, rule_words(each.provision, names.mark)) for each in found if each.owes is not Truth.NO],
        "owed": [(each, rule_words(each.provision, names.mark)) for each in found if each.owed is not Truth.NO],
        "offices": offices,
        "scale": scale,
        "at": scale.at(day),
    }
