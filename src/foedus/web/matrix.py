"""The matrix of recognitions as the page and the API have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.desk.recognising import matrix
from foedus.web.rendering import house

if TYPE_CHECKING:
    from fastapi import Request

    from foedus.desk import Desk
    from foedus.desk.recognising import Matrix
    from foedus.web.asked_map import Filters
    from foedus.web.pinned import Pinned


def the_matrix(request: Request, pin: Pinned, wanted: Filters) -> tuple[Desk, Matrix]:
    """The matrix that an address asks for, and the desk that it is from."""
    desk = house(request).desk
    found = matrix(desk, pin.on, pin.known_at, entity=wanted.entity, recogniser=wanted.recogniser, state=wanted.state)
    return desk, found
