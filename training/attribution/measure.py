"""How well attributions agree with gold: contents by their overlap, sources by touching the gold's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.reading.tagger import Tagged
from training.attribution.records import Attribution

ENOUGH = 0.5
"""Characters that two contents share, as a part of those of either, from which they are one."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over some texts: gold, found, contents that agree, and those whose sources agree too."""

    gold: int = 0
    found: int = 0
    content: int = 0
    both: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.gold + other.gold, self.found + other.found, self.content + other.content, self.both + other.both
        )

    @property
    def content_f1(self) -> float:
        """F1 of contents, in per cent."""
        return 200 * self.content / max(1, self.gold + self.found)

    @property
    def both_f1(self) -> float:
        """F1 of contents with a right source, in per cent."""
        return 200 * self.both / max(1, self.gold + self.found)


def agreement(gold: Sequence[Attribution], found: Sequence[Tagged]) -> Agreement:
    """How the attributions of one text agree, matched one to one, the closest first."""
    wanted = [_characters(a.content) for a in gold]
    seen = [_characters(t.content) for t in found]
    pairs = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(seen) if a & b),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    both = 0
    for overlap, i, j in pairs:
        if overlap < ENOUGH:
            break
        if i in used_gold or j in used_found:
            continue
        used_gold.add(i)
        used_found.add(j)
        source = found[j].source
        both += bool(source and _characters(gold[i].source) & _characters([source]))
    return Agreement(len(gold), len(found), len(used_gold), both)


def likeness(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> float:
    """What two contents share of the characters that they cover together."""
    a, b = _characters(one), _characters(other)
    return len(a & b) / len(a | b)


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for low, high in spans for at in range(low, high)}
