"""Lists of states: which states there were, from when to when, by COW and by Gleditsch and Ward."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from foedus.library.state_codes import StateCodes
from foedus.panels.coverage import Coverage
from foedus.panels.tables import BadRow, Loaded, Row, ordered, read_table

COW_COLUMNS = ("ccode", "styear", "stmonth", "stday", "endyear", "endmonth", "endday")
GW_COLUMNS = ("cow nr.", "start", "end")


@dataclass(frozen=True, slots=True)
class StateSpell:
    """A spell of being a state, both days included; the list's own last day where it has not ended."""

    code: int
    start: str
    end: str


def load_cow_states(lines: Iterable[str], where: str, codes: StateCodes) -> Loaded[StateSpell]:
    """COW's list of the members of the state system (``states2016.csv``)."""

    def make(row: Row) -> StateSpell:
        return _spell(
            row.code("ccode", codes.cow),
            row.day("styear", "stmonth", "stday"),
            row.day("endyear", "endmonth", "endday"),
        )

    return read_table(lines, where, COW_COLUMNS, make)


def load_gw_states(lines: Iterable[str], where: str, codes: StateCodes) -> Loaded[StateSpell]:
    """Gleditsch and Ward's list of independent states, days written as 31.12.2017."""

    def make(row: Row) -> StateSpell:
        return _spell(row.code("cow nr.", codes.gw), _dotted(row.text("start")), _dotted(row.text("end")))

    return read_table(lines, where, GW_COLUMNS, make)


def _spell(code: int, start: str, end: str) -> StateSpell:
    ordered(start, end)
    return StateSpell(code, start, end)


def _dotted(text: str) -> str:
    try:
        return datetime.strptime(text, "%d.%m.%Y").date().isoformat()
    except ValueError:
        raise BadRow(f"{text!r} is no day; write it as 31.12.2017") from None


def list_coverage(spells: Iterable[StateSpell]) -> Coverage:
    """The years of a list: from its first day to its last."""
    spells = tuple(spells)
    return Coverage(min(_year(spell.start) for spell in spells), max(_year(spell.end) for spell in spells))


def presence(
    spells: Iterable[StateSpell], years: Coverage, code: Callable[[int, int], int] = lambda code, year: code
) -> Mapping[int, int]:
    """In which years each state was in the list on any day: one byte a year, 1 where it was.

    code: what to call a state in a year, such as the COW code of one that GW numbers differently.
    """
    found: dict[int, int] = {}
    for spell in spells:
        first, last = max(_year(spell.start), years.first), min(_year(spell.end), years.last)
        for year in range(first, last + 1):
            key = code(spell.code, year)
            found[key] = found.get(key, 0) | years.bits(year, year)
    return found


def _year(edtf: str) -> int:
    return int(edtf[:4])
