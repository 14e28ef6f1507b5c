"""``foedus export``: what the ledger and the library hold, in other people's formats."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from foedus.cli.looking import Actor, Document, KnownOn, Limit, Speaker, Text
from foedus.cli.options import DayOption, LeastOption, LedgerOption, LibraryOption


class Form(StrEnum):
    """Formats that foedus writes."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    web_annotation = "web-annotation"
    turtle = "turtle"
    ntriples = "ntriples"
    json_ld = "json-ld"
    trig = "trig"
    nquads = "nquads"
    bibtex = "bibtex"
    csl_json = "csl-json"
    ftm = "ftm"
    stata = "stata"


def export(
    form: Annotated[
        Form,
        typer.Argument(
            metavar="FORMAT",
            help="csv, jsonl, parquet, web-annotation, turtle, ntriples, json-ld, trig, nquads, bibtex, csl-json, "
            "ftm, stata.",
        ),
    ],
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="The file; without it, standard output.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="The kind of claim, such as commitment.")] = None,
    actor: Actor = None,
    speaker: Speaker = None,
    document: Document = None,
    status: Annotated[str | None, typer.Option("--status", help="actual, planned, possible, denied, …")] = None,
    text: Text = None,
    known_on: KnownOn = None,
    on: DayOption = None,
    limit: Limit = None,
    least: LeastOption = 0.0,
    standing: Annotated[
        bool, typer.Option("--standing", help="As they count: without the rejected and retracted, corrected.")
    ] = False,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Write claims in a format that other tools read; docs/exchange.md says what each keeps and what it loses.

    Every claim comes with its id, its document, its exact words, what people hold of it, and the days that it was asked
    as of. The same ledger gives the same bytes. A file is there whole or not at all.

    Example: foedus export csv --kind recognition --out recognitions.csv
    """
    from foedus.cli.output import opened, progress, put_bytes
    from foedus.desk import Settings
    from foedus.desk.exchanging import Wanted, export_claims

    wanted = Wanted(kind, actor, speaker, document, status, text, on, known_on, limit, least, standing)
    with opened(Settings(ledger=ledger, library=library)) as desk, progress("exporting", streaming=out is None):
        put_bytes(export_claims(desk, form.value, wanted, None if out in ("-", "/dev/stdout") else out))
