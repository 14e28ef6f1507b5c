"""``foedus read`` and ``foedus demo``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, ModelOption, Rows, RowsOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.desk import Desk, ReadDocument
    from foedus.model.problems import Problem


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files (.txt, .md, .html, .json), folders, or - for stdin.")
    ],
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    no_record: Annotated[bool, typer.Option("--no-record", help="Print only; leave the ledger alone.")] = False,
    model: ModelOption = None,
    library: LibraryOption = None,
) -> None:
    """Read articles into statements and claims, and record them in the ledger.

    Every claim carries its speaker and its exact words. The same file read again adds nothing.

    Example: foedus read news/ --format jsonl > claims.jsonl
    """
    from foedus.cli.output import finish, opened, progress, put_records
    from foedus.desk import Settings

    problems: list[Problem] = []
    with opened(Settings(ledger=ledger, model=model, library=library)) as desk:
        with progress("reading", streaming=form is Rows.jsonl) as step:
            documents = _reading(desk, paths, not no_record, step, problems)
            if form is Rows.jsonl:
                put_records((record for each in documents for record in each.records()), form, ())
                done = []
            else:
                done = list(documents)
        _put_documents(done, form, desk)
        finish(problems)


def _reading(
    desk: Desk, paths: list[str], record: bool, step: Callable[[str], None], problems: list[Problem]
) -> Iterator[ReadDocument]:
    from foedus.desk import read_into

    for number, each in enumerate(read_into(desk, paths, record=record), 1):
        problems.extend(each.problems)
        step(f"{number} done, {each.document.path if each.document else 'with a problem'}")
        yield each


def _put_documents(done: list[ReadDocument], form: Rows, desk: Desk) -> None:
    from foedus.cli.output import put, put_records, put_table
    from foedus.views.claims import CLAIM_COLUMNS, claims_table
    from foedus.views.documents import documents_table

    claims = [claim.record() for each in done for claim in each.claims]
    if form is Rows.json:
        put_records([record for each in done for record in each.records()], form, ())
    elif form is Rows.csv:
        put_records(claims, form, CLAIM_COLUMNS)
    elif form is Rows.table:
        statements = {statement.id: statement.record() for each in done for statement in each.statements}
        put_table(documents_table([each.document.record() for each in done if each.document]))
        put("")
        put_table(claims_table(claims, statements, desk.label))


def demo(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Your own articles instead of the three bundled ones."),
    ] = None,
    model: ModelOption = None,
) -> None:
    """Read three bundled articles and answer three questions with proofs.

    Uses a ledger of its own, which is gone afterwards. The articles are invented; the agreements are not.

    Example: foedus demo
    """
    from foedus.cli.output import finish, progress, put
    from foedus.desk.demo import demonstrate

    with progress("demo"):
        text, problems = demonstrate(files or [], model)
    put(text)
    finish(problems)
