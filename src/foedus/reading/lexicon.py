"""Word lists of the reading, from ``lexicons/*.yaml``: data, so that a rule holds grammar only."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lexicons"


@cache
def lexicon(name: str) -> dict[str, Any]:
    """A lexicon by the stem of its file: a mapping of lists or mappings of words (lemmas, lower case).

    Raises FileNotFoundError for a name that foedus does not ship.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return content


@cache
def words(name: str, group: str) -> frozenset[str]:
    """One group of a lexicon as a set."""
    return frozenset(lexicon(name)[group])
