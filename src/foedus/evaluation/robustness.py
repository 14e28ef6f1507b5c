"""How far readings fall when their texts are mangled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedus.evaluation.evaluate import Readings, score_sets
from foedus.evaluation.figures import Figure, figures
from foedus.evaluation.gold import GoldSet

MEASURES = (("claims", "relaxed"), ("claims", "strict"), ("statements", "content"), ("statements", "source"))
"""What is compared: measure and match, over all kinds."""

_NO_INTERVAL = 0


@dataclass(frozen=True, slots=True)
class Robustness:
    """What a way of mangling leaves of the figures.

    name: what the way is called, empty for the texts as they are; heavy: whether much is lost by it.
    values: F1 of each of :data:`MEASURES`, None where nothing of it is annotated or read.
    falls: by how much less that is than on the texts as they are.
    """

    name: str
    heavy: bool
    values: tuple[float | None, ...]
    falls: tuple[float | None, ...] = ()

    @property
    def worst(self) -> float:
        """The largest fall."""
        return max((fall for fall in self.falls if fall is not None), default=0.0)


def whole(name: str, sets: Sequence[GoldSet], readings: Readings, *, heavy: bool = False) -> Robustness:
    """The figures of all sets together."""
    counts = [each.counts for documents in score_sets(sets, readings).values() for each in documents]
    found = {(f.measure, f.match): f for f in figures(counts, times=_NO_INTERVAL) if f.name == "all"}
    return Robustness(name, heavy, tuple(_value(found.get(measure)) for measure in MEASURES))


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure is not None else None


def compared(plain: Robustness, mangled: Iterable[Robustness]) -> Iterator[Robustness]:
    """Each way of mangling beside the texts as they are."""
    for each in mangled:
        falls = (
            None if before is None or after is None else before - after
            for before, after in zip(plain.values, each.values, strict=True)
        )
        yield Robustness(each.name, each.heavy, each.values, tuple(falls))
