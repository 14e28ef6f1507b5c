"""The list of commands."""

from __future__ import annotations

from collections.abc import Callable

import typer
from typer.core import TyperGroup

from foedus.cli import (
    asking,
    assisting,
    backtest,
    comparing,
    corpus,
    differing,
    doctoring,
    evaluating,
    explaining,
    exporting,
    importing,
    judging,
    ledger,
    looking,
    panels,
    promoting,
    reading,
    serving,
    showing,
    timelines,
    watching,
)


class _InOrder(TyperGroup):
    """Commands and groups of commands in the order of the list below."""

    def list_commands(self, ctx: object) -> list[str]:
        return [name for name, _ in _COMMANDS]


app = typer.Typer(
    name="foedus",
    cls=_InOrder,
    help="Who is bound to defend whom, on which day, seen by whom, and who says so.",
    epilog="Start with: foedus demo",
    no_args_is_help=True,
    add_completion=True,
    context_settings={"max_content_width": 100},
    rich_markup_mode=None,  # rich's help takes longer to load than everything else together
    pretty_exceptions_enable=False,
)

_COMMANDS: tuple[tuple[str, Callable[..., None] | typer.Typer], ...] = (
    ("read", reading.read),
    ("claims", looking.claims),
    ("statements", looking.statements),
    ("search", looking.search),
    ("compare", comparing.compare),
    ("timeline", timelines.timeline),
    ("explain", explaining.explain),
    ("judge", judging.judge),
    ("judgements", judging.judgements),
    ("promote", promoting.promote),
    ("watch", watching.watch),
    ("corpus", corpus.app),
    ("ledger", ledger.app),
    ("agreements", showing.agreements),
    ("actor", showing.actor),
    ("recognition", showing.recognition),
    ("bound", asking.bound),
    ("diff", differing.diff),
    ("check", asking.check),
    ("export", exporting.export),
    ("import", importing.import_),
    ("panel", panels.panel),
    ("backtest", backtest.backtest),
    ("evaluate", evaluating.evaluate),
    ("serve", serving.serve),
    ("mcp", assisting.mcp),
    ("demo", reading.demo),
    ("doctor", doctoring.doctor),
)
for name, command in _COMMANDS:
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name, context_settings={"max_content_width": 100})
    else:
        app.command(name, context_settings={"max_content_width": 100})(command)


def _version(asked: bool) -> None:
    if asked:
        from foedus import __version__

        typer.echo(f"foedus {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_version, help="Print the version and stop."
    ),
) -> None:
    """Who is bound to defend whom, on which day, seen by whom, and who says so.

    Reads news into attributed claims, keeps them in an append-only ledger, and holds them against agreements that
    are kept as dated rules. What it concludes comes with its proof; whose positions are applied is always named.
    """
