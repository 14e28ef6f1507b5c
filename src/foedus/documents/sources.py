"""Where documents come from: files, folders and standard input, each as bytes or as a problem."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from foedus.model.problems import Problem

SUFFIXES = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".json": "json"}
_KNOWN = ".txt, .md, .html, .htm or .json"


@dataclass(frozen=True, slots=True)
class Raw:
    """What one place held.

    kind: ``text``, ``html``, ``json``, or None for standard input, which has no suffix; data: None where
    it could not be read, and then `problem` says why.
    address, charset: a web page's own, as whoever fetched it was told; None where nobody says.
    """

    where: str
    kind: str | None = None
    data: bytes | None = None
    problem: Problem | None = None
    address: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A file that is named or stands below a folder that is; path: None where there is none, as `problem` says."""

    where: str
    path: Path | None = None
    problem: Problem | None = None


def gather(sources: Iterable[str | Path], stdin: BinaryIO | None, limit: int) -> Iterator[Raw]:
    """The bytes of every source, folders in sorted order; what cannot be read comes as a problem.

    limit: no more than this many bytes are taken from one place.
    """
    for source in sources:
        if str(source) == "-":
            yield _standard_input(stdin, limit)
        else:
            for place in places(source):
                yield Raw(place.where, problem=place.problem) if place.path is None else read_file(place, limit)


def places(source: str | Path) -> Iterator[Place]:
    """The file that a source names, or the files below the folder that it names, in sorted order; nothing is read."""
    path = Path(source)
    try:
        is_folder = path.is_dir() and str(source) != ""
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        yield from _folder(path)
    else:
        yield Place(str(source), path)


def _standard_input(stdin: BinaryIO | None, limit: int) -> Raw:
    import sys

    if stdin is None and sys.stdin is None:
        return Raw("-", problem=Problem("unreadable", "not read: standard input is closed", "-", "", "pipe a text in"))
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        return Raw("-", problem=unreadable("-", error))
    return Raw("-", data=data) if len(data) <= limit else Raw("-", problem=too_large("-", limit))


def _folder(folder: Path) -> Iterator[Place]:
    """The files below a folder; links out of it are refused, links inside it are read under the name they lead to."""
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        yield Place(str(folder), problem=unreadable(str(folder), error))
        return
    errors: list[OSError] = []
    found = False
    for base, folders, files in os.walk(folder, onerror=errors.append, followlinks=False):
        links = [name for name in folders if (Path(base) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in links and not name.startswith("."))
        for name in sorted(name for name in [*files, *links] if not name.startswith(".")):
            path = Path(base) / name
            place = _linked(path, root) if path.is_symlink() else Place(str(path), path)
            found = True
            if place:
                yield place
        while errors:
            yield _error_place(errors.pop(0))
    while errors:
        found = True
        yield _error_place(errors.pop(0))
    if not found:
        yield Place(
            str(folder),
            problem=Problem("empty", "the folder holds no file", str(folder), "", f"put {_KNOWN} files into it"),
        )


def _error_place(error: OSError) -> Place:
    return Place(str(error.filename), problem=unreadable(str(error.filename), error))


def _linked(path: Path, root: Path) -> Place | None:
    """A link met in a folder: None where it leads to something that is read anyway."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return Place(str(path), problem=unreadable(str(path), error))
    if not target.is_relative_to(root):
        refused = Problem(
            "link-outside",
            "not read: the link leads out of the folder",
            str(path),
            f"it points to {target}",
            "name that file itself if it is meant",
        )
        return Place(str(path), problem=refused)
    hidden = any(part.startswith(".") for part in target.relative_to(root).parts)
    return Place(str(path), path) if hidden and target.is_file() else None


def read_file(place: Place, limit: int) -> Raw:
    """The bytes of a file, no more than a limit, or why it is not read."""
    path, where = place.path or Path(place.where), place.where
    try:
        info = path.stat() if where else None
    except (OSError, ValueError) as error:
        return Raw(where, problem=unreadable(where, error))
    if info is None:
        return Raw(
            "(no name)", problem=Problem("missing", "no file is named", "(no name)", "", "name a file or folder")
        )
    if not stat.S_ISREG(info.st_mode):
        why = "it is a device, a pipe or a socket"
        return Raw(where, problem=Problem("not-a-file", "not read: no plain file", where, why, "use - for a stream"))
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        return _unknown_kind(where, path.suffix)
    if info.st_size > limit:
        return Raw(where, problem=too_large(where, limit, info.st_size))
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        return Raw(where, problem=unreadable(where, error))
    return Raw(where, kind, data) if len(data) <= limit else Raw(where, problem=too_large(where, limit))


def handed(name: str, data: bytes, limit: int) -> Raw:
    """What somebody handed over under a file's name; without a name it was pasted.

    >>> handed("letter.pdf", b"%PDF", 20_000_000).problem.code
    'suffix'
    """
    suffix = Path(name).suffix
    kind = SUFFIXES.get(suffix.lower())
    if name and kind is None:
        return _unknown_kind(name, suffix)
    where = name or "pasted text"
    return Raw(where, kind, data) if len(data) <= limit else Raw(where, problem=too_large(where, limit, len(data)))


def _unknown_kind(where: str, suffix: str) -> Raw:
    said = f"the suffix {suffix!r} is not known" if suffix else "the name has no suffix"
    todo = f"rename it to {_KNOWN} if it is one of these"
    return Raw(where, problem=Problem("suffix", "not read: unknown kind of file", where, said, todo))


def too_large(where: str, limit: int, size: int | None = None) -> Problem:
    """The problem of a source that holds more than is read."""
    has = f"it has {size / 1e6:,.1f} MB; " if size else ""
    return Problem(
        "too-large",
        "not read: too large for an article",
        where,
        f"{has}the limit is {limit / 1e6:,.1f} MB",
        "cut it into articles",
    )


def unreadable(where: str, error: Exception) -> Problem:
    """The problem of a place that cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return Problem("missing", "there is no such file or folder", where, "", "check the name")
    if isinstance(error, PermissionError):
        todo = "ask for the right to read it, or leave it out"
        return Problem("unreadable", "not read: no permission", where, "the system refuses to open it", todo)
    why = getattr(error, "strerror", None) or str(error)
    return Problem("unreadable", "not read: it cannot be opened", where, why, "check the file")
