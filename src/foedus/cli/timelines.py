"""``foedus timeline``: what is said to have happened when, and when that was said."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, Rows, RowsOption


def timeline(
    name: Annotated[list[str], typer.Argument(metavar="ACTOR|AGREEMENT", help="By any name, or by its key.")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only claims of this kind; repeatable.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only what may have been since.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only what may have been by then.")] = None,
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", metavar="DATE", help="What the ledger knew at the end of that day (UTC)."),
    ] = None,
    with_library: Annotated[
        bool, typer.Option("--library-dates/--no-library-dates", help="Beside what the library has, or without it.")
    ] = True,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="Where more claims tell of it: about so many, the earliest first.")
    ] = 2000,
    skip: Annotated[
        int, typer.Option("--skip", metavar="N", min=0, help="Go on after so many, as the page before says.")
    ] = 0,
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Show what is said to have happened to an actor or an agreement, when, and when that was said and by whom.

    Claims with a time, and stages, memberships, recognitions and offices without one, as they count after your
    judgements; beside them the library's own dates with their sources. ≠ marks what contradicts an entry.

    Example: foedus timeline ru-so-alliance-2015 --kind agreement-stage
    """
    from foedus.cli.output import opened, put, put_records, put_table
    from foedus.desk import Settings
    from foedus.desk.timelines import timeline as made
    from foedus.views.timelines import EVENT_COLUMNS, event_record, left_out, timeline_table

    with opened(Settings(ledger=ledger, library=library)) as desk:
        found = made(
            desk, " ".join(name), kinds=kind or (), known_on=known_on, since=since, until=until, library=with_library,
            limit=limit, start=skip,
        )  # fmt: skip
        if form is not Rows.table:
            put_records((event_record(each, desk.label) for each in found.events), form.value, EVENT_COLUMNS)
            return
        put_table(timeline_table(found.actor, found.events, desk.label))
        if found.of is not None:
            put(left_out(found.of, skip, found.following))
