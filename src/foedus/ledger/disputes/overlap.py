"""Whether any of many times stands in some relation to one time, without comparing every pair."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from foedus.ledger.dates import Extent

T = TypeVar("T")


class Times:
    """Many times, ready to be asked."""

    def __init__(self, extents: Iterable[Extent]) -> None:
        kept = tuple(extents)
        self._lows = sorted(one.low for one in kept)
        self._highs = sorted(one.high for one in kept)

    @property
    def latest_end(self) -> date:
        """The end of the one that ends last; the first day there is where there are none."""
        return self._highs[-1] if self._highs else date.min

    @property
    def earliest_start(self) -> date:
        """The start of the one that starts first; the last day there is where there are none."""
        return self._lows[0] if self._lows else date.max

    def overlapping(self, one: Extent) -> int:
        """How many may have a day in common with one."""
        return bisect_right(self._lows, one.high) - bisect_left(self._highs, one.low)


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with who holds it and the days that it may be about."""

    holder: Hashable
    when: Extent


def with_rivals(ones: Sequence[T], dated: Sequence[Dated], rivals: Sequence[Dated]) -> Iterator[T]:
    """Those whose time may overlap a rival's that is not of the same holder."""
    everybody = Times(rival.when for rival in rivals)
    by_holder: dict[Hashable, list[Extent]] = {}
    for rival in rivals:
        by_holder.setdefault(rival.holder, []).append(rival.when)
    own = {holder: Times(extents) for holder, extents in by_holder.items()}
    for one, mine in zip(ones, dated, strict=True):
        same = own[mine.holder].overlapping(mine.when) if mine.holder in own else 0
        if everybody.overlapping(mine.when) > same:
            yield one
