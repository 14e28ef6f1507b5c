"""Word lists of the reading, from ``lexicons/*.yaml``: data, so that a rule holds grammar only."""

from __future__ import annotations

from collections.abc import Iterator
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


def names() -> tuple[str, ...]:
    """The lexicons that foedus ships."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def entries_of(lemma: str, kind: str) -> tuple[str, ...]:
    """Where the lexicons have a lemma, as ``stance: stances/condemn``: those of a kind of claim, else all the others.

    >>> entries_of("recognise", "recognition")[0]
    'recognition: recognise'
    """
    own = [name for name in names() if name.startswith(kind.replace("-", "_"))]
    for chosen in (own, [name for name in names() if name not in own]):
        found = [f"{name}: {'/'.join(path)}" for name in chosen for path in _paths(lexicon(name), lemma)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _paths(content: Any, lemma: str, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys under which a lemma stands, as a key itself or as a word of a list."""
    if isinstance(content, dict):
        for key, inner in content.items():
            if key == lemma:
                yield (*path, lemma)
            else:
                yield from _paths(inner, lemma, (*path, str(key)))
    elif isinstance(content, list):
        for inner in content:
            yield from _paths(inner, lemma, path)
    elif content == lemma:
        yield path
