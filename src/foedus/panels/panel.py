"""Panels: for each unit (a state, a dyad, a directed dyad) and year, which duties hold.

A year's duties are one byte: a bit for each of ATOP's five, and one that says that the row exists.  A unit's years are
the bytes of one big integer, so that taking the *or* of two alliances is one operation on all years at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedus.panels.atop import DUTIES, Member
from foedus.panels.coverage import ATOP, Coverage

HERE = 0x80
"""The bit of a unit's being in the panel that year."""

DUTY_BITS = {duty: 1 << place for place, duty in enumerate(DUTIES)}
ALL = 0xFF

COLUMNS = {
    "directed-dyad-year": ("ccode1", "ccode2", "year", *(f"atop_{d}" for d in DUTIES)),
    "dyad-year": ("ccode1", "ccode2", "year", *(f"atop_{d}" for d in DUTIES)),
    "state-year": ("state", "year", *DUTIES, "number"),
}
"""The columns of each unit of analysis."""

UNITS = tuple(COLUMNS)


@dataclass(frozen=True, slots=True)
class Series:
    """One unit's years.

    unit: a COW code, or two.  values: a byte for each year of the panel.
    counts: for states, the number of alliances in each year.
    """

    unit: tuple[int, ...]
    values: bytes
    counts: bytes = b""


@dataclass(frozen=True, slots=True)
class Extra:
    """A column of another data set: for each unit that it has, a byte for each year of its own coverage."""

    name: str
    coverage: Coverage
    values: Mapping[tuple[int, ...], bytes]


@dataclass(frozen=True, slots=True)
class Panel:
    """The series of one unit of analysis, sorted.

    years: those of the series; known: those in which duties are known at all.
    extras: columns of other data sets.
    """

    unit: str
    years: Coverage
    series: tuple[Series, ...]
    known: Coverage = ATOP
    extras: tuple[Extra, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of a row's cells."""
        return (*COLUMNS[self.unit], *(extra.name for extra in self.extras))

    def rows(self) -> Iterator[tuple[int | None, ...]]:
        """Every row, sorted by unit and year; None where the data do not cover the year."""
        width = len(DUTIES) + (self.unit == "state-year")
        for each in self.series:
            beside = [extra.values.get(each.unit) for extra in self.extras]
            for place, value in enumerate(each.values):
                if not value & HERE:
                    continue
                year = self.years.first + place
                duties: tuple[int | None, ...] = (None,) * width
                if year in self.known:
                    duties = tuple(1 if value & bit else 0 for bit in DUTY_BITS.values())
                    duties += (each.counts[place],) if each.counts else (0,) * (width - len(duties))
                yield (
                    *each.unit,
                    year,
                    *duties,
                    *(_cell(e, v, year) for e, v in zip(self.extras, beside, strict=True)),
                )

    def __len__(self) -> int:
        return sum(1 for each in self.series for value in each.values if value & HERE)


def _cell(extra: Extra, values: bytes | None, year: int) -> int | None:
    if year not in extra.coverage:
        return None
    return values[year - extra.coverage.first] if values else 0


def by_phase(members: Iterable[Member], left_out: frozenset[int]) -> dict[int, dict[int, list[Member]]]:
    """Memberships by alliance and phase, phases in order; states that are left out are not in it."""
    found: dict[int, dict[int, list[Member]]] = {}
    for member in sorted(members, key=lambda each: (each.alliance, each.phase)):
        if member.state not in left_out:
            found.setdefault(member.alliance, {}).setdefault(member.phase, []).append(member)
    return found


def overlaid(earlier: int, later: int) -> int:
    """The years of an earlier phase with those of a later one written over them: the latest phase sets a year's duties.

    Both have the HERE bit in each year that they hold.
    """
    there = later & _HERE_EVERYWHERE
    return (earlier & ~((there >> 7) * ALL)) | later


_HERE_EVERYWHERE = int.from_bytes(bytes([HERE]) * 4096, "little")  # more years than any panel has
