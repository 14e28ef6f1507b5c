"""``foedus evaluate``: how right reading is, held against annotations."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.options import LeastOption, LibraryOption, ModelOption, TaggerOption, WeightsOption, tagged

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.desk.evaluating import Asked, Evaluated
    from foedus.views.table import Table


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
    tagger: TaggerOption = None,
    weights: WeightsOption = None,
    ablation: Annotated[
        bool,
        typer.Option("--ablation", help="Instead: statements by the grammar, by the tagger and by both, side by side."),
    ] = False,
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
    helped = ablation or tagged(tagger, weights)
    with opened(Settings(model=model, library=library, tagger=helped, weights=weights)) as desk:
        if ablation:
            _ablate(desk, asked, form)
            return
        with progress("evaluating"):
            done = evaluated(desk, asked)
        _put(done, form, misses=misses)
        finish(done.problems)


def _put(done: Evaluated, form: Figures, *, misses: bool) -> None:
    from foedus.views.evaluation import (
        COLUMNS,
        evaluation_records,
        evaluation_tables,
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
    records = evaluation_records(done.evaluations)
    if form is not Figures.csv:
        records += [miss_record(name, miss) for name, miss in done.misses] if misses else []
        records += robustness_records(done.robustness)
    _put_figures(tables, records, form, COLUMNS)


def _ablate(desk: Desk, asked: Asked, form: Figures) -> None:
    from foedus.cli.output import finish, progress
    from foedus.desk.ablation import ablated
    from foedus.views.ablation import COLUMNS, ablation_records, ablation_tables

    with progress("evaluating"):
        done = ablated(desk, asked)
    tables = list(ablation_tables(done.evaluations, done.gains))
    _put_figures(tables, ablation_records(done.evaluations, done.gains), form, COLUMNS)
    finish(done.problems)


def _put_figures(tables: list[Table], records: list[dict[str, Any]], form: Figures, columns: tuple[str, ...]) -> None:
    from foedus.cli.output import put, put_exact, put_records, put_table
    from foedus.views.evaluation import markdown

    if form is Figures.table:
        for table in tables:
            put_table(table)
            put("")
    elif form is Figures.markdown:
        put_exact("\n".join(markdown(table) for table in tables))
    else:
        put_records(records, form, columns)
