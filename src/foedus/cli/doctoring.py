"""``foedus doctor``: a look over the installation."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, ModelOption


class Findings(StrEnum):
    """How findings are printed."""

    table = "table"
    json = "json"


def doctor(
    ledger: LedgerOption = None,
    library: LibraryOption = None,
    model: ModelOption = None,
    weights: Annotated[
        Path | None, typer.Option("--tagger-weights", metavar="FOLDER", help="A tagger of your own to look at.")
    ] = None,
    form: Annotated[Findings, typer.Option("--format", help="A table for people, or JSON.")] = Findings.table,
) -> None:
    """Look over the installation, and say what to do: Python, model, library, ledger, explorer, tagger, extras.

    It changes nothing, loads no model and asks no network but a ledger's own server. "off" is an extra that is not
    installed and not needed; the exit code is 1 where something fails.

    Example: foedus doctor --ledger news.sqlite
    """
    from foedus.cli.output import put_json, put_table
    from foedus.desk import Settings
    from foedus.desk.checkup import checkup
    from foedus.views.checkup import checkup_table, failed

    checks = checkup(Settings(ledger=ledger, library=library, model=model, weights=weights))
    if form is Findings.json:
        put_json([each.record() for each in checks])
    else:
        put_table(checkup_table(checks))
    if failed(checks):
        raise typer.Exit(1)
