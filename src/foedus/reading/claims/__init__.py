"""The kinds of claim, one module for each, all in one visible tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.claims import office

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.drafts import Draft


@dataclass(frozen=True, slots=True)
class Finder:
    """A kind of claim and the function that finds its drafts on a page."""

    kind: str
    find: Callable[[Context], Iterable[Draft]]


FINDERS: tuple[Finder, ...] = (Finder("office", office.find),)
