"""UCDP/PRIO armed conflicts by year (Gleditsch and others 2002; version 25.1).  Its state codes are those of GW."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.library.state_codes import StateCodes
from foedus.panels.tables import MISSING, BadRow, Loaded, Row, read_table

COLUMNS = ("conflict_id", "year", "gwno_a", "gwno_b", "intensity_level", "type_of_conflict")

KINDS = {
    "1": "extrasystemic",
    "2": "interstate",
    "3": "intrastate",
    "4": "internationalized-intrastate",
    "extrasystemic": "extrasystemic",
    "interstate": "interstate",
    "intrastate": "intrastate",
    "ii": "internationalized-intrastate",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A year of an armed conflict.

    kind: a value of :data:`KINDS`; war: a thousand battle deaths or more in the year.
    side_a, side_b: GW codes of the states that fight on each side, supporters with troops included; a side that is
    no state is empty.
    """

    number: int
    year: int
    kind: str
    war: bool
    side_a: tuple[int, ...]
    side_b: tuple[int, ...]


def load_conflicts(lines: Iterable[str], where: str, codes: StateCodes) -> Loaded[Conflict]:
    """The conflict-years of the armed conflict data.

    Raises DataError where columns are missing; a bad row is a problem with its line.
    """

    def make(row: Row) -> Conflict:
        kind = KINDS.get(row.text("type_of_conflict").lower().removesuffix(".0"))
        if kind is None:
            raise BadRow(f"type_of_conflict is {row.text('type_of_conflict')!r}, which UCDP does not have")
        return Conflict(
            row.number("conflict_id", 1, 999_999),
            row.number("year", 1946, 2100),
            kind,
            row.number("intensity_level", 1, 2) == 2,
            _side(row, "a", codes),
            _side(row, "b", codes),
        )

    return read_table(lines, where, COLUMNS, make)


def _side(row: Row, side: str, codes: StateCodes) -> tuple[int, ...]:
    """The states of a side; a cell may list several."""
    found = [
        Row({column: part}, row.line).code(column, codes.gw)
        for column in (f"gwno_{side}", f"gwno_{side}_2nd")
        for part in row.text(column).split(",")
        if part.strip() not in MISSING
    ]
    return tuple(dict.fromkeys(found))
