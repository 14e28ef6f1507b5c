"""What forms offer and show: names that mean one actor alone, in place of keys, which are understood too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.desk.asking import NO_PARTY
from foedus.model.viewpoints import DE_FACTO
from foedus.web.asked import ANY, ANYBODY

if TYPE_CHECKING:
    from foedus.desk import Desk

_SIDES = ("state", "former-state", "de-facto-state", "alliance", "union", "armed-group", "people")
_PLACES = ("state", "former-state", "de-facto-state", "region", "city")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a scenario's form offers: names for sides and for places, and viewpoints, each with its key."""

    sides: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    viewpoints: tuple[tuple[str, str], ...]


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
        sides=((ANYBODY, ANY), *sorted(_named(desk, key) for key in sides if actors[key].type not in NO_PARTY)),
        places=tuple(sorted(territories | {_named(desk, key) for key in places})),
        viewpoints=tuple((key, name) for name, key in holders),
    )


def written(desk: Desk, given: str) -> str:
    """What a field shows of what was given: a key's name, where that means nobody else; else what was given."""
    if given == ANY:
        return ANYBODY
    return _named(desk, given)[0] if desk.gazetteer.actor(given) else given


def _named(desk: Desk, key: str) -> tuple[str, str]:
    """What to write for an actor, and a hint: its name where that means nobody else, else its key."""
    name = desk.label(key)
    return (name, key) if desk.gazetteer.resolve(name) == (key,) else (key, name)
