"""Tables of the field as text: checked columns, and each bad row a problem with its line.

A file without the columns that it must have is refused with their names.  A row that cannot be read is left out and
told; the rest is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from foedus.model.problems import DataError, Problem
from foedus.model.time import bounds

T = TypeVar("T")

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0*)?")

MISSING = ("", "NA", ".", "-9", "NaN")
"""How the field writes that a value is not known."""


class BadRow(Exception):
    """A row that cannot be read: what is wrong with it, and what to do."""

    def __init__(self, what: str, todo: str = "mend the row or leave it out") -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What a file gave: its records, and a problem for each row that gave none."""

    records: tuple[T, ...]
    problems: tuple[Problem, ...] = ()


class Row:
    """One row, by its columns' names in lower case."""

    __slots__ = ("_cells", "line")

    def __init__(self, cells: Mapping[str, str], line: int) -> None:
        self._cells, self.line = cells, line

    def text(self, column: str) -> str:
        """The cell without the space around it; empty where the table has no such column."""
        return self._cells.get(column, "").strip()

    def known(self, column: str) -> bool:
        """Whether the cell holds a value at all."""
        return self.text(column) not in MISSING

    def number(self, column: str, low: int, high: int) -> int:
        """A whole number between two bounds; ``2.0`` counts as one, since R and Stata export it so.

        Raises BadRow for anything else.
        """
        cell = self.text(column)
        if not _WHOLE.fullmatch(cell):
            raise BadRow(f"{column} is {cell!r}, which is no whole number")
        value = int(cell.split(".")[0])
        if not low <= value <= high:
            raise BadRow(f"{column} is {cell}, which is not between {low} and {high}")
        return value

    def flag(self, column: str) -> bool:
        """A column that is 0 or 1.  Raises BadRow for anything else."""
        return bool(self.number(column, 0, 1))

    def code(self, column: str, known: Container[int]) -> int:
        """A state's number.  Raises BadRow for one that no list has."""
        value = self.number(column, 1, 9999)
        if value not in known:
            raise BadRow(f"{column} is {value}, which is no state's code that foedus knows", "mend the code")
        return value

    def day(self, year: str, month: str, day: str) -> str:
        """A date from three columns, as EDTF; month precision where the day is not known.

        Raises BadRow for a date that the calendar does not have.
        """
        edtf = f"{self.number(year, 1, 9999):04d}-{self.number(month, 1, 12):02d}"
        if self.text(day) not in (*MISSING, "0", "-8"):
            edtf += f"-{self.number(day, 1, 31):02d}"
            try:
                date.fromisoformat(edtf)
            except ValueError:
                raise BadRow(f"{year}, {month} and {day} make {edtf}, a day that no month has") from None
        return edtf


def ordered(start: str, end: str) -> None:
    """Raises BadRow for a spell that ends before it begins."""
    if bounds(end)[1] < bounds(start)[0]:
        raise BadRow(f"the spell ends on {end}, before it begins on {start}", "mend the dates")


def read_table(lines: Iterable[str], where: str, columns: Sequence[str], make: Callable[[Row], T]) -> Loaded[T]:
    """The records that a table's rows make.

    lines: the text of a CSV file; where: its name, for problems; columns: what it must have, in lower case.
    make: gives a record for a row, or raises BadRow.

    Raises DataError where columns are missing, with their names, or where the text is no CSV.
    """
    reader = csv.reader(lines)
    header = [name.strip().removeprefix("\ufeff").lower() for name in _next(reader, where) or []]
    missing = [column for column in columns if column not in header]
    if missing:
        there = f"it has {', '.join(header[:8])}{', …' if len(header) > 8 else ''}" if header else "it is empty"
        raise DataError(f"{where}: the columns {', '.join(missing)} are missing; {there}; give the file as published")
    records: list[T] = []
    problems: list[Problem] = []
    while (cells := _next(reader, where)) is not None:
        if not any(cells):
            continue
        line = reader.line_num
        try:
            if len(cells) != len(header):
                raise BadRow(f"it has {len(cells)} cells, and the table {len(header)} columns")
            records.append(make(Row(dict(zip(header, cells, strict=True)), line)))
        except BadRow as bad:
            problems.append(Problem("row", "row left out", f"{where}:{line}", bad.what, bad.todo))
    return Loaded(tuple(records), tuple(problems))


def _next(reader: Iterator[list[str]], where: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise DataError(f"{where}:{line}: this is no CSV ({error}); give the file as published") from None
