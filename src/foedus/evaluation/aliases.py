"""Which keys count as the same actor as an annotation's."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedus.model.ids import slug


@dataclass(frozen=True, slots=True)
class Aliases:
    """For each key of the annotations the patterns of keys that mean the same actor; ``*`` stands for any letters.

    >>> Aliases.of({"PAN": ["*-panama", "Panama City"]}).same("PAN", "government-of-panama")
    True
    """

    patterns: tuple[tuple[str, frozenset[str]], ...] = ()

    @staticmethod
    def of(*tables: Mapping[str, Iterable[object] | None]) -> Aliases:
        """The aliases of some tables together."""
        merged: dict[str, set[str]] = {}
        for table in tables:
            for key, names in table.items():
                merged.setdefault(str(key), set()).update(_pattern(str(name)) for name in names or ())
        return Aliases(tuple((key, frozenset(names)) for key, names in sorted(merged.items())))

    def same(self, annotated: str, read: str) -> bool:
        """Whether a key that was read means the actor that is annotated; every key means itself."""
        plain = slug(read)
        if plain == slug(annotated):
            return True
        patterns = next((names for key, names in self.patterns if key == annotated), frozenset())
        return any(fnmatch.fnmatchcase(plain, pattern) for pattern in patterns)


def _pattern(name: str) -> str:
    return name.lower() if "*" in name else slug(name)
