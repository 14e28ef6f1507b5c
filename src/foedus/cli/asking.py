"""``foedus bound`` and ``foedus check``: what follows, and what is borne out."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import Answers, AnswersOption, Basis, LedgerOption, LibraryOption, Pages, PagesOption
from foedus.cli.proving import DutyOption, ExplainOption, FlipOption, MostOption, OutOption


def bound(
    attacker: Annotated[
        str, typer.Option("--attacker", metavar="NAME", help="Who attacks; any for an unnamed third state.")
    ],
    target: Annotated[str, typer.Option("--target", metavar="NAME", help="Who is attacked.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD; today without it.")
    ] = None,
    territory: Annotated[
        str | None, typer.Option("--territory", metavar="PLACE", help="Where the target is hit, if not at home.")
    ] = None,
    through: Annotated[
        list[str] | None,
        typer.Option("--through", metavar="PLACE", help="Whose territory the attack passes; repeatable."),
    ] = None,
    viewpoint: Annotated[
        str | None, typer.Option("--viewpoint", metavar="NAME", help="Whose positions are applied, or de-facto.")
    ] = None,
    provoked: Annotated[bool, typer.Option("--provoked", help="The target struck first or declared war.")] = False,
    basis: Annotated[
        Basis, typer.Option("--basis", help="Texts in force, declared commitments, or both.")
    ] = Basis.text,
    ask: Annotated[
        list[str] | None,
        typer.Option("--ask", metavar="NAME", help="Somebody to answer about in any case; repeatable."),
    ] = None,
    explain: ExplainOption = None,
    flip: FlipOption = None,
    duty: DutyOption = None,
    up_to: MostOption = 2,
    form: AnswersOption = Answers.text,
    out: OutOption = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Say who is bound to do what for whom if A attacks B, with proofs, and who is not and why.

    Without --viewpoint, duties that rest on disputed positions are listed with who disputes them.

    With --explain, prove one obligation or say condition by condition why somebody is not bound; with --flip, name
    the smallest sets of facts that would change whether somebody is.

    \b
    Example: foedus bound --attacker GEO --target south-ossetia --on 2022-02-20 --viewpoint RUS
    Example: foedus bound --attacker RUS --target FIN --on 2022-02-20 --flip USA
    Example: foedus bound --attacker DEU --target CSK --on 1938-09-28 --format svg --out chain.svg
    """
    from foedus.cli.output import opened
    from foedus.cli.proving import put_answer, put_explained, put_flips
    from foedus.desk import Question, Settings, ask_bound, situation

    asked = Question(
        attacker, target, on, territory, tuple(through or ()), viewpoint, provoked, basis.value, tuple(ask or ())
    )
    with opened(Settings(ledger=ledger, library=library)) as desk:
        if explain is not None:
            put_explained(desk, situation(desk, asked), explain, form, out)
        elif flip is not None:
            put_flips(desk, situation(desk, asked), flip, tuple(duty or ()), up_to, form, out)
        else:
            put_answer(desk, ask_bound(desk, asked), form, out)


def check(
    what: Annotated[str, typer.Argument(metavar="CLAIM_ID|DOCUMENT", help="A claim's id, or a document's id or path.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day; the day on which it was said without it.")
    ] = None,
    viewpoint: Annotated[
        str | None, typer.Option("--viewpoint", metavar="NAME", help="Whose positions are applied, or de-facto.")
    ] = None,
    form: PagesOption = Pages.text,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Hold declared commitments against the texts in force: what bears them out, what is missing if nothing does.

    Example: foedus check claim:3f2a90c1d7e64b5a8c11
    """
    from foedus.cli.output import opened, put, put_records, put_table
    from foedus.desk import Settings, check_commitments
    from foedus.views import check as view

    with opened(Settings(ledger=ledger, library=library)) as desk:
        verdicts = [each.record() for each in check_commitments(desk, what, on=on, viewpoint=viewpoint)]
        if form is Pages.text:
            put("\n\n".join(view.text(verdict, desk.label) for verdict in verdicts))
        elif form is Pages.table:
            put_table(view.table(verdicts, desk.label))
        else:
            put_records(view.flat(verdicts) if form is Pages.csv else verdicts, form, view.COLUMNS)
