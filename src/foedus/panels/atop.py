"""ATOP's member file: who was bound by which alliance, from when to when, by which duties, under which conditions.

One row is one state's membership of one phase of one alliance.  Entry is the day of signature, not of entry into force.
Source: Leeds, Ritter, Mitchell and Long 2002, International Interactions 28:237–260, and the codebook of version 5.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date

from foedus.model.problems import DataError
from foedus.model.time import bounds
from foedus.panels.coverage import ATOP
from foedus.panels.tables import BadRow, Loaded, Row, ordered, read_table

DUTIES = ("defense", "offense", "neutral", "nonagg", "consul")
"""ATOP's five obligations, in the order of its files."""

CONDITIONS = {
    "defense": ("defcoadv", "defcoloc", "defcocon", "defconum", "defcodem", "defconpr"),
    "offense": ("offcoadv", "offcoloc", "offcocon", "offconum", "offcodem"),
    "neutral": ("neucoadv", "neucoloc", "neucocon", "neuconum", "neucodem", "neuconpr", "neucoatt"),
    "nonagg": (),
    "consul": ("concoadv", "concoloc", "concocon", "concoreq"),
}
"""The flags that condition each obligation; ``olimob`` conditions one that it does not name."""

FLAGS = (*(flag for flags in CONDITIONS.values() for flag in flags), "olimob")
DATES = ("yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", "ineffect")
COLUMNS = ("atopid", "member", *DATES, "phase", *DUTIES, *FLAGS, "obvary")
"""The columns without which the file is not the member file."""

VERSIONS = ("5.0", "5.1", "5")
LAST_DAY = date(ATOP.last, 12, 31)


@dataclass(frozen=True, slots=True)
class Member:
    """One state's membership of one phase of an alliance.

    alliance, phase: ATOP's numbers; state: a COW code (or ATOP's own 8152 for Annam).
    entry: an EDTF date; exit: another, or None where the alliance was in effect when the data end.
    duties: those of :data:`DUTIES` that it owes to at least one ally; flags: conditions whose flag is set.
    varies: it owes different duties to different allies (OBVARY).
    threats: COW codes of states that the alliance names as a threat; its duties need not be limited to them.
    """

    alliance: int
    phase: int
    state: int
    entry: str
    exit: str | None
    duties: tuple[str, ...]
    flags: tuple[str, ...] = ()
    varies: bool = False
    threats: tuple[int, ...] = ()
    line: int = field(default=0, compare=False)

    def span(self) -> tuple[date, date]:
        """The first day that entry may mean and the last that exit may mean."""
        return bounds(self.entry)[0], bounds(self.exit)[1] if self.exit else LAST_DAY


def load_members(lines: Iterable[str], where: str, known: Container[int]) -> Loaded[Member]:
    """The memberships of a member file.

    lines: its text; where: its name, for problems; known: the codes of states.
    A row with an unknown code, with a value that its column cannot have or with a spell that ends before it begins is
    a problem with its line, and left out.

    Raises DataError where columns are missing or the version's coverage is not known.
    """

    def make(row: Row) -> Member:
        if row.text("version") and row.text("version") not in VERSIONS:
            raise DataError(
                f"{where}:{row.line}: this is version {row.text('version')}; foedus knows where versions "
                f"{' and '.join(VERSIONS[:2])} end; give one of them"
            )
        return _member(row, known)

    return read_table(lines, where, COLUMNS, make)


def _member(row: Row, known: Container[int]) -> Member:
    state = row.code("member", known)
    entry = row.day("yrent", "moent", "dayent")
    left = _exit(row)
    ordered(entry, left or LAST_DAY.isoformat())
    if bounds(entry)[0].year < ATOP.first or (left and bounds(left)[1].year > ATOP.last):
        raise BadRow(f"the spell from {entry} to {left} leaves the years {ATOP.first} to {ATOP.last}", "mend the dates")
    return Member(
        alliance=row.number("atopid", 1, 9999),
        phase=row.number("phase", 0, 9),
        state=state,
        entry=entry,
        exit=left,
        duties=tuple(duty for duty in DUTIES if row.flag(duty)),
        flags=tuple(flag for flag in FLAGS if row.flag(flag)),
        varies=row.flag("obvary"),
        threats=tuple(
            row.number(column, 0, 9999)
            for column in ("statthr1", "statthr2")
            if row.known(column) and row.text(column) != "0"
        ),
        line=row.line,
    )


def _exit(row: Row) -> str | None:
    """The day of exit; None where it was in effect when the data end."""
    if row.flag("ineffect"):
        if row.known("yrexit") and row.number("yrexit", 0, 9999):
            raise BadRow("ineffect is 1, and yet it has a year of exit", "set ineffect to 0 or yrexit to 0")
        return None
    if not row.known("yrexit") or not row.number("yrexit", 0, 9999):
        raise BadRow("ineffect is 0, and yet it has no year of exit", "give the exit or set ineffect to 1")
    return row.day("yrexit", "moexit", "dayexit")
