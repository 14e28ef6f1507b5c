"""The seal: which files of the library have passed their schema, by hash, so that they need not pass it at each start.

Checking a few hundred kilobytes against JSON Schemas takes longer than everything else that loading does.  A file
whose bytes have not changed since ``python -m foedus.library`` checked it is not checked again; one that has
changed is, so a stale seal costs time and never correctness.  A test says when to seal anew.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent
SEAL = HOME / "schema" / "seal.json"


def digest(schema: str, text: str) -> str:
    """The hash of a file's text together with the schema that it satisfies."""
    return hashlib.sha256(f"{_schema_text(schema)}\0{text}".encode()).hexdigest()


@cache
def _schema_text(schema: str) -> str:
    return (HOME / "schema" / f"{schema}.schema.json").read_text(encoding="utf-8")


@cache
def sealed() -> frozenset[str]:
    """The digests of the files that have passed; none where there is no seal."""
    try:
        return frozenset(json.loads(SEAL.read_text(encoding="utf-8")).values())
    except (OSError, ValueError, AttributeError):
        return frozenset()


def make() -> dict[str, str]:
    """The seal of the library as it is: each file's path and digest.

    Raises LibraryError where a file does not satisfy its schema.
    """
    from foedus.library.files import read_yaml  # files asks this module in turn

    found = {}
    for path, schema in _files():
        read_yaml(path, schema)
        found[path.relative_to(HOME).as_posix()] = digest(schema, path.read_text(encoding="utf-8"))
    return found


def unsealed() -> list[str]:
    """The paths of the library's files that are not as they were when they last passed their schema."""
    held = sealed()
    return [
        path.relative_to(HOME).as_posix()
        for path, schema in _files()
        if digest(schema, path.read_text(encoding="utf-8")) not in held
    ]


def _files() -> list[tuple[Path, str]]:
    schemas = {"agreements": "agreement", "actors": "actors"}
    nested = [
        (path, schemas[path.parent.name]) for folder in schemas for path in sorted((HOME / folder).glob("*.yaml"))
    ]
    return nested + [(path, path.stem) for path in sorted(HOME.glob("*.yaml"))]
