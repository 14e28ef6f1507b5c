"""COW militarized interstate disputes, as dyad-years (version 5.0: Palmer and others 2022)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.library.state_codes import StateCodes
from foedus.panels.tables import BadRow, Loaded, Row, read_table

COLUMNS = ("dispnum", "ccode1", "ccode2", "year", "hostlev1", "hostlev2")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A year of a dispute between two states; hostility runs from 1 (no militarized action) to 5 (war)."""

    number: int
    first: int
    second: int
    year: int
    hostility1: int
    hostility2: int


def load_disputes(lines: Iterable[str], where: str, codes: StateCodes) -> Loaded[Dispute]:
    """The dyad-years of disputes, directed or not.

    Raises DataError where columns are missing; a bad row is a problem with its line.
    """

    def make(row: Row) -> Dispute:
        first, second = row.code("ccode1", codes.cow), row.code("ccode2", codes.cow)
        if first == second:
            raise BadRow(f"ccode1 and ccode2 are both {first}; a dispute is between two states")
        return Dispute(
            row.number("dispnum", 1, 99_999),
            first,
            second,
            row.number("year", 1816, 2100),
            row.number("hostlev1", 1, 5),
            row.number("hostlev2", 1, 5),
        )

    return read_table(lines, where, COLUMNS, make)
