"""``foedus compare``: what sources say of a topic, side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import LedgerOption, LibraryOption, Pages, PagesOption

KnownOn = Annotated[
    str | None, typer.Option("--known-on", metavar="DATE", help="What the ledger knew at the end of that day (UTC).")
]


def compare(
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="An agreement, actors, a kind of claim, a claim's id, or words."),
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only claims of this kind; repeatable.")] = None,
    contradictions: Annotated[
        bool, typer.Option("--contradictions", help="Only what sources contradict one another on.")
    ] = False,
    by_outlet: Annotated[
        bool, typer.Option("--by-outlet", help="Sources side by side: how each outlet puts each proposition.")
    ] = False,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only what was published since.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only what was published by then.")] = None,
    known_on: KnownOn = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="At most so many propositions, or about so many contradictions.")
    ] = 20,
    skip: Annotated[
        int, typer.Option("--skip", metavar="N", min=0, help="Go on after so many, as the page before says.")
    ] = 0,
    form: PagesOption = Pages.text,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Show what sources say of a topic: who says so, who denies it, since when, in which words, and where they differ.

    It goes by the claims as they count after your judgements. Copies of one story are one source, and so is an outlet
    that names another as its own source. Without a topic: what is contested in the whole ledger.

    Example: foedus compare "South Ossetia" Russia --kind recognition
    """
    from foedus.cli.output import opened, put, put_records, put_table
    from foedus.desk import Settings
    from foedus.desk.comparing import compare as compared
    from foedus.desk.comparing import contradictions as contradicting
    from foedus.views import comparing as view

    only = contradictions or not topic
    with opened(Settings(ledger=ledger, library=library)) as desk:
        if only and not (kind or since or until):
            found = contradicting(desk, topic or (), known_on=known_on, limit=limit, start=skip)
        else:
            found = compared(
                desk, topic or (), kinds=kind or (), known_on=known_on, limit=limit, start=skip, since=since,
                until=until,
            )  # fmt: skip
        shown = () if only else found.propositions
        if form in (Pages.text, Pages.table):
            for one, other in found.torn:
                put(f"Held to be one and not to be one: {desk.label(one)} and {desk.label(other)} (foedus judgements)")
        if form is Pages.text and not by_outlet:
            given = (found.topic, shown, found.contradictions, found.accounts, found.of, desk.label, found.beside)
            put(view.text(*given, start=skip))
        elif form in (Pages.text, Pages.table):
            if only:
                put_table(view.disagreements_table(found.contradictions, desk.label))
            else:
                put_table((view.outlets_table if by_outlet else view.propositions_table)(shown, desk.label))
        elif only:
            differing = ({**each.record(), "library": found.beside.get(each)} for each in found.contradictions)
            put_records(differing, form.value, view.DISAGREEMENT_COLUMNS)
        elif by_outlet:
            put_records(view.outlet_records(shown, desk.label), form.value, view.OUTLET_COLUMNS)
        else:
            records = (view.proposition_record(each, desk.label) for each in shown)
            put_records(records, form.value, view.PROPOSITION_COLUMNS)
        if only and found.following is not None and form in (Pages.text, Pages.table):
            put(view.following(found.following, found.of))
