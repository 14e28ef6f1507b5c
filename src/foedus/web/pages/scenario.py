"""Scenarios: who is bound if A attacks B, with a picture, reasons, change days, and a second answer beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, Response

from foedus.desk.asking import NO_PARTY, answer_to, spoken
from foedus.desk.differing import compare
from foedus.desk.scenarios import scenario
from foedus.model.problems import UsageError
from foedus.model.viewpoints import DE_FACTO
from foedus.views import bound as words
from foedus.views.difference import changed_lines, entry_lines
from foedus.views.further import passages
from foedus.views.graph import answer_graph
from foedus.views.scenario import owed, parts, picture
from foedus.views.svg import svg
from foedus.web.asked import Asked, One, asked
from foedus.web.rendering import house, page, source_line
from foedus.world.changes import change_days

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.model.situations import Situation
    from foedus.views.graph import Graph
    from foedus.views.scenario import Owed

router = APIRouter()
Ask = Annotated[Asked, Depends(asked)]
MOST = 200
"""So many obligations are listed and drawn; the rest are in the JSON."""
NOBODY = "-"
"""The other viewpoint of a comparison that is nobody's in particular."""
PICTURE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""What a picture may load when it is opened by itself: the style that it brings."""

EXAMPLES = (
    ("Georgia attacks South Ossetia, 20 February 2022, seen by Russia",
     "attacker=Georgia&target=South+Ossetia&on=2022-02-20&viewpoint=RUS"),
    ("The same, seen by Russia and by Georgia",
     "attacker=Georgia&target=South+Ossetia&on=2022-02-20&viewpoint=RUS&other_viewpoint=GEO"),
    ("Germany attacks Czechoslovakia, 28 September 1938",
     "attacker=Germany&target=Czechoslovakia&on=1938-09-28"),
    ("Somebody attacks Finland, before and after it joined NATO",
     "attacker=any&target=Finland&on=2023-04-03&other_on=2023-04-05"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: names for sides and for places, and viewpoints, each with its key."""

    sides: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    viewpoints: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as the page shows it."""

    asked: Asked
    record: dict[str, Any]
    sentence: str
    owed: tuple[Owed, ...]
    parts: tuple[tuple[str, tuple[Owed, ...]], ...]
    conflicts: tuple[str, ...]
    unknown: tuple[str, ...]
    passages: tuple[str, ...]
    not_bound: tuple[str, ...]
    where: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which the slider stops: the first of a time in which nothing changes; about: what changes on it."""

    day: str
    about: str
    query: str


@router.get("/scenario", include_in_schema=False)
def scenario_page(request: Request, given: Ask, other_on: One = None, other_viewpoint: One = None) -> HTMLResponse:
    """The form, and where it names two sides the answer."""
    desk = house(request).desk
    shown: tuple[Shown, ...] = ()
    found: dict[str, Any] = {}
    wrong = ""
    if given.scenario.attackers or given.scenario.targets:
        try:
            found = _answered(desk, given, other_on, other_viewpoint)
            shown = found["shown"]
        except UsageError as error:
            wrong = str(error)
    return page(
        request,
        "scenario.html",
        status=400 if wrong else 200,
        title="; beside it: ".join(each.sentence for each in shown) or "Scenario",
        pinned=given.pin,
        asked=given,
        other_on=other_on or "",
        other_viewpoint=other_viewpoint or "",
        choices=choices(desk),
        examples=EXAMPLES,
        wrong=wrong,
        shown=shown,
        difference=found.get("difference"),
        stops=found.get("stops", ()),
        at=found.get("at", 0),
        picture=found.get("picture"),
        most=MOST,
    )


def _answered(desk: Desk, given: Asked, other_on: str | None, other_viewpoint: str | None) -> dict[str, Any]:
    situation = scenario(desk, given.scenario)
    given = replace(given, pin=replace(given.pin, on=situation.on.isoformat()))
    first = _shown(desk, given, situation)
    stops, at = _stops(desk, given, situation)
    found = {"shown": (first,), "stops": stops, "at": at, "picture": picture(drawn(desk, first.record))}
    if other_on or other_viewpoint:
        seen = None if other_viewpoint == NOBODY else other_viewpoint or given.pin.viewpoint
        other = given.put(on=other_on or given.pin.on, viewpoint=seen)
        second = _shown(desk, other, scenario(desk, other.scenario))
        if second.record["question"] == first.record["question"]:
            raise UsageError("both answers are to one question: give the second another day or viewpoint")
        found |= {"shown": (first, second), "difference": _difference(desk, first.record, second.record)}
    return found


def _shown(desk: Desk, given: Asked, situation: Situation) -> Shown:
    record = answer_to(desk, situation, given.pin.known_at)
    sentence = words.question(record["question"], desk.label)
    obligations = owed(record, desk.label)
    shown = obligations[:MOST]
    return Shown(
        asked=given,
        record=record,
        sentence=sentence[0].upper() + sentence[1:],
        owed=obligations,
        parts=parts(shown),
        conflicts=tuple(words.conflicts(record["conflicts"], desk.label)),
        unknown=tuple(words.unknown(record["unknown"], desk.label)),
        passages=tuple(passages(record.get("passages") or (), desk.label)),
        not_bound=tuple(words.not_bound(record["not_bound"], desk.label)),
        where=where(desk, given, shown),
    )


def where(desk: Desk, given: Asked, shown: tuple[Owed, ...]) -> dict[str, str]:
    """The address of each claim that obligations rest on, in the document where it was read."""
    from foedus.ledger import ClaimFilter

    told = {each.claim for each in shown} | {fact.claim for each in shown for fact in each.premises}
    ids = tuple(sorted(told - {""}))
    if not ids:
        return {}
    known = f"?known={given.pin.known}" if given.pin.known else ""
    claims = desk.ledger.recorded_claims(ClaimFilter(ids=ids), given.pin.known_at)
    return {each.claim.id: f"/documents/{each.claim.document}{known}#{each.claim.id}" for each in claims}


def _difference(desk: Desk, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Both answers against one another, each entry as its sentence and the lines under it."""
    found, label = compare(first, second), desk.label
    sections = (
        ("Bound in the first only", [entry_lines(e, label, "in the second:", "it") for e in found["no_longer"]]),
        ("Bound in the second only", [entry_lines(e, label, "in the first:", "it") for e in found["becomes"]]),
        ("Bound in both, but not alike", [changed_lines(e, label, "first", "second") for e in found["changed"]]),
    )
    told = [(title, [tuple(line.strip() for line in lines) for lines in entries]) for title, entries in sections]
    return {"sections": [section for section in told if section[1]], "same": found["same"]}


def _stops(desk: Desk, given: Asked, situation: Situation) -> tuple[tuple[Stop, ...], int]:
    """The change days, each with what changes, and the number of the one at which the scenario's day stands."""
    said = spoken(desk, situation, given.pin.known_at)
    changes = change_days(desk.texts_on(situation.on), situation, (each.uttered for each in said))
    stops = []
    if changes and changes[0].day.toordinal() > 1:
        day = changes[0].day.fromordinal(changes[0].day.toordinal() - 1).isoformat()
        stops.append(Stop(day, "before all of these", given.query(on=day)))
    for change in changes:
        names = [desk.label(key) for key in change.about]
        about = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        day = change.day.isoformat()
        stops.append(Stop(day, about, given.query(on=day)))
    at = max((i for i, stop in enumerate(stops) if stop.day <= situation.on.isoformat()), default=0)
    return tuple(stops), at


def drawn(desk: Desk, record: dict[str, Any]) -> Graph:
    """The picture's content; of an answer too large for one, its first obligations."""
    several = [*(record.get("before") or ()), record]
    if sum(len(each["obligations"]) for each in several) > MOST:
        record = {**record, "obligations": record["obligations"][:MOST], "before": ()}
    return answer_graph(record, desk.label)


@router.get("/scenario.svg", include_in_schema=False)
def scenario_picture(request: Request, given: Ask) -> Response:
    """The picture by itself, with a line that says where it is from."""
    desk = house(request).desk
    record = answer_to(desk, scenario(desk, given.scenario), given.pin.known_at)
    made = svg(drawn(desk, record), source_line(request, "/scenario", given.fields(), given.pin))
    return Response(made, media_type="image/svg+xml", headers=PICTURE)


@lru_cache(4)
def choices(desk: Desk) -> Choices:
    """What the form offers."""
    actors = desk.gazetteer.actors
    parties = {key for agreement in desk.library.agreements for key in agreement.members()}
    sides = {key for key in actors if actors[key].type in _SIDES or key in parties}
    places = {key for key in actors if actors[key].type in _PLACES}
    territories = {(territory.id, territory.title) for territory in desk.library.territories}
    holders = sorted((desk.label(key), key) for key in desk.library.holders if key != DE_FACTO)
    return Choices(
        sides=tuple(sorted(_named(desk, key) for key in sides if actors[key].type not in NO_PARTY)),
        places=tuple(sorted(territories | {_named(desk, key) for key in places})),
        viewpoints=tuple((key, name) for name, key in holders),
    )


_SIDES = ("state", "former-state", "de-facto-state", "alliance", "union", "armed-group", "people")
_PLACES = ("state", "former-state", "de-facto-state", "region", "city")


def _named(desk: Desk, key: str) -> tuple[str, str]:
    """What to write for an actor, and a hint: its name where that means nobody else, else its key."""
    name = desk.label(key)
    return (name, key) if desk.gazetteer.resolve(name) == (key,) else (key, name)
