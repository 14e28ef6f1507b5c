"""Loading: every file of the library, and of a folder of the user's own, as one value.

A folder has ``agreements/*.yaml``, ``recognitions.yaml``, ``viewpoints.yaml`` and ``regions.yaml``; each may be
absent from the user's own.  A file with a fault is left out whole, since an agreement that is half read would answer
wrongly; all faults of all files are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from foedus.library import relations, values
from foedus.library.actors_load import load_actors, load_tenures
from foedus.library.doubts import doubts
from foedus.library.files import line_of, read_yaml
from foedus.library.own import Trouble, actors_beside, beside, overtaken, standing, tenures_beside, troubles
from foedus.library.values import Library
from foedus.model.actors import Actor, Tenure
from foedus.model.problems import LibraryError, Problem
from foedus.model.viewpoints import Recognition

HOME = Path(__file__).parent
_SHARED = {"recognitions": values.recognitions, "viewpoints": values.viewpoints, "regions": values.regions}
_TEXT = frozenset(("start", "end", "date", "article", "withdrawn", "ends"))
_File = tuple[Path, str, Any]


@lru_cache(maxsize=8)
def load_library(extra: Path | None = None) -> Library:
    """The library that foedus carries, and the user's own folder beside it.

    extra: a folder laid out like the library's own; its agreements and positions are added.  What it says of who
    recognises whom, and of who held which office, stands in the place of what foedus's own files say of that; an
    agreement with ``instead_of`` stands in the place of the one of its id.  A file of it that has a fault is left out,
    and so is what refers to it; :attr:`Library.problems` has every fault with file and line.

    Raises LibraryError where there is no such folder, and for a fault in foedus's own files.
    """
    home = _home()
    if extra is None:
        return _library(home.files, (), home.actors, home.tenures, ())
    own = _own(extra, home)
    return _library(
        standing(home.files, own.files),
        own.files,
        (*home.actors, *own.actors),
        beside(home.tenures, own.tenures, lambda each: (each.person, each.office, each.of)),
        tuple(map(_problem, own.trouble)),
    )


@dataclass(frozen=True, slots=True)
class _Folder:
    files: tuple[_File, ...]
    actors: tuple[Actor, ...]
    tenures: tuple[Tenure, ...]
    trouble: tuple[Trouble, ...]


@cache
def _home() -> _Folder:
    """The library's own folder, read once in a process: it does not change while foedus runs.

    Raises LibraryError, which lists every fault as ``file:line: what is wrong; what to do``.
    """
    files, trouble = _read(_paths(HOME))
    actors = load_actors(HOME / "actors")
    trouble += relations.faults(files, {actor.key for actor in actors})
    if trouble:
        raise LibraryError("\n".join(each.line() for each in trouble))
    return _Folder(tuple(files), actors, load_tenures(HOME), ())


def _own(folder: Path, home: _Folder) -> _Folder:
    """What of the user's folder has no fault beside the library."""
    files, trouble = _read(_inside(folder))
    actors, bad = actors_beside(folder / "actors", home.actors)
    known = {actor.key for actor in (*home.actors, *actors)}
    tenures, worse = tenures_beside(folder, known)
    trouble += [*bad, *worse]
    while found := relations.faults([*(base := standing(home.files, files)), *files], known, len(base)):
        trouble += found  # what is left may have referred to what is now left out
        faulty = {each.path for each in found}
        files = [file for file in files if file[0] not in faulty]
    trouble += [
        Trouble(path, line_of(path, where), what, left_out=False)
        for path, schema, raw in files
        if schema == "agreement"
        for where, what in (*doubts(raw), *overtaken(raw, HOME))
    ]
    return _Folder(tuple(files), actors, tenures, tuple(trouble))


def _problem(trouble: Trouble) -> Problem:
    if not trouble.left_out:
        return Problem("doubt", trouble.what, trouble.where, todo="The file is read as it is")
    return Problem("fault", trouble.what, trouble.where, todo="The file is left out until then")


def _read(paths: Iterable[tuple[Path, str]]) -> tuple[list[_File], list[Trouble]]:
    files: list[_File] = []
    trouble: list[Trouble] = []
    for path, schema in paths:
        try:
            files.append((path, schema, _worded(read_yaml(path, schema))))
        except LibraryError as error:
            trouble += troubles(path, error)
    return files, trouble


def _inside(folder: Path) -> list[tuple[Path, str]]:
    """The files of a folder of the user's own; a link that leads out of it is refused."""
    if not folder.is_dir():
        raise LibraryError(f"{folder}: no such folder; name a folder with agreements/*.yaml")
    found = list(_paths(folder))
    for path in (*(path for path, _ in found), *(folder / "actors").glob("*.yaml"), folder / "tenures.yaml"):
        if not path.resolve().is_relative_to(folder.resolve()):
            raise LibraryError(f"{path}: a link that leads out of the folder {folder}; put the file itself there")
    return found


def _paths(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted((folder / "agreements").glob("*.yaml")):
        yield path, "agreement"
    for schema in _SHARED:
        if (folder / f"{schema}.yaml").exists():
            yield folder / f"{schema}.yaml", schema


def _worded(node: Any) -> Any:
    """The content with years and article numbers as text: ``start: 2015`` and ``article: 4`` are how people write."""
    if isinstance(node, dict):
        return {
            key: str(inner) if key in _TEXT and isinstance(inner, int) else _worded(inner)
            for key, inner in node.items()
        }
    return [_worded(inner) for inner in node] if isinstance(node, list) else node


def _library(
    read: Sequence[_File],
    own: Sequence[_File],
    actors: tuple[Actor, ...],
    tenures: tuple[Tenure, ...],
    problems: tuple[Problem, ...],
) -> Library:
    by_schema: dict[str, list[Any]] = {"agreement": [], **{schema: [] for schema in _SHARED}}
    for _, schema, raw in (*read, *own):
        by_schema[schema].append(raw)
    views = [values.viewpoints(raw) for raw in by_schema["viewpoints"]]
    areas = [values.regions(raw) for raw in by_schema["regions"]]
    return Library(
        actors=actors,
        tenures=tenures,
        agreements=tuple(sorted(map(values.agreement, by_schema["agreement"]), key=lambda each: each.id)),
        recognitions=beside(
            _recognitions(read), _recognitions(own), lambda each: (each.recogniser, each.recognised, each.kind)
        ),
        viewpoints=tuple(v for each in views for v in each[0]),
        positions=tuple(p for each in views for p in each[1]),
        control=tuple(c for each in views for c in each[2]),
        regions=tuple(r for each in areas for r in each[0]),
        territories=tuple(t for each in areas for t in each[1]),
        problems=problems,
    )


def _recognitions(read: Sequence[_File]) -> tuple[Recognition, ...]:
    return tuple(row for _, schema, raw in read if schema == "recognitions" for row in values.recognitions(raw))
