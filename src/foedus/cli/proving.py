"""What ``foedus bound`` prints besides answers: proofs of one obligation, flips, pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import Answers
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from foedus.desk import Desk
    from foedus.model.situations import Situation
    from foedus.views.graph import Graph

ExplainOption = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="NUMBER|NAME",
        help="Prove one obligation by its number, or say what binds somebody and which condition of the rest fails.",
    ),
]
FlipOption = Annotated[
    str | None,
    typer.Option("--flip", metavar="NAME", help="What would have to be otherwise for somebody to be bound, or free."),
]
DutyOption = Annotated[
    list[str] | None,
    typer.Option("--duty", metavar="DUTY", help="The duty that --flip is about; to defend, attack or aid without it."),
]
MostOption = Annotated[int, typer.Option("--up-to", min=1, max=4, help="So many changes at once for --flip.")]
OutOption = Annotated[
    str | None, typer.Option("--out", metavar="FILE", help="Where to write a picture or JSON; stdout without it.")
]


def put_explained(desk: Desk, given: Situation, what: str, form: Answers, out: str | None) -> None:
    """Prints the proof of one obligation, or what is said of one actor."""
    from foedus.desk.proving import explain
    from foedus.views.explained import explanation

    found = explain(desk, given, what)
    if form in (Answers.svg, Answers.dot):
        from foedus.views.graph import proof_graph

        if not found["proofs"]:
            raise UsageError(f"{what} is not bound, so there is no proof to draw; ask for text or json")
        write(drawn(proof_graph(found["question"], found["proofs"], desk.label), form), out)
    else:
        put_words(found, form, out, lambda: explanation(found, desk.label))


def put_flips(
    desk: Desk, given: Situation, who: str, duties: tuple[str, ...], most: int, form: Answers, out: str | None
) -> None:
    """Prints what would flip whether somebody is bound."""
    from foedus.desk.proving import HELP, flip
    from foedus.model.agreements import HELP as ALL
    from foedus.views.explained import flips

    unknown = [duty for duty in duties if duty not in ALL]
    if unknown:
        raise UsageError(f"no duty {unknown[0]!r} that an attack sets off; name one of {', '.join(ALL)}")
    found = flip(desk, given, who, duties or HELP, most)
    if form in (Answers.svg, Answers.dot):
        raise UsageError("flips are sentences; ask for text or json")
    put_words(found, form, out, lambda: flips(found, desk.label))


def put_viewpoints(desk: Desk, given: Situation, form: Answers, out: str | None) -> None:
    """Prints in whose eyes each duty follows."""
    from foedus.desk.viewing import ask_viewpoints
    from foedus.views import viewpoints as view

    found = ask_viewpoints(desk, given)
    if form is Answers.table:
        from foedus.cli.output import put_table

        _only_stdout(form, out)
        put_table(view.table(found, desk.label))
    elif form is Answers.csv:
        from foedus.views.table import csv_text

        write(csv_text(view.flat(found), view.COLUMNS), out)
    elif form in (Answers.svg, Answers.dot):
        raise UsageError("what every viewpoint holds is told as text, table, csv, json or jsonl")
    else:
        put_words(found, form, out, lambda: view.text(found, desk.label))


def put_answer(desk: Desk, answer: Mapping[str, Any], form: Answers, out: str | None) -> None:
    """Prints who is bound: in sentences, as a table, as a picture, or for machines."""
    from foedus.views import bound as view

    if form in (Answers.svg, Answers.dot):
        from foedus.views.graph import answer_graph

        write(drawn(answer_graph(answer, desk.label), form), out)
    elif form is Answers.table:
        from foedus.cli.output import put_table

        _only_stdout(form, out)
        put_table(view.table(answer, desk.label))
    elif form is Answers.csv:
        from foedus.views.table import csv_text

        write(csv_text(view.flat(answer), view.COLUMNS), out)
    else:
        put_words(answer, form, out, lambda: view.text(answer, desk.label))


def _only_stdout(form: Answers, out: str | None) -> None:
    if out is not None:
        raise UsageError(f"--format {form} goes to the terminal only; leave --out away, or name text, json, csv or svg")


def drawn(graph: Graph, form: Answers) -> str:
    """A picture as a document."""
    if form is Answers.svg:
        from foedus.views.svg import svg

        return svg(graph)
    from foedus.views.dot import dot

    return dot(graph)


def put_words(found: Mapping[str, Any], form: Answers, out: str | None, text: Callable[[], str]) -> None:
    """Prints sentences for people, or the object itself for machines."""
    from foedus.cli.output import put, put_json, put_line

    if form is Answers.json:
        write(json.dumps(found, ensure_ascii=False, indent=2) + "\n", out) if out else put_json(found)
    elif form is Answers.jsonl:
        write(json.dumps(found, ensure_ascii=False) + "\n", out) if out else put_line(found)
    elif form is Answers.text:
        write(text() + "\n", out) if out else put(text())
    else:
        raise UsageError("proofs and flips are printed as text, json or jsonl; proofs as svg or dot, too")


def write(text: str, out: str | None) -> None:
    """Writes a document to a file, or to stdout where none is named.

    Raises UsageError where the file cannot be written.
    """
    if out is None:
        from foedus.cli.output import put_exact

        put_exact(text)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); name another file") from error
