"""``foedus bound`` and ``foedus check``: what follows, and what is borne out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import (
    Answers,
    AnswersOption,
    Basis,
    DataOption,
    Hit,
    Kind,
    LedgerOption,
    LibraryOption,
    Pages,
    PagesOption,
    Strikes,
    WithOption,
    names,
)
from foedus.cli.proving import DutyOption, ExplainOption, FlipOption, MostOption, OutOption


def bound(
    attacker: Annotated[
        str | None, typer.Option("--attacker", metavar="NAME", help="Who attacks; any for an unnamed third state.")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="NAME", help="Who is attacked.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD; today without it.")
    ] = None,
    territory: Annotated[
        str | None,
        typer.Option("--territory", "--in", metavar="PLACE", help="Where it is hit, if not at home."),
    ] = None,
    through: Annotated[
        list[str] | None,
        typer.Option("--through", metavar="PLACE", help="Whose territory the attack passes; repeatable."),
    ] = None,
    viewpoint: Annotated[
        str | None, typer.Option("--viewpoint", metavar="NAME", help="Whose positions are applied, or de-facto.")
    ] = None,
    each: Annotated[
        bool, typer.Option("--each-viewpoint", help="Say of every duty in whose eyes it follows, without proofs.")
    ] = False,
    provoked: Annotated[bool, typer.Option("--provoked", help="The target struck first or declared war.")] = False,
    tellers: Annotated[
        list[str] | None,
        typer.Option(
            "--provoked-according-to", metavar="NAME", help="Who says so, where that is contested; repeatable."
        ),
    ] = None,
    deniers: Annotated[
        list[str] | None,
        typer.Option("--unprovoked-according-to", metavar="NAME", help="Who denies it; repeatable."),
    ] = None,
    kind: Annotated[Kind, typer.Option("--act", help="What the attacker does.")] = Kind.attack,
    hit: Annotated[list[Hit] | None, typer.Option("--hits", help="What of the target's is hit; repeatable.")] = None,
    forces_of: Annotated[
        str | None,
        typer.Option("--forces-of", metavar="NAME", help="The target, where its forces are hit: --in says where."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="SENTENCE", help='A further act: "A attacks B in T through U"; repeatable.'),
    ] = None,
    then: Annotated[
        list[str] | None,
        typer.Option(
            "--then",
            metavar="SENTENCE",
            help="An act that comes afterwards, with a day of its own or without (… on DATE); repeatable, in order.",
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--situation", metavar="FILE", help="The acts from a YAML or JSON file instead.")
    ] = None,
    retaliation: Annotated[
        Strikes | None, typer.Option("--retaliation", help="Who counts as attacked too: whoever joins, or both sides.")
    ] = None,
    entangled: Annotated[
        bool, typer.Option("--entanglement", help="Say, apart, who would be drawn in if everybody struck back.")
    ] = False,
    basis: Annotated[
        Basis | None, typer.Option("--basis", help="Texts in force, declared commitments, or both.  [default: text]")
    ] = None,
    met: Annotated[
        list[str] | None,
        typer.Option(
            "--given",
            metavar="AGREEMENT:KEY",
            help="A condition that is met: by its key, its article's number, or request; repeatable.",
        ),
    ] = None,
    unmet: Annotated[
        list[str] | None,
        typer.Option("--not-given", metavar="AGREEMENT:KEY", help="A condition that is not met; repeatable."),
    ] = None,
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
    beside: WithOption = None,
    data: DataOption = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Say who is bound to do what for whom if A attacks B, with proofs, and who is not and why.

    Without --viewpoint, duties that rest on disputed positions are listed with who disputes them; --each-viewpoint
    asks all viewpoints.
    docs/obligations.md tells of acts, their order, situation files and entanglement.

    With --explain, prove one obligation or say condition by condition why somebody is not bound; with --flip, name
    the smallest sets of facts that would change whether somebody is.

    \b
    Example: foedus bound --attacker GEO --target south-ossetia --on 2022-02-20 --viewpoint RUS
    Example: foedus bound --attacker RUS --target FIN --on 2022-02-20 --flip USA
    Example: foedus bound --attacker DEU --target CSK --on 1938-09-28 --format svg --out chain.svg
    """
    from foedus.cli.output import opened
    from foedus.cli.proving import put_answer, put_explained, put_flips, put_viewpoints
    from foedus.desk import Overrides, Question, Settings, answer_to, read_situation, situation
    from foedus.model.problems import UsageError

    strikes, source = retaliation.value if retaliation else None, basis.value if basis else None
    if file is not None and any((attacker, target, forces_of, territory, through, also, then, provoked, hit)):
        raise UsageError("--situation names the acts; leave out what else says who does what where")
    if file is None and not (attacker and bool(target) is not bool(forces_of)):
        raise UsageError("say who attacks whom: --attacker, and --target or --forces-of; or --situation FILE")
    if each and (explain is not None or flip is not None):
        raise UsageError("--each-viewpoint tells no proofs and no flips; ask one viewpoint for those")
    objects = [*(["forces"] if forces_of else []), *(each.value for each in hit or ())]
    with opened(Settings(ledger=ledger, library=library, panels=names(beside), data=data)) as desk:
        if file is not None:
            over = Overrides(
                on, viewpoint, source, tuple(ask or ()), strikes, entangled, tuple(met or ()), tuple(unmet or ())
            )
            given = read_situation(desk, file, over)
        else:
            asked = Question(
                attacker=attacker or "",
                target=target or forces_of or "",
                on=on,
                territory=territory,
                through=tuple(through or ()),
                viewpoint=viewpoint,
                provoked=provoked,
                basis=source or "text",
                ask=tuple(ask or ()),
                kind=kind.value,
                objects=tuple(dict.fromkeys(objects)),
                tellers=tuple(tellers or ()),
                deniers=tuple(deniers or ()),
                also=tuple(also or ()),
                then=tuple(then or ()),
                retaliation=strikes or "none",  # type: ignore[arg-type]  # one of the words of Strikes
                entanglement=entangled,
                given=tuple(met or ()),
                denied=tuple(unmet or ()),
            )
            given = situation(desk, asked)
        if explain is not None:
            put_explained(desk, given, explain, form, out)
        elif each:
            put_viewpoints(desk, given, form, out)
        elif flip is not None:
            put_flips(desk, given, flip, tuple(duty or ()), up_to, form, out)
        else:
            put_answer(desk, answer_to(desk, given), form, out)


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
