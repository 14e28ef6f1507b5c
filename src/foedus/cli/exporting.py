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
    brat = "brat"
    stata = "stata"
    stix = "stix"
    gexf = "gexf"
    graphml = "graphml"
    geojson = "geojson"
    icalendar = "icalendar"


class Origin(StrEnum):
    """What a graph is of."""

    ledger = "ledger"
    library = "library"
    both = "both"


class MapLayer(StrEnum):
    """What a map shows."""

    recognition = "recognition"
    membership = "membership"
    obligations = "obligations"
    forces = "forces"


def export(
    form: Annotated[
        Form,
        typer.Argument(
            metavar="FORMAT",
            help="csv, jsonl, parquet, web-annotation, turtle, ntriples, json-ld, trig, nquads, bibtex, csl-json, "
            "ftm, stata, brat, stix; gexf, graphml; geojson; icalendar.",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help="The file (of brat the folder); without it, standard output."),
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
    viewpoint: Annotated[
        str | None,
        typer.Option("--viewpoint", metavar="NAME", help="Graphs, maps, calendars: whose positions are applied."),
    ] = None,
    origin: Annotated[
        Origin | None, typer.Option("--from", help="Graphs: claims, the library's facts, or both; claims without it.")
    ] = None,
    agreements: Annotated[
        list[str] | None,
        typer.Option("--agreement", metavar="NAME", help="Calendars: of which agreement; repeatable, all without it."),
    ] = None,
    layer: Annotated[MapLayer | None, typer.Option("--layer", help="Maps: what they show.")] = None,
    of: Annotated[
        str | None, typer.Option("--of", metavar="NAME", help="Maps: recognition of, members of, forces of whom.")
    ] = None,
    attackers: Annotated[
        list[str] | None, typer.Option("--attacker", metavar="NAME", help="Maps of obligations: who attacks.")
    ] = None,
    targets: Annotated[
        list[str] | None, typer.Option("--target", metavar="NAME", help="Maps of obligations: who is attacked.")
    ] = None,
    shapes: Annotated[
        str | None,
        typer.Option("--shapes", metavar="FILE", help="Maps: a GeoJSON file of countries, for those foedus lacks."),
    ] = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Write what the ledger or the library holds in a format of other tools; docs/exchange.md tells what each keeps.

    Most formats are of claims; gexf and graphml are graphs of claims or of the library's facts, geojson is a map of a
    day, icalendar the days of agreements. Every claim comes with its id, its document, its exact words, what people
    hold of it, and the days that it was asked as of. The same ledger gives the same bytes. A file is there whole or not
    at all.

    Example: foedus export csv --kind recognition --out recognitions.csv
    """
    from foedus.cli.output import opened, progress, put_bytes, tell_line
    from foedus.desk import Settings
    from foedus.desk.exchanging import Wanted
    from foedus.desk.exporting import Further
    from foedus.desk.exporting import export as exported

    wanted = Wanted(kind, actor, speaker, document, status, text, on, known_on, limit, least, standing)
    more = Further(
        viewpoint,
        origin.value if origin else None,
        tuple(agreements or ()),
        layer.value if layer else None,
        of,
        tuple(attackers or ()),
        tuple(targets or ()),
        shapes,
    )
    with opened(Settings(ledger=ledger, library=library)) as desk, progress("exporting", streaming=out is None):
        made = exported(desk, form.value, wanted, more, None if out in ("-", "/dev/stdout") else out)
        put_bytes(made.pieces)
        for note in made.notes:
            tell_line(note)
