"""Whose a place is: in a viewpoint's eyes, in fact, or by nobody's dispute."""

from __future__ import annotations

from datetime import date

from foedus.library.values import Library
from foedus.model.answers import Fact
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO, Viewpoint
from foedus.world.stances import Stance, since

_ENTITIES = ("state", "former-state", "de-facto-state")


def belongs(library: Library, territory: str, state: str, day: date, view: Viewpoint | None) -> Stance:
    """Whether a territory is a state's own.

    A viewpoint's position decides, or control for the ``de-facto`` one; where somebody holds a position and the
    viewpoint is silent, or there is no viewpoint, it is unknown.  Undisputed territories are the library's.
    """
    if territory == state:
        return Stance(Truth.YES, "")
    if view is not None and view.holder == DE_FACTO:
        judged = _controlled(library, territory, state, day)
    else:
        judged = _held(library, territory, state, day, view)
    if judged is None:
        judged = _undisputed(library, territory, state, day)
    return judged or Stance(Truth.UNKNOWN, f"the library does not say whose {territory} is")


def _controlled(library: Library, territory: str, state: str, day: date) -> Stance | None:
    held = [c for c in library.control if c.territory == territory and c.spell.on(day) is not Truth.NO]
    if not held:
        return None
    c = next((each for each in held if each.spell.on(day) is Truth.YES), held[0])
    fact = Fact("place", f"{c.by} controls {territory} {since(c.spell)}", c.source, c.confidence)
    truth = Truth.of(c.by == state) if c.spell.on(day) is Truth.YES else Truth.UNKNOWN
    return Stance(truth, f"{c.by} controls {territory}", (fact,))


def _held(library: Library, territory: str, state: str, day: date, view: Viewpoint | None) -> Stance | None:
    about = [p for p in library.positions if p.about == "part-of" and p.subject == territory]
    about = [p for p in about if p.spell.on(day) is not Truth.NO]
    own = [p for p in about if view is not None and p.holder == view.holder]
    for p in own:
        if p.of == state or p.holds:
            says = "holds" if p.holds else "denies"
            words = f"{p.holder} {says} that {territory} is part of {p.of}"
            fact = Fact("place", f"{words}, {since(p.spell)}", p.source, p.confidence)
            truth = Truth.of(p.holds and p.of == state) if p.spell.on(day) is Truth.YES else Truth.UNKNOWN
            return Stance(truth, words, (fact,))
    if not any(p.of == state and p.holds for p in about):
        return None  # whoever disputes whose it is, nobody says that it is this state's
    if view is not None and view.holder == territory:
        return Stance(Truth.NO, f"{territory} holds itself to be no part of {state}")
    return Stance(Truth.UNKNOWN, f"it is disputed whose {territory} is, and the viewpoint is silent")


def _undisputed(library: Library, territory: str, state: str, day: date) -> Stance | None:
    for t in library.territories:
        if t.id == territory and t.spell.on(day) is not Truth.NO:
            fact = Fact("place", f"{territory} is territory of {t.of} {since(t.spell)}", t.source)
            truth = Truth.of(t.of == state) & t.spell.on(day)
            return Stance(truth, f"{territory} is territory of {t.of}", (fact,))
    for actor in library.actors:
        if actor.key == territory and actor.type in ("city", "region") and actor.of is not None:
            fact = Fact(
                "place", f"{territory} is a {actor.type} of {actor.of}", actor.source or "library/actors", "medium"
            )
            return Stance(Truth.of(actor.of == state), f"{territory} is a {actor.type} of {actor.of}", (fact,))
    party = any(territory in agreement.members() for agreement in library.agreements)
    if party or library.types.get(territory) in _ENTITIES or territory.isupper():
        return Stance(Truth.NO, f"{territory} is not territory of {state}")
    return None
