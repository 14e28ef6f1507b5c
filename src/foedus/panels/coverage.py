"""Which years a data set knows; outside them its columns say NA, never 0."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """The years from `first` to `last`, both included.

    >>> 1815 in Coverage(1816, 2016), len(Coverage(1816, 2016))
    (False, 201)
    """

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    def __len__(self) -> int:
        return max(0, self.last - self.first + 1)

    def widened(self, years: tuple[int, ...]) -> Coverage:
        """The same, and every year that a file has records of: a newer version covers more."""
        return Coverage(min((self.first, *years)), max((self.last, *years)))

    def bits(self, first: int, last: int) -> int:
        """A big integer with one byte for each year, 1 in those from `first` to `last` that are covered."""
        low, high = max(first, self.first), min(last, self.last)
        if low > high:
            return 0
        return int.from_bytes(b"\x01" * (high - low + 1), "little") << 8 * (low - self.first)

    def unpacked(self, packed: int) -> bytes:
        """The bytes of such an integer, one a year."""
        return packed.to_bytes(len(self), "little")


ATOP = Coverage(1815, 2018)
"""Alliance Treaty Obligations and Provisions 5.0 and 5.1: from 1815 to the end of 2018."""

COW_WARS = Coverage(1816, 2007)
"""Correlates of War inter-state wars 4.0; its last war began in 2003."""

MID = Coverage(1816, 2014)
"""Militarized interstate disputes 5.0."""

UCDP = Coverage(1946, 2024)
"""UCDP/PRIO armed conflict 25.1."""
