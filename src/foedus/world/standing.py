"""What a viewpoint makes of a contested place: a state, a part of another, or neither of them for sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.library.values import Library
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO, Viewpoint
from foedus.world.places import belongs
from foedus.world.stances import since, statehood


@dataclass(frozen=True, slots=True)
class Standing:
    """How a contested place counts on a day.

    kind: ``contested`` (no viewpoint is taken), ``state`` (or governs itself, for who looks at control), ``part`` (of
    *of*) or ``open`` (the viewpoint does not say).
    why: the position or the control that says so; sources: where it comes from.
    """

    place: str
    kind: str
    of: str | None = None
    why: str = ""
    sources: tuple[str, ...] = ()


def standing(library: Library, place: str, day: date, view: Viewpoint | None) -> Standing:
    """What a place is on a day, seen by somebody; nobody's view leaves it contested."""
    if view is None:
        return Standing(place, "contested")
    if view.holder == DE_FACTO:
        return _governed(library, place, day)
    held = statehood(library, place, day, view)
    if held.truth is Truth.YES and held.facts:
        return Standing(place, "state", None, held.facts[0].fact, tuple(fact.source for fact in held.facts))
    for owner in _claimants(library, place):
        part = belongs(library, place, owner, day, view)
        if part.truth is Truth.YES:
            return Standing(place, "part", owner, part.why, tuple(fact.source for fact in part.facts))
    return Standing(place, "open", None, held.why)


def _governed(library: Library, place: str, day: date) -> Standing:
    held = [each for each in library.control if each.territory == place and each.spell.on(day) is Truth.YES]
    if not held:
        return Standing(place, "open", None, f"the library does not say who controls {place} on that day")
    by = held[0].by
    if by == place:
        why = f"{place} controls its own territory {since(held[0].spell)}"
        return Standing(place, "state", None, why, (held[0].source,))
    return Standing(place, "part", by, f"{by} controls {place} {since(held[0].spell)}", (held[0].source,))


def _claimants(library: Library, place: str) -> tuple[str, ...]:
    """Whose it may be said to be: by a position, or by the state that it lies in."""
    said = [each.of for each in library.positions if each.about == "part-of" and each.subject == place]
    lies_in = [actor.of for actor in library.actors if actor.key == place and actor.type == "region"]
    return tuple(dict.fromkeys(owner for owner in (*said, *lies_in) if owner))
