"""The ablation as a table and as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foedus.views.evaluation import COLUMNS as FIGURES
from foedus.views.evaluation import between, evaluation_records, three, title, what
from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.evaluation.ablation import Gain
    from foedus.evaluation.evaluate import Evaluation
    from foedus.evaluation.figures import Figure

COLUMNS = (*FIGURES, "gain")
_NO = "–"
_LEGEND = "Precision, recall and F1, or the share that is right, with 95 % intervals; texts are drawn anew."


def ablation_records(evaluations: Sequence[Evaluation], gains: Sequence[Gain]) -> list[dict[str, Any]]:
    """Every figure of every way of finding statements, then every gain, as JSON objects."""
    return [*evaluation_records(evaluations), *(gain.record() for gain in gains)]


def ablation_tables(evaluations: Sequence[Evaluation], gains: Sequence[Gain]) -> Iterator[Table]:
    """For each set and part of it what each way reaches, and what both together gain over the grammar."""
    gained = {(g.set, g.part, g.measure, g.name, g.match): g for g in gains}
    places = dict.fromkeys((each.set, each.part) for each in evaluations)
    for place in places:
        ways = {each.reader: each for each in evaluations if (each.set, each.part) == place}
        first, *_ = ways.values()
        found = {
            way: {_key(f): f for f in each.figures if f.name == "all" or f.measure == "slot"}
            for way, each in ways.items()
        }
        rows = tuple(
            (
                f"{what(figure)}{'' if figure.measure != 'claims' else f': {figure.match}'}",
                str(figure.gold),
                *(_cell(found[way].get(_key(figure))) for way in ways),
                _more(gained.get((*place, *_key(figure)))),
            )
            for figure in found[first.reader].values()
        )
        heads = ("what", "gold", *ways, "both, beyond grammar")
        yield Table(f"Statements found by: {title(first, first.figures)}", heads, rows, (_LEGEND,))


def _key(figure: Figure) -> tuple[str, str, str]:
    return figure.measure, figure.name, figure.match


def _cell(figure: Figure | None) -> str:
    return _NO if figure is None else f"{three(figure)} ({between(figure)})"


def _more(gain: Gain | None) -> str:
    if gain is None:
        return _NO
    bounds = "" if gain.low is None or gain.high is None else f" ({gain.low:+.3f} to {gain.high:+.3f})"
    return f"{gain.value:+.3f}{bounds}"
