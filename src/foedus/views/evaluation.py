"""Figures on reading as tables, records and a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedus.evaluation.robustness import MEASURES
from foedus.views.table import Table, one_line

if TYPE_CHECKING:
    from foedus.evaluation import Evaluation, Figure, Miss
    from foedus.evaluation.robustness import Robustness

COLUMNS = ("set", "part", "reader", "measure", "name", "match", "documents", "gold", "read", "right", "borderline",
           "precision", "recall", "f1", "share", "low", "high")  # fmt: skip
_NO = "–"
_LEGEND = (
    "relaxed, strict: precision, recall and F1; for stance, which is not annotated completely, recall. "
    "Floors: F1 relaxed and strict."
)
_PARTS = {"all": "", "open": ", the part worked on", "held": ", the part set aside"}

Floors = Mapping[str, Mapping[tuple[str, str, str], "Figure"]]
"""The figures of each floor, by measure, name and match."""


def evaluation_records(evaluations: Iterable[Evaluation]) -> list[dict[str, Any]]:
    """Every figure as a JSON object."""
    return [
        {"type": "figure", "set": each.set, "part": each.part, "reader": each.reader, **figure.record()}
        for each in evaluations
        for figure in each.figures
    ]


def miss_record(name: str, miss: Miss) -> dict[str, Any]:
    """What was missed, read in part, or read beyond the annotations, as a JSON object."""
    return {
        "type": miss.way,
        "set": name,
        "document": miss.document,
        "kind": miss.what,
        "roles": {role: list(keys) for role, keys in miss.roles},
        "words": miss.words,
        "why": list(miss.why),
    }


def evaluation_tables(evaluations: Sequence[Evaluation]) -> Iterator[Table]:
    """Figures for people: for each set and part of it one table of claims, and one of what else was measured.

    Floors on the same texts stand beside them, in columns of their own.
    """
    for each in evaluations:
        if each.reader != "foedus":
            continue
        floors = {
            other.reader: {(f.measure, f.name, f.match): f for f in other.figures}
            for other in evaluations
            if other.reader != "foedus" and (other.set, other.part) == (each.set, each.part)
        }
        strict = {f.name: f for f in each.figures if f.measure == "claims" and f.match == "strict"}
        relaxed = {f.name: f for f in each.figures if f.measure == "claims" and f.match == "relaxed"}
        others = [f for f in each.figures if f.measure != "claims" and not _is_type(f)]
        if strict:
            yield _claims_table(
                title(each, list(strict.values())), [(relaxed[name], strict[name]) for name in strict], floors
            )
        if others:
            yield _others_table(title(each, others), others, floors)


def title(each: Evaluation, figures: Sequence[Figure]) -> str:
    """Which texts, which part of them, and how many of them the figures are of."""
    count = max((figure.documents for figure in figures), default=0)
    return f"{each.set}{_PARTS[each.part]} ({count} text{'s' if count != 1 else ''})"


def _claims_table(name: str, pairs: Sequence[tuple[Figure, Figure]], floors: Floors) -> Table:
    heads = ("kind", "gold", "read", "relaxed", "95 %", "strict", "95 %")
    rows = tuple(
        (
            strict.name,
            str(strict.gold),
            _NO if strict.read is None else str(strict.read),
            *(cell for figure in (relaxed, strict) for cell in (three(figure), between(figure))),
            *(_beside(floors[floor], relaxed, strict) for floor in floors),
        )
        for relaxed, strict in pairs
    )
    notes = (_LEGEND, *_notes(pairs[0][1], "claims"))
    return Table(f"Claims: {name}", (*heads, *floors), rows, notes)


def _others_table(name: str, figures: Sequence[Figure], floors: Floors) -> Table:
    heads = ("what", "gold", "read", "right", "P R F1, or share", "95 %")
    rows = tuple(
        (
            what(figure),
            str(figure.gold),
            _NO if figure.read is None else str(figure.read),
            str(figure.right),
            three(figure),
            between(figure),
            *(_beside(floors[floor], figure) for floor in floors),
        )
        for figure in figures
    )
    statements = next((figure for figure in figures if figure.measure == "statements"), None)
    notes = _notes(statements, "statements") if statements else ()
    return Table(f"Statements, slots and events: {name}", (*heads, *floors), rows, notes)


def _is_type(figure: Figure) -> bool:
    return figure.measure == "events" and figure.name != "all"


def _beside(floor: Mapping[tuple[str, str, str], Figure], *figures: Figure) -> str:
    """What a floor reaches where these figures stand."""
    found = (floor.get((each.measure, each.name, each.match)) for each in figures)
    return " ".join(_share(each.value if each else None) for each in found)


def what(figure: Figure) -> str:
    """What a figure is of, in words: "commitment", "speaker of matched claims", "statements: content and source"."""
    if figure.measure == "slot":
        return f"{figure.name} of matched claims"
    if figure.measure == "events":
        return "event type" if figure.name == "all" else figure.name
    if figure.measure in ("statements", "quotations"):
        return f"{figure.measure}: {'content and source' if figure.match == 'source' else figure.match}"
    return figure.name


def three(figure: Figure) -> str:
    """Precision, recall and F1, or the one share that can be told; two decimals each."""
    if figure.read is None:
        return _share(figure.value)
    return f"{_share(figure.precision)} {_share(figure.recall)} {_share(figure.value)}"


def between(figure: Figure) -> str:
    """The confidence interval."""
    return _NO if figure.low is None or figure.high is None else f"{figure.low:.2f}–{figure.high:.2f}"


def _share(value: float | None) -> str:
    return _NO if value is None else f"{value:.2f}"


def _notes(figure: Figure, measure: str) -> tuple[str, ...]:
    """What share of the annotations is borderline and so scores neither way."""
    whole = figure.gold + figure.borderline
    if not figure.borderline:
        return ()
    told = 100 * figure.borderline / whole
    return (
        f"{figure.borderline} of {whole} annotated {measure} ({told:.0f} %) are borderline: they score neither way.",
    )


def misses_table(named: Iterable[tuple[str, Miss]]) -> Table:
    """What was missed, what was read in part and what was read beyond the annotations."""
    rows = tuple(
        (
            miss.document,
            f"{miss.way}: {miss.what}",
            "; ".join(f"{role} {', '.join(keys)}" for role, keys in miss.roles if keys),
            one_line(miss.words, 120) + "".join(f"\n{why}" for why in miss.why),
        )
        for _, miss in named
    )
    return Table("Missed, read in part, and read beyond the annotations", ("document", "claim", "who", "words"), rows)


def robustness_table(found: Sequence[Robustness]) -> Table:
    """What is left of F1 on mangled texts, and by how much it fell at most; the ways that take much stand last."""
    rows = tuple(
        (
            each.name or "as they are",
            *(_share(value) for value in each.values),
            f"{each.worst:.3f}" if each.falls else _NO,
        )
        for each in sorted(found, key=lambda each: each.heavy)
    )
    heavy = ", ".join(each.name for each in found if each.heavy)
    notes = (f"F1 of all texts together. Much is lost by {heavy}: no promise is made for these.",) if heavy else ()
    heads = ("claims, relaxed", "claims, strict", "statements", "statements and sources")
    return Table("Mangled texts", ("mangled how", *heads, "largest fall"), rows, notes)


def robustness_records(found: Iterable[Robustness]) -> list[dict[str, Any]]:
    """The same as JSON objects, one for each way and measure."""
    return [
        {
            "type": "mangled", "way": each.name or None, "heavy": each.heavy, "measure": measure, "match": match,
            "f1": value, "fall": fall,
        }
        for each in found
        for (measure, match), value, fall in zip(
            MEASURES, each.values, each.falls or (None,) * len(MEASURES), strict=True
        )
    ]  # fmt: skip


def markdown(table: Table) -> str:
    """A table in Markdown, its notes under it.

    >>> print(markdown(Table("Offices", ("kind", "read"), (("office", "3"),))))
    ### Offices
    <BLANKLINE>
    | kind | read |
    | --- | --- |
    | office | 3 |
    <BLANKLINE>
    """
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    drawn = "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)
    below = "".join(f"\n{note}\n" for note in table.notes)
    return f"### {table.title}\n\n{drawn}\n{below}"


def _cell(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
