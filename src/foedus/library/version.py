"""Which library this is: the hash of its files, so that a ledger can say by which one a text was read."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import foedus
from foedus.model.versions import LibraryVersion

_HOME = Path(__file__).parent


@lru_cache(maxsize=8)
def library_version(extra: Path | None = None) -> LibraryVersion:
    """The version of the library that foedus carries, and of the user's own folder beside it.

    Two are the same if the files have the same names and bytes, wherever they lie.
    """
    return LibraryVersion(foedus.__version__, _hash(_HOME), None if extra is None else _hash(extra))


def _hash(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        try:
            content = path.read_bytes()
        except OSError:  # loading the library lists it as a problem
            content = b""
        found.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()
