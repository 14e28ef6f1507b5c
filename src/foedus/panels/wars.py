"""COW inter-state wars: who fought on which side, from when to when (Sarkees and Wayman 2010, version 4.0)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.library.state_codes import StateCodes
from foedus.panels.tables import BadRow, Loaded, Row, ordered, read_table

_BOUNDS = ("startyear", "startmonth", "startday", "endyear", "endmonth", "endday")
COLUMNS = ("warnum", "ccode", "side", "initiator", *(f"{name}{n}" for n in (1, 2) for name in _BOUNDS))


@dataclass(frozen=True, slots=True)
class WarSpell:
    """One state's part in a war.

    side: 1 or 2, which side of the war, whoever began it; initiator: whether it was among those who did.
    spells: the days of fighting, EDTF dates, both included; a second where it left and came back.
    """

    war: int
    name: str
    state: int
    side: int
    initiator: bool
    spells: tuple[tuple[str, str], ...]


def load_wars(lines: Iterable[str], where: str, codes: StateCodes) -> Loaded[WarSpell]:
    """The participants of COW's inter-state wars.

    Raises DataError where columns are missing; a bad row is a problem with its line.
    """

    def make(row: Row) -> WarSpell:
        return WarSpell(
            war=row.number("warnum", 1, 99_999),
            name=row.text("warname"),
            state=row.code("ccode", codes.cow),
            side=row.number("side", 1, 2),
            initiator=row.number("initiator", 1, 2) == 1,
            spells=tuple(_spell(row, n) for n in (1, 2) if n == 1 or row.text("startyear2") not in ("-8", "")),
        )

    return read_table(lines, where, COLUMNS, make)


def _spell(row: Row, n: int) -> tuple[str, str]:
    start = row.day(f"startyear{n}", f"startmonth{n}", f"startday{n}")
    if row.text(f"endyear{n}") in ("-7", "-9"):
        raise BadRow(f"endyear{n} is {row.text(f'endyear{n}')}: the war's end is not known", "give the end or leave it")
    end = row.day(f"endyear{n}", f"endmonth{n}", f"endday{n}")
    ordered(start, end)
    return start, end
