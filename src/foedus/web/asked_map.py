"""What an address asks of the map and of the matrix of recognitions; the pages and the API both read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from pydantic import StringConstraints

from foedus.desk.mapping import MapQuestion
from foedus.views.recognition import STATES
from foedus.web.asked import key_of
from foedus.web.pinned import Pinned, pinned

Pin = Annotated[Pinned, Depends(pinned)]
Name = Annotated[str | None, Query(max_length=200)]
Names = Annotated[list[Annotated[str, StringConstraints(max_length=200)]] | None, Query(max_length=20)]


def asked(
    pin: Pin,
    layer: Annotated[str, Query(max_length=20)] = "recognition",
    of: Name = None,
    attacker: Names = None,
    target: Names = None,
    territory: Name = None,
    through: Names = None,
    retaliation: Annotated[str, Query(pattern="^(none|helpers|both)$")] = "none",
    provoked: bool = False,
    basis: Annotated[str, Query(pattern="^(text|declared|both)$")] = "text",
    ask: Names = None,
) -> MapQuestion:
    """What an address asks of the map."""
    return MapQuestion(
        layer=layer,
        of=of or None,
        on=pin.on,
        viewpoint=pin.viewpoint,
        attackers=_given(attacker),
        targets=_given(target),
        territory=territory or None,
        through=_given(through),
        retaliation=retaliation,
        provoked=provoked,
        basis=basis,
        ask=_given(ask),
        known_at=pin.known_at,
    )


def _given(names: list[str] | None) -> tuple[str, ...]:
    """Names as they are given: several in a field stand between semicolons."""
    found = (key_of(each) for name in names or () for each in name.split(";"))
    return tuple(each for each in found if each)


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the matrix is asked for."""

    entity: str | None
    recogniser: str | None
    state: str | None


def filters(entity: Name = None, recogniser: Name = None, state: Name = None) -> Filters:
    """The filters of an address; an empty one is none."""
    return Filters(entity or None, recogniser or None, state if state in STATES else None)


Wanted = Annotated[Filters, Depends(filters)]
Asked = Annotated[MapQuestion, Depends(asked)]
