"""What a viewpoint makes of an agreement and of a place: recognition, validity, territory, control."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from foedus.library.values import Library
from foedus.model.agreements import Agreement
from foedus.model.answers import Fact
from foedus.model.problems import UnknownName
from foedus.model.time import Spell, Truth
from foedus.model.viewpoints import DE_FACTO, Viewpoint

_SILENCE = {"denied": Truth.NO, "accepted": Truth.YES, "unknown": Truth.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether something is accepted, why, and the facts that say so."""

    truth: Truth
    why: str
    facts: tuple[Fact, ...] = ()


def since(spell: Spell) -> str:
    """The beginning of a spell in words.

    >>> since(Spell("1994-04-20"))
    'since 1994-04-20'
    """
    return f"since {spell.start}" if spell.start else "since a day that is not known"


def viewpoint(library: Library, holder: str) -> Viewpoint:
    """A holder's viewpoint with its rule for silence; the usual rule where the library states none.

    Raises UnknownName where the library holds no position of it.
    """
    if holder not in library.holders:
        near = difflib.get_close_matches(holder, library.holders, n=3, cutoff=0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else "; any actor with positions in the library can be one"
        raise UnknownName(f"no viewpoint {holder!r}: the library holds no position of it{hint}")
    return next((v for v in library.viewpoints if v.holder == holder), Viewpoint(holder, holder))


def disputed_by(library: Library, agreement: Agreement, day: date) -> tuple[str, ...]:
    """Everybody whose positions deny the agreement's validity or the statehood that it rests on.

    A position whose spell is not sure to have begun or ended is listed too: a dispute is never left out.
    """
    denied = {p.holder for p in agreement.positions if not p.accepts and p.spell.on(day) is not Truth.NO}
    for position in library.positions:
        denies = position.about == "statehood" and not position.holds and position.subject in agreement.rests_on
        if denies and position.spell.on(day) is not Truth.NO:
            denied.add(position.holder)
    return tuple(sorted(denied))


def acceptance(library: Library, agreement: Agreement, day: date, view: Viewpoint | None) -> Stance:
    """Whether an agreement counts, seen from a viewpoint; without one it does, and disputes are listed instead."""
    if view is None:
        return Stance(Truth.YES, "")
    if view.holder == DE_FACTO:
        return _all(agreement.rests_on, lambda entity: _controls_itself(library, entity, day))
    own = [p for p in agreement.positions if p.holder == view.holder and p.spell.on(day) is not Truth.NO]
    for p in own:
        truth = Truth.of(p.accepts) if p.spell.on(day) is Truth.YES else Truth.UNKNOWN
        says = "holds" if p.accepts else "denies"
        fact = Fact(
            "viewpoint",
            f"{view.holder} {says} that {agreement.id} is valid, {since(p.spell)}",
            agreement.cite(p.source),
            p.confidence,
        )
        return Stance(truth, f"viewpoint {view.holder} {'accepts it' if p.accepts else 'denies its validity'}", (fact,))
    if view.holder in agreement.members():
        party = next(p for p in agreement.parties if p.actor == view.holder)
        fact = Fact("viewpoint", f"{view.holder} is a party and does not deny it", agreement.cite(party.source))
        return Stance(Truth.YES, "", (fact,))
    if not agreement.rests_on:
        truth = _SILENCE[view.silence_validity]
        rule = f"viewpoint {view.holder} is silent on {agreement.id}: silence means {view.silence_validity}"
        return Stance(truth, rule, (Fact("viewpoint", rule, "library/viewpoints"),))
    return _all(agreement.rests_on, lambda entity: statehood(library, entity, day, view))


def statehood(library: Library, entity: str, day: date, view: Viewpoint) -> Stance:
    """Whether a viewpoint holds a contested entity to be a state."""
    if view.holder == entity:
        return Stance(Truth.YES, "", (Fact("viewpoint", f"{entity} holds itself to be a state", "its own position"),))
    for p in library.positions:
        if (p.about, p.subject, p.holder) == ("statehood", entity, view.holder):
            held = p.spell.on(day)
            if held is not Truth.NO:
                truth = Truth.of(p.holds) if held is Truth.YES else Truth.UNKNOWN
                does = "holds" if p.holds else "denies"
                fact = Fact(
                    "viewpoint",
                    f"{view.holder} {does} that {entity} is a state, {since(p.spell)}",
                    p.source,
                    p.confidence,
                )
                return Stance(truth, f"viewpoint {view.holder} does not recognise {entity}", (fact,))
    best = Stance(Truth.NO, "")
    for r in library.recognitions:
        if (r.recogniser, r.recognised) == (view.holder, entity):
            fact = Fact("viewpoint", f"{view.holder} recognises {entity} {since(r.spell)}", r.source, r.confidence)
            best = max(
                best,
                Stance(r.spell.on(day), f"the day is not known on which {view.holder} recognised {entity}", (fact,)),
                key=_rank,
            )
    if best.truth is not Truth.NO:
        return best
    silence = _SILENCE[view.silence_statehood]
    rule = (
        f"viewpoint {view.holder} does not recognise {entity} (silence on a contested entity: {view.silence_statehood})"
    )
    return Stance(silence, rule, (Fact("viewpoint", rule, "library/viewpoints"),))


def _rank(stance: Stance) -> int:
    return (Truth.NO, Truth.UNKNOWN, Truth.YES).index(stance.truth)


def _all(entities: tuple[str, ...], judge: Callable[[str], Stance]) -> Stance:
    facts: list[Fact] = []
    for entity in entities:
        stance = judge(entity)
        if stance.truth is not Truth.YES:
            return stance
        facts += stance.facts
    return Stance(Truth.YES, "", tuple(facts))


def _controls_itself(library: Library, entity: str, day: date) -> Stance:
    known = [c for c in library.control if c.territory == entity]
    if not known:
        return Stance(Truth.UNKNOWN, f"the library does not say who controls {entity}")
    own = [c for c in known if c.by == entity and c.spell.on(day) is not Truth.NO]
    for c in own:
        fact = Fact("viewpoint", f"{entity} controls its territory {since(c.spell)}", c.source, c.confidence)
        return Stance(c.spell.on(day), f"it is not known whether {entity} controlled itself on that day", (fact,))
    return Stance(Truth.NO, f"{entity} does not control its own territory on that day")
