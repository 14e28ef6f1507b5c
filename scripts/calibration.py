"""Learning how sure claims are: logistic regression with a ridge, and the same with each text's own claims left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from foedus.evaluation import CLOSED, GoldSet, Scored
from foedus.reading.confidence import features

RIDGE = 5.0
"""How strongly weights are drawn to nothing; between 2 and 10 cross-validated likelihood hardly differs."""
FOLDS = 10
ROUNDS = 40
SEEN = "seen"

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that was read: its features, whether it was right, its text, and whether rules were written on that."""

    document: str
    features: Mapping[str, float]
    right: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for the logarithm of the odds."""

    base: float
    weights: Mapping[str, float]

    def odds(self, present: Mapping[str, float]) -> float:
        """The logarithm of the odds that a claim with these features is right."""
        return self.base + sum(weight * present.get(name, 0.0) for name, weight in self.weights.items())


def examples(
    sets: Iterable[GoldSet], scored: Mapping[str, Sequence[Scored]], gazetteer: Any, others: Iterable[str] = ()
) -> list[Example]:
    """The claims of closed kinds that were judged; borderline ones are not."""
    strange = set(others)
    return [
        Example(
            f"{each.name}: {document.document}",
            features(verdict.claim, lambda key: gazetteer.actor(key) is not None),
            verdict.verdict == "strict",
            each.name not in strange,
        )
        for each in sets
        for document in scored[each.name]
        for verdict in document.verdicts
        if verdict.claim.kind in CLOSED and verdict.verdict != "borderline"
    ]


def learn(found: Sequence[Example]) -> Model:
    """The model under which what was right is likeliest, with a ridge; by Newton's method."""
    names = sorted({name for example in found for name in example.features})
    if len({example.seen for example in found}) > 1:
        names.append(SEEN)
    rows = np.array([[_value(example, name) for name in names] for example in found])
    right = np.array([float(example.right) for example in found])
    two = ((rows == 0) | (rows == 1)).all(axis=0)
    middle = np.where(two, 0.0, rows.mean(axis=0))
    width = np.where(two, 1.0, rows.std(axis=0) + 1e-9)
    weights = _newton(np.column_stack([np.ones(len(rows)), (rows - middle) / width]), right)
    raw = weights[1:] / width
    return Model(float(weights[0] - (raw * middle).sum()), dict(zip(names, map(float, raw), strict=True)))


def _value(example: Example, name: str) -> float:
    return float(example.seen) if name == SEEN else example.features.get(name, 0.0)


def _newton(rows: Array, right: Array) -> Array:
    ridge = np.eye(rows.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (sure - right) + ridge @ weights
        weights = weights - np.linalg.solve(rows.T @ (rows * (sure * (1 - sure))[:, None]) + ridge, slope)
    return weights


def crossed(found: Sequence[Example]) -> list[float]:
    """For each claim how sure a model is of it that was learnt without the claims of its text."""
    texts = sorted({example.document for example in found})
    fold = {text: n % FOLDS for n, text in enumerate(texts)}
    models = [learn([each for each in found if fold[each.document] != n]) for n in range(FOLDS)]
    return [float(1 / (1 + np.exp(-models[fold[e.document]].odds({**e.features, SEEN: float(e.seen)})))) for e in found]
