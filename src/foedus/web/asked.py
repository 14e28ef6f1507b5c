"""A scenario in an address: who attacks whom, where, through where; what the pages and the API both read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import StringConstraints

from foedus.desk.scenarios import Scenario
from foedus.web.pinned import Pinned, pinned

Name = Annotated[str, StringConstraints(max_length=200)]
Names = Annotated[list[Name] | None, Query(max_length=20)]
One = Annotated[str | None, Query(max_length=200)]
Word = Annotated[str, Query(max_length=20)]

ANY = "any"
ANYBODY = "an unnamed third state"
"""How forms write an attacker that is nobody in particular, and how a scenario has it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario and what its answer depends on, as an address has them.

    >>> Asked(Scenario(("GEO",), ("south-ossetia",)), Pinned("2022-02-20")).query(viewpoint="RUS")
    'attacker=GEO&target=south-ossetia&on=2022-02-20&viewpoint=RUS'
    """

    scenario: Scenario
    pin: Pinned

    def fields(self) -> list[tuple[str, str]]:
        """What is given of it, by name; a name stands once for each value."""
        own = self.scenario
        told = [("attacker", name) for name in own.attackers] + [("target", name) for name in own.targets]
        told += [("territory", own.territory)] if own.territory else []
        told += [("through", name) for name in own.through]
        told += [("retaliation", own.retaliation)] if own.retaliation != "none" else []
        told += [("provoked", "true")] if own.provoked else []
        told += [("basis", own.basis)] if own.basis != "text" else []
        told += [("ask", name) for name in own.ask]
        return [*told, *self.pin.fields()]

    def query(self, **other: str | None) -> str:
        """It as the query of an address, with some of what is pinned put otherwise."""
        return urlencode(replace(self, pin=replace(self.pin, **other)).fields())

    def put(self, **other: str | None) -> Asked:
        """The same scenario on another day or seen by another."""
        pin = replace(self.pin, **other)
        return Asked(replace(self.scenario, on=pin.on, viewpoint=pin.viewpoint), pin)


def asked(
    pin: Annotated[Pinned, Depends(pinned)],
    attacker: Names = None,
    target: Names = None,
    territory: One = None,
    through: Names = None,
    retaliation: Word = "none",
    provoked: Annotated[bool, Query()] = False,
    basis: Word = "text",
    ask: Names = None,
) -> Asked:
    """The scenario of a request's address; what was left empty is not given."""
    given = Scenario(
        attackers=_said(attacker),
        targets=_said(target),
        territory=(territory or "").strip() or None,
        through=_said(through),
        retaliation=retaliation or "none",
        provoked=provoked,
        basis=basis or "text",
        ask=_said(ask),
        on=pin.on,
        viewpoint=pin.viewpoint,
    )
    return Asked(given, pin)


def _said(names: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key_of(name) for name in names or () if name.strip()))


def key_of(name: str) -> str:
    """A name as it is looked up: without spaces around it, the one for nobody in particular as its key."""
    return ANY if name.strip() == ANYBODY else name.strip()
