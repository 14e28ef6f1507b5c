"""``foedus serve``: the explorer in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, ModelOption


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="NAME", help="Where to listen; this machine alone by default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="On which port; 0 for a free one.")] = 8765,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="NAME", help="Another name under which others reach it, as through a proxy; repeatable."
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            "--token", metavar="WORD", envvar="FOEDUS_TOKEN", help="What who writes has to show; a new one by default."
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
    disputed: Annotated[
        Path | None,
        typer.Option(
            "--disputed", metavar="FILE", help="GeoJSON of disputed areas (Natural Earth's), drawn on the map."
        ),
    ] = None,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
    model: ModelOption = None,
) -> None:
    """Show the ledger and the library in a browser: articles with their evidence, answers with their proofs, the map.

    It listens on this machine alone. The address that it prints lets whoever opens it read texts in and judge claims;
    without its token one may only look, and on another --host or under another --name not even that.

    Example: foedus serve --ledger news.sqlite
    """
    from foedus.desk import Settings
    from foedus.model.extras import needed

    with needed("web", "the explorer"):
        import python_multipart  # noqa: F401 - the pages fail much later, and in other words, without it

        from foedus.web.serving import run
    settings = Settings(ledger=ledger, library=library, model=model)
    run(settings, host, port, token, browser=browser, names=name or (), disputed=disputed)
