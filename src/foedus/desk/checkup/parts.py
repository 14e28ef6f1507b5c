"""What comes with foedus: the language model, the library, the explorer's files, the tagger's weights."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.model.problems import DataError, LibraryError
from foedus.views.checkup import Check

if TYPE_CHECKING:
    from foedus.desk.opening import Settings

_WEB = Path(__file__).parents[2] / "web" / "static" / "vendor"
VENDORED = (
    "LICENSES.txt", "cytoscape.js", "d3.js", "htmx.js", "plot.js", "topojson.js", "world-110m.json", "world-50m.json",
)  # fmt: skip
"""Others' files that the explorer's pages load."""


def model(settings: Settings) -> Iterator[Check]:
    """Whether the language model is there, whole, and made for the spaCy that is installed; it is not loaded."""
    from foedus.reading.nlp import default_model

    name = settings.model or default_model()
    anew = f"pip install --force-reinstall --no-deps {name.replace('_', '-')}"
    folder = _model_folder(name)
    if folder is None:
        yield Check("language model", "fail", f"{name} is not installed", f"{anew}; or choose another with --model")
        return
    about = _json(folder / "meta.json")
    if about is None:
        yield Check("language model", "fail", f"{folder} has no readable meta.json", anew)
        return
    told = f"{about.get('lang')}_{about.get('name')} {about.get('version')}"
    try:
        held = distribution(name.replace("_", "-"))
    except PackageNotFoundError:
        yield Check("language model", "ok", f"{told} in {folder}; no package vouches for its files")
        return
    bad = _changed(held, folder)
    if bad:
        yield Check("language model", "fail", f"{told}: {bad[0]} is not what its package vouches for", anew)
        return
    yield _fitting(told, str(about.get("spacy_version") or ""))


def _fitting(told: str, wanted: str) -> Check:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    installed = version("spacy")
    try:
        fits = SpecifierSet(wanted).contains(installed, prereleases=True)
    except InvalidSpecifier:
        fits = True
    if not fits:
        todo = f"pip install 'spacy{wanted}'"
        return Check("language model", "warn", f"{told}, made for spaCy {wanted}; {installed} is installed", todo)
    return Check("language model", "ok", f"{told}, whole, for spaCy {installed}")


def _model_folder(name: str) -> Path | None:
    """Where the files of a pipeline are, by the name of its package or by path; nothing of it is imported."""
    if Path(name).is_dir():
        return Path(name)
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    home = Path(spec.origin).parent if spec and spec.origin else None
    found = sorted(home.glob("**/meta.json"), key=lambda path: len(path.parts)) if home else []
    return found[0].parent if found else home


def _changed(held: Distribution, folder: Path) -> list[str]:
    """Files of a package below a folder that are missing or not what its record says."""
    bad = []
    for each in held.files or ():
        path = Path(str(each.locate()))
        if each.hash is None or not path.is_relative_to(folder):
            continue
        try:
            seen = hashlib.new(each.hash.mode, path.read_bytes()).digest()
        except OSError:
            seen = b""
        if base64.urlsafe_b64encode(seen).rstrip(b"=").decode() != each.hash.value:
            bad.append(path.name)
    return bad


def library(settings: Settings) -> Iterator[Check]:
    """Whether the library loads, is as it was sealed, and what was left out of the user's own."""
    from foedus.library import load_library
    from foedus.library.seal import unsealed

    try:
        held = load_library()
    except LibraryError as error:
        yield Check("library", "fail", str(error).splitlines()[0], "install foedus anew")
        return
    told = f"{len(held.agreements)} agreements, {len(held.actors)} actors, {len(held.recognitions)} recognitions"
    changed = unsealed()
    if changed:
        todo = "if you did not change them, install foedus anew; else run python -m foedus.library"
        yield Check("library", "warn", f"{told}; changed since they were checked: {', '.join(changed[:3])}", todo)
    else:
        yield Check("library", "ok", f"{told}, as sealed")
    if settings.library:
        yield _own(Path(settings.library))


def _own(folder: Path) -> Check:
    from foedus.library import load_library

    try:
        problems = load_library(folder).problems
    except LibraryError as error:
        return Check("own library", "fail", str(error), "give another folder with --library or FOEDUS_LIBRARY")
    if problems:
        return Check(
            "own library", "warn", f"{len(problems)} problems; the first: {problems[0].line()}", "mend the file"
        )
    return Check("own library", "ok", str(folder))


def explorer(settings: Settings) -> Iterator[Check]:
    """Whether others' files that the explorer's pages load are there."""
    absent = [name for name in VENDORED if not (_WEB / name).is_file()]
    if absent:
        todo = "install foedus from a wheel, or run python scripts/vendor.py in its source: maps and graphs need them"
        yield Check("explorer's files", "warn", f"missing: {', '.join(absent)}", todo)
    else:
        yield Check("explorer's files", "ok", f"{len(VENDORED)} files in {_WEB}")


def tagger(settings: Settings) -> Iterator[Check]:
    """Whether the learned tagger's weights are what their card vouches for; they are not loaded."""
    from foedus.reading.tagger.model import vouched

    try:
        name, seen = vouched(Path(settings.weights) if settings.weights else None)
    except DataError as error:
        yield Check("tagger's weights", "warn", str(error), "reading without --tagger does not need them")
        return
    yield Check("tagger's weights", "ok", f"{name}@{seen[:12]}, whole")


def _json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
