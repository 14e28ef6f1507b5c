"""A table of words, for a terminal, a file or a page to draw."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Label = Callable[[str], str]
"""What to call an actor, by its key."""

Record = Mapping[str, Any]
"""A JSON object of the contract."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under column names.

    notes: sentences that belong under the table ("… and 12 more").
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def cell(value: Any) -> str:
    """A JSON value as one cell: nothing for null, the text itself for a string, else compact JSON.

    >>> cell(None), cell("2022-02-20"), cell([1, 2]), cell(True)
    ('', '2022-02-20', '[1,2]', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def csv_text(records: Iterable[Record], columns: Sequence[str]) -> str:
    """Records as CSV under the named columns; what is nested stands as JSON in its cell.

    >>> print(csv_text([{"id": "a", "parties": ["RUS", "BLR"], "text": "x"}], ["id", "parties"]), end="")
    id,parties
    a,"[""RUS"",""BLR""]"
    """
    rows = ([cell(record.get(column)) for column in columns] for record in records)
    return "".join(_csv_row(row) for row in (list(columns), *rows))


_ROW_END = "\r\n"


def _csv_row(cells: list[str]) -> str:
    # Older Pythons put quotation marks around a carriage return only if it is a part of what ends a row.
    out = io.StringIO()
    csv.writer(out, lineterminator=_ROW_END).writerow(cells)
    return out.getvalue().removesuffix(_ROW_END) + "\n"


def one_line(text: str, width: int | None = None) -> str:
    """A text without line breaks, cut at a word with an ellipsis where it is longer than the width.

    >>> one_line("Russia will defend\\n South Ossetia", 22)
    'Russia will defend …'
    """
    flat = " ".join(text.split())
    if width is None or len(flat) <= width:
        return flat
    kept = flat[: width - 2]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(",;:") + " …"


def wrapped(line: str, width: int) -> list[str]:
    """A line broken at spaces, what follows indented a little more than its beginning.

    >>> wrapped("  - Russia is a party", 14)
    ['  - Russia is', '      a party']
    """
    indent = line[: len(line) - len(line.lstrip())]
    broken = textwrap.wrap(
        line, width, subsequent_indent=indent + "    ", break_long_words=False, break_on_hyphens=False
    )
    return broken or [""]


_LONG = 16


def least_width(table: Table, unbroken: Sequence[str] = ()) -> int:
    """How many characters a line needs so that the columns can be read side by side.

    A cell may be broken between words, and inside a very long one; the cells of the columns named in `unbroken`
    may not.

    >>> least_width(Table("Parties", ("actor", "since"), (("South Ossetia", "2008-08-26"),)))
    20
    """
    columns = [[name, *(row[at] for row in table.rows)] for at, name in enumerate(table.columns)]
    widths = [
        max(map(len, cells))
        if cells[0] in unbroken
        else min(_LONG, max((len(word) for cell in cells for word in cell.split()), default=0))
        for cells in columns
    ]
    return sum(widths) + 3 * (len(widths) - 1)


def stacked(table: Table, width: int) -> str:
    """A table as lists, for a page too narrow for its columns: a line for each cell that says something.

    >>> print(stacked(Table("Recognitions", ("recogniser", "note"), (("Syria", ""), ("Nauru", "2009"))), 40))
    Recognitions
    <BLANKLINE>
    recogniser: Syria
    <BLANKLINE>
    recogniser: Nauru
    note: 2009
    """
    blocks = [[table.title]]
    for row in table.rows:
        said = zip(table.columns, row, strict=True)
        blocks.append(
            [line for name, cell in said if cell for line in wrapped(f"{name}: {one_line(cell)}".strip(), width)]
        )
    blocks += [wrapped(note, width) for note in table.notes]
    return "\n\n".join("\n".join(block) for block in blocks)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listed(["Russia", "Syria", "Nauru"])
    'Russia, Syria and Nauru'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
