"""What an answer depends on beside its question, kept in the address: the day, the viewpoint, the ledger's moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from foedus.model.time import parse_day


@dataclass(frozen=True, slots=True)
class Pinned:
    """The day that is asked about, seen from whom, as the ledger stood at the end of a day.

    None of the first two means today and what is factually so, of the third: as it stands now.

    >>> Pinned("2022-02-20", "GEO").query(known="2026-01-31")
    'on=2022-02-20&viewpoint=GEO&known=2026-01-31'
    """

    on: str | None = None
    viewpoint: str | None = None
    known: str | None = None

    def query(self, **other: str | None) -> str:
        """It as the query of an address, with some of it put otherwise."""
        changed = replace(self, **other)
        fields = {name: getattr(changed, name) for name in self.__slots__}
        return urlencode({name: value for name, value in fields.items() if value})


def pinned(
    on: Annotated[str | None, Query(max_length=40)] = None,
    viewpoint: Annotated[str | None, Query(max_length=200)] = None,
    known: Annotated[str | None, Query(max_length=40)] = None,
) -> Pinned:
    """What a request's address pins.

    Raises UsageError for what is no day.
    """
    for day in (on, known):
        if day:
            parse_day(day)
    return Pinned(on or None, viewpoint or None, known or None)
