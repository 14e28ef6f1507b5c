"""A text rewritten: what stands where in the one and in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Start and end of what is replaced, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A text and what became of it, with spans led from the one to the other.

    original, text: before and after; olds, news: where each piece begins in them: pieces that stayed or were replaced
    by as many characters, which lie on a line, and pieces that were replaced by more or fewer.
    """

    original: str
    text: str
    olds: tuple[int, ...]
    news: tuple[int, ...]
    even: tuple[bool, ...]

    @staticmethod
    def of(original: str, edits: Iterable[Edit]) -> Rewriting:
        """The text after some edits, which are disjoint and in order.

        >>> rewriting = Rewriting.of("so  long", [(2, 4, " ")])
        >>> rewriting.text, rewriting.back(3, 7), rewriting.forth(4, 8)
        ('so long', (4, 8), (3, 7))
        """
        pieces: list[str] = []
        olds, news, even = [0], [0], [True]
        done = length = 0
        for start, end, new in edits:
            pieces += (original[done:start], new)
            length += start - done
            if len(new) != end - start:
                olds += (start, end)
                news += (length, length + len(new))
                even += (False, True)
            length += len(new)
            done = end
        pieces.append(original[done:])
        return Rewriting(original, "".join(pieces), tuple(olds), tuple(news), tuple(even))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that became a span of the text."""
        return self._led(start, end, self.news, self.olds)

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that a span of the original became."""
        return self._led(start, end, self.olds, self.news)

    def _led(self, start: int, end: int, here: tuple[int, ...], there: tuple[int, ...]) -> tuple[int, int]:
        at = bisect_right(here, start) - 1
        low = there[at] + (start - here[at] if self.even[at] else 0)
        if end <= start:
            return low, low
        at = bisect_right(here, end - 1) - 1
        high = there[at] + end - here[at] if self.even[at] else there[at + 1]
        return low, max(low, high)
