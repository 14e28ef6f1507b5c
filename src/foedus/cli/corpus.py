"""``foedus corpus``: any number of articles, read into Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import LibraryOption, ModelOption, Rows, RowsOption, TaggerOption, WeightsOption, tagged

if TYPE_CHECKING:
    from foedus.desk.corpora import Progress
    from foedus.model.problems import Problem

app = typer.Typer(
    name="corpus",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
)

_TOLD = 20
"""Problems of a corpus that are listed on stderr; all of them stand in its table of problems."""


class Engine(StrEnum):
    """Where a corpus is read."""

    local = "local"
    ray = "ray"


@app.callback()
def group() -> None:
    """Read any number of articles into a folder of Parquet.

    Example: foedus corpus read news/ --out corpus
    """


@app.command("read", context_settings={"max_content_width": 100})
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Folders; files of any kind that read takes; .jsonl, .parquet, .warc, .warc.gz; - for JSON lines.",
        ),
    ],
    out: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where the Parquet goes; made if need be.")],
    engine: Annotated[
        Engine, typer.Option("--engine", help="Processes of this machine, or a Ray cluster (extra ray).")
    ] = Engine.local,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="How many read at once; without it, all cores.")
    ] = None,
    shard_size: Annotated[
        int | None,
        typer.Option("--shard-size", metavar="CHARS", min=1, help="Characters of a shard; without it, 500000."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--replace", help="Remove what another reader read in FOLDER, and read it anew.")
    ] = False,
    form: RowsOption = Rows.table,
    model: ModelOption = None,
    library: LibraryOption = None,
    tagger: TaggerOption = None,
    weights: WeightsOption = None,
) -> None:
    """Read articles into tables of documents, statements, claims and problems, as Parquet.

    It goes on where it was stopped, even by a kill: what FOLDER holds is not read again, and no document is in it
    twice, wherever else its text stands. Sources that were added since are added.

    Example: foedus corpus read news/ crawl.warc.gz --out corpus --workers 4
    """
    import time

    from foedus.cli.output import finish, put_records, put_table, tell_line
    from foedus.desk import Settings
    from foedus.desk.corpora import Plan, Progress, read_corpus
    from foedus.views.corpora import CORPUS_COLUMNS, corpus_record, corpus_table

    helped = tagged(tagger, weights)
    settings = Settings(model=model, library=library, tagger=helped, weights=weights)
    plan = Plan(engine.value, workers, shard_size, again)
    began, done, count = time.monotonic(), Progress(), 0
    told: list[Problem] = []
    with bar("reading") as show:
        for done in read_corpus(sources, out, settings, plan):
            found = done.step.problems if done.step else ()
            told.extend(found[: _TOLD - len(told)])
            count += len(found)
            show(done)
    seconds = time.monotonic() - began
    if form is Rows.table:
        put_table(corpus_table(out, done, seconds))
    else:
        put_records([corpus_record(out, done)], form, CORPUS_COLUMNS)
    if count > len(told):
        tell_line(f"{count:,} problems, of which {len(told)} are listed; all are in {out}/problems")
    finish(told, count)


@contextmanager
def bar(doing: str) -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr, on a terminal only: how much of the sources is done, how fast, and how long it will take yet."""
    import sys

    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Drawn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    with Drawn(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as drawn:
        task = drawn.add_task(doing, total=None, told="starting")
        pace = Pace()
        yield lambda done: drawn.update(task, completed=done.weight, total=done.whole or None, told=pace.told(done))


class Pace:
    """How fast a run goes: since its first step, without what was known already."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._weight = 0

    def told(self, done: Progress) -> str:
        """The rate, and the time that is left."""
        import time

        now = time.monotonic()
        if self._began is None:
            self._began = now
        if done.step and done.step.written is None:
            self._weight += done.step.weight
        spent, mine = now - self._began, done.weight - self._weight
        if not done.new_documents or spent < 1:
            return f"{done.known:,} known" if done.known else "starting"
        said = f"{done.new_documents:,} documents, {done.new_words / spent:,.0f} words/s"
        if done.whole and mine > 0:
            left = max(0, done.whole - done.weight) * spent / mine
            said += f", {_span(left)} left"
        return said


def _span(seconds: float) -> str:
    """A span of time in two units.

    >>> _span(59), _span(3700), _span(200_000)
    ('59 s', '1 h 1 min', '2 d 7 h')
    """
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    left = round(seconds)
    for (name, size), (below, lower) in pairwise(units):
        if left >= size:
            return f"{left // size} {name} {left % size // lower} {below}"
    return f"{left} s"
