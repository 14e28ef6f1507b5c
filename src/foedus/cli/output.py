"""Where values become characters: stdout for what was asked, stderr for progress and problems."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.desk import Desk, Settings
    from foedus.model.problems import Problem
    from foedus.views.table import Record, Table

PLAIN_WIDTH = 120
"""Columns of a table that goes to a file or a pipe, so that its look depends on nothing."""

UNBROKEN = ("id", "provision")
"""Columns whose cells are copied into the next command, and so stand on one line."""


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that would move a terminal's cursor or change its colours; a text or a file's name may hold them."""


def put(text: str) -> None:
    """Prints text for people on stdout, control characters as their codes."""
    _write(_visible(text))


def _visible(text: str) -> str:
    return _CONTROL.sub(lambda control: f"\\x{ord(control[0]):02x}", text)


def _write(text: str, *, exact: bool = False) -> None:
    """Writes a text and a line's end; a reader that has gone away ends the program quietly, a full disk does not.

    exact: for machines, so in UTF-8 whatever the terminal's encoding; people get the code of what that cannot show.
    """
    if sys.stdout is None:  # closed by whoever started the program
        _leave("it is closed", 1)
    encoding = "utf-8" if exact else sys.stdout.encoding or "utf-8"
    whole = text if text.endswith("\n") else text + "\n"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(whole.encode(encoding, "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        _leave(None, 0)
    except OSError as error:
        _leave(error.strerror or str(error), 1)


def _leave(why: str | None, code: int) -> NoReturn:
    if why:
        sys.stderr.write(f"foedus: standard output cannot be written ({why}); give it a place that can hold it\n")
    if sys.stdout is not None:  # what is still buffered must not be flushed into the closed pipe at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(code)


def put_json(value: Any) -> None:
    """Prints one JSON value, indented."""
    _write(json.dumps(value, ensure_ascii=False, indent=2), exact=True)


def put_exact(text: str) -> None:
    """Prints text for machines as it is."""
    _write(text, exact=True)


def put_bytes(pieces: Iterable[bytes]) -> None:
    """Prints a file for machines, piece by piece, as it is."""
    pieces = iter(pieces)
    first = next(pieces, None)  # what fails before there is anything to print fails as itself
    if first is None:
        return
    if sys.stdout is None:
        _leave("it is closed", 1)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(first)
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave(None, 0)
    except OSError as error:
        _leave(error.strerror or str(error), 1)


def put_line(record: Record) -> None:
    """Prints one JSON object on one line."""
    _write(json.dumps(record, ensure_ascii=False), exact=True)


def put_records(records: Iterable[Record], form: str, columns: tuple[str, ...]) -> None:
    """Prints records for machines: ``jsonl`` (as they come), ``json`` (one array) or ``csv``."""
    if form == "jsonl":
        for record in records:
            put_line(record)
    elif form == "json":
        put_json(list(records))
    else:
        from foedus.views.table import csv_text

        _write(csv_text(records, columns), exact=True)


def put_table(table: Table) -> None:
    """Prints a table: with colours and the terminal's width on a terminal, plain and 120 wide elsewhere.

    On a terminal too narrow for its columns each row stands as a list, a line for each column.
    """
    from foedus.views.table import least_width, stacked

    terminal = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else PLAIN_WIDTH
    if terminal and width < least_width(table, UNBROKEN):
        put(stacked(table, max(width, 20)))
    else:
        _write(_drawn(table, width, terminal))


def _drawn(table: Table, width: int, terminal: bool) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    encoding = (sys.stdout.encoding if sys.stdout else None) or "utf-8"
    page = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace", newline="")
    console = Console(
        file=page, width=width, force_terminal=terminal, highlight=False, soft_wrap=False, legacy_windows=False
    )
    drawn = Drawn(
        title=table.title,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_lines=any("\n" in cell for row in table.rows for cell in row),
        header_style="bold",
        pad_edge=False,
    )
    for number, column in enumerate(table.columns):
        drawn.add_column(column, style="cyan" if number == 0 else None, overflow="fold", no_wrap=column in UNBROKEN)
    for row in table.rows:
        drawn.add_row(*(Text(_visible(cell)) for cell in row))
    console.print(drawn)
    for note in table.notes:
        console.print(Text(_visible(note)))
    page.seek(0)
    return "\n".join(line.rstrip() for line in page.read().splitlines())


@contextmanager
def opened(settings: Settings) -> Iterator[Desk]:
    """A desk; what of the user's own library had to be left out is listed at the end, with exit code 1.

    It is listed before an error too: who asks for an agreement whose file has a fault is told that fault.
    """
    from foedus.desk import Desk
    from foedus.model.problems import FoedusError

    with Desk(settings) as desk:
        try:
            yield desk
        except (typer.Exit, FoedusError):
            tell(desk.problems)
            raise
        finish(desk.problems)


def tell_line(text: str) -> None:
    """Says one thing on stderr that people should know and machines need not read."""
    sys.stderr.write(f"foedus: {_visible(text)}\n")
    sys.stderr.flush()


def tell(problems: Iterable[Problem]) -> int:
    """Lists the problems on stderr; how many there are."""
    found = [_visible(problem.line()).replace("\n", "\\x0a") for problem in problems]
    for line in found:
        sys.stderr.write(f"problem: {line}\n")
    return len(found)


def finish(problems: Iterable[Problem], count: int = 0) -> None:
    """Lists the problems on stderr; exit code 1 where there is one.

    count: how many there are, where some of them alone are listed.
    """
    found = max(tell(problems), count)
    if found:
        sys.stderr.write(f"done, with {found:,} problem{'s' if found > 1 else ''}\n")
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
