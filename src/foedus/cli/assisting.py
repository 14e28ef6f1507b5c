"""``foedus mcp``: answers for an assistant."""

from __future__ import annotations

from foedus.cli.options import LedgerOption, LibraryOption


def mcp(ledger: LedgerOption = None, library: LibraryOption = None) -> None:
    """Answer a language-model assistant by the Model Context Protocol, on standard input and output.

    Ten tools, which only look: search, claims, document, bound, check_claim, agreement, actor, compare, timeline,
    recognition. An assistant starts this command itself; docs/mcp.md has what to write into its configuration.

    Example: foedus mcp --ledger news.sqlite
    """
    from foedus.desk import Settings
    from foedus.model.extras import needed

    with needed("mcp", "an assistant's server"):
        from foedus.assistants.server import run
    run(Settings(ledger=ledger, library=library))
