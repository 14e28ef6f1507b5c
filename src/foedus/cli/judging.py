"""``foedus judge`` and ``foedus judgements``: what people hold of what was read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, Rows, RowsOption


class Verdict(StrEnum):
    """What can be held."""

    accept = "accept"
    reject = "reject"
    correct = "correct"
    same_as = "same-as"
    not_same_as = "not-same-as"
    retract = "retract"
    withdraw = "withdraw"


def judge(
    verdict: Annotated[
        Verdict,
        typer.Argument(metavar="VERDICT", help="accept, reject, correct, same-as, not-same-as, retract or withdraw."),
    ],
    targets: Annotated[
        list[str], typer.Argument(metavar="ID|NAME...", help="Claims, documents or judgements; for a pair two names.")
    ],
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", envvar="FOEDUS_REVIEWER", show_envvar=True, help="Who judges.")
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence.")],
    change: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="For correct: polarity, status, time, role.NAME, duty, …"),
    ] = None,
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Record what you hold of a claim, a document or two names: signed, dated, with a reason, and never changed.

    accept, reject and correct judge claims; retract says that who published a claim or a document took it back;
    same-as and not-same-as judge two names; withdraw takes back a judgement, which lets what was before it stand again.

    Rejected and retracted claims no longer count as declared commitments; corrected ones count as corrected.

    Example: foedus judge reject claim:9f54cf78ce4b10a064c4 --by "N. Kapanadze" --reason "he quotes somebody else"
    """
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings
    from foedus.desk.judging import Listed
    from foedus.desk.judging import judge as recorded
    from foedus.views.judgements import JUDGEMENT_COLUMNS, judgement_record, judgements_table

    with opened(Settings(ledger=ledger, library=library)) as desk:
        made = recorded(desk, verdict.value, targets, by=by, reason=reason, changes=change or ())
        listed = [Listed(each, stands=True) for each in made]
        if form is not Rows.table:
            put_records(map(judgement_record, listed), form, JUDGEMENT_COLUMNS)
            return
        put_table(judgements_table(listed, desk.label))


def judgements(
    target: Annotated[str | None, typer.Option("--of", metavar="ID|KEY", help="Those on this alone.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Those that this person gave.")] = None,
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", metavar="DATE", help="What the ledger knew at the end of that day (UTC)."),
    ] = None,
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """List what people held of claims, documents and names, and whether it stands.

    Example: foedus judgements --by "N. Kapanadze" --format jsonl
    """
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings
    from foedus.desk.judging import judgements as found
    from foedus.views.judgements import JUDGEMENT_COLUMNS, judgement_record, judgements_table

    with opened(Settings(ledger=ledger, library=library)) as desk:
        listed = found(desk, target=target, by=by, known_on=known_on)
        if form is not Rows.table:
            put_records(map(judgement_record, listed), form, JUDGEMENT_COLUMNS)
            return
        put_table(judgements_table(listed, desk.label))
