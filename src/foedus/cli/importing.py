"""``foedus import``: data sets of the field, and judgements that people gave in other tools."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from foedus.cli.options import DataOption, LedgerOption, LibraryOption


class Kind(StrEnum):
    """What foedus takes in."""

    atop = "atop"
    cow_states = "cow-states"
    gw_states = "gw-states"
    cow_wars = "cow-wars"
    mid = "mid"
    ucdp = "ucdp"
    web_annotation = "web-annotation"
    brat = "brat"


JUDGEMENTS = (Kind.web_annotation, Kind.brat)


def import_(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND", help="atop, cow-states, gw-states, cow-wars, mid, ucdp; web-annotation or brat."
        ),
    ],
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The data set's CSV file, as published; or the file of judgements.")
    ],
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            envvar="FOEDUS_REVIEWER",
            show_envvar=True,
            help="Who signs judgements that the file has unsigned.",
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="The reason of judgements that give none.")
    ] = None,
    data: DataOption = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Take in a data set of the field (alliances, states, wars, disputes, conflicts), or judgements from another tool.

    A data set is kept, so that panels need not name its file again. A row that cannot be read is told with its line and
    left out.

    Judgements come as Web Annotations or in brat's files (docs/exchange.md); each is recorded in the ledger as by
    `foedus judge`. Those that match no claim are told and left out.

    Example: foedus import atop atop5_1m.csv

    Example: foedus import brat reviewed/ --by "N. Kapanadze"
    """
    from foedus.cli.output import finish, opened, put

    if kind not in JUDGEMENTS:
        from foedus.desk.panels import import_set

        done = import_set(kind.value, file, data)
        put(f"{done.kind}: {done.title}, {done.records:,} rows, {done.years[0]} to {done.years[1]}")
        if done.detail:
            put(done.detail)
        put(f"kept in {done.place}")
        finish(done.problems)
        return
    from foedus.desk import Settings
    from foedus.desk.importing import import_judgements

    with opened(Settings(ledger=ledger, library=library)) as desk:
        taken = import_judgements(desk, kind.value, file, by=by, reason=reason)
        for each in taken.recorded:
            put(f"{each.verdict} {each.target}, {each.by}: {each.reason}")
        put(f"judgements recorded: {len(taken.recorded):,}; held already: {taken.known:,}")
        finish(taken.problems)
