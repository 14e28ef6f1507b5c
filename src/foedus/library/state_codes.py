"""The field's numbers for states: COW's, those of Gleditsch and Ward, and whom they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from foedus.library.files import read_yaml
from foedus.model.time import OPEN, Spell, Truth

FILE = Path(__file__).parent / "state_codes.yaml"


@dataclass(frozen=True, slots=True)
class StateCode:
    """One number of a list of states.

    actors: the gazetteer's keys that it meant, each with its days; empty where the gazetteer has no such actor.
    """

    code: int
    name: str
    actors: tuple[tuple[str, Spell], ...] = ()

    def actor(self, day: date) -> str | None:
        """The actor's key on that day, or None where there is none."""
        return next((key for key, spell in self.actors if spell.on(day) is Truth.YES), None)


@dataclass(frozen=True, slots=True)
class StateCodes:
    """The known numbers: ``cow`` and ``gw`` by code, and ``atop`` for members that only ATOP has."""

    cow: Mapping[int, StateCode]
    gw: Mapping[int, StateCode]
    atop: Mapping[int, StateCode]
    renumbered: Mapping[int, tuple[int, int]]

    def as_cow(self, gw: int, year: int) -> int:
        """The COW code of a state that GW has under another code in that year; the same code where they agree.

        >>> load_state_codes().as_cow(260, 1989), load_state_codes().as_cow(260, 1991)
        (260, 255)
        """
        code, since = self.renumbered.get(gw, (gw, 0))
        return code if year >= since else gw


@cache
def load_state_codes() -> StateCodes:
    """The list of ``state_codes.yaml``.

    >>> load_state_codes().cow[365].actor(date(1949, 4, 4))
    'SUN'

    Raises LibraryError where the file breaks its schema.
    """
    raw = read_yaml(FILE, "state_codes")
    cow = _by_code(raw["cow"])
    return StateCodes(
        cow=cow,
        gw={**cow, **_by_code(raw["gw"])},
        atop=_by_code(raw["atop"]),
        renumbered={each["gw"]: (each["cow"], each["from"]) for each in raw["gw_as_cow"]},
    )


def _by_code(raw: list[dict[str, Any]]) -> dict[int, StateCode]:
    return {each["code"]: StateCode(each["code"], each["name"], tuple(_actors(each))) for each in raw}


def _actors(raw: dict[str, Any]) -> list[tuple[str, Spell]]:
    if "actor" in raw:
        return [(raw["actor"], _ALWAYS)]
    return [
        (each["actor"], Spell(each.get("start", _ALWAYS.start), each.get("end", OPEN)))
        for each in raw.get("actors", ())
    ]


_ALWAYS = Spell("0001-01-01", OPEN)
"""A code that meant one actor all along."""
