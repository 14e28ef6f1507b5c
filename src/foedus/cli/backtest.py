"""``foedus backtest``: promises against wars."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import DataOption, Rows, RowsOption


def backtest(
    atop: Annotated[
        str | None, typer.Option("--atop", metavar="FILE", help="ATOP's member file; without it, what was imported.")
    ] = None,
    wars: Annotated[
        str | None,
        typer.Option("--wars", metavar="FILE", help="COW's inter-state wars; without it, what was imported."),
    ] = None,
    war: Annotated[
        int | None, typer.Option("--war", metavar="NUMBER", help="The bonds of one war, by its COW number.")
    ] = None,
    figure: Annotated[
        str | None, typer.Option("--figure", metavar="OUT.svg", help="Write the shares as a bar chart, too.")
    ] = None,
    form: RowsOption = Rows.table,
    data: DataOption = None,
) -> None:
    """Tell for every inter-state war since 1816 who was bound on the day on which it began, and who joined.

    It counts how often promises of a kind were kept. It predicts nothing, and no other answer uses it.

    Example: foedus backtest --atop atop5_1m.csv --wars cow_InterStateWarData_v4.0.csv
    """
    from foedus.cli.output import finish, put_records, put_table
    from foedus.desk.backtesting import backtest as tested
    from foedus.library.state_codes import load_state_codes
    from foedus.panels.files import write
    from foedus.views.backtest import COLUMNS, bond_record, shares_table, war_table
    from foedus.views.backtest import figure as drawn

    found = tested(atop, wars, data)
    bonds = [bond for bond in found.bonds if war in (None, bond.war)]
    codes = load_state_codes().cow
    if form is not Rows.table:
        put_records((bond_record(bond) for bond in bonds), form, COLUMNS)
    elif war is not None:
        put_table(war_table(bonds, lambda code: codes[code].name))
    else:
        put_table(shares_table(found))
    if figure is not None:
        from pathlib import Path

        write(Path(figure), drawn(found.shares))
    finish(found.problems)
