"""``foedus evaluate``: how right reading is, held against annotations."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import LeastOption, LibraryOption, ModelOption

if TYPE_CHECKING:
    from foedus.desk.evaluating import Evaluated


class Figures(StrEnum):
    """How figures are printed."""

    table = "table"
    markdown = "markdown"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"


Texts = Annotated[
    list[str] | None,
    typer.Option("--texts", metavar="FOLDER", help="Where the texts are; else in texts/ beside GOLD, or beside it."),
]
AliasFiles = Annotated[
    list[str] | None,
    typer.Option("--aliases", metavar="FILE", help="Keys that mean the same; else the aliases.yaml beside GOLD."),
]


def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(
            metavar="GOLD...",
            help="Annotations: .yaml of claims and statements, .jsonl of attributions or PLOVER events.",
        ),
    ],
    texts: Texts = None,
    aliases: AliasFiles = None,
    predictions: Annotated[
        str | None,
        typer.Option(
            "--predictions", metavar="FILE", help="What foedus read --format jsonl printed, instead of reading."
        ),
    ] = None,
    held: Annotated[
        str | None,
        typer.Option(
            "--held", metavar="N/M", help="Also apart: N of M parts of the texts, chosen by their names, and the rest."
        ),
    ] = None,
    floors: Annotated[
        bool, typer.Option("--floors", help="Also what keywords and the commonest answer reach.")
    ] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what was missed, read in part, and read beyond GOLD.")
    ] = False,
    mangled: Annotated[
        bool,
        typer.Option("--mangled", help="Also what is left when the texts are mangled: spaces, lines, quotation marks…"),
    ] = False,
    least: LeastOption = 0.0,
    form: Annotated[Figures, typer.Option("--format", help="A table or a page for people; others for machines.")] = (
        Figures.table
    ),
    model: ModelOption = None,
    library: LibraryOption = None,
) -> None:
    """Say how right reading is: precision, recall and F1 for each kind of claim, with confidence intervals.

    GOLD holds what a careful person found in some texts. docs/evaluation.md says what counts as right and shows the
    form. Borderline annotations score neither way; their share is told.

    Example: foedus evaluate gold.yaml --texts articles/ --floors
    """
    from foedus.cli.output import finish, opened, progress
    from foedus.desk import Settings
    from foedus.desk.evaluating import Asked, evaluated

    asked = Asked(tuple(gold), tuple(texts or ()), tuple(aliases or ()), predictions, held, floors, least, mangled)
    with opened(Settings(model=model, library=library)) as desk:
        with progress("evaluating"):
            done = evaluated(desk, asked)
        _put(done, form, misses=misses)
        finish(done.problems)


def _put(done: Evaluated, form: Figures, *, misses: bool) -> None:
    from foedus.cli.output import put, put_exact, put_records, put_table
    from foedus.views.evaluation import (
        COLUMNS,
        evaluation_records,
        evaluation_tables,
        markdown,
        miss_record,
        misses_table,
        robustness_records,
        robustness_table,
    )

    tables = list(evaluation_tables(done.evaluations))
    if misses and done.misses:
        tables.append(misses_table(done.misses))
    if done.robustness:
        tables.append(robustness_table(done.robustness))
    if form is Figures.table:
        for table in tables:
            put_table(table)
            put("")
    elif form is Figures.markdown:
        put_exact("\n".join(markdown(table) for table in tables))
    else:
        records = evaluation_records(done.evaluations)
        if form is not Figures.csv:
            records += [miss_record(name, miss) for name, miss in done.misses] if misses else []
            records += robustness_records(done.robustness)
        put_records(records, form, COLUMNS)
