"""``foedus agreements``, ``foedus actor`` and ``foedus recognition``: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import DayOption, LibraryOption, Pages, PagesOption, Rows, RowsOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.desk import CaseResult, Desk
    from foedus.model.agreements import Agreement


def agreements(
    agreement: Annotated[str | None, typer.Argument(metavar="[ID]", help="An agreement's id or name.")] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="NAME", help="Only those with this party.")] = None,
    on: DayOption = None,
    cases: Annotated[
        bool, typer.Option("--cases", help="Try the cases that stand beside the agreement, or beside each.")
    ] = False,
    form: PagesOption = Pages.text,
    library: LibraryOption = None,
) -> None:
    """List the library's agreements, or show one: parties, stages, provisions, sources.

    --on keeps those in force on the day, and those of which that is not known. --cases asks what each of an
    agreement's cases says and compares; exit code 1 where one does not hold.

    Example: foedus agreements ru-so-alliance-2015
    """
    from foedus.cli.output import opened, put, put_json, put_line, put_records, put_table
    from foedus.desk import Settings, find_agreement, find_agreements
    from foedus.model.problems import UsageError
    from foedus.views.agreements import COLUMNS, agreement_row, agreement_text, agreements_table
    from foedus.views.plain import plain

    if agreement is not None and (party or on):
        raise UsageError("--party and --on narrow the list; leave them out to show one agreement")
    with opened(Settings(library=library)) as desk:
        if cases:
            _cases(
                desk,
                [find_agreement(desk, agreement)] if agreement else find_agreements(desk, party=party, on=on),
                form,
            )
            return
        if agreement is None:
            found = find_agreements(desk, party=party, on=on)
            if form in (Pages.text, Pages.table):
                put_table(agreements_table(found, desk.label))
            elif form is Pages.csv:
                put_records([agreement_row(each) for each in found], form, COLUMNS)
            else:
                put_records([plain(each) for each in found], form, COLUMNS)
            return
        one = find_agreement(desk, agreement)
        if form is Pages.text:
            put(agreement_text(one, desk.label))
        elif form is Pages.table:
            put_table(agreements_table([one], desk.label))
        elif form is Pages.csv:
            put_records([agreement_row(one)], form, COLUMNS)
        elif form is Pages.json:
            put_json(plain(one))
        else:
            put_line(plain(one))


def _cases(desk: Desk, agreements: Iterable[Agreement], form: Pages) -> None:
    from foedus.cli.output import finish, progress, put_records, put_table
    from foedus.desk import try_cases
    from foedus.model.problems import Problem
    from foedus.views.agreements import CASE_COLUMNS, cases_table

    with progress("trying") as step:
        found: list[CaseResult] = []
        for each in agreements:
            step(each.id)
            found += try_cases(desk, each)
    if form in (Pages.text, Pages.table):
        put_table(cases_table([each.record() for each in found]))
    else:
        put_records([each.record() for each in found], form, CASE_COLUMNS)
    finish(
        Problem("case", f"does not hold: {each.sentence}", each.agreement, "; ".join(each.failures))
        for each in found
        if not each.holds
    )


def actor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A key or any name: RUS, Tskhinvali region, Lukashenko.")],
    on: DayOption = None,
    form: PagesOption = Pages.text,
    library: LibraryOption = None,
) -> None:
    """Show an actor: its names and who uses them, offices, agreements, recognition.

    --on keeps the offices, agreements and recognitions of that day.

    Example: foedus actor "Tskhinvali region"
    """
    from foedus.cli.output import opened, put, put_json, put_line, put_records, put_table
    from foedus.desk import Settings, actor_page
    from foedus.views.actors import NAME_COLUMNS, names_table, page_record, page_text
    from foedus.views.plain import plain

    with opened(Settings(library=library)) as desk:
        page = actor_page(desk, name, on)
        if form is Pages.text:
            put(page_text(page, desk.label))
        elif form is Pages.table:
            put_table(names_table(page.actor, desk.label))
        elif form is Pages.csv:
            put_records(plain(page.actor.names), form, NAME_COLUMNS)
        elif form is Pages.json:
            put_json(page_record(page))
        else:
            put_line(page_record(page))


def recognition(
    place: Annotated[str | None, typer.Argument(metavar="[PLACE]", help="Whose statehood; all without it.")] = None,
    on: DayOption = None,
    viewpoint: Annotated[
        str | None, typer.Option("--viewpoint", metavar="NAME", help="Only what this actor recognises.")
    ] = None,
    form: RowsOption = Rows.table,
    library: LibraryOption = None,
) -> None:
    """List who recognises whom, since when, by which source.

    The absence of a row is not a denial: it says that the library holds no recognition.

    Example: foedus recognition "South Ossetia" --on 2022-02-20
    """
    from foedus.cli.output import opened, put_records, put_table
    from foedus.desk import Settings, find_recognitions
    from foedus.views.actors import RECOGNITION_COLUMNS, recognition_record, recognitions_table

    with opened(Settings(library=library)) as desk:
        found = find_recognitions(desk, place=place, on=on, viewpoint=viewpoint)
        if form is Rows.table:
            put_table(recognitions_table(found, desk.label))
        else:
            put_records([recognition_record(each) for each in found], form, RECOGNITION_COLUMNS)
