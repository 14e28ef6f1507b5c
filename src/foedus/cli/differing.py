"""``foedus diff``: what differs between two answers."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import (
    Basis,
    DataOption,
    LedgerOption,
    LibraryOption,
    Pages,
    PagesOption,
    WithOption,
    names,
)


def diff(
    attacker: Annotated[
        str, typer.Option("--attacker", metavar="NAME", help="Who attacks; any for an unnamed third state.")
    ],
    target: Annotated[str, typer.Option("--target", metavar="NAME", help="Who is attacked.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD; today without it.")
    ] = None,
    other_on: Annotated[
        str | None, typer.Option("--other-on", metavar="DATE", help="The day of the second question.")
    ] = None,
    viewpoint: Annotated[
        str | None, typer.Option("--viewpoint", metavar="NAME", help="Whose positions are applied, or de-facto.")
    ] = None,
    other_viewpoint: Annotated[
        str | None, typer.Option("--other-viewpoint", metavar="NAME", help="The viewpoint of the second question.")
    ] = None,
    territory: Annotated[
        str | None, typer.Option("--territory", metavar="PLACE", help="Where the target is hit, if not at home.")
    ] = None,
    through: Annotated[
        list[str] | None,
        typer.Option("--through", metavar="PLACE", help="Whose territory the attack passes; repeatable."),
    ] = None,
    provoked: Annotated[bool, typer.Option("--provoked", help="The target struck first or declared war.")] = False,
    basis: Annotated[
        Basis, typer.Option("--basis", help="Texts in force, declared commitments, or both.")
    ] = Basis.text,
    form: PagesOption = Pages.text,
    beside: WithOption = None,
    data: DataOption = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Say who becomes bound and who is no longer, seen by another or on another day, and which facts differ.

    Example: foedus diff --attacker GEO --target south-ossetia --on 2022-02-20 --viewpoint RUS --other-viewpoint GEO
    """
    from foedus.cli.output import put, put_json, put_line, put_records, put_table
    from foedus.desk import Desk, Question, Settings, ask_difference
    from foedus.views import difference as view

    asked = Question(attacker, target, on, territory, tuple(through or ()), viewpoint, provoked, basis.value)
    with Desk(Settings(ledger=ledger, library=library, panels=names(beside), data=data)) as desk:
        found = ask_difference(desk, asked, on=other_on, viewpoint=other_viewpoint)
        if form is Pages.text:
            put(view.text(found, desk.label))
        elif form is Pages.table:
            put_table(view.table(found, desk.label))
        elif form is Pages.csv:
            put_records(view.flat(found), form, view.COLUMNS)
        elif form is Pages.json:
            put_json(found)
        else:
            put_line(found)
