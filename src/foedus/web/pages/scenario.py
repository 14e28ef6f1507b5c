"""Scenarios: who is bound if A attacks B, with a picture, reasons, change days, and a second answer beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, Response

from foedus.desk.asking import answer_to
from foedus.desk.declaring import spoken
from foedus.desk.differing import compare
from foedus.desk.mapping import MapQuestion, map_of
from foedus.desk.scenarios import scenario
from foedus.model.problems import UsageError
from foedus.views import bound as words
from foedus.views.difference import changed_lines, entry_lines
from foedus.views.further import passages
from foedus.views.graph import answer_graph
from foedus.views.scenario import owed, parts, picture
from foedus.views.svg import svg
from foedus.web.asked import Asked, One, asked
from foedus.web.mapping import BORDERS, SHAPES_SOURCE, Drawing, drawing
from foedus.web.naming import Names
from foedus.web.offering import choices, written
from foedus.web.rendering import PICTURE, house, page, source_line
from foedus.web.stops import Stop, some
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
class Shown:
    """One answer as the page shows it; in its sentences actors are marked, so that their names can be links."""

    asked: Asked
    record: dict[str, Any]
    sentence: str
    owed: tuple[Owed, ...]
    count: int
    parts: tuple[tuple[str, tuple[Owed, ...]], ...]
    conflicts: tuple[str, ...]
    unknown: tuple[str, ...]
    passages: tuple[str, ...]
    not_bound: tuple[str, ...]
    where: dict[str, str]
    picture: dict[str, Any]
    drawing: Drawing


@router.get("/scenario", include_in_schema=False)
def scenario_page(request: Request, given: Ask, other_on: One = None, other_viewpoint: One = None) -> HTMLResponse:
    """The form, and where it names two sides the answer."""
    desk = house(request).desk
    shown: tuple[Shown, ...] = ()
    found: dict[str, Any] = {}
    wrong = ""
    if given.scenario.attackers or given.scenario.targets:
        try:
            found = _answered(request, given, other_on, other_viewpoint)
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
        written=lambda name: written(desk, name),
        most=MOST,
        borders=BORDERS,
        shapes_source=SHAPES_SOURCE,
    )


def _answered(request: Request, given: Asked, other_on: str | None, other_viewpoint: str | None) -> dict[str, Any]:
    desk = house(request).desk
    situation = scenario(desk, given.scenario)
    given = replace(given, pin=replace(given.pin, on=situation.on.isoformat()))
    first = _shown(request, given, situation)
    stops, at = _stops(desk, given, situation)
    found: dict[str, Any] = {"shown": (first,), "stops": stops, "at": at}
    if other_on or other_viewpoint:
        seen = None if other_viewpoint == NOBODY else other_viewpoint or given.pin.viewpoint
        other = given.put(on=other_on or given.pin.on, viewpoint=seen)
        second = _shown(request, other, scenario(desk, other.scenario))
        if second.record["question"] == first.record["question"]:
            raise UsageError("both answers are to one question: give the second another day or viewpoint")
        names = Names(lambda: desk, given.pin)
        found |= {"shown": (first, second), "difference": _difference(names, first.record, second.record)}
    return found


def _shown(request: Request, given: Asked, situation: Situation) -> Shown:
    desk = house(request).desk
    names = Names(lambda: desk, given.pin)
    record = answer_to(desk, situation, given.pin.known_at)
    sentence = words.question(record["question"], desk.label)
    # Half the world at war owes thousands of duties: put into words are those that are shown.
    shown = owed({"obligations": record["obligations"][:MOST]}, names.mark)
    return Shown(
        asked=given,
        record=record,
        sentence=sentence[0].upper() + sentence[1:],
        owed=shown,
        count=len(record["obligations"]),
        parts=parts(shown),
        conflicts=tuple(words.conflicts(record["conflicts"], names.told)),
        unknown=tuple(words.unknown(record["unknown"], names.told)),
        passages=tuple(passages(record.get("passages") or (), names.told)),
        not_bound=tuple(words.not_bound(record["not_bound"], names.told)),
        where=where(desk, given, shown),
        picture=picture(drawn(desk, record)),
        drawing=drawing(map_of(desk, _on_the_map(given)), f"/api/v1/map?layer=obligations&{given.query()}"),
    )


def _on_the_map(given: Asked) -> MapQuestion:
    own = given.scenario
    return MapQuestion(
        layer="obligations",
        on=own.on,
        viewpoint=own.viewpoint,
        attackers=own.attackers,
        targets=own.targets,
        territory=own.territory,
        through=own.through,
        retaliation=own.retaliation,
        provoked=own.provoked,
        basis=own.basis,
        ask=own.ask,
        known_at=given.pin.known_at,
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


def _difference(names: Names, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Both answers against one another, each entry as its sentence and the lines under it."""
    found, label = compare(first, second), names.told
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
        stops.append(Stop(day, "before all of these", f"/scenario?{given.query(on=day)}"))
    for change in changes:
        about, day = some([desk.label(key) for key in change.about]), change.day.isoformat()
        stops.append(Stop(day, about, f"/scenario?{given.query(on=day)}"))
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
