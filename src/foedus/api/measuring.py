"""How right reading is, held against annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.api.desks import Place, opened
from foedus.api.results import Result
from foedus.api.words import paths
from foedus.model.problems import Problem
from foedus.views import html
from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.desk.ablation import Ablated
    from foedus.desk.evaluating import Evaluated


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Evaluation(Result):
    """Precision, recall and F1 for each kind of claim, with confidence intervals.

    Attributes:
        found (Evaluated | Ablated): The figures as values, with what was missed.
        problems (tuple[Problem, ...]): Annotations that cannot be used, texts that are not there.

    Examples:
        >>> import foedus
        >>> foedus.evaluate("no-such-file.yaml").problems[0].code
        'gold'
    """

    found: Evaluated | Ablated
    _records: tuple[dict[str, Any], ...]
    _tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<Evaluation: {len(self._records):,} figures>"

    def __str__(self) -> str:
        from foedus.views.evaluation import markdown

        return "\n".join(markdown(table) for table in self._tables)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The figures as JSON objects, which ``foedus evaluate --misses --format jsonl`` prints."""
        return [dict(each) for each in self._records]

    def _rows(self) -> list[dict[str, Any]]:
        return [each for each in self.to_dicts() if each["type"] == "figure"]

    def _columns(self) -> tuple[str, ...]:
        from foedus.views.evaluation import COLUMNS

        return COLUMNS

    def _parts(self) -> Iterator[str]:
        yield from map(html.table, self._tables)


def evaluate(
    gold: Place | Iterable[Place],
    *,
    texts: Place | Iterable[Place] = (),
    aliases: Place | Iterable[Place] = (),
    predictions: Place | None = None,
    held: str | None = None,
    floors: bool = False,
    mangled: bool = False,
    min_confidence: float = 0.0,
    ablation: bool = False,
    model: str | None = None,
    library: Place | None = None,
    tagger: bool | None = None,
    weights: Place | None = None,
) -> Evaluation:
    """How right reading is: precision, recall and F1 for each kind of claim, with confidence intervals.

    Borderline annotations score neither way; their share is told.

    Args:
        gold: Annotations: .yaml of claims and statements, .jsonl of attributions or PLOVER events.
        texts: Folders of their texts; else ``texts`` beside the annotations, or beside it.
        aliases: Files of keys that mean the same; else the ``aliases.yaml`` beside the annotations.
        predictions: What ``foedus read --format jsonl`` printed, instead of reading.
        held: Also apart, N of M parts of the texts, such as ``1/3``.
        floors: Also what keywords and the commonest answer reach.
        mangled: Also what is left when the texts are mangled.
        min_confidence: Only claims that are at least so sure, from 0 to 1.
        ablation: Instead: statements by the grammar, by the tagger and by both, side by side.
        model: Any installed spaCy pipeline; the one that foedus brings without it.
        library: A folder of one's own agreements and positions, beside the library.
        tagger: Whether the learned tagger finds statements beside the grammar; needs the extra ``tagger``.
        weights: The folder of a tagger of one's own.

    Returns:
        The figures, and what was missed or read beyond the annotations; bad annotations and absent texts are problems.

    Raises:
        UsageError: For a part that is none, or words that do not go together.

    Examples:
        >>> import foedus, json, pathlib, tempfile
        >>> text = "Lukashenko said that Belarus would defend Russia."
        >>> marked = {"id": "a", "text": text, "attributions": [{"content": [[16, 48]], "source": [[0, 10]]}]}
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     gold = pathlib.Path(folder) / "gold.jsonl"
        ...     _ = gold.write_text(json.dumps(marked))
        ...     found = foedus.evaluate(gold)
        >>> found.to_polars().select("match", "gold", "right").rows()
        [('content', 1, 1), ('source', 1, 1)]
    """
    from foedus.desk.evaluating import Asked

    asked = Asked(
        paths(gold), paths(texts), paths(aliases), None if predictions is None else paths(predictions)[0], held,
        floors, min_confidence, mangled,
    )  # fmt: skip
    helped = True if ablation else tagger
    with opened(None, model=model, library=library, tagger=helped, weights=weights) as desk:
        if ablation:
            from foedus.desk.ablation import ablated

            return _ablated(ablated(desk, asked), desk.problems)
        from foedus.desk.evaluating import evaluated

        return _evaluated(evaluated(desk, asked), desk.problems)


def _evaluated(done: Evaluated, more: tuple[Problem, ...]) -> Evaluation:
    from foedus.views.evaluation import (
        evaluation_records,
        evaluation_tables,
        miss_record,
        misses_table,
        robustness_records,
        robustness_table,
    )

    tables = list(evaluation_tables(done.evaluations))
    tables += [misses_table(done.misses)] if done.misses else []
    tables += [robustness_table(done.robustness)] if done.robustness else []
    records = evaluation_records(done.evaluations)
    records += [miss_record(name, miss) for name, miss in done.misses] + robustness_records(done.robustness)
    return Evaluation(done, tuple(records), tuple(tables), (*done.problems, *more))


def _ablated(done: Ablated, more: tuple[Problem, ...]) -> Evaluation:
    from foedus.views.ablation import ablation_records, ablation_tables

    records = ablation_records(done.evaluations, done.gains)
    tables = ablation_tables(done.evaluations, done.gains)
    return Evaluation(done, tuple(records), tuple(tables), (*done.problems, *more))
