"""``foedus watch``: what has changed since the last look, for people and for cron."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.options import Basis, LedgerOption, LibraryOption, Pages, PagesOption

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.desk.watches import Watched
    from foedus.desk.watching import Report

CHANGED = 10
"""The exit code of --exit-code where something has changed: none that the contract gives another meaning."""


def watch(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A watch file: what is watched, in YAML (docs/routine.md).")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="The watch's name; without it the file's, or default.")
    ] = None,
    actors: Annotated[
        list[str] | None, typer.Option("--actor", metavar="NAME", help="An actor to watch; repeatable.")
    ] = None,
    agreements: Annotated[
        list[str] | None, typer.Option("--agreement", metavar="ID", help="An agreement to watch; repeatable.")
    ] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only claims of this kind; repeatable.")
    ] = None,
    attacker: Annotated[str | None, typer.Option("--attacker", metavar="NAME", help="Watch who is bound if …")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="NAME", help="… this one is attacked.")] = None,
    territory: Annotated[str | None, typer.Option("--territory", metavar="PLACE", help="Where it is hit.")] = None,
    viewpoint: Annotated[
        str | None, typer.Option("--viewpoint", metavar="NAME", help="Whose positions are applied, or de-facto.")
    ] = None,
    basis: Annotated[
        Basis | None, typer.Option("--basis", help="Texts in force, declared commitments, or both.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE|last", help="Compare with the last look by then, not with the last one."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day that is asked about; today without it.")
    ] = None,
    known_on: Annotated[
        str | None,
        typer.Option("--known-on", metavar="DATE", help="By what the ledger knew at that day's end; not recorded."),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help="Whose day is today, as Europe/Tbilisi; UTC without it."),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record/--no-record", help="Whether the next look is compared with this one.")
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing where nothing has changed.")] = False,
    signal: Annotated[bool, typer.Option("--exit-code", help="Exit with 10 where something has changed.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the watches of the ledger instead.")] = False,
    form: PagesOption = Pages.text,
    ledger: LedgerOption = None,
    library: LibraryOption = None,
) -> None:
    """Say what has changed since the last look: obligations, stages, recognitions, claims, contradictions, judgements.

    The first look sets the base. What is watched is kept with it, so the next call needs the name alone. Each look is
    kept in the ledger; --since compares with an earlier one.

    For cron: --quiet prints only if something has changed, so that only then a mail is sent; --exit-code tells a
    script. The other exit codes are as everywhere.

    \b
    Example: foedus watch --name caucasus --actor "South Ossetia" --attacker GEO --target south-ossetia
    Example: foedus watch --name caucasus --quiet
    """
    from foedus.cli.output import opened, tell
    from foedus.desk import Settings
    from foedus.desk.watching import watch as look

    if listed:
        _list(ledger, form)
        return
    question = _question(attacker, target, territory, viewpoint, basis)
    with opened(Settings(ledger=ledger, library=library)) as desk:
        given, what = _given(desk, file, actors, agreements, kinds, question, zone)
        found = look(desk, name or given or "default", what, since=since, on=on, known_on=known_on, record=record)
        if found.changes or not quiet:
            _print(found, form)
        if tell(found.problems):
            raise typer.Exit(1)
        if signal and found.changes:
            raise typer.Exit(CHANGED)


def _question(
    attacker: str | None, target: str | None, territory: str | None, viewpoint: str | None, basis: Basis | None
) -> list[dict[str, Any]]:
    """The question of a call, as a watch file would have it."""
    from foedus.model.problems import UsageError

    told = {"attacker": attacker, "target": target, "territory": territory, "viewpoint": viewpoint}
    given: dict[str, Any] = {key: value for key, value in told.items() if value}
    given |= {"basis": basis.value} if basis else {}
    if given and not (attacker and target):
        raise UsageError("a question names both sides: --attacker and --target")
    return [given] if given else []


def _given(
    desk: Desk,
    file: Path | None,
    actors: list[str] | None,
    agreements: list[str] | None,
    kinds: list[str] | None,
    questions: list[dict[str, Any]],
    zone: str | None,
) -> tuple[str | None, Watched | None]:
    from foedus.desk.watches import read_watch, watched
    from foedus.model.problems import UsageError

    if file is None:
        return None, watched(
            desk, actors=actors or (), agreements=agreements or (), kinds=kinds or (), questions=questions, zone=zone
        )
    if any((actors, agreements, kinds, questions, zone)):
        raise UsageError("the file says what is watched; put it all there, or leave the file out")
    return read_watch(desk, file)


def _print(found: Report, form: Pages) -> None:
    from foedus.cli.output import put, put_json, put_records, put_table
    from foedus.views import watching as view

    changes = [each.record() for each in found.changes]
    if form is Pages.text:
        put(view.text(found.record(), changes))
    elif form is Pages.table:
        put_table(view.table(found.record(), changes))
    elif form is Pages.json:
        put_json({**found.record(), "changes": changes})
    elif form is Pages.jsonl:
        put_records([found.record(), *changes], form.value, view.COLUMNS)
    else:
        put_records(changes, form.value, view.COLUMNS)


def _list(ledger: str | None, form: Pages) -> None:
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings
    from foedus.views import watching as view

    with opened(Settings(ledger=ledger)) as desk:
        found = [
            {"name": name, "looks": times, "latest": at.isoformat(timespec="seconds")}
            for name, (times, at) in sorted(desk.ledger.watches().items())
        ]
    if form in (Pages.text, Pages.table):
        put_table(view.watches_table(found))
    else:
        put_records(found, form.value, view.WATCH_COLUMNS)
