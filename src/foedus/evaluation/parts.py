"""A fixed part of the annotated texts that is set aside while rules are written."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from foedus.model.problems import UsageError

_SHARE = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many parts are held back.

    >>> Part.of("1/3")
    Part(held=1, of_parts=3)
    """

    held: int
    of_parts: int

    @staticmethod
    def of(words: str) -> Part:
        """The part of words such as ``1/3``.

        Raises UsageError for anything else.
        """
        found = _SHARE.fullmatch(words.strip())
        if found is None or not 0 < int(found[1]) < int(found[2]) <= 1000:
            raise UsageError(f"no part of the texts: {words!r}; give how many of how many are set aside, such as 1/3")
        return Part(int(found[1]), int(found[2]))


def part_of(name: str, part: Part) -> str:
    """``held`` or ``open``, by the hash of a document's name, so that a text stays there when others come."""
    number = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8])
    return "held" if number % part.of_parts < part.held else "open"
