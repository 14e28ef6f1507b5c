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
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(record.get(column)) for column in columns] for record in records)
    return out.getvalue()


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


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listed(["Russia", "Syria", "Nauru"])
    'Russia, Syria and Nauru'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
