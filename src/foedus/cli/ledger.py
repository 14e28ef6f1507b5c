"""``foedus ledger …``: what the owner of a ledger does with it as a whole."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import Keep, KeepOption, LedgerOption, LibraryOption, Rows, RowsOption

if TYPE_CHECKING:
    from foedus.model.problems import Problem

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look after a ledger: what it holds, backups, verifying, erasing what the law demands."
    "\n\nExample: foedus ledger stats",
)

_WIDE = {"max_content_width": 100}


class Form(StrEnum):
    """How one answer is printed."""

    table = "table"
    json = "json"


FormOption = Annotated[Form, typer.Option("--format", help="Tables for people, json for machines.")]


@app.command(context_settings=_WIDE)
def stats(
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", metavar="DATE", help="What the ledger held at the end of that day (UTC)."),
    ] = None,
    form: FormOption = Form.table,
    ledger: LedgerOption = None,
) -> None:
    """Count what the ledger holds: documents, claims by kind, outlets, readers, libraries, judgements, erasures.

    The size and the store are today's; everything else is as of --known-on.

    Example: foedus ledger stats --format json
    """
    from foedus.cli.output import opened, put, put_json, put_table
    from foedus.desk import Settings
    from foedus.desk.housekeeping import look
    from foedus.views.housekeeping import stats_record, stats_tables

    with opened(Settings(ledger=ledger)) as desk:
        found = look(desk, known_on)
        if form is Form.json:
            put_json(stats_record(found))
            return
        for number, table in enumerate(stats_tables(found)):
            if number:
                put("")
            put_table(table)


@app.command(context_settings=_WIDE)
def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The backup to be made, such as ledger-2026-05-12.zip.")],
    form: FormOption = Form.table,
    ledger: LedgerOption = None,
) -> None:
    """Write all that the ledger holds into one file, from which any store can restore it.

    Others may read and record meanwhile; the backup has what was recorded when it began. The same ledger gives the same
    bytes. A file that is there already is left alone. A backup has the texts: keep it as you keep the ledger.

    Example: foedus ledger backup ledger-2026-05-12.zip
    """
    from foedus.cli.output import opened, progress, put, put_json
    from foedus.desk import Settings
    from foedus.desk.housekeeping import backup as written
    from foedus.views.housekeeping import backup_line, backup_record

    with opened(Settings(ledger=ledger)) as desk:
        with progress("backing up"):
            made = written(desk, file)
        if form is Form.json:
            put_json(backup_record(made, file))
        else:
            put(f"{file}: {backup_line(made)}")


@app.command(context_settings=_WIDE)
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup that `foedus ledger backup` made.")],
    form: FormOption = Form.table,
    ledger: LedgerOption = None,
) -> None:
    """Make a ledger of a backup, in SQLite or PostgreSQL, whichever it was made from.

    All of it is restored or nothing, and only where there is no ledger yet or an empty one.

    Example: foedus ledger restore ledger-2026-05-12.zip --ledger restored.sqlite
    """
    from foedus.cli.output import opened, progress, put, put_json
    from foedus.desk import Settings
    from foedus.desk.housekeeping import restore as restored
    from foedus.views.housekeeping import backup_line, backup_record

    with opened(Settings(ledger=ledger)) as desk:
        with progress("restoring"):
            made = restored(desk, file)
        if form is Form.json:
            put_json(backup_record(made, file))
        else:
            put(f"restored: {backup_line(made)}")


@app.command(context_settings=_WIDE)
def verify(form: FormOption = Form.table, ledger: LedgerOption = None) -> None:
    """Go through the whole ledger and list all that is wrong, with what to do; exit code 1 where anything is.

    Every id is worked out anew from what it is the hash of, every quotation held against its text, every link followed;
    the indexes of words are held against the texts, what contradictions and copies are found by against claims and
    texts, the guards that keep rows as they are against a new ledger's. A million claims take some minutes.

    Example: foedus ledger verify
    """
    from foedus.cli.output import finish, opened, progress, put, put_json
    from foedus.desk import Settings
    from foedus.desk.housekeeping import verify as verified
    from foedus.views.housekeeping import verified_line, verified_record

    with opened(Settings(ledger=ledger)) as desk:
        with progress("verifying") as say:
            found = verified(desk, lambda done, of: say(f"{done:,} of {of:,} documents"))
        if form is Form.json:
            put_json(verified_record(found))
        else:
            put(verified_line(found))
        finish(found.faults)


@app.command(context_settings=_WIDE)
def erase(
    document: Annotated[str, typer.Argument(metavar="ID|PATH", help="The document, by its id or where it was read.")],
    by: Annotated[
        str,
        typer.Option("--by", metavar="NAME", envvar="FOEDUS_REVIEWER", show_envvar=True, help="Who has it erased."),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it stays when the words are gone.")],
    form: FormOption = Form.table,
    ledger: LedgerOption = None,
) -> None:
    """Erase a document's words where the law demands it, for good; a signed tombstone stands in their place.

    The text, its title and byline, what statements and claims quote of it, and its words in the indexes go. What stays:
    ids and hashes, where it was found, who is said to have done what, by key, marked as erased. The same text is not
    recorded again. Backups that were made before still have it.

    Example: foedus ledger erase news/a.txt --by "N. Kapanadze" --reason "order of the city court, 12 May 2026"
    """
    from foedus.cli.output import opened, put, put_json
    from foedus.desk import Settings
    from foedus.desk.housekeeping import erase as erased
    from foedus.views.housekeeping import erasure_lines

    with opened(Settings(ledger=ledger)) as desk:
        gone = erased(desk, document, by=by, reason=reason)
        if form is Form.json:
            put_json(gone.record())
        else:
            put("\n".join(erasure_lines(gone)))


@app.command(context_settings=_WIDE)
def load(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A corpus: what foedus corpus read wrote.")],
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
    keep: KeepOption = Keep.text,
) -> None:
    """Record a corpus in the ledger: what foedus read of its sources would have recorded, but faster.

    What the ledger holds already is not added again, so a load that was stopped goes on when it is run again.

    Example: foedus ledger load corpus --ledger postgresql://desk@db.example/news
    """
    from foedus.cli.output import finish, opened, progress, put_records, put_table
    from foedus.desk import Settings
    from foedus.desk.loading import LoadedCorpus, load_corpus
    from foedus.views.corpora import LOADED_COLUMNS, loaded_record, loaded_table

    problems: list[Problem] = []
    with opened(Settings(ledger=ledger, library=library, keep=keep.value)) as desk:
        done = LoadedCorpus()
        with progress("loading") as step:
            for done in load_corpus(desk, folder):
                problems.extend(done.problems)
                step(f"{done.shards} of {done.of} shards, {done.documents:,} documents, {done.claims:,} claims")
        place = desk.writable.place
        if form is Rows.table:
            put_table(loaded_table(folder, place, done))
        else:
            put_records([loaded_record(folder, place, done)], form, LOADED_COLUMNS)
        finish(problems)
