"""``foedus claims`` and ``foedus statements``: what the ledger holds."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import DayOption, LeastOption, LedgerOption, LibraryOption, Rows, RowsOption

Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who stands in any role of the claim.")]
Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Who says it, or in whose name it is said.")
]
Document = Annotated[str | None, typer.Option("--document", metavar="ID|PATH", help="The document that it stands in.")]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", metavar="DATE", help="What the ledger knew at the end of that day (UTC).")
]
Text = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help='Words that it has, in any script; "a phrase", beginn*.')
]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="At most so many.")]


def claims(
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
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """List the claims that the ledger holds, the latest reading of each document.

    --on leaves out claims whose own time excludes the day; --known-on goes back to what was known then.

    Kinds: agreement-stage, agreement-link, commitment, membership, recognition, validity, integration, presence,
    territory, stance, office, event.

    Example: foedus claims --kind recognition --actor "South Ossetia" --format csv
    """
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings, find_claims
    from foedus.views.claims import CLAIM_COLUMNS, claims_table
    from foedus.views.judgements import verdict

    with opened(Settings(ledger=ledger, library=library)) as desk:
        found = find_claims(
            desk, kind=kind, actor=actor, speaker=speaker, document=document, status=status, on=on,
            known_on=known_on, limit=limit, least=least, standing=standing, text=text,
        )  # fmt: skip
        if form is not Rows.table:
            put_records((each.record() for each in found), form, (*CLAIM_COLUMNS, "judged", "library", "erased"))
            return
        shown = list(found)
        said = {each.statement.id: each.statement.record() for each in shown if each.statement}
        held = {each.claim.id: verdict(each.judged) for each in shown}
        put_table(claims_table([each.record() for each in shown], said, desk.label, held))


def statements(
    speaker: Speaker = None,
    document: Document = None,
    text: Text = None,
    known_on: KnownOn = None,
    limit: Limit = None,
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """List the statements that the ledger holds: who says what, through whom.

    Example: foedus statements --speaker Lukashenko --format jsonl
    """
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings, find_statements
    from foedus.views.claims import STATEMENT_COLUMNS, statements_table

    with opened(Settings(ledger=ledger, library=library)) as desk:
        found = find_statements(desk, speaker=speaker, document=document, text=text, known_on=known_on, limit=limit)
        if form is not Rows.table:
            put_records((each.record() for each in found), form, STATEMENT_COLUMNS)
            return
        shown = list(found)
        texts = desk.texts({each.document for each in shown})
        put_table(statements_table([each.record() for each in shown], texts, desk.label))


def search(
    query: Annotated[list[str], typer.Argument(metavar="WORDS...", help='All of them; "a phrase"; beginn*.')],
    every_name: Annotated[
        bool, typer.Option("--every-name", help="Where the words name one actor, by any of the actor's names.")
    ] = False,
    known_on: KnownOn = None,
    limit: Limit = None,
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Find the passages of the ledger's documents that have some words, in any script: Tskhinvali finds ცხინვალი.

    Case, accents and punctuation do not count.

    Example: foedus search --every-name "South Ossetia"
    """
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings
    from foedus.desk.looking import find_passages
    from foedus.views.documents import PASSAGE_COLUMNS, passage_record, passages_table

    with opened(Settings(ledger=ledger, library=library)) as desk:
        found = find_passages(desk, " ".join(query), every_name=every_name, known_on=known_on, limit=limit)
        if form is not Rows.table:
            put_records(map(passage_record, found), form, PASSAGE_COLUMNS)
            return
        put_table(passages_table(found))
