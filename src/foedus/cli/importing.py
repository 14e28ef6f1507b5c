"""``foedus import``: data sets of the field, and judgements that people gave in other tools."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import DataOption, LedgerOption, LibraryOption

if TYPE_CHECKING:
    from foedus.desk import Settings


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
    wikidata = "wikidata"


JUDGEMENTS = (Kind.web_annotation, Kind.brat)


def import_(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND",
            help="atop, cow-states, gw-states, cow-wars, mid, ucdp; web-annotation, brat; wikidata.",
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
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help="For wikidata: write the diff there, and print the rest."),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="For wikidata: change the files of --library, once you have looked.")
    ] = False,
    data: DataOption = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Take in a data set of the field (alliances, states, wars, disputes, conflicts), judgements, or Wikidata's dump.

    A data set is kept, so that panels need not name its file again. A row that cannot be read is told with its line and
    left out.

    Judgements come as Web Annotations or in brat's files (docs/exchange.md); each is recorded in the ledger as by
    `foedus judge`. Those that match no claim are told and left out.

    Of a dump of Wikidata (JSON, an entity a line; .gz, .bz2) diplomatic relations and offices are proposed as entries
    of your own library: a diff with sources, as `foedus promote` makes it. Nothing is written without --apply or --out.

    Example: foedus import atop atop5_1m.csv

    Example: foedus import brat reviewed/ --by "N. Kapanadze"
    """
    from foedus.desk import Settings

    if kind is Kind.wikidata:
        _wikidata(file, Settings(ledger=ledger, library=library), out, apply=apply)
    elif kind in JUDGEMENTS:
        _judgements(kind.value, file, by, reason, Settings(ledger=ledger, library=library))
    else:
        _data_set(kind.value, file, data)


def _data_set(kind: str, file: str, data: str | None) -> None:
    from foedus.cli.output import finish, put
    from foedus.desk.panels import import_set

    done = import_set(kind, file, data)
    put(f"{done.kind}: {done.title}, {done.records:,} rows, {done.years[0]} to {done.years[1]}")
    if done.detail:
        put(done.detail)
    put(f"kept in {done.place}")
    finish(done.problems)


def _judgements(kind: str, file: str, by: str | None, reason: str | None, settings: Settings) -> None:
    from foedus.cli.output import finish, opened, put
    from foedus.desk.importing import import_judgements

    with opened(settings) as desk:
        taken = import_judgements(desk, kind, file, by=by, reason=reason)
        for each in taken.recorded:
            put(f"{each.verdict} {each.target}, {each.by}: {each.reason}")
        put(f"judgements recorded: {len(taken.recorded):,}; held already: {taken.known:,}")
        finish(taken.problems)


def _wikidata(file: str, settings: Settings, out: str | None, *, apply: bool) -> None:
    from foedus.cli.options import Pages
    from foedus.cli.output import finish, opened, progress, tell_line
    from foedus.cli.promoting import put_proposal
    from foedus.desk.wikidata import propose_wikidata

    with opened(settings) as desk:
        with progress("reading the dump"):
            made = propose_wikidata(desk, file)
        tell_line(
            f"{made.read:,} items with {made.facts:,} relations and offices; {made.left:,} are on nobody or nothing "
            "that the library asks for"
        )
        put_proposal(desk, made.promoted, Pages.text, out, apply=apply)
        finish((*made.promoted.problems, *made.problems))
