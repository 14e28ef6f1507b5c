"""The library's agreements: the list, and of each its life, its parties, its rules, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from foedus.desk.cases import try_cases
from foedus.desk.comparing import KnownActors, library_on
from foedus.desk.showing import find_agreement, find_agreements
from foedus.model.problems import UnknownName
from foedus.model.time import Spell, Truth
from foedus.views.agreements import rule_words
from foedus.views.lives import spell
from foedus.views.proofs import when
from foedus.web import spans
from foedus.web.contrasts import contrasts
from foedus.web.naming import Names
from foedus.web.pictures import Row, lives
from foedus.web.rendering import PICTURE, house, page, source_line
from foedus.web.told import Before, Day, Pin, Words, claims_of, day_of, happenings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.desk import Desk
    from foedus.model.agreements import Agreement, Provision
    from foedus.model.viewpoints import Position
    from foedus.web.contrasts import Contrast
    from foedus.web.pinned import Pinned

router = APIRouter()
_CONTRADICTIONS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the drawing of a life: what it is, its stretches, and when that is in words."""

    key: str
    words: str
    parts: tuple[spans.Part, ...]
    pauses: tuple[spans.Part, ...]
    when: str
    now: str


@router.get("/agreements", include_in_schema=False)
def agreements(request: Request, pin: Pin, q: Words = None, party: Words = None, kind: Words = None) -> HTMLResponse:
    """The agreements that pass the filters."""
    desk = house(request).desk
    wrong = ""
    found: tuple[Agreement, ...] = ()
    try:
        found = find_agreements(desk, party=party or None, on=pin.on)
    except UnknownName as error:
        wrong = str(error)
    return page(
        request,
        "agreements.html",
        title="Agreements",
        pinned=pin,
        wanted={"q": q, "party": party, "kind": kind},
        kinds=sorted({each.kind for each in desk.library.agreements}),
        listed=[each for each in found if (not kind or each.kind == kind) and _has(desk, each, q)],
        of=len(desk.library.agreements),
        day=day_of(pin),
        wrong=wrong,
    )


def _has(desk: Desk, agreement: Agreement, words: str | None) -> bool:
    parties = (desk.label(key) for key in agreement.members())
    named = (agreement.id, agreement.title, *(name.text for name in agreement.names), *parties)
    texts = (*(each.text for each in agreement.provisions), agreement.note or "")
    within = " ".join((*named, *texts)).casefold()
    return all(word in within for word in (words or "").casefold().split())


@router.get("/agreements/{key}", include_in_schema=False)
def agreement(
    request: Request,
    key: str,
    pin: Pin,
    since: Day = None,
    until: Day = None,
    before: Before = None,
    passed: Before = None,
    tried: Annotated[bool, Query()] = False,
) -> Response:
    """One agreement."""
    desk = house(request).desk
    found = find_agreement(desk, key)
    if found.id != key:
        return RedirectResponse(f"/agreements/{found.id}", 303)
    names, day = Names(lambda: desk, pin), day_of(pin)
    return page(
        request,
        "agreement.html",
        title=found.title,
        pinned=pin,
        agreement=found,
        day=day,
        in_force=found.in_force.on(day),
        covered=day.isoformat() <= found.checked,
        **life(found, day),
        rule=lambda provision: _rule(provision, names),
        disputes=disputes(desk, found),
        cases=list(try_cases(desk, found)) if tried else None,
        claims=claims_of(desk, key, pin, names, before),
        contrasts=contradictions(desk, key, pin, names),
        timeline=happenings(desk, key, pin, names, (since, until), passed),
        before=before,
    )


@router.get("/agreements/{key}/life.svg", include_in_schema=False)
def life_picture(request: Request, key: str, pin: Pin) -> Response:
    """The life of an agreement and its parties' spells as a picture by itself."""
    desk = house(request).desk
    found, day = find_agreement(desk, key), day_of(pin)
    given = life(found, day)
    told = (
        (f"{each.stage.replace('-', ' ')}{_by(desk, each.actors)}", when(each.date), part)
        for each, part in given["stages"]
    )
    rows = [
        Row("in force", when(spell(found.in_force)), given["whole"]),
        *(Row(label, words, (part,) if part else ()) for label, words, part in told),
        *(
            Row(desk.label(party.actor), f"party {when(spell(party.spell))}", line.parts, line.pauses)
            for party, line in given["parties"]
        ),
    ]
    legend = f"{LEGEND} The broken upright line is {day}."
    source = source_line(request, f"/agreements/{found.id}", [], pin)
    made = lives(f"{found.title}: life and parties", legend, source, given["scale"], given["at"], rows)
    return Response(made, media_type="image/svg+xml", headers=PICTURE)


LEGEND = "Full: surely so. Broken outline: the days that a date leaves open. Thin and white: suspended. Dot: an event."


def _by(desk: Desk, actors: Iterable[str]) -> str:
    named = ", ".join(map(desk.label, actors))
    return f" by {named}" if named else ""


def life(agreement: Agreement, day: date) -> dict[str, Any]:
    """The scale on which an agreement's life is drawn, and the rows of its parties and of itself."""
    spells = [agreement.in_force, *(p.spell for p in agreement.parties), *(s.spell for s in agreement.suspensions)]
    dates = [edtf for each in spells for edtf in (each.start, each.end)]
    scale = spans.scale([*dates, *(stage.date for stage in agreement.stages)], day)
    parties = [
        Line(
            each.actor,
            "",
            scale.parts(each.spell),
            tuple(part for pause in agreement.pauses(each.actor) for part in scale.parts(pause)),
            "",
            _now(each.spell, day),
        )
        for each in agreement.parties
    ]
    return {
        "scale": scale,
        "at": scale.at(day),
        "whole": scale.parts(agreement.in_force),
        "stages": [(each, scale.point(each.date)) for each in agreement.stages],
        "parties": list(zip(agreement.parties, parties, strict=True)),
    }


def _now(spell: Spell, day: date) -> str:
    return {Truth.YES: "party", Truth.NO: "no party", Truth.UNKNOWN: "not known"}[spell.on(day)]


def _rule(provision: Provision, names: Names) -> str:
    return rule_words(provision, names.mark)


def disputes(desk: Desk, agreement: Agreement) -> list[Position]:
    """The positions of those who deny the statehood on which an agreement rests."""
    return [
        each
        for each in desk.library.positions
        if each.about == "statehood" and not each.holds and each.subject in agreement.rests_on
    ]


def contradictions(desk: Desk, key: str, pin: Pinned, names: Names) -> list[Contrast]:
    """What sources contradict one another on about somebody or something."""
    if not desk.ledger.names(key):
        return []
    found = desk.ledger.contradictions(key, pin.known_at, directory=KnownActors(desk), limit=_CONTRADICTIONS)
    accounts = {account.id: account for account in found.accounts}
    shown = found.disagreements[:_CONTRADICTIONS]
    beside = {each: told for each in shown if (told := library_on(desk, each, accounts))}
    return list(contrasts(shown, accounts, beside, names))
