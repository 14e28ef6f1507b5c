"""``foedus explain``: why a claim was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import (
    LedgerOption,
    LibraryOption,
    ModelOption,
    Pages,
    PagesOption,
    TaggerOption,
    WeightsOption,
    tagged,
)

if TYPE_CHECKING:
    from foedus.model.problems import Problem


def explain(
    named: Annotated[
        list[str], typer.Argument(metavar="CLAIM|FILE...", help="Ids of claims in the ledger, or files to be read.")
    ],
    kind: Annotated[str | None, typer.Option("--kind", help="Of a file only the claims of this kind.")] = None,
    form: PagesOption = Pages.text,
    ledger: LedgerOption = None,
    model: ModelOption = None,
    library: LibraryOption = None,
    tagger: TaggerOption = None,
    weights: WeightsOption = None,
) -> None:
    """Say why a claim was read: the words, the cue and its entry in the word lists, the rule, who is meant and why.

    The text is read again, and nothing is recorded. foedus claims lists the ids of the claims that the ledger holds.

    Example: foedus explain news.txt --kind commitment
    """
    from foedus.cli.output import finish, opened, put, put_records
    from foedus.desk import Settings
    from foedus.desk.explaining import explain_claims
    from foedus.views.reasons import COLUMNS, reasons, reasons_record

    problems: list[Problem] = []
    helped = tagged(tagger, weights)
    chosen = Settings(ledger=ledger, model=model, library=library, tagger=helped, weights=weights)
    with opened(chosen) as desk:
        done = list(explain_claims(desk, named, kind))
        problems += [problem for each in done for problem in each.problems]
        found = [one for each in done for one in each.explained]
        if form in (Pages.text, Pages.table):
            put("\n\n".join(reasons(one, desk.label) for one in found) or "no claims")
        else:
            put_records((reasons_record(one) for one in found), form, COLUMNS)
        finish(problems)
