"""``foedus promote``: accepted claims as proposed entries of one's own library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, Pages, PagesOption

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.desk.promoting import Promoted


def promote(
    claims: Annotated[list[str] | None, typer.Argument(metavar="[CLAIM...]", help="Ids of accepted claims.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every claim that stands accepted.")] = False,
    agreement: Annotated[
        str | None,
        typer.Option("--agreement", metavar="KEY", help="The agreement that they are about, whatever they call it."),
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="Write the diff there, and print the rest.")
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Change the files of --library, once you have looked.")
    ] = False,
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", metavar="DATE", help="What the ledger knew at the end of that day (UTC)."),
    ] = None,
    form: PagesOption = Pages.text,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Propose entries of your own library from accepted claims: a diff with sources, for a person to look through.

    Stages of agreements, membership, recognition, validity and offices have a place in the library. What a claim does
    not say is left out or marked TO FILL; what the library says already is told; what it says otherwise stays.

    Nothing is written without --apply or --out. The diff is for `patch -p1` or `git apply` inside the folder.

    Example: foedus promote claim:9f54cf78ce4b10a064c4 --library my-library --out proposed.diff
    """
    from foedus.cli.output import finish, opened
    from foedus.desk import Settings
    from foedus.desk.promoting import promote_claims

    with opened(Settings(ledger=ledger, library=library)) as desk:
        found = promote_claims(desk, claims or (), every=every, agreement=agreement, known_on=known_on)
        put_proposal(desk, found, form, out, apply=apply)
        finish(found.problems)


def put_proposal(desk: Desk, found: Promoted, form: Pages, out: str | None, *, apply: bool) -> None:
    """Prints what is proposed, writes the diff into a named file, and changes the library where that is asked for."""
    from foedus.cli.output import put, put_exact, put_json, put_records, put_table
    from foedus.cli.proving import write
    from foedus.desk.promoting import apply as applied
    from foedus.views import promotion as view

    if out is not None:
        write(found.proposal.diff, out)
    if form is Pages.text:
        put(view.text(found.findings, found.proposal.within, changes=bool(found.proposal.diff)))
        if found.proposal.diff and not out:
            put_exact("\n" + found.proposal.diff)
    elif form is Pages.table:
        put_table(view.table(found.findings))
    elif form is Pages.json:
        put_json(found.record())
    else:
        put_records((each.record() for each in found.findings), form.value, view.COLUMNS)
    if apply:
        for path in applied(desk, found):
            typer.echo(f"wrote {path}", err=True)
