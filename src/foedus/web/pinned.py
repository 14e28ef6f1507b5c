"""What an answer depends on beside its question, kept in the address: the day, the viewpoint, the ledger's moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from foedus.model.time import parse_day, parse_moment


@dataclass(frozen=True, slots=True)
class Pinned:
    """The day that is asked about, seen from whom, as the ledger stood at a moment or at the end of a day.

    None of the first two means today and what is factually so, of the third: as it stands now.

    >>> Pinned("2022-02-20", "GEO").query(known="2026-01-31")
    'on=2022-02-20&viewpoint=GEO&known=2026-01-31'
    """

    on: str | None = None
    viewpoint: str | None = None
    known: str | None = None

    @property
    def known_at(self) -> date | datetime | None:
        """The moment of the ledger, or the day at whose end; None for now."""
        return parse_moment(self.known) if self.known else None

    def kept(self, now: datetime) -> Pinned:
        """The same answer whenever it is asked: today and now are the day and the moment that they are."""
        moment = self.known or now.isoformat().replace("+00:00", "Z")
        return Pinned(self.on or now.date().isoformat(), self.viewpoint, moment)

    def query(self, **other: str | None) -> str:
        """It as the query of an address, with some of it put otherwise."""
        return urlencode(replace(self, **other).fields())

    def fields(self) -> list[tuple[str, str]]:
        """What is given of it, by name."""
        return [(name, value) for name in self.__slots__ if (value := getattr(self, name))]


def pinned(
    on: Annotated[str | None, Query(max_length=40)] = None,
    viewpoint: Annotated[str | None, Query(max_length=200)] = None,
    known: Annotated[str | None, Query(max_length=40)] = None,
) -> Pinned:
    """What a request's address pins.

    Raises UsageError for what is no day.
    """
    if on:
        parse_day(on)
    if known:
        parse_moment(known)
    return Pinned(on or None, viewpoint or None, known or None)
