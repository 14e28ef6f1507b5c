"""Two readings of the same annotated texts held against each other: how much more one reaches than the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.evaluation.bootstrap import difference
from foedus.evaluation.evaluate import groups
from foedus.evaluation.figures import figures, sums, value_of
from foedus.evaluation.parts import Part
from foedus.evaluation.scoring import Scored

GRAMMAR, TAGGER, BOTH = WAYS = ("grammar", "tagger", "both")
"""By what statements are found."""


@dataclass(frozen=True, slots=True)
class Gain:
    """How much more one reading reaches than another in one respect, on the same documents.

    set, part: as an evaluation's; measure, name, match: as a figure's.
    low, high: the bounds between which 95 of 100 resamplings of the documents put it; None for one document.
    """

    set: str
    part: str
    measure: str
    name: str
    match: str
    value: float
    low: float | None
    high: float | None

    def record(self) -> dict[str, Any]:
        """The gain as a JSON object."""
        told = {name: None if x is None else round(x, 4) for name, x in (("gain", self.value), ("low", self.low))}
        return {
            "type": "gain", "set": self.set, "part": self.part, "measure": self.measure, "name": self.name,
            "match": self.match, **told, "high": None if self.high is None else round(self.high, 4),
        }  # fmt: skip


def gains(
    one: Mapping[str, Sequence[Scored]],
    other: Mapping[str, Sequence[Scored]],
    part: Part | None = None,
    *,
    seed: int = 1,
    times: int = 1000,
) -> Iterator[Gain]:
    """What the other reading gains over the one, for each figure that both have.

    one, other: the same sets, scored document by document in the same order.
    """
    for (name, side, before), (_, _, after) in zip(groups(one, part), groups(other, part), strict=True):
        counts = [[each.counts for each in documents] for documents in (before, after)]
        for figure in figures(counts[0], times=0):
            first, second = (sums(each, figure) for each in counts)
            if not (first and second):
                continue
            more, low, high = difference(first, second, value_of, seed=seed, times=times)
            if more is not None:
                yield Gain(name, side, figure.measure, figure.name, figure.match, more, low, high)
