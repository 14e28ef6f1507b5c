"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer


class Rows(StrEnum):
    """How records are printed."""

    table = "table"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"


class Pages(StrEnum):
    """How an answer or a page is printed."""

    text = "text"
    table = "table"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"


class Answers(StrEnum):
    """How an answer on who is bound is printed."""

    text = "text"
    table = "table"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    svg = "svg"
    dot = "dot"


class Basis(StrEnum):
    """Where duties may come from."""

    text = "text"
    declared = "declared"
    both = "both"


class Kind(StrEnum):
    """What the attacker does."""

    threat = "threat"
    attack = "attack"
    nuclear = "nuclear-attack"


class Hit(StrEnum):
    """What of the target's is hit."""

    territory = "territory"
    forces = "forces"
    vessels = "vessels"
    aircraft = "aircraft"
    nationals = "nationals"


class Strikes(StrEnum):
    """Who strikes back at whoever joins."""

    none = "none"
    helpers = "helpers"
    both = "both"


class Readers(StrEnum):
    """What reads."""

    grammar = "grammar"
    llm = "llm"


class Keep(StrEnum):
    """What a ledger keeps of the texts that are read into it."""

    text = "text"
    evidence = "evidence"


class Alliances(StrEnum):
    """Imported data sets whose alliances can be asked."""

    atop = "atop"


LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE|URL",
        envvar="FOEDUS_LEDGER",
        show_envvar=True,
        help="The ledger, a file or a database's address; without it, the user's own.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        envvar="FOEDUS_MODEL",
        show_envvar=True,
        help="Any installed spaCy pipeline; without it, the one that foedus brings.",
    ),
]
ReaderOption = Annotated[
    Readers,
    typer.Option(
        "--reader",
        help="The grammar, which sends nothing anywhere, or a language model, to whose server every text is sent.",
    ),
]
TaggerOption = Annotated[
    bool | None,
    typer.Option(
        "--tagger/--no-tagger",
        show_default=False,
        help="Let the learned tagger find statements beside the grammar (docs/tagger.md); needs the extra tagger.",
    ),
]
WeightsOption = Annotated[
    str | None,
    typer.Option(
        "--tagger-weights",
        metavar="FOLDER",
        envvar="FOEDUS_TAGGER",
        show_envvar=True,
        help="The tagger of your own, which then reads unless --no-tagger; without it, the one that foedus brings.",
    ),
]
LlmUrlOption = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        metavar="URL",
        envvar="FOEDUS_LLM_URL",
        show_envvar=True,
        help="For --reader llm: an OpenAI-compatible server's base address, as http://localhost:11434/v1.",
    ),
]
LlmModelOption = Annotated[
    str | None,
    typer.Option(
        "--llm-model",
        metavar="NAME",
        envvar="FOEDUS_LLM_MODEL",
        show_envvar=True,
        help="For --reader llm: the model, by the name that its server has for it.",
    ),
]
LlmPriceOption = Annotated[
    str | None,
    typer.Option(
        "--llm-price",
        metavar="IN,OUT",
        envvar="FOEDUS_LLM_PRICE",
        show_envvar=True,
        help="For --reader llm: what a million tokens cost, sent and received, so that the cost is told.",
    ),
]
LlmTimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--llm-timeout",
        metavar="SECONDS",
        envvar="FOEDUS_LLM_TIMEOUT",
        show_envvar=True,
        help="For --reader llm: how long one answer may take; without it, 120.",
    ),
]
LlmCharsOption = Annotated[
    int | None,
    typer.Option(
        "--llm-chars",
        metavar="NUMBER",
        envvar="FOEDUS_LLM_CHARS",
        show_envvar=True,
        help="For --reader llm: the most characters of a text in one request; without it, 6000.",
    ),
]
KeepOption = Annotated[
    Keep,
    typer.Option(
        "--keep",
        envvar="FOEDUS_KEEP",
        show_envvar=True,
        help="Of the texts, keep all, or only what is quoted: hashes and evidence (docs/ledger.md).",
    ),
]
LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="FOLDER",
        envvar="FOEDUS_LIBRARY",
        show_envvar=True,
        help="A folder of your own agreements and positions, added to the library.",
    ),
]
DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        envvar="FOEDUS_DATA",
        show_envvar=True,
        help="Where imported data sets are kept; without it, the user's own folder.",
    ),
]
WithOption = Annotated[
    list[Alliances] | None,
    typer.Option("--with", help="Ask the alliances of this imported data set too (foedus import atop FILE)."),
]
LeastOption = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0,
        max=1,
        metavar="X",
        show_default=False,
        help="Only claims that are at least so sure: fewer of them, and more of those right (docs/accuracy.md).",
    ),
]
RowsOption = Annotated[Rows, typer.Option("--format", help="A table for people; the others for machines.")]
PagesOption = Annotated[
    Pages, typer.Option("--format", help="Sentences or a table for people; the others for machines.")
]
AnswersOption = Annotated[
    Answers,
    typer.Option("--format", help="Sentences, a table or a picture (svg, dot) for people; others for machines."),
]


def tagged(tagger: bool | None, weights: str | None) -> bool:
    """Whether the tagger reads: as it is said, and where nothing is said, if weights of one's own are named."""
    return bool(weights) if tagger is None else tagger


def names(chosen: Iterable[StrEnum] | None) -> tuple[str, ...]:
    """The words of a repeatable option, each once."""
    return tuple(dict.fromkeys(each.value for each in chosen or ()))


DayOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD.")]
