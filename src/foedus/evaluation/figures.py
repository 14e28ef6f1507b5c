"""From counts to figures: precision, recall and F1 or a share, each with its confidence interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.evaluation.bootstrap import Sums, interval
from foedus.evaluation.counts import Counts, Key
from foedus.evaluation.gold import CLOSED


@dataclass(frozen=True, slots=True)
class Figure:
    """How right a reading is in one respect.

    measure: ``claims``, ``slot``, ``statements``, ``quotations`` or ``events``; match: what counted as right
    (``relaxed``, ``strict``, ``content``, ``source``, ``right``); name: a kind, a slot, an event type or ``all``.
    gold: how many are annotated; read: how many were read, None where only the annotated ones can be judged.
    right: how many of them are right; borderline: annotated, but scored neither way.
    low, high: the bounds between which 95 of 100 resamplings of the documents put the value; None for one document.
    """

    measure: str
    name: str
    match: str
    gold: int
    read: int | None
    right: int
    borderline: int
    documents: int
    low: float | None = None
    high: float | None = None

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None where that cannot be told, or nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of what is annotated that was read; None where nothing is annotated."""
        return self.right / self.gold if self.gold else None

    @property
    def value(self) -> float | None:
        """F1 where precision can be told, else the share of the annotated ones that are right."""
        return value_of((self.right, self.read, self.gold))

    def record(self) -> dict[str, Any]:
        """The figure as a JSON object."""
        return {
            "measure": self.measure, "name": self.name, "match": self.match, "documents": self.documents,
            "gold": self.gold, "read": self.read, "right": self.right, "borderline": self.borderline,
            "precision": _round(self.precision), "recall": _round(self.recall),
            "f1": _round(self.value) if self.read is not None else None,
            "share": _round(self.value) if self.read is None else None,
            "low": _round(self.low), "high": _round(self.high),
        }  # fmt: skip


def value_of(sums: Sums) -> float | None:
    """F1 of what is right, read and annotated; the share of the annotated where nothing can be said of the read."""
    right, read, gold = sums
    if read is None:
        return right / gold if gold else None
    return 2 * right / (read + gold) if read + gold else None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A figure to be made: which counts are added up for it."""

    measure: str
    name: str
    match: str
    names: tuple[str, ...]
    closed: bool = True

    def sums(self, counts: Counts) -> Sums:
        right, read, gold = (
            sum(counts[Key(self.measure, name, count)] for name in self.names) for count in (self.match, "read", "gold")
        )
        return right, read if self.closed else None, gold


def figures(documents: Sequence[Counts], *, seed: int = 1, times: int = 1000) -> tuple[Figure, ...]:
    """Every figure that the counts of some documents give.

    times: how often the documents are drawn anew, with replacement, for the confidence intervals; seed: of the draw.
    """
    total: Counts = Counter()
    for each in documents:
        total.update(each)
    return tuple(_figure(wanted, documents, total, seed, times) for wanted in _wanted(total))


def _figure(wanted: _Wanted, documents: Sequence[Counts], total: Counts, seed: int, times: int) -> Figure:
    right, read, gold = wanted.sums(total)
    sums = [wanted.sums(each) for each in documents]
    low, high = interval(sums, value_of, seed=seed, times=times)
    borderline = sum(total[Key(wanted.measure, name, "borderline")] for name in wanted.names)
    own = sum(any(key.measure == wanted.measure for key in each) for each in documents)
    return Figure(wanted.measure, wanted.name, wanted.match, gold, read, right, borderline, own, low, high)


def sums(documents: Sequence[Counts], figure: Figure) -> list[Sums]:
    """What a figure adds up, document by document."""
    total: Counts = Counter()
    for each in documents:
        total.update(each)
    place = (figure.measure, figure.name, figure.match)
    wanted = next((each for each in _wanted(total) if (each.measure, each.name, each.match) == place), None)
    return [wanted.sums(each) for each in documents] if wanted else []


def _wanted(total: Counts) -> Iterator[_Wanted]:
    kinds = _names(total, "claims")
    for name, names in (("all", CLOSED), *((kind, (kind,)) for kind in CLOSED if kind in kinds)):
        if kinds:
            for match in ("relaxed", "strict"):
                yield _Wanted("claims", name, match, names)
    if total[Key("claims", "stance", "gold")]:
        for match in ("relaxed", "strict"):
            yield _Wanted("claims", "stance", match, ("stance",), closed=False)
    for slot in _names(total, "slot"):
        yield _Wanted("slot", slot, "right", (slot,), closed=False)
    for measure in ("statements", "quotations"):
        if _names(total, measure):
            for match in ("content", "source"):
                yield _Wanted(measure, "all", match, ("all",))
    types = _names(total, "events")
    if types:
        yield _Wanted("events", "all", "right", tuple(types), closed=False)
        for name in types:
            yield _Wanted("events", name, "right", (name,))


def _names(total: Counts, measure: str) -> list[str]:
    return _sorted(key.name for key in total if key.measure == measure)


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(set(names))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
