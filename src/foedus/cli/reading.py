"""``foedus read`` and ``foedus demo``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import (
    Keep,
    KeepOption,
    LeastOption,
    LedgerOption,
    LibraryOption,
    LlmCharsOption,
    LlmModelOption,
    LlmPriceOption,
    LlmTimeoutOption,
    LlmUrlOption,
    ModelOption,
    ReaderOption,
    Readers,
    Rows,
    RowsOption,
    TaggerOption,
    WeightsOption,
    tagged,
)
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.desk import Desk, ReadDocument
    from foedus.llm.endpoint import Endpoint
    from foedus.model.problems import Problem


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files (.txt, .md, .html, .json), folders, or - for stdin.")
    ],
    form: RowsOption = Rows.table,
    ledger: LedgerOption = None,
    no_record: Annotated[bool, typer.Option("--no-record", help="Print only; leave the ledger alone.")] = False,
    keep: KeepOption = Keep.text,
    least: LeastOption = 0.0,
    model: ModelOption = None,
    library: LibraryOption = None,
    reader: ReaderOption = Readers.grammar,
    tagger: TaggerOption = None,
    weights: WeightsOption = None,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    llm_price: LlmPriceOption = None,
    llm_timeout: LlmTimeoutOption = None,
    llm_chars: LlmCharsOption = None,
) -> None:
    """Read articles into statements and claims, and record them in the ledger.

    Every claim carries its speaker and its exact words. The same file read again adds nothing. What --min-confidence
    leaves out is recorded all the same.

    A language model reads only if --reader llm asks for it. What it says is held against the text; what is not there is
    dropped and listed. If its server wants a key, put that into the environment variable FOEDUS_LLM_KEY.

    Example: foedus read news/ --format jsonl > claims.jsonl
    """
    from foedus.cli.output import finish, opened, progress, put_records
    from foedus.desk import Settings

    problems: list[Problem] = []
    if reader is Readers.llm and tagger:
        raise UsageError("--tagger helps the grammar; leave it out with --reader llm")
    asked = _endpoint(llm_url, llm_model, llm_price, llm_timeout, llm_chars) if reader is Readers.llm else None
    helped = asked is None and tagged(tagger, weights)
    chosen = Settings(
        ledger=ledger, model=model, library=library, endpoint=asked, tagger=helped, weights=weights, keep=keep.value
    )
    with opened(chosen) as desk:
        with progress("reading", streaming=form is Rows.jsonl) as step:
            documents = (each.surer(least) for each in _reading(desk, paths, not no_record, step, problems))
            if form is Rows.jsonl:
                put_records((record for each in documents for record in each.records()), form, ())
                done = []
            else:
                done = list(documents)
        _put_documents(done, form, desk)
        finish(problems)


def _endpoint(
    url: str | None, model: str | None, price: str | None, timeout: float | None, chars: int | None
) -> Endpoint:
    """The endpoint that was asked for, once it is said where the texts go."""
    from foedus.cli.output import tell_line
    from foedus.llm.endpoint import endpoint

    asked = endpoint(url, model, key=os.environ.get("FOEDUS_LLM_KEY"), price=price, timeout=timeout, chars=chars)
    tell_line(f"every text is sent to {asked.destination()}, to be read by {asked.model}")
    return asked


def _reading(
    desk: Desk, paths: list[str], record: bool, step: Callable[[str], None], problems: list[Problem]
) -> Iterator[ReadDocument]:
    from foedus.cli.output import tell_line
    from foedus.desk import read_into
    from foedus.views.usage import used_line

    used = None
    for number, each in enumerate(read_into(desk, paths, record=record), 1):
        problems.extend(each.problems)
        used = used + each.used if used and each.used else used or each.used
        step(f"{number} done, {each.document.path if each.document else 'with a problem'}")
        yield each
    if used is not None:
        tell_line(used_line(used))


def _put_documents(done: list[ReadDocument], form: Rows, desk: Desk) -> None:
    from foedus.cli.output import put, put_records, put_table
    from foedus.views.claims import CLAIM_COLUMNS, claims_table
    from foedus.views.documents import documents_table

    claims = [claim.record() for each in done for claim in each.claims]
    if form is Rows.json:
        put_records([record for each in done for record in each.records()], form, ())
    elif form is Rows.csv:
        put_records(claims, form, CLAIM_COLUMNS)
    elif form is Rows.table:
        statements = {statement.id: statement.record() for each in done for statement in each.statements}
        put_table(documents_table([each.document.record() for each in done if each.document]))
        put("")
        put_table(claims_table(claims, statements, desk.label))


def demo(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Your own articles instead of the three bundled ones."),
    ] = None,
    copy: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Only write the three articles into a folder, to try other commands on."),
    ] = None,
    model: ModelOption = None,
) -> None:
    """Read three bundled articles and answer three questions with proofs.

    Uses a ledger of its own, which is gone afterwards. The articles are invented; the agreements are not.

    Example: foedus demo
    """
    from foedus.cli.output import finish, progress, put
    from foedus.desk.demo import copy_articles, demonstrate

    if copy is not None:
        put("\n".join(str(path) for path in copy_articles(copy)))
        return
    with progress("demo"):
        text, problems = demonstrate(files or [], model)
    put(text)
    finish(problems)
