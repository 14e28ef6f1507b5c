"""What a viewpoint gives: validity, statehood, whose a place is, as facts of a day."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model.agreements import Agreement
from foedus.model.situations import ANY
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO, Viewpoint
from foedus.obligations.checker.core import Said
from foedus.obligations.checker.gathering import Given, any_of, since

_STATES = ("state", "former-state", "de-facto-state")


def acceptance(given: Given, name: str) -> None:
    """On what hangs whether the viewpoint accepts an agreement, and who disputes it."""
    text, view = given.library.agreement.get(name), given.view
    if text is None:
        return
    given.add("disputed", name, _disputed_by(given, text))
    entities = given.listed(text.rests_on)
    if view is None:
        given.add("no-view", name)
    elif view == DE_FACTO:
        given.add("de-facto", name)
        given.add("rests-on", name, entities)
        _control(given, text)
    else:
        given.add("view", view)
        _validity(given, text, view)
        if entities:
            given.add("contested", name, entities)
        else:
            given.add("uncontested", name)
        for entity in entities:
            _statehood(given, entity, view)


def _disputed_by(given: Given, text: Agreement) -> tuple[str, ...]:
    denials = [(p.holder, p.spell) for p in text.positions if not p.accepts]
    states = [p for p in given.library.positions if p.about == "statehood" and p.subject in text.rests_on]
    denials += [(p.holder, p.spell) for p in states if not p.holds]
    return tuple(sorted({holder for holder, spell in denials if spell.on(given.day) is not Truth.NO}))


def _control(given: Given, text: Agreement) -> None:
    for c in given.library.control:
        if c.territory == c.by and c.by in text.rests_on and c.spell.on(given.day) is Truth.YES:
            said = f"{c.by} controls its territory {since(c.spell.start)}"
            given.add("rules-itself", c.by, c.spell.start, said=(("viewpoint", said, c.source),))


def _rule(given: Given, view: str) -> Viewpoint:
    return next((v for v in given.library.viewpoints if v.holder == view), Viewpoint(view, view))


def _validity(given: Given, text: Agreement, view: str) -> None:
    name, live = text.id, [p for p in text.positions if p.holder == view and p.spell.on(given.day) is not Truth.NO]
    for p in live[:1]:  # the first that may hold speaks for the holder
        given.add("judges", name, view)
        if p.accepts and p.spell.on(given.day) is Truth.YES:
            said = f"{view} holds that {name} is valid, {since(p.spell.start)}"
            given.add("holds-valid", name, view, said=(("viewpoint", said, text.cite(p.source)),))
    for party in text.parties:
        if party.actor == view:
            given.add("member", name, view)
            said = f"{view} is a party and does not deny it"
            given.add("signatory", name, view, said=(("viewpoint", said, text.cite(party.source)),))
    means = _rule(given, view).silence_validity
    if means == "accepted":
        said = f"viewpoint {view} is silent on {name}: silence means {means}"
        given.add("silence-accepts", name, said=(("viewpoint", said, "library/viewpoints"),))


def _statehood(given: Given, entity: str, view: str) -> None:
    library, day = given.library, given.day
    if entity == view:
        said = f"{entity} holds itself to be a state"
        given.add("is-view", entity, said=(("viewpoint", said, "its own position"),))
    own = [p for p in library.positions if (p.about, p.subject, p.holder) == ("statehood", entity, view)]
    for p in [p for p in own if p.spell.on(day) is not Truth.NO][:1]:
        given.add("judged", entity)
        if p.holds and p.spell.on(day) is Truth.YES:
            said = f"{view} holds that {entity} is a state, {since(p.spell.start)}"
            given.add("holds-state", entity, said=(("viewpoint", said, p.source),))
    for r in library.recognitions:
        if (r.recogniser, r.recognised) == (view, entity) and r.spell.on(day) is not Truth.NO:
            given.add("maybe-recognised", entity)
            if r.spell.on(day) is Truth.YES:
                said = f"{view} recognises {entity} {since(r.spell.start)}"
                given.add("recognised", entity, r.spell.start, said=(("viewpoint", said, r.source),))
    silence = _rule(given, view).silence_statehood
    if silence == "accepted":
        said = f"viewpoint {view} does not recognise {entity} (silence on a contested entity: {silence})"
        given.add("silence-admits", entity, said=(("viewpoint", said, "library/viewpoints"),))


def kinds(given: Given, actor: str) -> None:
    """Whether an actor is a state; of one that nobody lists only a country's code says so."""
    kind = given.library.types.get(actor)
    if "state" in kind if kind else actor == ANY or (actor.isupper() and len(actor) in (3, 4)):
        given.add("state", actor)
    elif kind:
        given.add("stateless", actor)


def whose(given: Given, place: str, state: str) -> None:
    """Whether a place is a state's own, surely another's, or open; with what says so."""
    truth, said = (Truth.YES, None) if place == state else _belongs(given, place, state)
    word = {Truth.YES: "own", Truth.NO: "foreign", Truth.UNKNOWN: "unsettled"}[truth]
    given.add(word, place, state, said=(said,) if said else ())


def _belongs(given: Given, place: str, state: str) -> tuple[Truth, Said | None]:
    """By the viewpoint, or by control for the one of facts; where these say nothing, by what nobody disputes."""
    rows = _controlled(given, place, state) if given.view == DE_FACTO else _held(given, place, state)
    rows = rows or list(_listed(given, place, state))
    return rows[0] if rows else (_nobodys(given, place), None)


_Row = tuple[Truth, Said | None]


def _controlled(given: Given, place: str, state: str) -> list[_Row]:
    rows = [(c, c.spell.on(given.day)) for c in given.library.control if c.territory == place]
    live = sorted((row for row in rows if row[1] is not Truth.NO), key=lambda row: row[1] is not Truth.YES)
    return [
        (
            Truth.of(c.by == state) if held is Truth.YES else Truth.UNKNOWN,
            ("place", f"{c.by} controls {place} {since(c.spell.start)}", c.source),
        )
        for c, held in live
    ]


def _held(given: Given, place: str, state: str) -> list[_Row]:
    about = [p for p in given.library.positions if (p.about, p.subject) == ("part-of", place)]
    about = [p for p in about if p.spell.on(given.day) is not Truth.NO]
    for p in about:
        if p.holder == given.view and (p.of == state or p.holds):
            does = "holds" if p.holds else "denies"
            said = f"{p.holder} {does} that {place} is part of {p.of}, {since(p.spell.start)}"
            sure = p.spell.on(given.day) is Truth.YES
            return [(Truth.of(p.holds and p.of == state) if sure else Truth.UNKNOWN, ("place", said, p.source))]
    if any(p.of == state and p.holds for p in about):
        return [(Truth.NO if given.view == place else Truth.UNKNOWN, None)]
    return []


def _listed(given: Given, place: str, state: str) -> Iterator[_Row]:
    for t in given.library.territories:
        held = t.spell.on(given.day)
        if t.id == place and held is not Truth.NO:
            said = f"{place} is territory of {t.of} {since(t.spell.start)}"
            yield Truth.of(t.of == state) & held, ("place", said, t.source)
    for a in given.library.actors:
        if a.key == place and a.type in ("city", "region") and a.of is not None:
            said = f"{place} is a {a.type} of {a.of}"
            yield Truth.of(a.of == state), ("place", said, a.source or "library/actors")


def _nobodys(given: Given, place: str) -> Truth:
    """A place of which nothing says whose it is: a state's or a party's own ground is no other's."""
    library = given.library
    party = any_of(*(Truth.of(place in each.members()) for each in library.agreements))
    known = party is Truth.YES or library.types.get(place) in _STATES or place.isupper()
    return Truth.NO if known else Truth.UNKNOWN
