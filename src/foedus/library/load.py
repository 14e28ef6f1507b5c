"""Loading: every file of the library, and of a folder of the user's own, as one value.

A folder has ``agreements/*.yaml``, ``recognitions.yaml``, ``viewpoints.yaml`` and ``regions.yaml``; each may be
absent from the user's own.  All faults of all files are reported at once, since an agreement that is half read
would answer wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from foedus.library import faults, values
from foedus.library.actors_load import load_actors, load_tenures
from foedus.library.files import line_of, read_yaml
from foedus.library.values import Library
from foedus.model.actors import Actor, Tenure
from foedus.model.problems import LibraryError

HOME = Path(__file__).parent
_SHARED = {"recognitions": values.recognitions, "viewpoints": values.viewpoints, "regions": values.regions}
_TEXT = frozenset(("start", "end", "date", "article"))
_File = tuple[Path, str, Any]


@lru_cache(maxsize=8)
def load_library(extra: Path | None = None) -> Library:
    """The library that foedus carries, and the user's own folder beside it.

    extra: a folder laid out like the library's own; its agreements and positions are added.

    Raises LibraryError, which lists every fault as ``file:line: what is wrong; what to do``.
    """
    folders = [_home()] if extra is None else [_home(), _read(extra, _inside(extra))]
    read = [file for folder in folders for file in folder.files]
    actors = tuple(actor for folder in folders for actor in folder.actors)
    trouble = [line for folder in folders for line in folder.trouble]
    trouble += _faults(read, {actor.key for actor in actors})
    if trouble:
        raise LibraryError("\n".join(trouble))
    return _library(read, actors, tuple(tenure for folder in folders for tenure in folder.tenures))


@dataclass(frozen=True, slots=True)
class _Folder:
    files: tuple[_File, ...]
    actors: tuple[Actor, ...]
    tenures: tuple[Tenure, ...]
    trouble: tuple[str, ...]


@cache
def _home() -> _Folder:
    """The library's own folder, read once in a process: it does not change while foedus runs."""
    return _read(HOME, list(_paths(HOME)))


def _read(folder: Path, paths: Iterable[tuple[Path, str]]) -> _Folder:
    files: list[_File] = []
    trouble: list[str] = []
    for path, schema in paths:
        try:
            files.append((path, schema, _worded(read_yaml(path, schema))))
        except LibraryError as error:
            trouble.append(str(error))
    return _Folder(tuple(files), load_actors(folder / "actors"), load_tenures(folder), tuple(trouble))


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


def _faults(read: Iterable[_File], known: set[str]) -> list[str]:
    read = list(read)
    ids = {raw["id"] for _, schema, raw in read if schema == "agreement"}
    regions = {region["id"] for _, schema, raw in read if schema == "regions" for region in raw["regions"]}
    places = {place for _, schema, raw in read if schema == "regions" for place in _places(raw)}
    found: list[str] = []
    home: dict[str, Path] = {}
    for path, schema, raw in read:
        here = list(faults.agreement(raw, path.stem) if schema == "agreement" else faults.common(raw))
        if schema == "agreement":
            here += _references(raw, ids, regions)
            if raw["id"] in home:
                here.append((("id",), f"the id {raw['id']!r} is taken by {home[raw['id']]}; choose another"))
            home.setdefault(raw["id"], path)
        if known:
            here += faults.unknown_actors(raw, (known | places).__contains__)
        found += [f"{path}:{line_of(path, where)}: {'/'.join(map(str, where))}: {what}" for where, what in here]
    return found + _cycles(read)


def _places(raw: Any) -> Iterator[str]:
    """Territories that a regions file names: they need not be actors."""
    yield from (territory["id"] for territory in raw["territories"])
    for region in raw["regions"]:
        yield from (*region.get("inside", ()), *region.get("outside", ()))


def _references(raw: Any, ids: set[str], regions: set[str]) -> Iterator[faults.Fault]:
    for i, link in enumerate(raw.get("links", ())):
        if link["parent"] not in ids:
            yield ("links", i, "parent"), f"no agreement {link['parent']!r}; add its file or mend the id"
    for i, provision in enumerate(raw["provisions"]):
        region = provision.get("trigger", {}).get("region")
        if region is not None and region not in regions:
            yield ("provisions", i, "trigger", "region"), f"no region {region!r}; add it to regions.yaml"
    for where, names in _members_of(raw["provisions"], ("provisions",)):
        for name in [names] if isinstance(names, str) else names:
            if name not in ids:
                yield where, f"no agreement {name!r}, whose members are meant; add its file or mend the id"


def _members_of(node: Any, where: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(node, dict):
        pairs = node.items()
    elif isinstance(node, list):
        pairs = enumerate(node)
    for key, inner in pairs:
        if key == "members-of":
            yield (*where, key), inner
        else:
            yield from _members_of(inner, (*where, key))


def _cycles(read: Iterable[_File]) -> list[str]:
    parents = {
        raw["id"]: (path, {each["parent"] for each in raw.get("links", ()) if each["link"] == "part-of"})
        for path, schema, raw in read
        if schema == "agreement"
    }
    found = []
    for start, (path, _) in parents.items():
        reached: set[str] = set()
        todo = [start]
        while todo:
            for parent in parents.get(todo.pop(), (path, set()))[1] - reached:
                reached.add(parent)
                todo.append(parent)
        if start in reached:
            found.append(f"{path}: {start} is part of itself through its links; take one part-of out")
    return found


def _library(read: Iterable[_File], actors: tuple[Actor, ...], tenures: tuple[Tenure, ...]) -> Library:
    by_schema: dict[str, list[Any]] = {"agreement": [], **{schema: [] for schema in _SHARED}}
    for _, schema, raw in read:
        by_schema[schema].append(raw)
    views = [values.viewpoints(raw) for raw in by_schema["viewpoints"]]
    areas = [values.regions(raw) for raw in by_schema["regions"]]
    return Library(
        actors=actors,
        tenures=tenures,
        agreements=tuple(sorted(map(values.agreement, by_schema["agreement"]), key=lambda each: each.id)),
        recognitions=tuple(row for raw in by_schema["recognitions"] for row in values.recognitions(raw)),
        viewpoints=tuple(v for each in views for v in each[0]),
        positions=tuple(p for each in views for p in each[1]),
        control=tuple(c for each in views for c in each[2]),
        regions=tuple(r for each in areas for r in each[0]),
        territories=tuple(t for each in areas for t in each[1]),
    )
