"""``foedus panel``: data sets of the field, as panels."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from foedus.cli.options import DataOption


class Source(StrEnum):
    """Where a panel's duties come from."""

    atop = "atop"


class Unit(StrEnum):
    """What one row is about."""

    directed = "directed-dyad-year"
    dyad = "dyad-year"
    state = "state-year"


class States(StrEnum):
    """Lists of states."""

    cow = "cow"
    gw = "gw"


class Column(StrEnum):
    """Data sets that can stand beside."""

    cow_wars = "cow-wars"
    mid = "mid"
    ucdp = "ucdp"


def panel(
    source: Annotated[Source, typer.Option("--from", metavar="SET", help="Whose duties: atop.")],
    unit: Annotated[Unit, typer.Option("--unit", help="What one row is about.")],
    out: Annotated[str, typer.Option("--out", metavar="OUT.csv", help="The file to write; - for standard output.")],
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="ATOP's member file; without it, what was imported.")
    ] = None,
    states: Annotated[
        States | None,
        typer.Option("--states", help="A row for every pair (or state) of this imported list, allied or not."),
    ] = None,
    columns: Annotated[
        list[Column] | None,
        typer.Option("--with", help="A column of this imported data set; repeatable. NA outside its years."),
    ] = None,
    as_coded: Annotated[
        bool,
        typer.Option("--as-coded", help="Every duty owed to all allies, even where a treaty names the beneficiary."),
    ] = False,
    data: DataOption = None,
) -> None:
    """Write who was bound to whom in each year, from ATOP, as a CSV panel.

    Directed dyads say what ccode1 owes to ccode2. NA is where the data do not cover the year; 0 is where they do.

    Example: foedus panel --from atop atop5_1m.csv --unit directed-dyad-year --out dyads.csv
    """
    from foedus.cli.output import finish, put, put_exact
    from foedus.desk.panels import Asked, make_panel, panel_text, write_panel

    asked = Asked(
        unit=unit.value,
        source=source.value,
        file=file,
        states=states.value if states else None,
        columns=tuple(column.value for column in columns or ()),
        as_coded=as_coded,
    )
    made = make_panel(asked, data)
    if out in ("-", "/dev/stdout"):
        put_exact(panel_text(made.panel))
    else:
        put(f"{write_panel(made.panel, out):,} rows written to {out}")
    for note in made.notes:
        typer.echo(note, err=True)
    finish(made.problems)
