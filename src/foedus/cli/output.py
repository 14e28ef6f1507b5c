"""Where values become characters: stdout for what was asked, stderr for progress and problems."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.model.problems import Problem
    from foedus.views.table import Record, Table

PLAIN_WIDTH = 120
"""Columns of a table that goes to a file or a pipe, so that its look depends on nothing."""


def put(text: str) -> None:
    """Prints text on stdout; a reader that has gone away ends the program quietly."""
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _leave()
    except UnicodeEncodeError:
        sys.stdout.buffer.write((text if text.endswith("\n") else text + "\n").encode("utf-8", "backslashreplace"))


def _leave() -> NoReturn:
    # What is still buffered must not be flushed into the closed pipe at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def put_json(value: Any) -> None:
    """Prints one JSON value, indented."""
    put(json.dumps(value, ensure_ascii=False, indent=2))


def put_line(record: Record) -> None:
    """Prints one JSON object on one line."""
    put(json.dumps(record, ensure_ascii=False))


def put_records(records: Iterable[Record], form: str, columns: tuple[str, ...]) -> None:
    """Prints records for machines: ``jsonl`` (as they come), ``json`` (one array) or ``csv``."""
    if form == "jsonl":
        for record in records:
            put_line(record)
    elif form == "json":
        put_json(list(records))
    else:
        from foedus.views.table import csv_text

        put(csv_text(records, columns))


def put_table(table: Table) -> None:
    """Prints a table: with colours and the terminal's width on a terminal, plain and 120 wide elsewhere."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=False)
    drawn = Drawn(
        title=table.title,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_lines=any("\n" in cell for row in table.rows for cell in row),
        header_style="bold",
        pad_edge=False,
    )
    for number, column in enumerate(table.columns):
        drawn.add_column(
            column, style="cyan" if number == 0 else None, overflow="fold", no_wrap=column in ("id", "provision")
        )
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    with console.capture() as capture:
        console.print(drawn)
        for note in table.notes:
            console.print(Text(note))
    lines = capture.get().splitlines()
    put("\n".join(line.rstrip() for line in lines))


def finish(problems: Iterable[Problem]) -> None:
    """Lists the problems on stderr; exit code 1 where there is one."""
    found = [problem.line() for problem in problems]
    for line in found:
        sys.stderr.write(f"problem: {line}\n")
    if found:
        sys.stderr.write(f"done, with {len(found)} problem{'s' if len(found) > 1 else ''}\n")
        raise typer.Exit(1)


@contextmanager
def progress(doing: str, *, streaming: bool = False) -> Iterator[Callable[[str], None]]:
    """Says on stderr, on a terminal only, what long work is at; the value takes each next step's words.

    streaming: records are printed meanwhile; where they go to the same terminal, they are progress enough.
    """
    if not sys.stderr.isatty() or (streaming and sys.stdout.isatty()):
        yield lambda step: None
        return
    from rich.console import Console

    with Console(stderr=True).status(doing) as status:
        yield lambda step: status.update(f"{doing}: {step}")
